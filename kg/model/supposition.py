"""What a policy would change, were it in force."""

from datetime import date

from kg.model.evidence import Answer, Evidence, Named
from kg.model.policy import PolicyStatus
from kg.model.value import Value


class Cut(Value):
    """An answer that would change: as it is, as it would be, and the targets behind it."""

    target: tuple[str, ...]
    before: Answer
    after: Answer


class Supposition(Value):
    """A policy taken to be in force on a day, and the answers that this changes.

    `status` is how far it has come in truth: where it is in force already, nothing changes by
    supposing so. `targets` and `regions` are what it applies to, `because` the statements that
    say so. `regions` are those of its issuers where it names none.
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
    cuts: tuple[Cut, ...] = ()
    unchanged: int = 0
