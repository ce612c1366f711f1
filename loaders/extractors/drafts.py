"""A claim in the making, with all that was read of it."""

from dataclasses import dataclass

from kg.model.statement import Channel, Figure, Modality
from loaders.extractors.namings import Referent


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim before it is merged with its repetitions; `rule` names what found it."""

    subject: Referent
    predicate: str
    object: Referent
    start: int
    end: int
    rule: str
    tier: str = "frame"
    negated: bool = False
    modality: Modality = Modality.ACTUAL
    valid_from: str | None = None
    valid_to: str | None = None
    channel: Channel | None = None
    via: Referent | None = None
    audience: str | None = None
    condition: str | None = None
    listed: str | None = None
    figure: Figure | None = None
    source: Referent | None = None

    @property
    def triple(self) -> tuple[str, str, str]:
        """Give the ends and the predicate, by the names that a claim carries."""
        return self.subject.mention().name, self.predicate, self.object.mention().name
