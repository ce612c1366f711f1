"""What a change tells of the time before it: who withdraws a thing had it on offer until then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model.statement import Modality
from loaders.extractors.drafts import Draft
from loaders.extractors.events import Event
from loaders.extractors.reference import THINGS

ENDING = {"withdraw", "pull", "discontinue", "retire", "suspend", "terminate", "remove", "pause"}
"""Verbs that only what is there can undergo; what is blocked or barred may never have been."""
RULES = {"withdraw"}
EXACT = 7
"""A date is told at least to the month."""


def before_it_ended(drafts: list[Draft], event: Event) -> Iterator[Draft]:
    """Give drafts, and with each end of a thing in a place that it was to be had there before."""
    yield from drafts
    if event.stance.negated or event.trigger.lemma_ not in ENDING:
        return
    for draft in drafts:
        if is_end(draft):
            yield replace(
                draft,
                negated=False,
                valid_from=None,
                valid_to=draft.valid_from,
                channel=None,
                source=None,
                rule="before it ended",
            )


def is_end(draft: Draft) -> bool:
    """Tell whether a draft is the dated end of a thing in a place for everyone."""
    ended = draft.predicate == "available_in" and draft.negated and draft.rule in RULES
    everyone = draft.audience is None and draft.condition is None
    so = draft.modality is Modality.ACTUAL and len(draft.valid_from or "") >= EXACT
    open_ended = draft.valid_to is None and draft.subject.type in THINGS
    return ended and everyone and so and open_ended
