"""Contradictions between sources, and how they were decided."""

from datetime import date
from enum import StrEnum

from kg.model.answer import Status
from kg.model.evidence import Evidence
from kg.model.value import Value


class ConflictKind(StrEnum):
    """What sources disagree on: whether, for whom, or by which way."""

    STATUS = "status"
    AUDIENCE = "audience"
    CHANNEL = "channel"


class Conflict(Value):
    """Documents that contradict each other on one subject and region for the same time.

    `one` and `other` are the two sides. Where the answer rests on one side alone that is `one`,
    and `preferred` is true; where it keeps both, it is false: `contested` says whether the rules
    could not decide. `rules` are those of the answer.
    """

    subject: str
    subject_id: str
    region: str
    region_id: str
    as_of: date
    known_on: date | None = None
    kind: ConflictKind
    status: Status
    contested: bool
    preferred: bool
    one: tuple[Evidence, ...]
    other: tuple[Evidence, ...]
    rules: tuple[str, ...] = ()
    note: str = ""
