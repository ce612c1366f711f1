"""Whether two readings of one subject in one region contradict each other."""

from collections.abc import Iterable, Iterator
from datetime import date

from kg.model.conflict import ConflictKind
from kg.model.statement import Channel
from kg.reason.reading import Reading, Side
from kg.reason.settle import APART, closes, explains
from kg.reason.strands import WEEK

Disagreement = tuple[ConflictKind, Reading, Reading]


def disagreements(readings: Iterable[Reading]) -> Iterator[Disagreement]:
    """Give the pairs of readings that differ about the same time."""
    heard = sorted(readings, key=lambda r: (r.heard, r.statement.id))
    for place, left in enumerate(heard):
        last = until(left)
        for right in heard[place + 1 :]:
            if right.heard > last:
                break
            kind = difference(left, right)
            if kind and same_time(left, right):
                yield kind, left, right


def across(model: Iterable[Reading], hosts: Iterable[Reading]) -> Iterator[Disagreement]:
    """Give the pairs in which a model and a service that runs it are said to come differently.

    That a model comes through a partner says nothing of the way of the partner's service.
    """
    beside = [r for r in hosts if r.side is Side.OPEN and r.way]
    for own in model:
        for host in beside if own.side is Side.OPEN and own.way is not Channel.PARTNER else ():
            pair = sorted((own, host), key=lambda r: (r.heard, r.statement.id))
            if own.way and own.way is not host.way and same_time(*pair):
                yield ConflictKind.CHANNEL, own, host


def until(reading: Reading) -> date:
    """Give the last day on which a later word can be about the same time."""
    week = min(reading.heard, date.max - WEEK) + WEEK
    return max(week, reading.timing.end or week)


def same_time(left: Reading, right: Reading) -> bool:
    """Tell whether an earlier and a later word are about the same time.

    They are within a week, or where the earlier is about a period in which the later one says
    how it is; not where a change between them, or a speaker's own later word, explains both.
    """
    if explains(right, left) or explains(left, right):
        return False
    end = left.timing.end
    inside = left.event and end is not None and right.heard < end and not right.event
    return right.heard - left.heard <= WEEK or inside


def difference(left: Reading, right: Reading) -> ConflictKind | None:
    """Tell what two readings disagree on, if they do."""
    if left.side is not right.side:
        open_, closed = (left, right) if left.side is Side.OPEN else (right, left)
        return denial(open_, closed)
    if left.side is not Side.OPEN:
        return None
    if left.scope and right.scope and left.scope != right.scope:
        return ConflictKind.AUDIENCE
    return ConflictKind.CHANNEL if left.way and right.way and left.way is not right.way else None


def denial(open_: Reading, closed: Reading) -> ConflictKind | None:
    """Tell whether what one affirms is among what the other denies, and on what they differ."""
    scopes = {open_.scope, closed.scope}
    apart = len(scopes) > 1 and (None not in scopes or frozenset(scopes) in APART)
    if apart or open_.scope in closed.spared or not closes(closed, open_.way):
        return None
    if len(scopes) > 1:
        return ConflictKind.AUDIENCE
    other = open_.way not in {None, Channel.DIRECT} and closed.way is None
    return ConflictKind.CHANNEL if other else ConflictKind.STATUS


def label(reading: Reading) -> tuple[str, str, str]:
    """Name the side on which a reading stands."""
    return reading.side.value, reading.scope or "", reading.way or ""
