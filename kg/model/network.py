"""The network around an entity: who owns, funds, runs, supplies and works with whom."""

from datetime import date
from enum import StrEnum

from kg.model.answer import Status
from kg.model.evidence import Evidence, Named
from kg.model.statement import Figure
from kg.model.value import Value


class State(StrEnum):
    """How an edge stands on a day: it holds, it is announced for later, it is only suggested."""

    HOLDS = "holds"
    UPCOMING = "upcoming"
    PROPOSED = "proposed"


class Side(StrEnum):
    """Which holdings of an entity are asked for: those of its owners and funders, or its own."""

    OWNERS = "owners"
    HOLDINGS = "holdings"


class Edge(Value):
    """What is said of two entities, from one to the other.

    `since` is the first day that a source gives for it, `told` when it was last told; `figure`
    is the latest one. An edge without evidence is known to the catalogue alone. `distance`
    counts the edges from the entity that was asked about to the farther end.
    """

    source: str
    source_id: str
    relation: str
    target: str
    target_id: str
    state: State
    since: str | None = None
    until: str | None = None
    told: str | None = None
    figure: Figure | None = None
    distance: int = 1
    evidence: tuple[Evidence, ...] = ()


class OwnedFrom(Value):
    """The part of a company that comes from a region, between two bounds, as exact fractions.

    `more_than_half` tells whether holders from there, and companies that are themselves more
    than half owned from there, have more than half; None where it is not known.
    """

    region: str
    region_id: str
    low: str
    high: str
    more_than_half: bool | None


class Network(Value):
    """All edges around an entity on a day, the nearest first."""

    entity: str
    entity_id: str
    as_of: date
    known_on: date | None = None
    edges: tuple[Edge, ...] = ()
    owned_from: tuple[OwnedFrom, ...] = ()
    controls: tuple[str, ...] = ()


class Chain(Value):
    """One shortest way from an entity to another, by edges with evidence."""

    names: tuple[str, ...]
    edges: tuple[Edge, ...]


class Connected(Value):
    """How many others an entity is joined to, by how many edges."""

    entity: str
    entity_id: str
    type: str
    neighbours: int
    edges: int


class Community(Value):
    """Entities that are joined among each other more than to the rest, the best joined first.

    `inside` counts the edges among them, `outside` those to others.
    """

    members: tuple[Named, ...]
    inside: int
    outside: int


class Fate(StrEnum):
    """What becomes of a service if a provider leaves a region.

    It stays; it stays but runs on something of the one who leaves; it is gone.
    """

    STAYS = "stays"
    LEANS = "leans"
    GONE = "gone"


class Left(Value):
    """A service in a region, and what becomes of it if a provider leaves."""

    provider: str
    service: str
    service_id: str
    region: str
    status: Status
    fate: Fate
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
