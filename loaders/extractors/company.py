"""Names that stand in one list with known ones are of their class: "Nvidia, AMD and X"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.extractors.namings import Naming, Reading
from loaders.extractors.signed import Signed

CLASSES = ("Company", "Service", "Model", "Hardware")
WORD = r"(?:[A-Z][\w+&-]*(?:\.[a-z]{2,3}\b)?)"
NEW = rf"{WORD}(?: (?:{WORD}|\d+(?:\.\d+)?)){{0,3}}"
ITEM = rf"(?:⟦\w\d+⟧[’']s )?(?:⟦\w\d+⟧|{NEW})"
RUN = re.compile(rf"{ITEM}(?:, (?:the )?{ITEM})+,? (?:and|or) (?:the )?{ITEM}(?![\w’'-])")
PART = re.compile(rf"⟦\w\d+⟧[’']s |⟦\w(?P<number>\d+)⟧|(?P<new>{NEW})")
Found = tuple[str, int, Reading]


def kept_company(told: Signed, known: list[Naming]) -> Iterator[Found]:
    """Give new names of lists whose known members are of one class: name, place, reading."""
    for run in RUN.finditer(told.text):
        members = list(PART.finditer(told.text, run.start(), run.end()))
        pattern = class_of([known[int(m["number"])] for m in members if m["number"]])
        for member in members if pattern is not None else ():
            if member["new"] and pattern is not None:
                made = replace(pattern, name=member["new"])
                yield member["new"], told.origin(member.start()), made


def class_of(known: list[Naming]) -> Reading | None:
    """Give the class that all known members of a list share, and their maker if it is one.

    Of one known member the rest need not have the maker, unless it is a part of a product.
    """
    kinds = {n.first.type for n in known}
    if len(kinds) != 1 or not kinds <= set(CLASSES):
        return None
    makers = {n.first.provider for n in known}
    parts = all(n.first.id is None for n in known)
    maker = makers.pop() if (len(known) > 1 or parts) and len(makers) == 1 else ""
    return Reading("", kinds.pop(), provider=maker)
