"""A lone word: the one statement on a provider's only service that is spoken of.

It has nothing to compete with, so what follows from it is plain. Most of what a large store has
on a region is such, and the trees and contests of the rules need not be built for it.
"""

from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from kg.model.statement import Channel, Polarity, Statement
from kg.reason.material import Material
from kg.reason.reading import Effect, Timing, effect, start
from kg.reason.relevant import constituents, is_company
from kg.reason.scene import Scene

LOOSE = {None, Channel.DIRECT}
"""The ways of which a denial of no particular way is one, and that are the provider's own."""


class Lone(NamedTuple):
    """The statement on a service, when it counts, and how far from the region asked for."""

    service: str
    statement: Statement
    timing: Timing
    distance: int


class Loners:
    """Finds those of whom a single plain statement speaks, in a region on a day."""

    def __init__(self, material: Material, scene: Scene, region: str) -> None:
        self.scene = scene
        self._copies = material.copies
        self._around = scene.around(region)
        self._region = region
        self._met: dict[str, list[Statement]] = defaultdict(list)
        for s in material.statements:
            self._met[s.subject].append(s)
            self._met[s.object].append(s)

    def find(self, who: str) -> Lone | None:
        """Give the lone word on a provider; None where more is said, or it is not plain."""
        service = self._only_service(who)
        said = self._met[service] if service else []
        if service is None or len(said) != 1 or self._has_company(who, service):
            return None
        (statement,) = said
        timing = start(statement) if self._is_plain(statement, service) else None
        if timing is None or timing.day > self.scene.day:
            return None
        return Lone(service, statement, timing, self._around[statement.object])

    def _only_service(self, who: str) -> str | None:
        """Give what alone is spoken of of all that a provider offers."""
        world = self.scene.world
        if not is_company(world.entity(who)):
            return who
        offered = [thing for thing in world.offered_by(who) if thing in self._met]
        return offered[0] if len(offered) == 1 and who not in self._met else None

    def _has_company(self, who: str, service: str) -> bool:
        """Tell whether anything is said of what bears on a service beside itself."""
        world = self.scene.world
        maker = world.entity(who)
        if maker is None or maker.provider:
            return True
        if who != service and is_company(world.entity(service)):
            return True
        near = chain(self.scene.subjects(service), constituents(service, world))
        return any(thing != service and thing in self._met for thing in near)

    def _is_plain(self, s: Statement, service: str) -> bool:
        """Tell whether a statement counts for everyone, without an end or a middleman."""
        if s.predicate != "available_in" or s.subject != service or s.object not in self._around:
            return False
        if (s.audience or "everyone") != "everyone" or s.condition or s.valid_to or s.via:
            return False
        counts = effect(s) is Effect.COUNTS and s.listed != "complete" and s.id not in self._copies
        return counts and self._is_straight(s)

    def _is_straight(self, s: Statement) -> bool:
        """Tell whether a statement speaks of the service's own way, or opens another."""
        if s.channel in LOOSE:
            return s.polarity is Polarity.NEGATED or not self._is_rough(s)
        thing = self.scene.world.entity(s.subject)
        opened = s.polarity is Polarity.AFFIRMED and s.channel is not Channel.UNOFFICIAL
        return opened and not self._is_rough(s) and thing is not None and thing.type != "Model"

    def _is_rough(self, s: Statement) -> bool:
        """Tell whether a statement speaks of a part of the world around the region."""
        return s.object != self._region and self.scene.world.is_part_of_the_world(s.object)
