"""A subject in a region with its parts: the regions in it, and the services that speak for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kg.model.answer import Status
from kg.model.statement import Channel
from kg.reason.aim import Aim, country_of, is_country
from kg.reason.collect import own_listings, readings
from kg.reason.concerns import Concerns, concerns
from kg.reason.material import Material
from kg.reason.reading import Reading, RuleId
from kg.reason.relevant import constituents, is_company
from kg.reason.settle import Finding, settle, unique
from kg.reason.strands import Strands

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

    @cached_property
    def all_readings(self) -> tuple[Reading, ...]:
        """Give the readings of the whole tree."""
        return tuple(r for node in self.nodes() for r in node.strands.readings)

    def nodes(self) -> Iterator["Node"]:
        """Give this node and all below it."""
        yield self
        for part in (*self.regions, *self.services):
            yield from part.nodes()

    def like(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Give readings with the older ones that say the same."""
        for reading in readings:
            for node in self.nodes():
                yield from node.strands.like(reading)


def grow(aim: Aim, material: Material) -> Node:
    """Build the tree of a subject in a region: its regions, and its services with theirs."""
    branch = grow if is_company(aim.world.entity(aim.subject)) else limb
    services = tuple(
        branch(replace(aim, subject=service), material) for service in speakers(aim, material)
    )
    return replace(limb(aim, material), services=services)


def limb(aim: Aim, material: Material) -> Node:
    """Build the tree of one subject over the regions in the region asked for."""
    aim = replace(aim, operators=material.operators(aim.subjects, aim.region, aim.day))
    here = leaf(aim, material)
    parts = tuple(
        leaf(replace(aim, region=region), material) for region in spoken_parts(aim, material)
    )
    whole = not is_country(aim.region, aim.world)
    members = {region for region, distance in aim.within.items() if distance == 1}
    return replace(here, regions=parts, members=frozenset(members if whole else ()))


def leaf(aim: Aim, material: Material) -> Node:
    """Collect what bears on one subject in one region."""
    return Node(aim, Strands(readings(aim, material)), concerns(aim, material))


def speakers(aim: Aim, material: Material) -> Iterator[str]:
    """Give what speaks for the subject and is spoken of: services, hosts, members of a family."""
    candidates = set(constituents(aim.subject, aim.world))
    yield from sorted((candidates & material.spoken) - {aim.subject})


def spoken_parts(aim: Aim, material: Material) -> list[str]:
    """Give the regions inside the region that something is said of, or that a list leaves out."""
    spoken = {s.object for s in material.said_of("available_in", aim.subjects)}
    hosts = {s.object for s in material.said_of("hosted_in", {aim.subject})}
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
    own = settle(node.strands.live(on, known), asked)
    regions = [(part, assess_alone(part, on, known, asked)) for part in node.regions]
    return with_regions(node, own, regions)


Parts = list[tuple[Node, Finding]]


def with_regions(node: Node, own: Finding, parts: Parts) -> Finding:
    """Judge a region with what is known of its parts."""
    told = {part.aim.region: found.status for part, found in parts}
    status = whole(own.status, set(told.values()) - {Status.UNKNOWN})
    if status is Status.UNKNOWN and node.members and node.members <= told.keys():
        status = whole_bloc({told[member] for member in node.members})
    if status is own.status:
        kept = [f for _, f in parts if f.status is not Status.UNKNOWN]
        return own if not kept else replace(own, rules=own.rules | {RuleId.REGION})
    decided = [(p, f) for p, f in parts if f.status not in {own.status, Status.UNKNOWN}]
    return together(own, decided, status, RuleId.REGION)


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
        status = of_family(own.status, {f.status for p, f in parts if p.aim.subject in family})
        hosts = {f.status for p, f in parts if p.aim.subject not in family}
        status = best(status, hosts)
    if status is own.status:
        return own
    decided = [(p, f) for p, f in parts if f.status is status or status is Status.LIMITED]
    return together(own, decided, status, RuleId.SUBJECT)


def by_partner(node: Node, part: Node, found: Finding) -> Finding:
    """Call another company's service, by which a model is reached, a partner's."""
    if part.aim.providers <= {node.aim.subject, *node.aim.providers}:
        return found
    return replace(found, channels=found.channels - {Channel.DIRECT} | {Channel.PARTNER})


def its_own(part: Node, found: Finding) -> bool:
    """Tell whether what is open is the company's own: a model in another's service is not."""
    entity = part.aim.world.entity(part.aim.subject)
    others = found.channels and found.channels <= {Channel.PARTNER, Channel.JOINT_VENTURE}
    return not (entity and entity.type == "Model" and found.status in SERVED and others)


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


def together(own: Finding, parts: Parts, status: Status, rule: RuleId) -> Finding:
    """Make one finding of the own one and the parts that decided."""
    found = [f for _, f in parts]
    mine = [own] if own.status is not Status.UNKNOWN else []
    deciding = found if status in {Status.AVAILABLE, Status.UNAVAILABLE} else [*mine, *found]
    support = unique(r for f in deciding for r in f.support)
    return Finding(
        status=status,
        winners=unique(r for f in deciding for r in f.winners),
        support=support,
        opposed=unique(r for f in deciding for r in f.opposed if r not in support),
        channels=frozenset(way for f in deciding for way in f.channels),
        served=tuple(sorted({a for f in deciding for a in f.served})),
        excluded=tuple(sorted({a for f in deciding for a in f.excluded})),
        unconfirmed=any(f.unconfirmed for f in deciding),
        rules=frozenset({rule}).union(*(f.rules for f in found)) - {RuleId.UNKNOWN},
        set_aside=own.set_aside,
    )
