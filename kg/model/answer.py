"""Answers: a status with the rules, statements and quotes that stand behind it."""

from datetime import date
from enum import StrEnum

from kg.model.statement import Channel, Statement
from kg.model.value import Value


class Status(StrEnum):
    """What is known of a service in a region on a day."""

    AVAILABLE = "available"
    LIMITED = "limited"
    UNAVAILABLE = "unavailable"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class Portion(Value):
    """The status of one part of what was asked: a region inside the region, or a service."""

    subject: str
    region: str
    status: Status


class Verdict(Value):
    """What the rules of availability conclude for one subject, region and day.

    `rules` names the rules that decided, in order; `evidence` are the statements that carry the
    status, `against` those that lost; `upcoming` are announced changes whose date has not come,
    `risks` what is proposed or rumoured. `since` and `until` are dates (EDTF), `last_confirmed`
    the date of the youngest supporting statement. `note` is one sentence for a reader.

    `audiences` are all that the answer depends on, `excluded` those of them that are shut out.
    `risks` also holds investigations and what the provider's home authority orders elsewhere.
    `unofficial` is access by workarounds, which never counts. `parts` are the regions of the
    region asked for, or the services of the subject, that have an answer of their own.
    """

    subject: str
    region: str
    as_of: date
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
    rules: tuple[str, ...] = ()
    parts: tuple[Portion, ...] = ()
    evidence: tuple[Statement, ...] = ()
    against: tuple[Statement, ...] = ()
    upcoming: tuple[Statement, ...] = ()
    risks: tuple[Statement, ...] = ()
    unofficial: tuple[Statement, ...] = ()


class ProviderVerdict(Value):
    """Whether a provider serves a region on a day, with the answer for each of its services."""

    provider: str
    region: str
    as_of: date
    serves: bool
    verdict: Verdict
    services: tuple[Verdict, ...] = ()

    @property
    def status(self) -> Status:
        """Give the provider's own status: that of the best of its services."""
        return self.verdict.status
