"""Days on which an answer changes, and the statements that change it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.model.answer import Verdict
from kg.model.change import Change, State
from kg.model.statement import Polarity, Statement
from kg.questions.cases import Case
from kg.questions.glances import SILENT, Glances, candidates
from kg.questions.reader import Reader
from kg.questions.spoken import Cell
from kg.reason.availability import in_order
from kg.reason.reading import timings

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Turn:
    """Two verdicts on one subject and region that differ, and why; `on` is the day of the second.

    `before` is None where `after` is what a run begins with.
    """

    on: date | None
    before: Verdict | None
    after: Verdict
    because: tuple[Statement, ...]


def run(cell: Cell, start: date | None, end: date | None) -> Iterator[Turn]:
    """Yield what a subject's status in a region is at first, where known, and each change.

    Without a start the run begins before anything dated that is said; the days in question are
    those on which something that bears on the answer begins, ends or is told.
    """
    last = end or date.max
    found = candidates(cell)
    glances = Glances(cell, found.epochs)
    days = [day for day in found.days if (start or date.min) < day <= last]
    before = start or opening(days, last)
    if glances.look(before) != SILENT:
        first = cell.case.verdict(cell.region, before)
        yield Turn(start, None, first, first.evidence)
    for day in days:
        if glances.look(day) != glances.look(before):
            yield turn(cell, before, day)
        before = day


def turn(cell: Cell, before: date, after: date) -> Turn:
    """Judge a subject in a region on both sides of a change."""
    was, now = (cell.case.verdict(cell.region, day) for day in (before, after))
    return Turn(after, was, now, causes(cell.case, was, now))


def opening(days: Sequence[date], last: date) -> date:
    """Give a day before all that is dated."""
    if not days:
        return last
    return max(days[0], date.min + ONE_DAY) - ONE_DAY


def telling(verdict: Verdict) -> tuple[object, ...]:
    """Give the part of a verdict of which a change is told."""
    return verdict.status, verdict.channels, verdict.audiences, verdict.excluded


def causes(case: Case, before: Verdict, after: Verdict) -> tuple[Statement, ...]:
    """Give the statements that led from one verdict to the other.

    They are those of either, or of their parts, that begin to count or end in between, else those
    that are new; where there is neither, something that carried the first no longer holds.
    """

    def between(grounds: Iterable[Statement]) -> list[Statement]:
        span = (before.as_of, after.as_of)
        return [s for s in grounds if any(span[0] < day <= span[1] for day in days_of(s))]

    did = between([*after.evidence, *before.evidence, *lifts(case, before)])
    carried = {s.id for s in before.evidence}
    new = [s for s in after.evidence if s.id not in carried]
    return in_order(did or between(of_parts(case, after)) or new or before.evidence)


def of_parts(case: Case, verdict: Verdict) -> Iterator[Statement]:
    """Give what the parts of a verdict rest on."""
    for part in verdict.parts:
        alone = replace(case, subject=part.subject)
        judged = alone.verdict(part.region, verdict.as_of)
        yield from judged.evidence
        yield from of_parts(alone, judged)


def days_of(statement: Statement) -> Iterator[date]:
    """Give the days on which what a statement tells of begins and ends."""
    for _, timing in timings(statement):
        yield timing.day
        if timing.end:
            yield timing.end


def lifts(case: Case, before: Verdict) -> Iterator[Statement]:
    """Give what lifts the orders that carry a verdict."""
    bound = {s.object for s in before.evidence if s.predicate == "restricts"}
    for s in case.said:
        lifted = s.predicate == "restricts" and s.polarity is Polarity.NEGATED
        if lifted and s.object in bound:
            yield s


def changes(
    reader: Reader, turns: Iterable[Turn], before: Reader | None = None
) -> tuple[Change, ...]:
    """Put names and quotes to turns, the earliest first; `before` is who read what was before."""
    first = (before or reader).known_on
    found = sorted(turns, key=lambda t: (t.on or date.min, t.after.subject, t.after.region))
    explainer = reader.explainer(
        [s for turn in found for s in turn.because],
        reader.world({turn.after.subject for turn in found}),
    )
    return tuple(
        Change(
            subject=explainer.world.name(turn.after.subject),
            subject_id=turn.after.subject,
            region=explainer.world.name(turn.after.region),
            region_id=turn.after.region,
            on=turn.on,
            before=state(turn.before, first) if turn.before else None,
            after=state(turn.after, reader.known_on),
            because=explainer.evidence(turn.because),
        )
        for turn in found
    )


def state(verdict: Verdict, known_on: date | None) -> State:
    """Take from a verdict what a change is about."""
    kept = set(State.model_fields) - {"known_on"}
    told = {name: getattr(verdict, name) for name in kept}
    return State.model_validate(told | {"known_on": known_on})
