"""What a policy would change, were it in force."""

from datetime import date
from enum import StrEnum

from kg.model.evidence import Answer, Evidence, Named
from kg.model.policy import PolicyStatus
from kg.model.value import Value


class Demand(StrEnum):
    """What a policy asks of those whom it binds, as far as sentences on it say so.

    `power to forbid` lets an authority shut somebody out later; it is no ban yet.
    """

    IDENTIFY = "identify customers"
    REPORT = "report"
    LICENCE = "licence"
    BAN = "ban or limit"
    POWER = "power to forbid"


class Cut(Value):
    """An answer that would change: as it is, as it would be, and the targets behind it."""

    target: tuple[str, ...]
    before: Answer
    after: Answer


class Supposition(Value):
    """A policy taken to be in force on a day, and the answers that this changes.

    `status` is how far it has come in truth: where it is in force already, nothing changes by
    supposing so. `targets` and `regions` are what it applies to, `because` the statements that
    say so. `regions` are those of its issuers where it names none. `demands` are what it asks
    for; where that is only to identify customers and to report, it cuts nothing by itself.
    `affected` are the answers abroad, as they are, of services that come under it.
    """

    policy: str
    policy_id: str
    as_of: date
    known_on: date | None = None
    status: PolicyStatus
    issuers: tuple[Named, ...] = ()
    targets: tuple[Named, ...] = ()
    regions: tuple[Named, ...] = ()
    because: tuple[Evidence, ...] = ()
    demands: tuple[Demand, ...] = ()
    affected: tuple[Answer, ...] = ()
    cuts: tuple[Cut, ...] = ()
    unchanged: int = 0
