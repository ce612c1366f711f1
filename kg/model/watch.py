"""Saved questions, the answers that they had, and what changed since."""

from datetime import date

from kg.model.answer import Status
from kg.model.bundle import Asked
from kg.model.evidence import Answer, Evidence
from kg.model.statement import Channel
from kg.model.value import Value


class Cell(Value):
    """What of an answer is watched: for whom, by which way, from when until when."""

    subject: str
    subject_id: str
    region: str
    region_id: str
    status: Status
    channels: tuple[Channel, ...] = ()
    audiences: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    unconfirmed: bool = False

    @classmethod
    def of(cls, answer: Answer) -> "Cell":
        """Take from an answer what is watched."""
        return cls(**{name: getattr(answer, name) for name in cls.model_fields})


class Watch(Value):
    """A saved question with the answers of its last run and the statements that it knew.

    A question that is not of a `fixed_day` is asked for the day of each run.
    """

    name: str
    question: Asked
    fixed_day: bool = False
    cells: tuple[Cell, ...] = ()
    known: tuple[str, ...] = ()


class Watches(Value):
    """All saved questions, as they stand in their file."""

    format: str = "kg-watch 1"
    watches: tuple[Watch, ...] = ()


class Fired(Value):
    """An answer that is another than at the last run, with the words that made it so.

    `before` is None for a service that nobody spoke of then, `after` for one that nobody speaks
    of any more.
    """

    watch: str
    subject: str
    region: str
    as_of: date
    before: Cell | None
    after: Cell | None
    because: tuple[Evidence, ...] = ()
