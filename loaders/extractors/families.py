"""Names that share their head with the name before them: "Ascend 910B, 910C and 910D"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.extractors.gazetteer import Gazetteer
from loaders.extractors.namings import Naming, Reading

FAMILY = ("Hardware", "Model", "Service")
NUMBER = r"[A-Z]{0,2}\d+(?:\.\d+)?[A-Z]{0,2}"
LAST = re.compile(rf"(?<= ){NUMBER}$")
NEXT = re.compile(
    r"(?:, (?:and |or )?| and | or |、|和|及|与| und | et | y | e )"
    rf"(?P<part>{NUMBER})(?![\w.%-]\w)"
)
SCRIPT = r"(?:、|\s?(?:和|及|与|以及|或)\s?)"
WORD = r"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3}"
PART = re.compile(rf"{SCRIPT}(?P<part>{WORD})(?=\s?[\u3040-\u9fff（，。、])")
"""A part of a product in a list within a script that writes no words in Latin letters."""


def shared_heads(text: str, known: list[Naming], gazetteer: Gazetteer) -> Iterator[Naming]:
    """Find the versions and parts that follow a name in a list and leave its head out."""
    for naming in known:
        reading = naming.read_as(FAMILY)
        if reading is None:
            continue
        yield from numbered(text, naming, reading, gazetteer)
        if not text[naming.end : naming.end + 1].isascii():
            yield from parts(text, naming, reading)


def numbered(
    text: str, naming: Naming, reading: Reading, gazetteer: Gazetteer
) -> Iterator[Naming]:
    """Find the versions after a name that ends in one of the same shape."""
    last = LAST.search(reading.name)
    at = naming.end
    while last is not None and (found := NEXT.match(text, at)):
        at = found.end()
        if shape(found["part"]) != shape(last.group()):
            return
        name = f"{reading.name[: last.start()]}{found['part']}"
        made = replace(reading, name=name, id=None)
        yield Naming(found.start("part"), at, gazetteer.lookup(name) or (made,))


def shape(number: str) -> str:
    """Give the shape of a version: what is a letter, a number, a point."""
    return re.sub(r"[A-Z]", "A", re.sub(r"\d+", "1", number))


def parts(text: str, naming: Naming, reading: Reading) -> Iterator[Naming]:
    """Find the further parts of a product, with every later place of theirs."""
    written = text[naming.start : naming.end]
    head = re.match(r".*\d+(?= )", written)
    at = naming.end
    while head is not None and reading.id is None and (found := PART.match(text, at)):
        at = found.end()
        made = (replace(reading, name=f"{head.group()} {found['part']}"),)
        for use in re.finditer(rf"(?<![\w-]){found['part']}(?![\w-])", text):
            yield Naming(use.start(), use.end(), made)
