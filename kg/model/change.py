"""Changes: what an answer was before, what it is after, and the statements that did it."""

from datetime import date
from enum import StrEnum

from kg.model.answer import Status
from kg.model.evidence import Evidence
from kg.model.statement import Channel
from kg.model.value import Value


class State(Value):
    """The part of an answer that a change is about, on a day and as it was known on another.

    `since`, `unconfirmed`, `note` and `rules` are those of the answer on that day.
    """

    as_of: date
    known_on: date | None = None
    status: Status
    channels: tuple[Channel, ...] = ()
    audiences: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    since: str | None = None
    unconfirmed: bool = False
    note: str = ""
    rules: tuple[str, ...] = ()


class Change(Value):
    """A change of status, channels or audiences of a subject in a region.

    `on` is the first day of what is after; None where it held from the first, and between two
    days that were asked for, which the states carry. `before` is None for the state at the
    beginning of a timeline. `because` are the statements that did it: those that begin, end or
    were learnt in between, else those that carried what is no longer so.
    """

    subject: str
    subject_id: str
    region: str
    region_id: str
    on: date | None
    before: State | None
    after: State
    because: tuple[Evidence, ...] = ()


class EventKind(StrEnum):
    """What happened beside the changes of answers."""

    ISSUED = "issued"
    APPLIES = "applies"
    RESTRICTS = "restricts"
    INVESTIGATES = "investigates"
    AVAILABILITY = "availability"


class Event(Value):
    """An act or a plan: `on` is its day, for plans, proposals and rumours that of their telling.

    `dated` says that the source gives the day of an act; where it does not, `on` is the day of
    its telling too. The modality of its `evidence` tells what is so from what is announced,
    proposed or rumoured, and its `valid_from` for when.
    """

    on: str | None
    dated: bool
    kind: EventKind
    evidence: Evidence


class Timeline(Value):
    """The changes and the events of a subject, a region or a policy, each in order of days.

    `type` is the class of what was asked about; `start` and `end` are the first and the last day
    asked about.
    """

    name: str
    id: str
    type: str
    region: str | None = None
    region_id: str | None = None
    start: date | None = None
    end: date | None = None
    known_on: date | None = None
    changes: tuple[Change, ...] = ()
    events: tuple[Event, ...] = ()
