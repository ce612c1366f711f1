"""What a text says of a block or launch told before: since when it holds, and what it touches.

"The ban took effect on 4 April.", "The suspension, in force since Monday, ...", "Italy's block of
late January stands.", "Azure and Power BI are among the products affected."
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.model.statement import Modality
from loaders.extractors.arguments import is_verb, kids
from loaders.extractors.dates import When
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Referent
from loaders.extractors.reference import PROPER, THINGS, Reference
from loaders.extractors.stance import negative_kids, stance_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.extractors.parsed import Parsed

REACH = 6
"""How many sentences back the block or launch may have been told."""
CLOSING = {"suspension", "ban", "block", "restriction", "withdrawal", "shutdown", "cut-off",
           "cutoff", "switch-off", "blockade", "pause", "freeze", "removal"}  # fmt: skip
OPENING = {"launch", "rollout", "roll-out", "release", "debut", "resumption", "relaunch"}
BEGINNING = {"take", "come", "begin", "start", "apply", "go", "enter", "follow", "happen", "date"}
LASTING = {"stand", "remain", "continue", "persist"}
POINTING = {"the", "this", "that"}


@dataclass(slots=True)
class Standing:
    """The last blocks and launches that a document told of."""

    told: list[tuple[Draft, int]] = field(default_factory=list)

    def keep(self, drafts: Iterable[Draft], sentence: int) -> None:
        """Remember what was said of availability."""
        new = [(d, sentence) for d in drafts if d.predicate == "available_in"]
        near = [(d, n) for d, n in self.told if sentence - n <= 2 * REACH]
        self.told = [*near, *new][-40:]

    def last(self, sentence: int, *, negated: bool) -> list[Draft]:
        """Give what the last sentence told that closed, or opened, something."""
        fitting = [(d, n) for d, n in self.told if d.negated == negated and n < sentence]
        near = [(d, n) for d, n in fitting if sentence - n <= REACH]
        return [d for d, n in near if n == near[-1][1]]

    def drafts(self, reference: Reference, dates: list[When]) -> Iterator[Draft]:
        """Read one sentence."""
        for token in reference.parsed.doc:
            lemma = token.lemma_.lower()
            if token.pos_ == "NOUN" and lemma in CLOSING | OPENING:
                yield from self.dated(token, reference, dates)
                yield from lasting(token, reference, dates)
            elif lemma in {"affected", "affect"} and is_touched(token):
                yield from self.touched(token, reference)

    def dated(self, noun: Token, reference: Reference, dates: list[When]) -> Iterator[Draft]:
        """Read since when the block or launch holds that a definite noun speaks of."""
        parsed = reference.parsed
        since = begins(noun, parsed, dates)
        if since is None or not spoken_of(noun, reference):
            return
        closing = noun.lemma_.lower() in CLOSING
        stance = stance_of(noun.head if is_verb(noun.head) else noun, parsed.doc.text)
        if stance.negated or not stance.asserted:
            return
        for draft in self.last(reference.discourse.sentence, negated=closing):
            yield at(replace(draft, valid_from=since, rule="it holds since"), parsed)

    def touched(self, verb: Token, reference: Reference) -> Iterator[Draft]:
        """Read which things a block touches: "A and B are among the products affected"."""
        parsed = reference.parsed
        if stance_of(verb, parsed.doc.text).negated:
            return
        found = [
            Referent(reading, naming.start, naming.end)
            for naming in parsed.namings.values()
            if (reading := naming.read_as(THINGS, PROPER)) and reading == naming.first
        ]
        for thing in found:
            for draft in self.of_maker(thing, reference):
                yield at(replace(draft, subject=thing, rule="touched by it"), parsed)

    def of_maker(self, thing: Referent, reference: Reference) -> list[Draft]:
        """Give what was last told of the maker of a thing that closed something."""
        here = reference.discourse.sentence
        near = [
            (draft, sentence)
            for draft, sentence in self.told
            if draft.negated
            and 0 < here - sentence <= 2 * REACH
            and reference.knowledge.belongs(thing.reading, draft.subject.reading)
        ]
        return [draft for draft, sentence in near if sentence == near[-1][1]]


def lasting(noun: Token, reference: Reference, dates: list[When]) -> Iterator[Draft]:
    """Read "Italy's block of late January stands" of the thing that the text is about."""
    verb = noun.head
    stands = noun.dep_ == "nsubj" and verb.lemma_ in LASTING and not negative_kids(verb)
    if not stands or noun.lemma_.lower() not in CLOSING:
        return
    parsed = reference.parsed
    thing = reference.discourse.about()
    whose = [n for k in kids(noun, "poss", "amod", "compound") if (n := parsed.naming(k))]
    for naming in whose if thing is not None and not names_a_thing(parsed) else ():
        region = naming.read_as(("Region",))
        place = Referent(region, naming.start, naming.end) if region else None
        if thing is not None and place is not None:
            yield Draft(
                subject=replace(thing, start=naming.start, end=naming.end, named=False),
                predicate="available_in",
                object=place,
                start=parsed.sentence.start,
                end=parsed.sentence.end,
                rule="it still holds",
                negated=True,
                valid_from=begins(noun, parsed, dates),
            )


def names_a_thing(parsed: Parsed) -> bool:
    """Tell whether a sentence names a thing itself."""
    return any(n.read_as(THINGS, PROPER) for n in parsed.namings.values())


def at(draft: Draft, parsed: Parsed) -> Draft:
    """Put a draft into another sentence."""
    sentence = parsed.sentence
    return replace(draft, start=sentence.start, end=sentence.end)


def is_touched(token: Token) -> bool:
    """Tell whether things are said to be affected."""
    return token.tag_ in {"VBN", "JJ", "VBD"} and not any(
        k.lower_ in {"not", "n't", "no"} for k in token.children
    )


def spoken_of(noun: Token, reference: Reference) -> bool:
    """Tell whether a noun speaks of the block told before, and brings nothing of its own."""
    definite = any(k.lower_ in POINTING for k in kids(noun, "det"))
    own = [k for k in kids(noun, "prep") if k.lower_ in {"on", "of", "against", "in", "for"}]
    inner = {t.i for k in own for t in k.subtree} | {k.i for k in kids(noun, "compound", "amod")}
    return definite and not inner & set(reference.parsed.namings)


def begins(noun: Token, parsed: Parsed, dates: list[When]) -> str | None:
    """Give the date on which the block or launch of a noun began."""
    verb = noun.head if noun.dep_ in {"nsubj", "nsubjpass"} and is_verb(noun.head) else None
    told = verb is not None and verb.lemma_ in BEGINNING | {"be"}
    for when in dates:
        if when.role in {"to", "bound"} or not (when.past or when.future):
            continue
        near = [t for t in parsed.doc if when.start <= parsed.span(t)[0] < when.end]
        inside = bool(near) and noun in list(near[0].ancestors)
        under = bool(near) and verb is not None and verb in list(near[0].ancestors)
        if (inside and not_of_a_clause(near[0], noun)) or (told and under):
            ahead = verb is not None and any(k.lower_ == "will" for k in kids(verb, "aux"))
            return when.value(future=ahead)
    return None


def not_of_a_clause(date: Token, noun: Token) -> bool:
    """Tell whether a date hangs on a noun itself: "the ban of 3 May", "in force since May"."""
    between = [a for a in date.ancestors if noun.is_ancestor(a)]
    return not any(is_verb(a) and a.lemma_ not in BEGINNING | {"be"} for a in between)


def when_ahead(drafts: Iterable[Draft], published: str | None) -> Iterator[Draft]:
    """Take what begins after publication for announced, and what has begun for actual."""
    for draft in drafts:
        begins_ = draft.valid_from
        if published and begins_ and draft.modality in {Modality.ACTUAL, Modality.ANNOUNCED}:
            ahead = begins_ > published
            modality = Modality.ANNOUNCED if ahead else Modality.ACTUAL
            yield replace(draft, modality=modality)
        else:
            yield draft
