"""Completes a question while it is typed."""

import re
from collections.abc import Iterator
from itertools import islice
from string import Formatter

from kg.ask.names import Names
from kg.ask.offers import templates
from kg.catalogue import NameKind, plain
from kg.vocabulary import vocabulary

SHORTEST = 2
"""Letters of a name from which on names are offered."""
SLOTS: dict[str, frozenset[str]] = {
    "region": frozenset({"Region"}),
    "policy": frozenset({"Policy"}),
    "subject": frozenset({"Company", "Service", "Model", "Hardware", "JointVenture"}),
    "date": frozenset(),
}
"""The classes whose names a slot takes; what a user types as a date is left alone."""
ARTICLE = re.compile(r"the ", re.IGNORECASE)
OPEN = "…"
"""What stands for a name that is still to come."""


def suggest(names: Names, beginning: str, *, limit: int) -> tuple[str, ...]:
    """Give whole questions, or their next part, that begin as a text does."""
    text = " ".join(beginning.split())
    space = " " if beginning[-1:].isspace() and text else ""
    found = (more for form in templates() for more in completed(names, form, text + space))
    return tuple(islice(dict.fromkeys(found), limit)) if text else ()


def completed(names: Names, form: str, text: str) -> Iterator[str]:
    """Follow a form along a text: to its next slot, or with names that complete the slot."""
    done = ""
    for words, slot, _, _ in Formatter().parse(form):
        rest = text[len(done) :]
        if not rest.casefold().startswith(words.casefold()):
            if words.casefold().startswith(rest.casefold()):
                yield done + words + (OPEN if slot else "")
            return
        done += words
        if slot is None:
            return
        written = text[len(done) :]
        whole = next(longest(names, slot, written), None)
        if whole is None:
            article = ARTICLE.match(written)
            done += article.group() if article else ""
            yield from (done + name for name in beginning_with(names, slot, written))
            return
        done += whole


def longest(names: Names, slot: str, written: str) -> Iterator[str]:
    """Give the whole names of a slot at the beginning of a text that goes on behind them."""
    spaces = [m.start() for m in re.finditer(r"\s|$", written) if m.start() < len(written)]
    for place in reversed(spaces):
        found = names.by_plain.get(plain(written[:place]), {})
        if any(takes(slot, entity.type) for entity in found.values()):
            yield written[:place]


def beginning_with(names: Names, slot: str, written: str) -> Iterator[str]:
    """Give a name of each entity for a slot that begins as a text does, short ones first."""
    start = plain(written)
    if len(start) < SHORTEST:
        return
    entities = names.catalogue.entities
    fitting = [
        (name.text != entities[name.entity].name, len(name.text), name.text, name.entity)
        for name in names.catalogue.names
        if name.kind is NameKind.NAME
        and takes(slot, entities[name.entity].type)
        and plain(name.text).startswith(start)
    ]
    best: dict[str, str] = {}
    for _, _, text, entity in sorted(fitting):
        best.setdefault(entity, text)
    yield from best.values()


def takes(slot: str, kind: str) -> bool:
    """Tell whether a slot takes names of a class."""
    return any(vocabulary().is_a(kind, wider) for wider in SLOTS[slot])
