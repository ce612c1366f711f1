"""A subject in a region with its parts: the regions in it, and the services that speak for it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain

from kg.model.answer import Status
from kg.model.statement import Channel
from kg.reason.aim import Aim, country_of, is_country
from kg.reason.collect import own_listings, readings
from kg.reason.concerns import Concerns, concerns
from kg.reason.material import Material
from kg.reason.reading import Reading, RuleId
from kg.reason.relevant import constituents, is_company
from kg.reason.scene import Scene
from kg.reason.settle import Basis, Finding, Ways, settle, unique, without
from kg.reason.strands import Key, Strands, key, turns

SERVED = {Status.AVAILABLE, Status.LIMITED}


@dataclass(frozen=True)
class Node:
    """One subject in one region: its own readings, and the nodes that it consists of.

    `members` are the regions that make up the region as a whole, none where they need not.
    """

    aim: Aim
    strands: Strands
    concerns: Concerns
    regions: tuple["Node", ...] = ()
    services: tuple["Node", ...] = ()
    members: frozenset[str] = frozenset()
    found: dict["Moment", Finding] = field(default_factory=dict)

    @cached_property
    def all_readings(self) -> tuple[Reading, ...]:
        """Give the readings of the whole tree."""
        return tuple(r for node in self.nodes() for r in node.strands.readings)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Give the days on which readings of the whole tree begin or end to count, in order."""
        return tuple(sorted({day for r in self.all_readings for day in turns(r)}))

    @property
    def is_named(self) -> bool:
        """Tell whether any reading, or anything beside them, names the very subject."""
        readings = (r.statement for n in self.limbs() for r in n.strands.readings)
        beside = (s for n in self.limbs() for s in n.concerns.all)
        named = self.aim.subject
        return any(named in {s.subject, s.object} for s in chain(readings, beside))

    def limbs(self) -> Iterator["Node"]:
        """Give this node and those of its regions."""
        yield self
        yield from self.regions

    def moment(self, on: date, known: date, asked: str | None) -> "Moment":
        """Place a day between the days of the tree: in one such span nothing changes."""
        return bisect_right(self.days, on), bisect_right(self.days, min(on, known)), asked

    def nodes(self) -> Iterator["Node"]:
        """Give this node and all below it."""
        yield self
        for part in (*self.regions, *self.services):
            yield from part.nodes()

    def like(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Give readings with the older ones that say the same."""
        for reading in readings:
            for strands in self._strands.get(key(reading), ()):
                yield from strands.like(reading)

    @cached_property
    def _strands(self) -> dict[Key, list[Strands]]:
        found: dict[Key, list[Strands]] = defaultdict(list)
        for node in self.nodes():
            for strand in node.strands.keys:
                found[strand].append(node.strands)
        return found


Moment = tuple[int, int, str | None]
"""A span of days for a tree, and the audience asked for."""


class Grove:
    """The trees of subjects in a region on a day over the same statements, each grown once."""

    def __init__(self, material: Material, scene: Scene) -> None:
        self.material = material
        self.scene = scene
        self._trees: dict[tuple[str, str], Node] = {}
        self._limbs: dict[tuple[str, str], Node] = {}

    def tree(self, subject: str, region: str) -> Node:
        """Give the tree of a subject in a region: its regions, and its services with theirs."""
        if (subject, region) not in self._trees:
            limb = self.limb(subject, region)
            branch = self.tree if is_company(self.scene.world.entity(subject)) else self.limb
            grown = (branch(s, region) for s in speakers(limb.aim, self.material))
            services = tuple(node for node in grown if self.is_spoken_of(node))
            tree = replace(limb, services=services, found={}) if services else limb
            self._trees[subject, region] = tree
        return self._trees[subject, region]

    def is_spoken_of(self, node: Node) -> bool:
        """Tell whether anything that bears on the region names the very subject of a node."""
        aim = node.aim
        operates = self.material.said_in("operates_in", {aim.subject}, aim.around | aim.within)
        return node.is_named or any(True for _ in operates)

    def limb(self, subject: str, region: str) -> Node:
        """Give the tree of one subject over the regions in a region."""
        if (subject, region) not in self._limbs:
            aim = Aim(subject, region, self.scene.day, self.scene.world, common=self.scene)
            self._limbs[subject, region] = limb(aim, self.material)
        return self._limbs[subject, region]


def limb(aim: Aim, material: Material) -> Node:
    """Build the tree of one subject over the regions in the region asked for."""
    operators = material.operators(aim.subjects, aim.around)
    aim = replace(aim, operators=operators) if operators else aim
    regions = spoken_parts(aim, material) if len(aim.within) > 1 else []
    return Node(
        aim,
        Strands(readings(aim, material)),
        concerns(aim, material),
        regions=tuple(leaf(replace(aim, region=region), material) for region in regions),
        members=members(aim),
    )


def members(aim: Aim) -> frozenset[str]:
    """Give the regions that make up the region of an aim, none where they need not."""
    if len(aim.within) == 1 or is_country(aim.region, aim.world):
        return frozenset()
    return frozenset(region for region, distance in aim.within.items() if distance == 1)


def leaf(aim: Aim, material: Material) -> Node:
    """Collect what bears on one subject in one region."""
    return Node(aim, Strands(readings(aim, material)), concerns(aim, material))


def speakers(aim: Aim, material: Material) -> Iterator[str]:
    """Give what speaks for the subject and is spoken of: services, hosts, members of a family."""
    candidates = set(constituents(aim.subject, aim.world))
    yield from sorted((candidates & material.spoken) - {aim.subject})


def spoken_parts(aim: Aim, material: Material) -> list[str]:
    """Give the regions inside the region that something is said of, or that a list leaves out."""
    spoken = material.places("available_in", aim.subjects)
    hosts = material.places("hosted_in", {aim.subject})
    spoken |= {country for h in hosts if (country := country_of(h, aim.world, aim.day))}
    orders = material.done_to("restricts", aim.subjects)
    spoken |= {where for s in orders if (where := aim.jurisdiction(s.subject))}
    if not is_country(aim.region, aim.world) and any(True for _ in own_listings(aim, material)):
        spoken |= {r for r, distance in aim.within.items() if distance == 1}
    return sorted((spoken & aim.within.keys()) - {aim.region})


def assess(node: Node, on: date, known: date, asked: str | None) -> Finding:
    """Find what holds for a node on a day: its own readings, then its regions and services.

    What speaks for one of its services (another company's service that runs its model) does not
    speak for a company.
    """
    own = assess_alone(node, on, known, asked)
    services = [(part, assess_alone(part, on, known, asked)) for part in node.services]
    return with_services(node, own, services)


def assess_alone(node: Node, on: date, known: date, asked: str | None) -> Finding:
    """Find what holds for a node by its own readings and those of its regions."""
    moment = node.moment(on, known, asked)
    if moment not in node.found:
        node.found[moment] = assess_regions(node, on, known, asked)
    return node.found[moment]


def assess_regions(node: Node, on: date, known: date, asked: str | None) -> Finding:
    """Settle the readings of a node, then put those of its regions to them."""
    own = settle(node.strands.live(on, known), asked)
    return with_regions(node, own, lambda part: assess_alone(part, on, known, asked))


Assess = Callable[[Node], Finding]
Parts = list[tuple[Node, Finding]]


def with_regions(node: Node, own: Finding, found: Assess) -> Finding:
    """Judge a region with what is known of its parts; as few are looked at as settle it."""
    status = over_regions(node, own.status, found)
    if status is own.status:
        kept = any(found(part).status is not Status.UNKNOWN for part in node.regions)
        return with_rule(own, RuleId.REGION) if kept else own

    def decided() -> list[Finding]:
        parts = map(found, node.regions)
        return [f for f in parts if f.status not in {own.status, Status.UNKNOWN}]

    return together(own, decided, status, RuleId.REGION)


def over_regions(node: Node, own: Status, found: Assess) -> Status:
    """Put what is said of a region and of its parts together, part by part."""
    told: dict[str, Status] = {}
    met: set[Status] = set()
    for part in node.regions if own not in {Status.LIMITED, Status.CONTESTED} else ():
        told[part.aim.region] = found(part).status
        met.add(told[part.aim.region])
        if whole(own, met) is not own:
            return Status.LIMITED
    if own is Status.UNKNOWN and node.members and node.members <= told.keys():
        return whole_bloc({told[member] for member in node.members})
    return own


def with_rule(own: Finding, rule: RuleId) -> Finding:
    """Name one more rule that decided."""
    return replace(own, why=lambda: replace(own.basis, rules=own.basis.rules | {rule}))


def whole(own: Status, parts: set[Status]) -> Status:
    """Put what is said of a region and what is said of its parts together."""
    mixed = bool(parts & SERVED) and Status.UNAVAILABLE in parts
    if own in SERVED and Status.UNAVAILABLE in parts:
        return Status.LIMITED
    if own is Status.UNAVAILABLE and parts & SERVED:
        return Status.LIMITED
    return Status.LIMITED if own is Status.UNKNOWN and mixed else own


def whole_bloc(parts: set[Status]) -> Status:
    """Judge a bloc of which each member has an answer."""
    if len(parts) == 1:
        return parts.pop()
    return Status.LIMITED if parts <= SERVED else Status.UNKNOWN


def with_services(node: Node, own: Finding, parts: Parts) -> Finding:
    """Judge a company, a model or a family by what speaks for it."""
    parts = [(p, by_partner(node, p, f)) for p, f in parts if f.status is not Status.UNKNOWN]
    if not parts:
        return own
    world, subject = node.aim.world, node.aim.subject
    family = set(world.narrower(subject))
    if is_company(world.entity(subject)):
        parts = [(p, f) for p, f in parts if its_own(p, f)]
        status = of_company({own.status, *(f.status for _, f in parts)})
    else:
        hosts = [(p, f) for p, f in parts if p.aim.subject not in family]
        own = by_hosts(node, own, hosts)
        status = of_family(own.status, {f.status for p, f in parts if p.aim.subject in family})
        status = best(status, {f.status for _, f in hosts})
    if status is own.status:
        return own
    decided = [f for _, f in parts if f.status is status or status is Status.LIMITED]
    return together(own, lambda: decided, status, RuleId.SUBJECT)


def by_hosts(node: Node, own: Finding, hosts: Parts) -> Finding:
    """Leave a model's access by others' ways to what is said of their services, where it is.

    Who says that a model comes through a partner speaks of the partner's service; the word on the
    very service is nearer, and what is said of the model stands against it.
    """
    served = any(f.status in SERVED and is_foreign(node, p) for p, f in hosts)
    entity = node.aim.world.entity(node.aim.subject)
    served = served and entity is not None and entity.type == "Model"
    if not served or own.status not in SERVED or not by_others(own.channels):
        return own
    return Finding(Status.UNKNOWN, lambda: Basis(opposed=own.basis.support))


def by_others(ways: frozenset[Channel]) -> bool:
    """Tell whether all ways by which a model is reached are others'."""
    return bool(ways) and Channel.DIRECT not in ways


def is_foreign(node: Node, part: Node) -> bool:
    """Tell whether a part is another company's service."""
    return not part.aim.providers <= {node.aim.subject, *node.aim.providers}


def by_partner(node: Node, part: Node, found: Finding) -> Finding:
    """Call another company's service, by which a model is reached, a partner's."""
    if not is_foreign(node, part):
        return found

    def channels() -> Ways:
        return found.channels - {Channel.DIRECT} | {Channel.PARTNER}

    return Finding(found.status, lambda: replace(found.basis, channels=channels()), channels)


def its_own(part: Node, found: Finding) -> bool:
    """Tell whether what is open is the company's own: a model in another's service is not."""
    entity = part.aim.world.entity(part.aim.subject)
    if not entity or entity.type != "Model" or found.status not in SERVED:
        return True
    return not by_others(found.channels)


def of_company(statuses: set[Status]) -> Status:
    """Judge a company by the best of its services."""
    order = (Status.AVAILABLE, Status.LIMITED, Status.CONTESTED, Status.UNAVAILABLE)
    return next((s for s in order if s in statuses), Status.UNKNOWN)


def of_family(own: Status, members: set[Status]) -> Status:
    """Judge a family or wider service by its members where nothing is said of itself."""
    if own is not Status.UNKNOWN or not members & SERVED:
        return own
    return of_company(members) if len(members) == 1 else Status.LIMITED


def best(own: Status, hosts: set[Status]) -> Status:
    """Judge a model that is not open itself by the services that run on it."""
    if own in {Status.UNKNOWN, Status.UNAVAILABLE} and hosts & SERVED:
        return of_company(hosts)
    return own


def together(
    own: Finding, parts: Callable[[], list[Finding]], status: Status, rule: RuleId
) -> Finding:
    """Make one finding of the own one and the parts that decided."""
    one_sided = status in {Status.AVAILABLE, Status.UNAVAILABLE}
    mine = [] if one_sided or own.status is Status.UNKNOWN else [own]

    def channels() -> Ways:
        return frozenset(way for f in (*mine, *parts()) for way in f.channels)

    return Finding(status, lambda: of_parts(own, parts(), [*mine, *parts()], rule), channels)


def of_parts(own: Finding, parts: list[Finding], deciding: list[Finding], rule: RuleId) -> Basis:
    """Collect what stands behind a finding of parts."""
    found = [f.basis for f in deciding]
    support = unique(r for b in found for r in b.support)
    aside = own.basis.opposed if own.status is Status.UNKNOWN else ()
    rules = frozenset({rule}).union(*(f.basis.rules for f in parts))
    return Basis(
        winners=unique(r for b in found for r in b.winners),
        support=support,
        opposed=without(support, (*aside, *(r for b in found for r in b.opposed))),
        channels=frozenset(way for b in found for way in b.channels),
        served=tuple(sorted({a for b in found for a in b.served})),
        excluded=tuple(sorted({a for b in found for a in b.excluded})),
        unconfirmed=any(b.unconfirmed for b in found),
        rules=rules - {RuleId.UNKNOWN},
        set_aside=own.basis.set_aside,
    )
