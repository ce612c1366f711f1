"""A series: one list or text as it stood on several days, and what changed from one to the next.

What a later one no longer says has ended, and what it newly says has begun: on its day where every
change is seen, else on some day in between. Only what is so, and without dates of its own, is
dated in this way. The dates depend on the documents of the series alone, whatever their order.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model.period import one_of
from kg.model.statement import Modality, Polarity, Statement

ONE_DAY = timedelta(days=1)
MARK = "@"
PLACE = (
    "document", "start", "end", "asserted_on", "confidence", "extractor", "recorded_at",
    "retracted_at", "valid_from", "valid_to", "listed", "attributed_to", "condition",
)  # fmt: skip
"""What may differ between two documents that say the same."""


@dataclass(frozen=True)
class Issue:
    """What a series says on one day."""

    day: date
    statements: tuple[Statement, ...]


def name_of(document_id: str) -> str | None:
    """Give the series of a document by its id, `NAME@2024-07-09`."""
    name, mark, day = document_id.rpartition(MARK)
    return name if mark and day_in(day) else None


def day_in(told: str) -> date | None:
    """Read a day, None where it is none."""
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def settled(
    issues: Sequence[Issue], *, seen_daily: bool, gone: Collection[date] = ()
) -> list[tuple[Statement, ...]]:
    """Date what the issues of a series say, given in the order of their days.

    `gone` are the days of issues that were removed, which may still stand in the statements.
    """
    given = {d.isoformat() for d in (*(i.day for i in issues), *gone)} if seen_daily else set()
    plain = [[without(s, given) for s in issue.statements] for issue in issues]
    said = [{content(s) for s in statements} for statements in plain]
    return [
        tuple(
            dated(s, Run.of(content(s), at, said), issues, seen_daily=seen_daily)
            for s in statements
        )
        for at, statements in enumerate(plain)
    ]


@dataclass(frozen=True)
class Run:
    """The stretch of issues, first to last, over which something is said without a break."""

    first: int
    last: int
    whole: int

    @classmethod
    def of(cls, what: str, at: int, said: Sequence[Collection[str]]) -> "Run":
        """Find the stretch around one issue."""
        first = last = at
        while first > 0 and what in said[first - 1]:
            first -= 1
        while last + 1 < len(said) and what in said[last + 1]:
            last += 1
        return cls(first, last, len(said))


def dated(s: Statement, run: Run, issues: Sequence[Issue], *, seen_daily: bool) -> Statement:
    """Give a statement the days on which a series began and ceased to say it.

    What is no longer said to be available is no more than that: the list is an open one.
    """
    if s.modality is not Modality.ACTUAL:
        return s
    days = [issue.day for issue in issues]
    told: dict[str, str | None] = {}
    if not s.valid_from and run.first:
        told["valid_from"] = turn(days[run.first - 1], days[run.first], seen_daily=seen_daily)
    over = run.last + 1 < run.whole and not (s.valid_to or left_to_the_list(s))
    if over:
        told["valid_to"] = turn(days[run.last], days[run.last + 1], seen_daily=seen_daily)
    if s.predicate == "available_in" and s.polarity is Polarity.AFFIRMED and not s.listed:
        told["listed"] = "open"
    return changed(s, told) if told else s


def left_to_the_list(s: Statement) -> bool:
    """Tell whether a later list closes what it leaves out by itself, as a complete one does."""
    return s.listed == "complete" and s.polarity is Polarity.AFFIRMED


def turn(before: date, after: date, *, seen_daily: bool) -> str:
    """Give the day of a change that was seen on the later of two days."""
    return after.isoformat() if seen_daily else one_of(before + ONE_DAY, after)


def without(s: Statement, given: Collection[str]) -> Statement:
    """Take off the dates that a series gave to a statement."""
    told = {name: getattr(s, name) for name in ("valid_from", "valid_to")}
    taken = [name for name, v in told.items() if v and (v.startswith("[") or v in given)]
    if not taken or s.modality is not Modality.ACTUAL:
        return s
    return changed(s, dict.fromkeys(taken))


def changed(s: Statement, told: Mapping[str, str | None]) -> Statement:
    """Make a statement anew with other values: a copy would keep the id of the old ones."""
    return Statement.model_validate({n: getattr(s, n) for n in Statement.model_fields} | {**told})


def content(s: Statement) -> str:
    """Give all that a statement says but for its place, its wording and the dates of its series.

    A condition may be put in other words; that there is one makes the difference.
    """
    own = f"{s.valid_from}|{s.valid_to}|{s.listed == 'complete'}|{s.condition is not None}"
    return s.model_dump_json(exclude=set(PLACE)) + own
