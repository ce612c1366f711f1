"""The aim of one question: how far what a statement speaks of lies from what is asked."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.model.entity import Entity
from kg.model.statement import Channel, Statement
from kg.model.world import World
from kg.reason.reading import Standing
from kg.reason.relevant import is_company
from kg.reason.scene import Scene

NO_COUNTRIES = {"eu", "un"}
"""Two-letter codes that ISO 3166 reserves for what is no country."""


@dataclass(frozen=True)
class Aim:
    """A subject and a region on a day, with the distances around them.

    `common` is the scene that aims of one day share.
    """

    subject: str
    region: str
    day: date
    world: World
    operators: frozenset[str] = frozenset()
    common: Scene | None = None

    @cached_property
    def scene(self) -> Scene:
        """Give the world on the day."""
        return self.common or Scene(self.world, self.day)

    @cached_property
    def subjects(self) -> dict[str, int]:
        """Give all of which a denial holds for the subject too, by distance."""
        return self.scene.subjects(self.subject)

    @cached_property
    def around(self) -> dict[str, int]:
        """Give the region and all that contain it, by distance."""
        return self.scene.around(self.region)

    @cached_property
    def within(self) -> dict[str, int]:
        """Give the region and all that it contains, by distance."""
        return self.scene.within(self.region)

    @cached_property
    def providers(self) -> frozenset[str]:
        """Give those who offer the subject."""
        return frozenset(s for s in self.subjects if is_company(self.world.entity(s)))

    @cached_property
    def own(self) -> frozenset[str]:
        """Give those who speak for the subject: itself, its provider, owner and operator."""
        owners = {owner for p in self.providers if (owner := self._entity(p).parent)}
        return frozenset({*self.subjects, *owners, *self.operators})

    @cached_property
    def is_only(self) -> bool:
        """Tell whether the subject is the only service that its provider offers."""
        offered = {o for p in self.providers for o in self.world.offered_by(p)}
        return {o for o in offered if self._entity(o).type == "Service"} == {self.subject}

    def covers(self, region: str | None) -> bool:
        """Tell whether what is said of a region touches the one asked for or a part of it."""
        return region is not None and (region in self.around or region in self.within)

    def jurisdiction(self, body: str) -> str | None:
        """Give the region that a body governs; a region governs itself."""
        entity = self.world.entity(body)
        if entity is None or is_company(entity):
            return None
        return entity.id if entity.type == "Region" else entity.jurisdiction

    def home(self, region: str | None) -> bool:
        """Tell whether a region is, or contains, the seat of the provider."""
        return region in self.homes

    @cached_property
    def homes(self) -> frozenset[str]:
        """Give the seats of the provider, and all that contain them."""
        seats = {self._entity(p).country for p in self.providers}
        return frozenset(wide for seat in seats if seat for wide in self.scene.around(seat))

    def standing(self, statement: Statement) -> Standing:
        """Rank who speaks: the provider of its own, an authority there, the named, the rest."""
        who = statement.speaker
        if who is None:
            return Standing.UNNAMED
        if who in self.own or who == statement.via:
            return Standing.PROVIDER
        if self.jurisdiction(who) in self.around:
            return Standing.AUTHORITY
        return Standing.NAMED

    def way(self, statement: Statement) -> Channel | None:
        """Give the channel that a statement names, or that its partner or operator is."""
        if statement.channel or statement.via is None:
            return statement.channel
        via = self.world.entity(statement.via)
        local = statement.via in self.operators or (via and via.type == "JointVenture")
        return Channel.JOINT_VENTURE if local else Channel.PARTNER

    def _entity(self, entity_id: str) -> Entity:
        return self.world.entities[entity_id]


def is_country(region: str, world: World) -> bool:
    """Tell whether a region has a country's code of its own."""
    entity = world.entity(region)
    code = (entity.iso if entity and entity.iso else region).lower()
    return len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES


def country_of(place: str, world: World, on: date) -> str | None:
    """Give the country in which a place lies, the nearest where there are several."""
    found = world.around(place, on)
    return next((region for region in found if is_country(region, world)), None)
