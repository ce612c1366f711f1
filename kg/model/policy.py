"""Policies and acts of authorities: who made them, whom they bind, what they are on a day."""

from datetime import date
from enum import StrEnum
from typing import Literal

from kg.model.evidence import Evidence, Named
from kg.model.value import Value


class PolicyStatus(StrEnum):
    """How far a policy or an act has come on a day.

    Unknown is also what was issued and of which nobody says that it binds anybody.
    """

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    IN_FORCE = "in force"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Issuer(Value):
    """Who made or proposes a policy, and whether a document or the catalogue says so."""

    id: str
    name: str
    source: Literal["statement", "catalogue"]


class Binding(Value):
    """Whom or what a policy applies to, with what becomes of that on the day."""

    id: str
    name: str
    audience: str | None = None
    condition: str | None = None
    status: PolicyStatus
    since: str | None = None
    until: str | None = None


class PolicyAnswer(Value):
    """A policy on a day.

    `issued` is when it was made and `since` when its status began, where that is said;
    `first_told` and `last_confirmed` are the dates of the oldest and youngest evidence that tells
    of it. `evidence` carries the status; `against` is what it outlived; `upcoming` what is
    announced, proposed or rumoured for later. `unconfirmed` says that an announced date has
    passed and nobody has said since that it happened.
    """

    policy: str
    policy_id: str
    as_of: date
    known_on: date | None = None
    status: PolicyStatus
    issued: str | None = None
    since: str | None = None
    until: str | None = None
    first_told: str | None = None
    last_confirmed: str | None = None
    unconfirmed: bool = False
    issuers: tuple[Issuer, ...] = ()
    applies_to: tuple[Binding, ...] = ()
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    upcoming: tuple[Evidence, ...] = ()


class Act(Value):
    """What somebody does to a company, service, model or kind of goods, policy or none.

    The fields are those of a policy; `audiences` and `conditions` are those that its statements
    name.
    """

    kind: Literal["restricts", "investigates"]
    actor: Named
    target: Named
    as_of: date
    known_on: date | None = None
    status: PolicyStatus
    since: str | None = None
    until: str | None = None
    first_told: str | None = None
    last_confirmed: str | None = None
    unconfirmed: bool = False
    audiences: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    upcoming: tuple[Evidence, ...] = ()


class Policies(Value):
    """What touches somebody or something on a day: named policies, and acts."""

    name: str | None
    id: str | None
    as_of: date
    known_on: date | None = None
    policies: tuple[PolicyAnswer, ...] = ()
    acts: tuple[Act, ...] = ()
