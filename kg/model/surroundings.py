"""What stands around an entity: who is joined to whom, by which statements."""

from datetime import date

from kg.model.entity import Entity
from kg.model.evidence import Evidence, Named
from kg.model.statement import Modality, Polarity
from kg.model.value import Value


class Met(Value):
    """An entity in a picture, and how many steps away it is; `joined` counts its links there."""

    id: str
    name: str
    type: str
    distance: int
    joined: int


class Link(Value):
    """All statements of one predicate between two entities.

    An `affirmed` and a `negated` number above zero say that some speak for it and some against.
    `modality` is the firmest that any of them has.
    """

    id: str
    source: str
    predicate: str
    target: str
    affirmed: int
    negated: int
    modality: Modality
    since: str | None = None


class Surroundings(Value):
    """The entities around one, the nearest first, and the links among them.

    `hidden` counts entities that a limit left out.
    """

    center: str
    as_of: date | None = None
    known_on: date | None = None
    depth: int
    nodes: tuple[Met, ...]
    links: tuple[Link, ...]
    hidden: int = 0


class Neighbour(Value):
    """A link seen from an entity: `outward` where the entity is its subject."""

    predicate: str
    outward: bool
    other: Named
    type: str
    polarity: Polarity
    evidence: Evidence


class Profile(Value):
    """An entity with the names that the catalogue joins to it, and what is said of it."""

    entity: Entity
    provider: Named | None = None
    parent: Named | None = None
    part_of: tuple[Named, ...] = ()
    offers: tuple[Named, ...] = ()
    statements: dict[str, int]


class Passage(Value):
    """A document with all that was read in it, each with its place in the text."""

    id: str
    key: str
    title: str
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    text: str
    evidence: tuple[Evidence, ...]


class Found(Value):
    """An entity that a search met, and the name by which it did."""

    id: str
    name: str
    type: str
    matched: str
    provisional: bool = False
