"""Figures that sources give."""

from typing import Literal

from kg.model.evidence import Evidence
from kg.model.statement import Modality, Polarity
from kg.model.value import Value


class Observation(Value):
    """A figure of somebody or something for a measure, and who gives it.

    `on` is the date that it is of, else that of its publication; `compared_with` is a name.
    """

    subject: str
    subject_id: str
    measure: str
    measure_id: str
    value: str
    relation: Literal["exactly", "about", "over", "under"]
    unit: str | None = None
    compared_with: str | None = None
    on: str | None = None
    said_by: str | None = None
    polarity: Polarity
    modality: Modality
    evidence: Evidence
