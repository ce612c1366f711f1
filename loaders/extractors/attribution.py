"""Who says what a sentence says, where the text names its source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.extractors.arguments import DEPTH, is_verb, kids, subjects
from loaders.extractors.drafts import Draft
from loaders.extractors.lexicon import words
from loaders.extractors.namings import Referent
from loaders.extractors.reference import Reference

if TYPE_CHECKING:
    from spacy.tokens import Token


SPEAKERS = (
    "Company",
    "JointVenture",
    "Regulator",
    "GovernmentBody",
    "Organization",
    "Region",
    "Service",
)
ORGANISATIONS = SPEAKERS[:-2]
ACCORDING = re.compile(r"\b(?:according to|as per)\b", re.IGNORECASE)


HOUSE = re.compile(
    r"\b(?:according to|as per|says?|in|on) (?:the|its|their|our) (?:\w+ )?(?:help|support|faq)"
    r"(?: cent(?:er|re)| pages?| sites?| articles?| documentation)*\b"
    r"|\b(?:the|its|their) (?:help|support) (?:cent(?:er|re)|pages?) (?:says?|lists?|states?)\b",
    re.IGNORECASE,
)
"""The pages on which a company says what its own product does."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so; `anonymous` where a source is told of but not named."""

    speaker: Referent | None = None
    anonymous: bool = False


def source_of(trigger: Token, reference: Reference) -> Source:
    """Find who says what a trigger says: the verb above it, or "according to"."""
    for verb in telling(trigger):
        found = speaker(verb, reference)
        if found is not None:
            return found
    return according(trigger, reference) or Source()


def telling(trigger: Token) -> list[Token]:
    """Give the verbs of saying above a trigger, and those put in beside it."""
    found: list[Token] = []
    here = trigger
    for _ in range(DEPTH):
        found += [k for k in kids(here, "parataxis", "ccomp") if told_after(here, k)]
        if here.head == here or aside(here):
            break
        above = here.head
        if is_verb(above) and tells(above, here):
            found.append(above)
        here = above
    return found


def aside(clause: Token) -> bool:
    """Tell whether a clause is put in by the author: "X, which is blocked in R, said"."""
    first = min((t.i for t in clause.children), default=clause.i)
    return clause.dep_ == "relcl" and first > 0 and clause.doc[first - 1].text in {",", "(", "—"}


def tells(verb: Token, clause: Token) -> bool:
    """Tell whether a verb of saying governs a clause, or announces what a noun stands for."""
    if verb.lemma_ not in words("saying"):
        return False
    announces = verb.lemma_ in {"announce", "confirm", "report", "claim"} and clause.dep_ == "dobj"
    return announces or clause.dep_ in {"ccomp", "parataxis"}


def told_after(here: Token, other: Token) -> bool:
    """Tell whether a verb of saying was put in beside the clause ("X, it said, is ...")."""
    return other.dep_ == "parataxis" and other.lemma_ in words("saying") and other != here


def speaker(verb: Token, reference: Reference) -> Source | None:
    """Give the speaker of a verb of saying."""
    for token in subjects(verb):
        found = voice(token, reference)
        if found is not None:
            return Source(found)
        if token.lemma_ in {"people", "source", "person", "report", "media", "insider", "rumour"}:
            return Source(anonymous=True)
    return None


def voice(token: Token, reference: Reference) -> Referent | None:
    """Give the organisation that a speaker speaks for."""
    found = reference.resolve(token, SPEAKERS)
    if found is not None and found.type == "Service":
        maker = reference.knowledge.provider(found.reading)
        return replace(found, reading=maker) if maker else None
    if found is not None:
        return found
    if token.lemma_.lower() not in words("people_speaking"):
        return None
    named = [t for t, _ in reference.modifiers(token)]
    named += [
        p
        for k in kids(token, "prep")
        if k.lower_ in {"for", "at", "of", "from", "by"}
        for p in kids(k, "pobj")
    ]
    named += kids(token, "poss", "compound", "nmod")
    for other in named:
        found = reference.resolve(other, ORGANISATIONS)
        if found is not None:
            return found
    start, _ = reference.parsed.span(token)
    return reference.here(token, reference.discourse.latest(ORGANISATIONS, start, blocks=2))


def according(trigger: Token, reference: Reference) -> Source | None:
    """Find "according to X" anywhere in the sentence of a trigger."""
    for token in trigger.doc:
        if token.lower_ not in {"according", "per"}:
            continue
        for inner in token.subtree:
            if inner.dep_ != "pobj":
                continue
            named = token.lower_ == "per"
            found = reference.resolve(inner, ORGANISATIONS) if named else voice(inner, reference)
            if found is not None:
                return Source(found)
    return None


def told_by(draft: Draft, reference: Reference) -> Referent | None:
    """Give who tells what an answer or list says: whom it names, or the maker's help pages."""
    if HOUSE.search(reference.parsed.doc.text):
        maker = reference.knowledge.provider(draft.subject.reading)
        return replace(draft.subject, reading=maker, named=False) if maker else None
    found = according(reference.parsed.doc[0], reference)
    return found.speaker if found else None
