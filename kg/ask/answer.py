"""Answers a question that was read, by the functions that the commands call."""

from collections.abc import Callable
from typing import TypeAlias

from kg.model.change import Change
from kg.model.reply import Found, Kind, Understood
from kg.questions.compare import compare
from kg.questions.conflicts import conflicts
from kg.questions.diff import View, diff
from kg.questions.figures import figures
from kg.questions.network import chains, network
from kg.questions.paths import paths
from kg.questions.policies import policies
from kg.questions.reader import Reader
from kg.questions.serves import serves
from kg.questions.status import status
from kg.questions.timeline import timeline
from kg.questions.whatif import whatif
from kg.questions.without import without

Answering: TypeAlias = Callable[[Reader, Understood], Found]


def region(asked: Understood) -> str:
    """Give the id of the region that is asked about."""
    return asked.region.id if asked.region else ""


def maybe_region(asked: Understood) -> str | None:
    """Give the id of the region where one is named."""
    return asked.region.id if asked.region else None


def subject(asked: Understood) -> str:
    """Give the id of the first subject."""
    return asked.subjects[0].id


def maybe_name(asked: Understood) -> str | None:
    """Give the id of the first subject, else that of the region."""
    return asked.subjects[0].id if asked.subjects else maybe_region(asked)


def place_of(asked: Understood) -> str | None:
    """Give the id of the region where it stands beside a subject."""
    return maybe_region(asked) if asked.subjects else None


def owner(asked: Understood) -> str | None:
    """Give the id of the region that a customer is owned from."""
    return asked.owned_from.id if asked.owned_from else None


def serving(reader: Reader, asked: Understood) -> Found:
    """Answer who serves a region."""
    return serves(
        reader,
        region(asked),
        on=asked.as_of,
        audience=asked.audience,
        owned_from=owner(asked),
    )


def standing(reader: Reader, asked: Understood) -> Found:
    """Answer how a subject stands in a region."""
    return status(
        reader,
        subject(asked),
        region(asked),
        on=asked.as_of,
        audience=asked.audience,
        owned_from=owner(asked),
    )


def history(reader: Reader, asked: Understood) -> Found:
    """Answer how something changed."""
    name = maybe_name(asked) or ""
    last = asked.end or asked.as_of
    return timeline(reader, name, place_of(asked), start=asked.start, end=last)


def differences(reader: Reader, asked: Understood) -> Found:
    """Answer what changed between two days."""
    before, after = asked.start or asked.as_of, asked.end or asked.as_of
    first, second = View(reader, before), View(reader, after)
    return diff(first, second, maybe_name(asked), place_of(asked))


def side_by_side(reader: Reader, asked: Understood) -> Found:
    """Answer what providers do in a region."""
    names = [one.id for one in asked.subjects]
    return compare(reader, names, region(asked), on=asked.as_of)


def disagreeing(reader: Reader, asked: Understood) -> Found:
    """Answer where sources contradict each other."""
    name = asked.subjects[0].id if asked.subjects else None
    return conflicts(reader, on=asked.as_of, subject=name, region=maybe_region(asked))


ANSWERS: dict[Kind, Answering] = {
    Kind.SERVES: serving,
    Kind.STATUS: standing,
    Kind.TIMELINE: history,
    Kind.POLICIES: lambda reader, asked: policies(
        reader, maybe_name(asked), place_of(asked), on=asked.as_of
    ),
    Kind.PATHS: lambda reader, asked: paths(reader, subject(asked), region(asked), on=asked.as_of),
    Kind.COMPARE: side_by_side,
    Kind.WHATIF: lambda reader, asked: whatif(
        reader, maybe_name(asked) or "", on=asked.as_of, region=place_of(asked)
    ),
    Kind.DIFF: differences,
    Kind.CONFLICTS: disagreeing,
    Kind.NETWORK: lambda reader, asked: network(
        reader, subject(asked), on=asked.as_of, side=asked.side
    ),
    Kind.CHAINS: lambda reader, asked: chains(
        reader, subject(asked), asked.subjects[1].id, on=asked.as_of
    ),
    Kind.WITHOUT: lambda reader, asked: without(
        reader, subject(asked), region(asked), on=asked.as_of
    ),
    Kind.FIGURES: lambda reader, asked: figures(
        reader, maybe_name(asked), on=asked.as_of, measure=asked.measure
    ),
}


def within(reader: Reader, asked: Understood) -> tuple[Change, ...]:
    """Give the changes inside a period, of which the answer tells the last day alone."""
    if asked.period is None or asked.kind not in {Kind.STATUS, Kind.SERVES}:
        return ()
    first, last = asked.period
    if asked.kind is Kind.SERVES:
        return diff(View(reader, first), View(reader, last), region(asked))
    told = timeline(reader, subject(asked), region(asked), start=first, end=last)
    return tuple(c for c in told.changes if c.before and c.subject_id == subject(asked))
