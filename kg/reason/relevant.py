"""Which statements an answer needs, so that a store reads no others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from kg.model.entity import Entity
from kg.model.statement import Statement
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


Fetch = Callable[[Lookup], Iterable[Statement]]


def relevant(question: Question, world: World) -> tuple[Lookup, ...]:
    """Say which statements bear on a question; `gather` adds those on the policies found."""
    subjects = frozenset(spoken_of(question.subject, world))
    regions = frozenset(closure(question.region, question.as_of, world))
    ask = Lookup.model_validate
    return (
        ask({"subjects": subjects, "predicates": {"available_in", "operates_through"}}),
        ask({"subjects": subjects, "predicates": {"hosted_in", "operates_in"},
             "objects": regions}),
        ask({"predicates": {"restricts", "investigates", "applies_to"}, "objects": subjects}),
        ask({"predicates": {"issued_by"}, "objects": subjects}),
    )  # fmt: skip


def gather(question: Question, world: World, fetch: Fetch) -> list[Statement]:
    """Fetch what bears on a question: two rounds, the second on the policies found."""
    found = {s.id: s for lookup in relevant(question, world) for s in fetch(lookup)}
    policies = {s.subject for s in found.values() if s.predicate in {"applies_to", "issued_by"}}
    if policies:
        said = frozenset({"applies_to", "issued_by"})
        found |= {s.id: s for s in fetch(Lookup(subjects=frozenset(policies), predicates=said))}
    return sorted(found.values(), key=lambda s: s.id)


def relevant_to_region(region: str, as_of: date, world: World) -> tuple[Lookup, ...]:
    """Say which statements name those who serve a region, or are restricted there."""
    regions = closure(region, as_of, world)
    bodies = {body for here in regions for body in world.bodies_of(here)}
    said = frozenset({"available_in", "hosted_in"})
    return (
        Lookup(predicates=said, objects=frozenset(regions)),
        Lookup(subjects=frozenset(bodies | set(regions)), predicates=frozenset({"restricts"})),
    )


def gather_for_region(region: str, as_of: date, world: World, fetch: Fetch) -> list[Statement]:
    """Fetch what bears on who serves a region: who is spoken of there, then all on each."""
    lookups = relevant_to_region(region, as_of, world)
    found = {s.id: s for lookup in lookups for s in fetch(lookup)}
    for provider in providers(found.values(), world):
        question = Question(subject=provider, region=region, as_of=as_of)
        found |= {s.id: s for s in gather(question, world, fetch)}
    return [found[key] for key in sorted(found)]


def providers(statements: Iterable[Statement], world: World) -> list[str]:
    """Give those who are spoken of: companies, what they offer, what nobody is known to offer."""
    things = {s.object if s.predicate == "restricts" else s.subject for s in statements}
    known = [entity for thing in things if (entity := world.entity(thing))]
    return sorted({entity.provider or entity.id for entity in known})


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
        self._by_subject: dict[str, list[Statement]] = defaultdict(list)
        self._by_object: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self._by_subject[statement.subject].append(statement)
            self._by_object[statement.object].append(statement)

    def fetch(self, lookup: Lookup) -> Iterator[Statement]:
        """Yield what meets the conditions of a lookup, which names subjects or objects."""
        index, keys = self._by_object, lookup.objects
        if lookup.subjects is not None:
            index, keys = self._by_subject, lookup.subjects
        for key in sorted(keys or ()):
            yield from (s for s in index.get(key, ()) if meets(s, lookup))


def meets(statement: Statement, lookup: Lookup) -> bool:
    """Tell whether a statement meets every condition."""
    return (
        statement.predicate in lookup.predicates
        and (lookup.subjects is None or statement.subject in lookup.subjects)
        and (lookup.objects is None or statement.object in lookup.objects)
    )
