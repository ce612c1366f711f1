"""Lists that finish a claim begun before: "in the following countries:", "These include ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from kg.catalogue import NameKind
from kg.model.document import BlockKind, Document
from loaders.extractors.arguments import kids
from loaders.extractors.drafts import Draft
from loaders.extractors.lexicon import words
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.parsed import Parsed
from loaders.extractors.reference import PROPER, THINGS
from loaders.extractors.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

LIKEWISE = re.compile(
    r"(?:(Neither|Nor|So),? (?:\w+,? )?(?:is|are|was|were|does|do|has|have)\b"
    r"|The same (?:goes|applies|holds|is true|was true)(?: \w+)? (?:for|to|of|in))\b"
)
ANSWER = re.compile(r"(?:Only )?(?:[Ii]n )?(?:[Tt]he )?(?:mainland )?[A-Z]")
JOINING = re.compile(r"\b(?:and|or|the|of)\b|,")
NAMING_VERBS = {"include", "be", "comprise", "list"}
LISTS = words("place") | {"destination", "location", "place", "area"}
BLOCKS_BETWEEN = 60
"""A list may be this many blocks long."""
NEARBY = 1500
"""So many characters from a list its text may say that it is complete."""
COMPLETE = re.compile(
    r"\b(?:the|this|our) (?:list|table) (?:above |below )?is (?:complete|exhaustive|final)\b"
    r"|\b(?:complete|full|exhaustive) list of (?:all )?(?:the )?(?:supported )?"
    r"(?:countries|regions|places|territories|locations)"
    r"|\bnot (?:available|supported|offered) (?:anywhere else|elsewhere|in any (?:other )?"
    r"(?:\w+ ){1,3}(?:(?:that|which) (?:is|are) )?"
    r"(?:not (?:on|in) (?:the|this|our) list|not listed))"
    r"|\b(?:available|supported|offered) only in (?:the following|these)\b"
    r"|\bonly (?:available|supported|offered) in (?:the following|these)\b"
    r"|\b(?:countries|regions|places|territories) (?:that are )?not"
    r" (?:on (?:the|this|our) list|listed(?: here| above| below)?)"
    r" (?:is|are) not (?:supported|served|available)\b",
    re.IGNORECASE,
)
"""Words by which a list says that it leaves nothing out."""


@dataclass(slots=True)
class Lists:
    """Claims that wait for the members of a list."""

    waiting: list[Draft] = field(default_factory=list)
    owner: Referent | None = None
    said: list[Draft] = field(default_factory=list)
    said_in: int = -1
    asked: bool = False
    block: int = -1
    last: int = -1

    def closed(
        self, drafts: Iterable[Draft], sentence: Sentence, *, asked: bool
    ) -> Iterator[Draft]:
        """Give the drafts that are whole, and keep those that wait for a list."""
        for draft in drafts:
            if not (draft.subject.is_open or draft.object.is_open):
                self.keep(draft, sentence)
                yield draft
                continue
            if self.block != sentence.block:
                self.waiting = []
            if not any(opposite(draft, other) for other in self.waiting):
                self.waiting.append(draft)
            self.asked = asked
            self.block = self.last = sentence.block

    def keep(self, draft: Draft, sentence: Sentence) -> None:
        """Remember what the last sentence with a place said."""
        if draft.object.type != "Region":
            return
        if self.said and self.said[0].start != draft.start:
            self.said = []
        self.said.append(draft)
        self.said_in = sentence.block

    def likewise(self, tree: Parsed) -> Iterator[Draft]:
        """Read "Neither are A and B", said of the same thing as the sentence before."""
        text = tree.doc.text
        told = LIKEWISE.match(text)
        if not told or tree.sentence.block != self.said_in:
            return
        word = (told.group(1) or "same").lower()
        places, things = members(tree)
        for draft in self.said:
            if word != "same" and draft.negated != (word != "so"):
                continue
            for thing, place in product(things or [draft.subject], places or [draft.object]):
                if places or things:
                    yield replace(
                        draft,
                        subject=thing,
                        object=place,
                        start=tree.sentence.start,
                        end=tree.sentence.end,
                        channel=None,
                        via=None,
                    )

    def told(self, tree: Parsed) -> Iterator[Draft]:
        """Read "These destinations include A, B and C"."""
        yield from self.answer(tree)
        if not self.waiting or tree.sentence.block != self.block:
            return
        for verb in tree.tokens:
            subjects = kids(verb, "nsubj", "nsubjpass")
            lists = any(t.lemma_.lower() in LISTS and t.tag_ == "NNS" for t in subjects)
            if lists and verb.lemma_ in NAMING_VERBS:
                inside = set(range(verb.i, verb.right_edge.i + 1))
                members = [
                    n for i, n in tree.namings.items() if i in inside and not inner(tree.doc[i])
                ]
                yield from self.filled(members, tree.sentence)

    def answer(self, tree: Parsed) -> Iterator[Draft]:
        """Read the places that answer the question just before: "In A and B"."""
        text = tree.doc.text
        short = ANSWER.match(text) and not any(
            t.tag_ in {"VBD", "VBZ", "VBP"} for t in tree.tokens
        )
        if self.waiting and self.asked and tree.sentence.block <= self.block + 1 and short:
            yield from self.filled(list(tree.namings.values()), tree.sentence)
            self.waiting = []

    def after_colon(self, tree: Parsed) -> Iterator[Draft]:
        """Read the places after a colon in the sentence that announces them."""
        colon = next((t.i for t in tree.tokens if t.text == ":"), None)
        if colon is not None and self.waiting and self.waiting[0].start == tree.sentence.start:
            members = [n for i, n in tree.namings.items() if i > colon and not inner(tree.doc[i])]
            yield from self.filled(members, tree.sentence)

    def item(self, document: Document, sentence: Sentence, here: list[Naming]) -> Iterator[Draft]:
        """Read one bullet or row of a list that was announced above it."""
        if not self.waiting or sentence.block <= self.block:
            return
        if self.asked and sentence.block == self.block + 1:
            return
        bullet = sentence.kind in (BlockKind.BULLET, BlockKind.TABLE)
        if (
            sentence.block == self.block + 1
            and not bullet
            and covers(document.text, sentence, here)
        ):
            yield from self.filled(here, sentence)
            return
        if not bullet or sentence.block > self.last + 1:
            self.waiting = []
            return
        self.last = sentence.block
        if covers(document.text, sentence, here):
            yield from self.filled(here, sentence)

    def filled(self, members: list[Naming], sentence: Sentence) -> Iterator[Draft]:
        """Give the waiting claims for each member of a list."""
        for draft in self.waiting:
            for naming in members:
                place = member(naming)
                if place is None:
                    continue
                open_list = "open" if draft.predicate == "available_in" else None
                yield replace(
                    draft,
                    object=place,
                    start=sentence.start,
                    end=sentence.end,
                    listed=open_list,
                    source=draft.source or self.source(draft),
                )

    def source(self, draft: Draft) -> Referent | None:
        """Give the company whose own list of supported places a text repeats."""
        makers = {draft.subject.key, draft.subject.reading.provider}
        return self.owner if self.owner and self.owner.key in makers else None


def completed(drafts: Iterable[Draft], text: str) -> Iterator[Draft]:
    """Mark the members of a list that the text beside it calls complete."""
    marks = [m.start() for m in COMPLETE.finditer(text)]
    for draft in drafts:
        first = bisect_left(marks, draft.start - NEARBY)
        near = first < len(marks) and marks[first] <= draft.start + NEARBY
        whole = near and draft.listed == "open" and not draft.negated
        yield replace(draft, listed="complete") if whole else draft


def inner(token: Token) -> bool:
    """Tell whether a region only says where the members lie: "regions of Ukraine"."""
    of = token.dep_ == "pobj" and token.head.lower_ == "of"
    plain = of and token.head.head.lemma_.lower() in LISTS | {"part"}
    return (
        plain
        and token.head.head.tag_ == "NNS"
        and any(k.lower_ == "following" for k in kids(token.head.head, "amod"))
    )


def opposite(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts of one sentence say opposite things of the same."""
    same = (one.subject.key, one.predicate, one.start) == (
        other.subject.key,
        other.predicate,
        other.start,
    )
    return same and one.negated != other.negated


def member(naming: Naming) -> Referent | None:
    """Give the region that a member of a list names."""
    reading = naming.read_as(("Region",), (NameKind.NAME, NameKind.CAPITAL))
    return Referent(reading, naming.start, naming.end) if reading else None


def members(tree: Parsed) -> tuple[list[Referent], list[Referent]]:
    """Give the places and the things that a short sentence names."""
    places = [p for n in tree.namings.values() if (p := member(n))]
    things = [
        Referent(r, n.start, n.end)
        for n in tree.namings.values()
        if (r := n.read_as(THINGS, PROPER)) and r == n.first
    ]
    return places, things


def covers(text: str, sentence: Sentence, here: list[Naming]) -> bool:
    """Tell whether an item of a list is hardly more than names, a place's first."""
    if not here or member(here[0]) is None:
        return False
    said = text[sentence.start : sentence.end].strip()
    named = sum(n.end - n.start for n in here)
    joining = sum(len(word) + 1 for word in JOINING.findall(said)) if len(here) > 1 else 0
    return named * 2 >= len(said) - joining
