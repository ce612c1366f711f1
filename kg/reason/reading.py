"""A reading: how one statement bears on one question, and from which day it counts."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from kg.model.period import earliest, latest
from kg.model.statement import Channel, Modality, Polarity, Statement

ALWAYS = date.min
"""The day from which an undated statement counts."""

CONDITION = "if "
"""How the scope of a statement begins that holds under a condition."""


class RuleId(StrEnum):
    """The names of the rules, in order of precedence."""

    EFFECT = "effect"
    TIME = "time"
    REGION = "region"
    SUBJECT = "subject"
    SOURCE = "source"
    AUTHORITY = "authority"
    CHANNEL = "channel"
    LISTS = "lists"
    AUDIENCE = "audience"
    UNKNOWN = "unknown"
    HOSTING = "hosting"


class Side(StrEnum):
    """What a reading, or all readings together, say of access.

    Restricted is what an order makes a service of which nobody says that it cannot be had.
    """

    OPEN = "open"
    CLOSED = "closed"
    RESTRICTED = "restricted"
    CONTESTED = "contested"
    SILENT = "silent"


class Standing(IntEnum):
    """Who speaks; the smaller is heard before the greater."""

    PROVIDER = 0
    AUTHORITY = 1
    NAMED = 2
    UNNAMED = 3


class Kind(StrEnum):
    """What a reading was drawn from."""

    SAID = "said"
    ORDER = "order"
    POLICY = "policy"
    LIST = "list"
    HOSTING = "hosting"


class Effect(StrEnum):
    """What a statement does to the state of things."""

    COUNTS = "counts"
    UPCOMING = "upcoming"
    RISK = "risk"


class Timing(NamedTuple):
    """When a statement counts: surely from `day`, perhaps from `first`, until before `end`.

    An event changes the state on its day; what is no event describes how it was on its day.
    `since` is the day as the statement writes it; `announced` says that it lay ahead.
    """

    day: date
    first: date
    end: date | None
    event: bool
    since: str | None
    announced: bool


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One statement as an answer to one question.

    `region` and `subject` are the distances from what is asked to what is spoken of, 0 for the
    thing itself; `company_wide` marks what is said of a whole company. `scope` is the audience
    or the condition, None for everyone; `way` the channel, None for none in particular; `spared`
    are the ways and audiences of which the same document says that they are open. `heard` is the
    day of its first telling. `copies` repeat its words and have no say of their own.
    """

    statement: Statement
    side: Side
    kind: Kind
    timing: Timing
    standing: Standing
    region: int = 0
    subject: int = 0
    company_wide: bool = False
    scope: str | None = None
    way: Channel | None = None
    spared: frozenset[str] = frozenset()
    heard: date = field(default=ALWAYS)
    copies: tuple[Statement, ...] = ()

    @property
    def day(self) -> date:
        """Give the day from which the reading counts."""
        return self.timing.day

    @property
    def event(self) -> bool:
        """Tell whether the reading changes the state on its day."""
        return self.timing.event

    @property
    def is_expiry(self) -> bool:
        """Tell whether the reading is the end of what its statement affirms."""
        affirmed = self.statement.polarity is Polarity.AFFIRMED
        return affirmed and self.kind is Kind.SAID and self.side is Side.CLOSED


def effect(statement: Statement) -> Effect:
    """Count only what is so, and what is announced once its date has come.

    What is proposed or rumoured never does: it is listed as a risk. An announced change is
    upcoming before its date; after it, it applies and is marked "announced, unconfirmed" until
    a statement says that it is so. What is announced without a date changes nothing.
    """
    if statement.modality in {Modality.PROPOSED, Modality.RUMOURED}:
        return Effect.RISK
    dated = statement.valid_from or statement.valid_to
    if statement.modality is Modality.ANNOUNCED and not dated:
        return Effect.UPCOMING
    return Effect.COUNTS


def timings(statement: Statement) -> list[tuple[Polarity, Timing]]:
    """Give the states that a statement tells of, each with its time: it holds, and it ends.

    What a list that is not complete no longer has is only no longer said.
    """
    found = []
    begins = start(statement)
    if begins:
        found.append((statement.polarity, begins))
    closes = statement.polarity is Polarity.AFFIRMED and statement.listed != "open"
    if statement.valid_to and closes:
        found.append((Polarity.NEGATED, close(statement, statement.valid_to)))
    return found


def start(statement: Statement) -> Timing | None:
    """Tell from when a statement counts; None where an announcement has no first day."""
    end = latest(statement.valid_to) if statement.valid_to else None
    announced = statement.modality is Modality.ANNOUNCED
    if statement.valid_from:
        day = sure_day(statement, statement.valid_from)
        first = earliest(statement.valid_from)
        return Timing(day, first, end, event=True, since=statement.valid_from, announced=announced)
    if announced:
        return None
    told = statement.asserted_on
    if told is None or (end and end <= latest(told)):
        return Timing(ALWAYS, ALWAYS, end, event=False, since=None, announced=False)
    return Timing(latest(told), latest(told), end, event=False, since=told, announced=False)


def sure_day(statement: Statement, begins: str) -> date:
    """Give the day on which an event has surely come: its last possible one, or a report of it."""
    told = statement.asserted_on
    if told and statement.modality is Modality.ACTUAL and earliest(begins) <= latest(told):
        return min(latest(begins), latest(told))
    return latest(begins)


def close(statement: Statement, ends: str) -> Timing:
    """Tell when what a statement affirms ends."""
    told = statement.asserted_on
    ahead = statement.modality is Modality.ANNOUNCED or not told or latest(told) < earliest(ends)
    day = latest(ends)
    return Timing(day, earliest(ends), None, event=True, since=ends, announced=ahead)
