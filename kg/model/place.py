"""The answers on a subject in many regions: through time for a map, on a day for a matrix."""

from datetime import date

from kg.model.answer import Status
from kg.model.evidence import Named
from kg.model.statement import Channel
from kg.model.value import Value


class Stretch(Value):
    """A run of days with one answer: `start` counts, `end` does not; None is open."""

    start: date | None
    end: date | None
    status: Status
    channels: tuple[Channel, ...] = ()
    audiences: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


class Place(Value):
    """A region with its stretches, the earliest first; what lies outside them is unknown."""

    region: str
    region_id: str
    iso: str | None
    stretches: tuple[Stretch, ...] = ()


class Availability(Value):
    """A subject in every country and territory, at all times."""

    subject: str
    subject_id: str
    type: str
    known_on: date | None = None
    places: tuple[Place, ...] = ()


class Cell(Value):
    """What an answer of `kg status` says in short; `sources` and `opposed` count statements."""

    subject_id: str
    region_id: str
    status: Status
    channels: tuple[Channel, ...] = ()
    audiences: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    last_confirmed: str | None = None
    stale: bool = False
    unconfirmed: bool = False
    note: str = ""
    sources: int = 0
    opposed: int = 0
    upcoming: int = 0
    risks: int = 0


class Matrix(Value):
    """Providers by regions on a day: a row of cells for each provider."""

    as_of: date
    known_on: date | None = None
    providers: tuple[Named, ...]
    regions: tuple[Named, ...]
    rows: tuple[tuple[Cell, ...], ...]
