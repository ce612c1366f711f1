"""What the catalogue knows that helps to read: makers, seats, jurisdictions, wholes of regions."""

from collections import defaultdict
from collections.abc import Collection

from kg.catalogue import Catalogue, NameKind
from kg.model.entity import Entity
from loaders.extractors.gazetteer import Gazetteer, reading_of
from loaders.extractors.namings import Reading

AUTHORITIES = ("Regulator", "GovernmentBody")


class Knowledge:
    """Questions that the reader of a sentence asks of the catalogue."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        self._entities = catalogue.entities
        self._gazetteer = gazetteer
        self._wholes: dict[str, set[str]] = defaultdict(set)
        for link in catalogue.memberships:
            self._wholes[link.member].add(link.whole)
        self._names: dict[str, list[str]] = defaultdict(list)
        for name in catalogue.names:
            if name.kind is NameKind.NAME and catalogue.entities[name.entity].type == "Company":
                self._names[name.entity].append(name.text)
        self._services: dict[str, list[Entity]] = defaultdict(list)
        for entity in catalogue.entities.values():
            if entity.provider and entity.type == "Service":
                self._services[entity.provider].append(entity)
        self._platforms = {
            e.parent for e in catalogue.entities.values() if e.parent and e.type == "Service"
        }
        self._bodies: dict[str, list[Entity]] = defaultdict(list)
        for entity in catalogue.entities.values():
            if entity.jurisdiction and entity.type in AUTHORITIES:
                self._bodies[entity.jurisdiction].append(entity)

    def entity(self, entity_id: str | None) -> Entity | None:
        """Find an entity by its id."""
        return self._entities.get(entity_id) if entity_id else None

    def reading(self, entity_id: str | None) -> Reading | None:
        """Give the plain reading of an entity."""
        found = self.entity(entity_id)
        return reading_of(found, NameKind.NAME) if found else None

    def named(self, name: str, types: Collection[str]) -> Reading | None:
        """Find what a whole name stands for among some types."""
        readings = self._gazetteer.lookup(name)
        return next((r for kind in types for r in readings if r.type == kind), None)

    def provider(self, reading: Reading) -> Reading | None:
        """Give who makes or sells a thing."""
        found = self.entity(reading.id)
        return self.reading(found.provider if found else reading.provider)

    def product(self, owner: Reading, noun: str, types: Collection[str]) -> Reading | None:
        """Give the product that an owner and a noun name together ("OpenAI" and "API")."""
        for name in self._names.get(owner.id or "", [owner.name]):
            found = self.named(f"{name} {noun}", types)
            if found and (found.provider in {owner.id, None}):
                return found
        return None

    def namesake(self, firm: Reading) -> Reading | None:
        """Give the only service of a company that bears its name."""
        own = firm.name.casefold()
        named = [
            e
            for e in self._services.get(firm.id or "", ())
            if e.name.casefold() in {own, f"{own} app", f"{own} chatbot", f"{own}.com"}
        ]
        return reading_of(named[0], NameKind.NAME) if len(named) == 1 else None

    def acts_for(self, service: Reading) -> Reading | None:
        """Give the company that a cloud or platform with services of its own speaks for."""
        return self.provider(service) if service.id in self._platforms else None

    def jurisdiction(self, reading: Reading) -> Reading | None:
        """Give the region of an authority, or the region itself."""
        if reading.type == "Region":
            return reading
        found = self.entity(reading.id)
        return self.reading(found.jurisdiction if found else None)

    def seat(self, reading: Reading) -> str | None:
        """Give the id of the country where a company has its seat."""
        found = self.entity(reading.id)
        if found and not found.country and found.parent:
            found = self.entity(found.parent)
        return found.country if found else None

    def sits_in(self, reading: Reading, region: str) -> bool | None:
        """Tell whether a company has its seat in a region; None where that is not known."""
        seat = self.seat(reading)
        if seat is None:
            return None
        return region in self.around(seat) or seat in self.around(region)

    def around(self, region: str) -> set[str]:
        """Give a region and all that contain or contained it."""
        found, queue = {region}, [region]
        while queue:
            for whole in self._wholes.get(queue.pop(), ()):
                if whole not in found:
                    found.add(whole)
                    queue.append(whole)
        return found

    def is_country(self, reading: Reading) -> bool:
        """Tell whether a region has a country's code, as Hong Kong and Taiwan have too."""
        found = self.entity(reading.id)
        return bool(found and found.iso and len(found.iso) == 2)

    def country_of(self, reading: Reading) -> Reading | None:
        """Give the one country in which a region lies, itself where it is one."""
        if self.is_country(reading):
            return reading
        near = [r for key in self.around(reading.id or "") if (r := self.reading(key))]
        found = [r for r in near if self.is_country(r)]
        return found[0] if len(found) == 1 else None

    def is_bloc(self, reading: Reading) -> bool:
        """Tell whether a region has countries as members."""
        return any(reading.id in wholes for wholes in self._wholes.values())

    def body(self, region: Reading, description: str, types: Collection[str]) -> Reading | None:
        """Find the authority of a region that goes by a description ("trade ministry")."""
        told = description.split()
        for first in range(len(told)):
            name = " ".join(told[first:])
            found = self.named(f"{name} of {region.name}", types)
            if found:
                return found
        return None

    def only_body(self, region: str, kind: str) -> Reading | None:
        """Give the authority of a region if the catalogue knows one of the kind only."""
        found = [e for e in self._bodies.get(region, ()) if e.type == kind]
        return reading_of(found[0], NameKind.NAME) if len(found) == 1 else None

    def governs(self, reading: Reading) -> bool:
        """Tell whether a region has a government: a country, a subdivision or the Union."""
        found = self.entity(reading.id)
        return bool(found and (found.iso or found.id in self._bodies))

    def issuer(self, reading: Reading) -> Reading | None:
        """Give who made a policy."""
        found = self.entity(reading.id)
        return self.reading(found.issuer) if found else None

    def belongs(self, reading: Reading, owner: Reading) -> bool:
        """Tell whether a thing is its owner's, directly or through the owner's companies."""
        provider = self.provider(reading)
        while provider is not None:
            if provider.id == owner.id:
                return True
            found = self.entity(provider.id)
            provider = self.reading(found.parent if found else None)
        return False
