"""Which subjects and regions sources speak of together."""

from collections.abc import Iterable
from typing import NamedTuple

from kg.model.statement import Statement
from kg.questions.cases import Case, cases, regions_of, with_services
from kg.questions.reader import Reader
from kg.reason.relevant import Lookup

SERVING = frozenset({"available_in", "hosted_in"})
ORDERS = frozenset({"restricts"})


class Cell(NamedTuple):
    """A subject, ready to be judged, and a region."""

    case: Case
    region: str


def of_subject(reader: Reader, subject: str, region: str | None = None) -> list[Cell]:
    """Give a subject and a company's services in a region, or in all that sources speak of."""
    found = cases(reader, with_services(reader, subject)).values()
    return [
        Cell(case, where)
        for case in found
        for where in ([region] if region else regions_of(case))
        if case.subject == subject or spoken_itself(case)
    ]


def spoken_itself(case: Case) -> bool:
    """Tell whether something is said of the very subject."""
    return any(case.subject in {s.subject, s.object} for s in case.said)


def in_region(reader: Reader, region: str) -> list[Cell]:
    """Give every subject of which sources speak in a region, around it or in its parts."""
    near = reader.base.ever(region)
    bodies = {body for here in near for body in reader.base.bodies_of(here)}
    lookups = (
        Lookup(predicates=SERVING, objects=near),
        Lookup(predicates=ORDERS, subjects=near | bodies),
    )
    said = [s for lookup in lookups for s in reader.fetch(lookup)]
    return [Cell(case, region) for case in cases(reader, subjects_of(reader, said)).values()]


def everywhere(reader: Reader) -> list[Cell]:
    """Give every subject with every region that sources speak of; reads the whole store."""
    said = list(reader.fetch(Lookup(predicates=SERVING | ORDERS)))
    found = cases(reader, subjects_of(reader, said)).values()
    return [Cell(case, region) for case in found for region in regions_of(case)]


def subjects_of(reader: Reader, said: Iterable[Statement]) -> list[str]:
    """Give the things that statements speak of, and the companies that provide them."""
    things = {s.object if s.predicate in ORDERS else s.subject for s in said}
    world = reader.world(things)
    known = (world.entity(thing) for thing in things)
    return sorted(things | {e.provider for e in known if e and e.provider})
