"""Names that stand in one list with known ones are of their class: "Nvidia, AMD and X"."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from loaders.extractors.namings import Naming, Reading

CLASSES = ("Company", "Service", "Model", "Hardware")
WORD = r"(?:[A-Z][\w+&-]*(?:\.[a-z]{2,3}\b)?)"
NEW = rf"{WORD}(?: (?:{WORD}|\d+(?:\.\d+)?)){{0,3}}"
ITEM = rf"(?:⟦\d+⟧[’']s )?(?:⟦\d+⟧|{NEW})"
RUN = re.compile(rf"{ITEM}(?:, (?:the )?{ITEM})+,? (?:and|or) (?:the )?{ITEM}(?![\w’'-])")
PART = re.compile(rf"⟦\d+⟧[’']s |⟦(?P<number>\d+)⟧|(?P<new>{NEW})")
MOST = 2000
"""A document of more names is a list itself, and tells no classes."""
Found = tuple[str, int, Reading]


def kept_company(text: str, known: list[Naming]) -> Iterator[Found]:
    """Give new names of lists whose known members are of one class: name, place, reading."""
    if len(known) > MOST:
        return
    parts: list[str] = []
    moved: list[tuple[int, int]] = []
    at = length = 0
    for number, naming in enumerate(known):
        before, mark = text[at : naming.start], f"⟦{number}⟧"
        parts += [before, mark]
        length += len(before) + len(mark)
        moved.append((length, naming.end))
        at = naming.end
    signed = "".join([*parts, text[at:]])
    for run in RUN.finditer(signed):
        members = list(PART.finditer(signed, run.start(), run.end()))
        pattern = class_of([known[int(m["number"])] for m in members if m["number"]])
        for member in members if pattern is not None else ():
            if member["new"] and pattern is not None:
                made = replace(pattern, name=member["new"])
                yield member["new"], origin(member.start(), moved), made


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


def origin(place: int, moved: list[tuple[int, int]]) -> int:
    """Give the place in the text of a place in the text with signs."""
    after = bisect_right(moved, (place, 1 << 60)) - 1
    return place if after < 0 else moved[after][1] + place - moved[after][0]
