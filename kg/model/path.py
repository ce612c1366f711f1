"""The ways by which customers in a region reach a model."""

from datetime import date
from enum import StrEnum

from kg.model.answer import Status
from kg.model.evidence import Answer, Evidence, Named
from kg.model.value import Value


class Way(StrEnum):
    """By whom a model is reached.

    From its maker, in another company's product, by a local operator, from outside the region.
    """

    DIRECT = "direct"
    PARTNER = "partner"
    JOINT_VENTURE = "joint_venture"
    OFFSHORE = "offshore"


class Path(Value):
    """One way to a model: what customers use, who provides and who operates it.

    `answer` is that of `kg status` for `service`; where that is the model itself, what is said of
    the model alone, without the services that run on it. `open` says that somebody is served.
    """

    service: Named
    provider: Named | None
    operators: tuple[Named, ...] = ()
    way: Way
    open: bool
    status: Status
    answer: Answer


class Paths(Value):
    """All ways to a model from a region on a day; open ones first.

    `unofficial` is access by workarounds, which never counts; `unspoken` are services on the
    model of which nobody says anything there.
    """

    model: str
    model_id: str
    region: str
    region_id: str
    as_of: date
    known_on: date | None = None
    paths: tuple[Path, ...] = ()
    unofficial: tuple[Evidence, ...] = ()
    unspoken: tuple[Named, ...] = ()
