"""Providers side by side in a region."""

from datetime import date

from kg.model.evidence import ProviderAnswer
from kg.model.policy import Act, PolicyAnswer
from kg.model.value import Value


class Strategy(Value):
    """What a provider does in a region, and what touches it there."""

    provider: str
    provider_id: str
    answer: ProviderAnswer
    policies: tuple[PolicyAnswer, ...] = ()
    acts: tuple[Act, ...] = ()


class Comparison(Value):
    """Providers side by side, in the order in which they were asked for."""

    region: str
    region_id: str
    as_of: date
    known_on: date | None = None
    providers: tuple[Strategy, ...] = ()
