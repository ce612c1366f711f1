"""The run of days on which an answer stays the same: when it began, when it is known to end."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.model.answer import Status
from kg.reason.question import Question
from kg.reason.reading import ALWAYS, Reading
from kg.reason.settle import Finding
from kg.reason.strands import turns
from kg.reason.tree import Node, assess


@dataclass(frozen=True)
class Start:
    """The first day of a run, as its statement writes it, and whether an event began it."""

    day: date = ALWAYS
    label: str | None = None
    by_event: bool = False


def run_start(node: Node, question: Question, found: Finding) -> Start:
    """Find the first day of the run of the present status."""
    if found.status is Status.UNKNOWN:
        return Start()
    first = question.as_of
    for day in reversed(node.days[: bisect_right(node.days, first)]):
        if assess(node, day, day, question.audience).status is not found.status:
            break
        first = day
    carrying = [r for r in node.like(found.basis.support) if r.day == first]
    words = label(carrying or node.all_readings, first)
    return Start(first, words, any(r.event for r in carrying))


def run_end(node: Node, question: Question, found: Finding) -> str | None:
    """Find the next day on which the answer is known to change."""
    day = question.as_of
    events = [r for r in node.all_readings if r.event or r.day <= day]
    for turn in sorted({d for r in events for d in turns(r) if d > day}):
        if assess(node, turn, day, question.audience).status is not found.status:
            return label(events, turn)
    return None


def label(readings: Sequence[Reading], day: date) -> str | None:
    """Write a day as the statement that makes it one does: an event first, then a description."""
    begun = sorted(
        (r for r in readings if r.day == day and r.timing.since),
        key=lambda r: (not r.event, -len(str(r.timing.since)), str(r.timing.since)),
    )
    if begun:
        return begun[0].timing.since
    return None if day == ALWAYS else day.isoformat()
