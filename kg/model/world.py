"""What reasoning must know beside statements: entities, and which region lies in which."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from kg.model.entity import Entity, Membership

Step = Callable[[str], Iterable[str]]


class World:
    """Entities by id, and the tree (in truth a graph) of regions, each link with its dates."""

    def __init__(self, entities: Iterable[Entity], memberships: Iterable[Membership]) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self._upward: dict[str, list[Membership]] = defaultdict(list)
        self._downward: dict[str, list[Membership]] = defaultdict(list)
        for link in memberships:
            self._upward[link.member].append(link)
            self._downward[link.whole].append(link)
        self._offered: dict[str, list[str]] = defaultdict(list)
        self._narrower: dict[str, list[str]] = defaultdict(list)
        self._based: dict[str, list[str]] = defaultdict(list)
        self._bodies: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities.values():
            self._index(entity)

    def _index(self, entity: Entity) -> None:
        if entity.provider:
            self._offered[entity.provider].append(entity.id)
        if entity.parent:
            self._narrower[entity.parent].append(entity.id)
        for basis in entity.based_on:
            self._based[basis].append(entity.id)
        if entity.jurisdiction:
            self._bodies[entity.jurisdiction].append(entity.id)

    def entity(self, entity_id: str) -> Entity | None:
        """Find an entity by its id."""
        return self.entities.get(entity_id)

    def name(self, entity_id: str) -> str:
        """Give an entity's name, or its id where it is not known."""
        found = self.entities.get(entity_id)
        return found.name if found else entity_id

    def around(self, region: str, on: date) -> dict[str, int]:
        """Give the region (0) and all that contain it on a day, by distance."""
        return self._walk(
            region, lambda r: (m.whole for m in self._upward.get(r, ()) if m.holds(on))
        )

    def within(self, region: str, on: date) -> dict[str, int]:
        """Give the region (0) and all that it contains on a day, by distance."""
        return self._walk(
            region, lambda r: (m.member for m in self._downward.get(r, ()) if m.holds(on))
        )

    def is_part_of_the_world(self, region: str) -> bool:
        """Tell whether a region is a mere part of the map, as continents are.

        It has no code, nobody governs it, and nothing has ever joined or left it.
        """
        entity = self.entities.get(region)
        links = self._downward.get(region, ())
        dated = any(m.valid_from or m.valid_to for m in links)
        governed = bool(self._bodies.get(region)) or (entity is not None and bool(entity.iso))
        return bool(links) and not dated and not governed

    def ever(self, region: str) -> frozenset[str]:
        """Give the region with all that ever contained it and all that it ever contained."""
        return self.ever_around({region}) | self.ever_within({region})

    def ever_around(self, regions: Iterable[str]) -> frozenset[str]:
        """Give regions with all that ever contained one of them."""
        return closed(regions, lambda r: (m.whole for m in self._upward.get(r, ())))

    def ever_within(self, regions: Iterable[str]) -> frozenset[str]:
        """Give regions with all that one of them ever contained."""
        return closed(regions, lambda r: (m.member for m in self._downward.get(r, ())))

    def links(self, regions: Iterable[str]) -> Iterator[Membership]:
        """Give the links by which regions are, were or will be part of others."""
        for region in regions:
            yield from self._upward.get(region, ())

    def offered_by(self, provider: str) -> Iterator[str]:
        """Give the ids of the services and models that a company provides."""
        yield from self._offered.get(provider, ())

    def narrower(self, entity_id: str) -> Iterator[str]:
        """Give the ids of what has this entity as its parent: parts of a service, subsidiaries."""
        yield from self._narrower.get(entity_id, ())

    def based_on(self, model: str) -> Iterator[str]:
        """Give the ids of the services and models that run on a model or service."""
        yield from self._based.get(model, ())

    def bodies_of(self, region: str) -> Iterator[str]:
        """Give the ids of the government bodies and regulators of a region."""
        yield from self._bodies.get(region, ())

    @staticmethod
    def _walk(region: str, step: Step) -> dict[str, int]:
        found = {region: 0}
        queue = [region]
        for here in queue:
            for there in step(here):
                if there not in found:
                    found[there] = found[here] + 1
                    queue.append(there)
        return found


def closed(starts: Iterable[str], step: Step) -> frozenset[str]:
    """Follow steps from some starts as far as they lead."""
    found = set(starts)
    queue = list(found)
    for here in queue:
        fresh = [there for there in step(here) if there not in found]
        found.update(fresh)
        queue += fresh
    return frozenset(found)
