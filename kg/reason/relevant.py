"""Which statements an answer needs, so that a store reads no others."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

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
    regions = frozenset(closure(question, world))
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


def region_lookups(regions: Collection[str], world: World) -> tuple[Lookup, ...]:
    """Say which statements name those who serve a region, or are restricted there."""
    bodies = {body for region in regions for body in world.bodies_of(region)}
    said = frozenset({"available_in", "hosted_in"})
    return (
        Lookup(predicates=said, objects=frozenset(regions)),
        Lookup(subjects=frozenset(bodies | set(regions)), predicates=frozenset({"restricts"})),
    )


def closure(question: Question, world: World) -> set[str]:
    """Give the region with all that contain it and all that it contains on the day."""
    around = world.around(question.region, question.as_of)
    return {*around, *world.within(question.region, question.as_of)}


def spoken_of(subject: str, world: World) -> set[str]:
    """Give the subject, what it consists of, and for each the wider services and the provider."""
    things = {subject, *constituents(subject, world)}
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
