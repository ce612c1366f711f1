"""Which statements an answer needs, so that a store reads no others."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from kg.model.entity import Entity
from kg.model.statement import Listed, Statement
from kg.model.value import Value
from kg.model.world import World
from kg.reason.question import Question


class Lookup(Value):
    """Conditions on statements that must all be met; None is no condition.

    The fields are the arguments of `Store.statements` of the same names.
    """

    subjects: frozenset[str] | None = None
    predicates: frozenset[str]
    objects: frozenset[str] | None = None
    listed: Listed | None = None


Fetch = Callable[[Lookup], Iterable[Statement]]

PLACED = frozenset({"available_in", "hosted_in", "operates_in"})
"""Predicates whose object is the region that they speak of."""
ACTS = frozenset({"restricts", "investigates"})
POLICY = frozenset({"applies_to", "issued_by"})


def relevant(question: Question, world: World) -> tuple[Lookup, ...]:
    """Say which statements bear on a question; `gather` adds those on the policies found."""
    subjects = frozenset(spoken_of(question.subject, world))
    regions = reach(question.region, question.as_of, world)
    return (
        Lookup(subjects=subjects, predicates=PLACED, objects=regions),
        lists(subjects),
        operators(subjects),
        Lookup(predicates=ACTS | POLICY, objects=subjects),
    )


def lists(subjects: frozenset[str] | None = None) -> Lookup:
    """Ask for the lists that say that they are complete: they speak of all that they leave out."""
    said = frozenset({"available_in"})
    return Lookup(subjects=subjects, predicates=said, listed="complete")


def operators(subjects: frozenset[str]) -> Lookup:
    """Ask for those through whom some subjects operate anywhere."""
    return Lookup(subjects=subjects, predicates=frozenset({"operates_through"}))


def gather(question: Question, world: World, fetch: Fetch) -> list[Statement]:
    """Fetch what bears on a question: two rounds, the second on the policies found."""
    return with_policies((s for look in relevant(question, world) for s in fetch(look)), fetch)


def with_policies(said: Iterable[Statement], fetch: Fetch) -> list[Statement]:
    """Add who issues the policies that statements speak of, and what they apply to."""
    found = {s.id: s for s in said}
    policies = frozenset(s.subject for s in found.values() if s.predicate in POLICY)
    if policies:
        binds = Lookup(subjects=policies, predicates=POLICY)
        found |= {s.id: s for s in fetch(binds)}
    return [found[key] for key in sorted(found)]


def relevant_to_region(region: str, as_of: date, world: World) -> tuple[Lookup, ...]:
    """Say which statements are on a region, by its authorities, or by lists that may omit it."""
    regions = reach(region, as_of, world)
    return (
        Lookup(predicates=PLACED, objects=regions),
        Lookup(subjects=authorities(regions, world), predicates=ACTS),
        lists(),
    )


def gather_for_region(region: str, as_of: date, world: World, fetch: Fetch) -> list[Statement]:
    """Fetch what bears on who serves a region, in three rounds however many are spoken of.

    First what is said of the region, then all else on those who are spoken of there, last what
    their policies apply to.
    """
    found = [s for lookup in relevant_to_region(region, as_of, world) for s in fetch(lookup)]
    named = providers(spoken_there(region, as_of, found, world), world)
    subjects = frozenset(thing for who in named for thing in spoken_of(who, world))
    seats = {entity.country for who in subjects if (entity := world.entity(who))}
    homes = {wide for seat in seats if seat for wide in world.around(seat, as_of)}
    more = (
        operators(subjects),
        Lookup(subjects=authorities(homes, world), predicates=ACTS, objects=subjects),
        Lookup(predicates=POLICY, objects=subjects),
    )
    return with_policies([*found, *(s for lookup in more for s in fetch(lookup))], fetch)


def spoken_there(
    region: str, on: date, statements: Iterable[Statement], world: World
) -> Iterator[Statement]:
    """Give the statements that name those who serve a region, or are restricted there."""
    regions = closure(region, on, world)
    bodies = authorities(regions, world)
    for s in statements:
        placed = s.predicate in {"available_in", "hosted_in"} and s.object in regions
        left_out = s.predicate == "available_in" and s.listed == "complete"
        if placed or left_out or (s.predicate == "restricts" and s.subject in bodies):
            yield s


def authorities(regions: Collection[str], world: World) -> frozenset[str]:
    """Give those who govern some regions: the regions themselves, and their bodies."""
    return frozenset(regions) | {body for here in regions for body in world.bodies_of(here)}


def providers(statements: Iterable[Statement], world: World) -> list[str]:
    """Give those who are spoken of: companies, what they offer, what nobody is known to offer."""
    things = {s.object if s.predicate == "restricts" else s.subject for s in statements}
    known = [entity for thing in things if (entity := world.entity(thing))]
    return sorted({entity.provider or entity.id for entity in known})


def reach(region: str, on: date, world: World) -> frozenset[str]:
    """Give all regions of which a word may bear on a region: its parts, and all around those."""
    return frozenset(wide for part in world.within(region, on) for wide in world.around(part, on))


def closure(region: str, on: date, world: World) -> set[str]:
    """Give the region with all that contain it and all that it contains on a day."""
    return {*world.around(region, on), *world.within(region, on)}


def spoken_of(subject: str, world: World) -> set[str]:
    """Give the subject, what it consists of, and for each the wider services and the provider."""
    things = {subject, *constituents(subject, world)}
    if is_company(world.entity(subject)):
        things |= {part for thing in things for part in constituents(thing, world)}
    return {wider for thing in things for wider in wider_subjects(thing, world)}


def constituents(subject: str, world: World) -> Iterator[str]:
    """Give what speaks for a subject: a company's services, a model's hosts, a family."""
    if is_company(world.entity(subject)):
        yield from world.offered_by(subject)
        return
    yield from world.based_on(subject)
    yield from world.narrower(subject)


def wider_subjects(subject: str, world: World) -> dict[str, int]:
    """Give the subject (0), the services around it, and last its provider, by distance."""
    found: dict[str, int] = {}
    here = world.entity(subject)
    while here and here.id not in found and not (found and is_company(here)):
        found[here.id] = len(found)
        here = world.entity(here.parent) if here.parent and not is_company(here) else None
    found = found or {subject: 0}
    entity = world.entity(subject)
    if entity and entity.provider:
        found.setdefault(entity.provider, len(found))
    return found


def is_company(entity: Entity | None) -> bool:
    """Tell whether an entity is somebody who provides, not something provided."""
    return entity is not None and entity.type in {"Company", "JointVenture"}


class Shelf:
    """Statements in memory, found by subject or object: answers lookups as a store does."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._all = tuple(statements)
        self._by_subject: dict[str, list[Statement]] = defaultdict(list)
        self._by_object: dict[str, list[Statement]] = defaultdict(list)
        for statement in self._all:
            self._by_subject[statement.subject].append(statement)
            self._by_object[statement.object].append(statement)

    def fetch(self, lookup: Lookup) -> Iterator[Statement]:
        """Yield what meets the conditions of a lookup."""
        yield from (s for s in self._near(lookup) if meets(s, lookup))

    def _near(self, lookup: Lookup) -> Iterable[Statement]:
        if lookup.subjects is not None:
            index, keys = self._by_subject, lookup.subjects
        elif lookup.objects is not None:
            index, keys = self._by_object, lookup.objects
        else:
            return self._all
        return (s for key in sorted(keys) for s in index.get(key, ()))


def meets(statement: Statement, lookup: Lookup) -> bool:
    """Tell whether a statement meets every condition."""
    return (
        statement.predicate in lookup.predicates
        and (lookup.subjects is None or statement.subject in lookup.subjects)
        and (lookup.objects is None or statement.object in lookup.objects)
        and (lookup.listed is None or statement.listed == lookup.listed)
    )
