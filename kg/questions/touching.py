"""Policies and acts that touch somebody or something: the statements on them."""

from collections.abc import Iterable, Iterator
from datetime import date

from kg.model.entity import Entity
from kg.model.statement import Statement
from kg.model.world import World
from kg.questions.cases import POLICY, is_region
from kg.questions.reader import Reader
from kg.reason.aim import Aim
from kg.reason.relevant import Lookup, spoken_of

ACTS = frozenset({"restricts", "investigates"})
BINDING = frozenset({"applies_to"})
ISSUING = frozenset({"issued_by"})


def touching(reader: Reader, entity: Entity | None) -> list[Statement]:
    """Give what touches an entity: all on a policy, or on those on a region or subject."""
    if entity is None:
        return list(reader.fetch(Lookup(predicates=POLICY | ACTS)))
    if entity.type == "Policy":
        return whole(reader, [], {entity.id})
    about = on_region if entity.type == "Region" else on_subject
    said = [s for lookup in about(reader, entity.id) for s in reader.fetch(lookup)]
    return whole(reader, said, {s.subject for s in said if s.predicate in POLICY})


def on_region(reader: Reader, region: str) -> Iterator[Lookup]:
    """Ask for what applies to a region or is made by its authorities, or those around or in it."""
    near = reader.base.ever(region)
    bodies = near | {body for here in near for body in reader.base.bodies_of(here)}
    yield Lookup(predicates=BINDING, objects=near)
    yield Lookup(predicates=ISSUING, objects=bodies)
    yield Lookup(predicates=ACTS, subjects=bodies)


def on_subject(reader: Reader, subject: str) -> Iterator[Lookup]:
    """Ask for what binds a subject, its provider or its services, what is its own, and does."""
    subjects = frozenset(spoken_of(subject, reader.world([subject])))
    yield Lookup(predicates=BINDING | ACTS | ISSUING, objects=subjects)
    yield Lookup(predicates=ACTS, subjects=frozenset({subject}))


def whole(reader: Reader, said: Iterable[Statement], policies: set[str]) -> list[Statement]:
    """Add all that is said of the policies that were found."""
    found = {s.id: s for s in said}
    if policies:
        more = reader.fetch(Lookup(subjects=frozenset(policies), predicates=POLICY))
        found |= {s.id: s for s in more}
    return [found[key] for key in sorted(found)]


def in_reach(
    said: Iterable[Statement], region: str, world: World, subject: str
) -> list[Statement]:
    """Leave out the policies and acts that a region is not meant by.

    A policy that names no region may bind anywhere; an act counts where its authority governs,
    and where the provider is at home.
    """
    said = list(said)
    aim = Aim(subject, region, date.max, world)
    near = world.ever(region)
    named: dict[str, set[str]] = {}
    for s in said:
        if s.predicate in BINDING and is_region(s.object, world):
            named.setdefault(s.subject, set()).add(s.object)

    def kept(statement: Statement) -> bool:
        if statement.predicate in POLICY:
            places = named.get(statement.subject)
            return not places or bool(places & near)
        where = aim.jurisdiction(statement.subject)
        return where is None or where in near or aim.home(where)

    return [s for s in said if kept(s)]


def on_its_own(said: Iterable[Statement], subject: str, world: World) -> list[Statement]:
    """Leave out whom else a policy binds, that the history of one subject stays its own."""
    meant_too = spoken_of(subject, world)
    return [
        s
        for s in said
        if s.predicate not in BINDING or s.object in meant_too or is_region(s.object, world)
    ]
