"""What stands around an entity, who it is, and what a document says, for those who look about."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kg.errors import InputError, UnknownName
from kg.model.entity import Entity
from kg.model.evidence import Evidence, Named
from kg.model.period import earliest
from kg.model.statement import Modality, Polarity, Statement
from kg.model.surroundings import Link, Met, Neighbour, Passage, Profile, Surroundings
from kg.model.world import World
from kg.questions.days import end_of
from kg.questions.meaning import meant
from kg.questions.reader import Reader
from kg.reason.relevant import Lookup
from kg.vocabulary import vocabulary

FARTHEST = 4
"""Steps beyond which a picture shows nothing that anybody can read."""
FIRMNESS = tuple(Modality)


@dataclass(frozen=True)
class Filter:
    """Which links and entities are drawn: of some classes, predicates, and told by a day."""

    types: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    on: date | None = None

    def keeps(self, statement: Statement) -> bool:
        """Tell whether a statement was told by the day and had not ended."""
        if self.on is None:
            return True
        begun = statement.asserted_on is None or earliest(statement.asserted_on) <= self.on
        ended = statement.valid_to is not None and earliest(statement.valid_to) <= self.on
        return begun and not ended

    def shows(self, entity: Entity | None) -> bool:
        """Tell whether an entity is of the classes that are drawn."""
        return entity is not None and (not self.types or entity.type in self.types)


@dataclass
class Picture:
    """Entities by distance and the statements between them, as they are met."""

    distances: dict[str, int]
    said: dict[str, Statement] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def surroundings(
    reader: Reader, name: str, *, depth: int = 1, among: Filter, limit: int = 500
) -> Surroundings:
    """Collect who is joined to an entity, up to a number of steps and of entities."""
    if not 1 <= depth <= FARTHEST:
        raise InputError(f"a depth of {depth} cannot be drawn; give 1 to {FARTHEST}")
    center = who(reader, name)
    picture = Picture({center.id: 0})
    for step in range(1, depth + 1):
        widen(reader, picture, step, among, limit)
    world = reader.world(picture.distances)
    drawn = list(links(picture))
    joined = Counter(end for link in drawn for end in {link.source, link.target})
    nodes = [met(world, i, step, joined[i]) for i, step in picture.distances.items()]
    return Surroundings(
        center=center.id,
        as_of=among.on,
        known_on=reader.known_on,
        depth=depth,
        nodes=tuple(sorted(nodes, key=lambda n: (n.distance, -n.joined, n.name.casefold()))),
        links=tuple(drawn),
        hidden=len(picture.hidden - picture.distances.keys()),
    )


def who(reader: Reader, name: str) -> Entity:
    """Find an entity by its id, else by its name."""
    known = next(iter(reader.store.entities({name})), None)
    return reader.standing_for(known) if known else meant(reader, name)


def widen(reader: Reader, picture: Picture, step: int, among: Filter, limit: int) -> None:
    """Go one step further from those who were met last."""
    here = frozenset(i for i, distance in picture.distances.items() if distance == step - 1)
    said = [s for s in around(reader, here, among.predicates) if among.keeps(s)]
    ends = Counter(end for s in said for end in (s.subject, s.object))
    world = reader.world(ends)
    fresh = [i for i in ends if i not in picture.distances and among.shows(world.entity(i))]
    fresh.sort(key=lambda i: (-ends[i], i))
    room = max(0, limit - len(picture.distances))
    picture.distances |= dict.fromkeys(fresh[:room], step)
    picture.hidden |= set(fresh[room:])
    picture.said |= {s.id: s for s in said}


def around(
    reader: Reader, ids: Collection[str], predicates: Collection[str]
) -> Iterator[Statement]:
    """Fetch what is said of some entities, at either end."""
    ends, wanted = frozenset(ids), frozenset(predicates or vocabulary().predicates)
    yield from reader.fetch(Lookup(subjects=ends, predicates=wanted))
    yield from reader.fetch(Lookup(objects=ends, predicates=wanted))


def links(picture: Picture) -> Iterator[Link]:
    """Put the statements between two entities that are drawn together, by predicate."""
    found: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in picture.said.values():
        if {s.subject, s.object} <= picture.distances.keys():
            found[s.subject, s.predicate, s.object].append(s)
    for (source, predicate, target), said in sorted(found.items()):
        negated = sum(s.polarity is Polarity.NEGATED for s in said)
        yield Link(
            id=f"{source}|{predicate}|{target}",
            source=source,
            predicate=predicate,
            target=target,
            affirmed=len(said) - negated,
            negated=negated,
            modality=min((s.modality for s in said), key=FIRMNESS.index),
            since=min((s.valid_from for s in said if s.valid_from), default=None),
        )


def met(world: World, entity_id: str, distance: int, joined: int) -> Met:
    """Name an entity of a picture."""
    entity = world.entity(entity_id)
    kind = entity.type if entity else ""
    return Met(
        id=entity_id, name=world.name(entity_id), type=kind, distance=distance, joined=joined
    )


def neighbours(reader: Reader, name: str, among: Filter) -> list[Statement]:
    """Give all that is said of an entity, the newest first."""
    center = who(reader, name)
    found = {s.id: s for s in around(reader, {center.id}, among.predicates) if among.keeps(s)}
    return sorted(found.values(), key=lambda s: (s.asserted_on or "", s.id), reverse=True)


def seen_from(reader: Reader, name: str, said: Iterable[Statement]) -> tuple[Neighbour, ...]:
    """Put names and quotes to what is said of an entity."""
    center = who(reader, name)
    cited = list(said)
    explainer = reader.explainer(cited, reader.base)
    world = explainer.world
    others = [s.object if s.subject == center.id else s.subject for s in cited]
    return tuple(
        Neighbour(
            predicate=s.predicate,
            outward=s.subject == center.id,
            other=Named(id=other, name=world.name(other)),
            type=entity.type if (entity := world.entity(other)) else "",
            polarity=s.polarity,
            evidence=explainer.one(s),
        )
        for s, other in zip(cited, others, strict=True)
    )


def profile(reader: Reader, name: str) -> Profile:
    """Tell who somebody is, and how much is said of them."""
    entity = who(reader, name)
    world = reader.world_of([entity.id])
    entity = world.entity(entity.id) or entity
    counted = Counter(s.predicate for s in around(reader, {entity.id}, ()))
    wholes = sorted(world.ever_around({entity.id}) - {entity.id})
    return Profile(
        entity=entity,
        provider=named(world, entity.provider),
        parent=named(world, entity.parent),
        part_of=tuple(Named(id=i, name=world.name(i)) for i in wholes),
        offers=tuple(Named(id=i, name=world.name(i)) for i in sorted(world.offered_by(entity.id))),
        statements=dict(counted.most_common()),
    )


def named(world: World, entity_id: str | None) -> Named | None:
    """Name an entity, where there is one."""
    return Named(id=entity_id, name=world.name(entity_id)) if entity_id else None


def passage(reader: Reader, document_id: str) -> Passage:
    """Give a document with all that was read in it, in the order of its text."""
    found = reader.store.made_by([document_id]).get(document_id)
    if found is None:
        raise UnknownName(f"no document '{document_id}' in the store; see kg documents")
    key = found[0]
    document = reader.store.texts([key])[key]
    said = reader.store.statements(document_id=document_id, known_on=end_of(reader.known_on))
    here = sorted((s for s in said if s.document == key), key=lambda s: (s.start, s.end, s.id))
    return Passage(
        id=document.id,
        key=key,
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        language=document.language,
        text=document.text,
        evidence=reader.evidence(here),
    )


def statement(reader: Reader, statement_id: str) -> Evidence:
    """Give one statement with its quote."""
    found = list(reader.store.statements(ids={statement_id}, known_on=end_of(reader.known_on)))
    if not found:
        raise UnknownName(f"no statement '{statement_id}' in the store")
    return reader.evidence(found)[0]


def between(
    reader: Reader, source: str, predicate: str, target: str, among: Filter
) -> tuple[Evidence, ...]:
    """Give what is said of one entity and another by a predicate, the newest first."""
    said = reader.fetch(
        Lookup(
            subjects=frozenset({source}),
            predicates=frozenset({predicate}),
            objects=frozenset({target}),
        )
    )
    kept = sorted(filter(among.keeps, said), key=lambda s: (s.asserted_on or "", s.id))
    return reader.evidence(kept[::-1])
