"""Voices: what others copy is one report, told once, by the one who told it first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from kg.model.document import Document
from kg.model.period import latest
from kg.model.statement import Polarity, Statement
from kg.model.world import World

Copies = Mapping[str, Statement]
"""By the id of a statement that copies another: the first telling."""
NO_COPIES: Copies = MappingProxyType({})

AROUND = 300
"""Characters before and after the evidence that are compared too."""
ENOUGH_WORDS = 8
"""Fewer words than these may be alike by chance."""
ALIKE = 0.6
"""The part of the shorter text's pairs of words that the longer one has too."""

WORD = re.compile(r"\w+")
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Telling:
    """A statement with the words of its evidence and of the passage around it, in pairs."""

    statement: Statement
    quote: Pairs
    passage: Pairs

    def copies(self, first: "Telling") -> bool:
        """Tell whether this repeats another's words, which who published those may do anew."""
        publisher = self.statement.publisher
        itself = publisher is not None and publisher == first.statement.publisher
        elsewhere = self.statement.document != first.statement.document
        alike_ = alike(self.passage, first.passage) or alike(self.quote, first.quote)
        return elsewhere and not itself and alike_


def rivals(statements: Iterable[Statement], world: World) -> list[Statement]:
    """Give the statements that may be copies where it matters: where others say the contrary.

    It matters among all that is said of what one provider offers, if several documents say the
    same of one thing in one region.
    """
    offers: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.predicate in {"available_in", "restricts"}:
            thing = s.object if s.predicate == "restricts" else s.subject
            entity = world.entity(thing)
            offers[(entity.provider if entity else None) or thing].append(s)
    contrary = (said for said in offers.values() if len(set(map(sides, said))) > 1)
    return [s for said in contrary for same in alike_in_words(said) for s in same]


def sides(statement: Statement) -> tuple[str, Polarity]:
    """Give on which side a statement may be; one list may leave out what another has."""
    listed = statement.document if statement.listed == "complete" else ""
    return statement.predicate + listed, statement.polarity


def alike_in_words(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Give the dated statements by which several documents say the very same."""
    found: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.asserted_on:
            found[said(s)].append(s)
    return [same for same in found.values() if len({s.document for s in same}) > 1]


def said(s: Statement) -> tuple[object, ...]:
    """Give all that a statement says of access, whoever says it."""
    return (
        s.subject, s.predicate, s.object, s.polarity, s.modality, s.valid_from, s.valid_to,
        s.channel, s.via, s.audience, s.condition, s.listed,
    )  # fmt: skip


def copies(
    statements: Iterable[Statement], documents: Mapping[str, Document]
) -> dict[str, Statement]:
    """Find the statements whose words repeat those of an earlier one that says the same."""
    found: dict[str, Statement] = {}
    for same in alike_in_words(statements):
        firsts: list[Telling] = []
        for s in sorted(same, key=lambda s: (latest(s.asserted_on or ""), s.id)):
            told = telling(s, documents[s.document])
            first = next((f for f in firsts if told.copies(f)), None)
            if first:
                found[s.id] = first.statement
            else:
                firsts.append(told)
    return found


def telling(statement: Statement, document: Document) -> Telling:
    """Take the words of a statement's evidence and of what stands around it."""
    start, end = statement.start, statement.end
    passage = document.quote(max(0, start - AROUND), end + AROUND)
    return Telling(statement, pairs(document.quote(start, end)), pairs(passage))


def pairs(text: str) -> Pairs:
    """Give the pairs of neighbouring words of a text, without case and punctuation."""
    words = WORD.findall(text.casefold())
    return frozenset(pairwise(words))


def alike(one: Pairs, other: Pairs) -> bool:
    """Tell whether most of the shorter of two texts is in the other."""
    shorter = min(len(one), len(other))
    return shorter >= ENOUGH_WORDS - 1 and len(one & other) >= ALIKE * shorter
