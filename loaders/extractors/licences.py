"""Goods that need a licence: what is had where none was granted, and from when rules count.

"The H20 has needed a licence since April. None has been granted." and "They take effect on 17
November", said of rules that are then told in detail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model.statement import Modality
from loaders.extractors.dates import When
from loaders.extractors.discourse import Discourse, Licensed
from loaders.extractors.drafts import Draft
from loaders.extractors.events import Event
from loaders.extractors.namings import Referent
from loaders.extractors.reference import Reference
from loaders.extractors.sentences import Sentence
from loaders.extractors.timing import timing_of

NONE = re.compile(
    r"\b(?:none|no (?:such |single )?(?:licen[cs]es?|permits?|approvals?)|not (?:a single )?one)\b"
    r"(?: of (?:them|these|the \w+))?(?: (?:has|have|had|was|were|is|are))?"
    r"(?: (?:yet|ever|so far))?(?: been)? (?:granted|issued|approved|given)\b",
    re.IGNORECASE,
)
NOT_SO = re.compile(r"\b(?:if|unless|whether|until|would|said that|claims?)\b", re.IGNORECASE)
EFFECT = re.compile(
    r"\b(?:they|it|(?:the|these|this|both) (?:new |final |interim )?(?:rules?|controls?|measures?"
    r"|regulations?|changes|amendments?|restrictions|requirements?)) (?:will )?"
    r"(?:take|takes|come|comes|enter|enters|go|goes)(?: into)? (?:effect|force)\b",
    re.IGNORECASE,
)
REACH = 2
RULED = {"applies_to", "restricts"}


def remember_licence(event: Event, reference: Reference, dates: list[When]) -> None:
    """Keep in mind which named goods need a licence, and for where."""
    goods = tuple(r for r in event.roles.get("target", ()) if r.named and r.reading.id)
    if event.frame.name != "need a licence" or not goods or event.stance.negated:
        return
    places = tuple(r for r in event.roles.get("place", ()) if not r.is_open)
    since = timing_of(event.trigger, reference.parsed, dates, future=event.stance.future)
    here = reference.discourse.sentence
    only = places or only_region(reference)
    reference.discourse.licensed = Licensed(goods, only, since.valid_from, here)


def only_region(reference: Reference) -> tuple[Referent, ...]:
    """Give the one region that a sentence names, people and markets of it included."""
    found = {
        region.id: Referent(region, naming.start, naming.end)
        for naming in reference.parsed.namings.values()
        if (region := naming.read_as(("Region",)))
    }
    return tuple(found.values()) if len(found) == 1 else ()


def none_granted(text: str, sentence: Sentence, discourse: Discourse) -> Iterator[Draft]:
    """Read "none has been granted" of goods that need a licence: they are not to be had."""
    known = discourse.licensed
    if known is None or not 0 <= discourse.sentence - known.sentence <= REACH:
        return
    if not NONE.search(text) or NOT_SO.search(text):
        return
    for good in known.goods:
        for place in known.places:
            yield Draft(
                subject=replace(good, start=sentence.start, end=sentence.start, named=False),
                predicate="available_in",
                object=replace(place, start=sentence.start, end=sentence.start, named=False),
                start=sentence.start,
                end=sentence.end,
                rule="no licence granted",
                negated=True,
                valid_from=known.since,
            )


def note_effect(text: str, dates: list[When], discourse: Discourse) -> None:
    """Keep in mind from which day the rules of a text count: "They take effect on 17 May"."""
    found = EFFECT.search(text)
    after = [w for w in dates if w.future and w.role not in {"to", "bound"}]
    if found is not None and discourse.rules and len(after) == 1:
        discourse.effect = after[0].future


def from_that_day(draft: Draft, discourse: Discourse) -> Draft:
    """Give what rules will bring the day on which they are said to take effect."""
    ahead = draft.modality is Modality.ANNOUNCED and draft.valid_from is None
    if draft.predicate in RULED and ahead and discourse.effect:
        return replace(draft, valid_from=discourse.effect)
    return draft
