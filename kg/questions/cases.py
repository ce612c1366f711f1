"""Subjects with all that is said of them anywhere, to be judged in any region on any day.

The store is read once for all of them, by subjects and objects; verdicts are those of `status`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kg.model.answer import Verdict
from kg.model.statement import Statement
from kg.model.world import World
from kg.questions.reader import Reader
from kg.reason.aim import Aim, country_of
from kg.reason.availability import judge_gathered
from kg.reason.material import Material
from kg.reason.question import Question
from kg.reason.relevant import Lookup, Shelf, gather, is_company, relevant, wider_subjects
from kg.reason.voices import Copies, rivals

POLICY = frozenset({"applies_to", "issued_by"})


@dataclass(frozen=True)
class Case:
    """One subject, the world that it is judged in, and a shelf with all that bears on it.

    `copies` are those of the shelf that repeat the words of others.
    """

    subject: str
    world: World
    shelf: Shelf
    copies: Copies = field(default_factory=dict)

    @cached_property
    def said(self) -> tuple[Statement, ...]:
        """Give all that bears on the subject, in any region."""
        return tuple(gather(anywhere(self.subject), self.world, self.fetch_widely))

    @cached_property
    def ids(self) -> frozenset[str]:
        """Give the ids of all that bears on the subject."""
        return frozenset(s.id for s in self.said)

    def fetch_widely(self, lookup: Lookup) -> Iterator[Statement]:
        """Read the shelf without regard to regions."""
        return self.shelf.fetch(widened(lookup))

    def question(self, region: str, on: date) -> Question:
        """Ask for the subject in a region on a day."""
        return Question(subject=self.subject, region=region, as_of=on)

    def gathered(self, region: str, on: date) -> list[Statement]:
        """Give what bears on the subject in a region on a day."""
        return gather(self.question(region, on), self.world, self.shelf.fetch)

    def verdict(self, region: str, on: date) -> Verdict:
        """Judge the subject in a region on a day."""
        return self.judged(region, on, self.gathered(region, on))

    def judged(self, region: str, on: date, said: Sequence[Statement]) -> Verdict:
        """Judge the subject in a region on a day by some statements."""
        material = self.material(said)
        return judge_gathered(
            self.question(region, on), material.statements, self.world, material.copies
        )

    def material(self, said: Sequence[Statement]) -> Material:
        """Put statements together with those of them that repeat the words of others."""
        competing = {s.id for s in rivals(said, self.world)}
        copies = {copy: first for copy, first in self.copies.items() if copy in competing}
        return Material(tuple(said), self.world, copies)


def cases(reader: Reader, subjects: Iterable[str]) -> dict[str, Case]:
    """Read all that bears on some subjects, and make a case of each."""
    worlds = {subject: reader.world_of([subject]) for subject in subjects}
    wanted = (
        widened(lookup)
        for subject, world in worlds.items()
        for lookup in relevant(anywhere(subject), world)
    )
    found = {s.id: s for lookup in merged(wanted) for s in reader.fetch(lookup)}
    policies = frozenset(s.subject for s in found.values() if s.predicate in POLICY)
    if policies:
        more = reader.fetch(Lookup(subjects=policies, predicates=POLICY))
        found |= {s.id: s for s in more}
    shelf = Shelf(found.values())
    copies = reader.copies(list(found.values()), reader.base)
    return {subject: Case(subject, world, shelf, copies) for subject, world in worlds.items()}


def anywhere(subject: str) -> Question:
    """Ask for a subject in no region in particular, to see what must be read."""
    return Question(subject=subject, region="", as_of=date.max)


def widened(lookup: Lookup) -> Lookup:
    """Ask for all regions where a lookup names subjects and regions."""
    return lookup if lookup.subjects is None else lookup.model_copy(update={"objects": None})


def merged(lookups: Iterable[Lookup]) -> Iterator[Lookup]:
    """Make one lookup of those that differ in whom they name alone."""
    named: dict[tuple[Lookup, str], set[str]] = defaultdict(set)
    for lookup in lookups:
        end = "objects" if lookup.subjects is None else "subjects"
        ids = lookup.objects if lookup.subjects is None else lookup.subjects
        named[lookup.model_copy(update={end: None}), end] |= ids or set()
    for (lookup, end), found in named.items():
        yield lookup.model_copy(update={end: frozenset(found)})


def regions_of(case: Case) -> list[str]:
    """Give the regions in which something is said of a subject."""
    aim = Aim(case.subject, "", date.max, case.world)
    found: set[str | None] = set()
    for s in case.said:
        if s.predicate in {"available_in", "applies_to"}:
            found.add(s.object)
        elif s.predicate == "hosted_in":
            found |= {s.object, country_of(s.object, case.world, date.max)}
        elif s.predicate == "restricts":
            found.add(aim.jurisdiction(s.subject))
    return sorted(r for r in found if r and is_region(r, case.world))


def local_operators(case: Case, region: str, on: date) -> set[str]:
    """Give those who are at home in a region and operate a subject or its provider there."""
    own = wider_subjects(case.subject, case.world)
    around = case.world.around(region, on)
    run = {s.object for s in case.said if s.predicate == "operates_through" and s.subject in own}
    known = (case.world.entity(who) for who in run)
    return {operator.id for operator in known if operator and operator.country in around}


def is_region(entity_id: str, world: World) -> bool:
    """Tell whether an id is that of a region."""
    entity = world.entity(entity_id)
    return entity is not None and entity.type == "Region"


def with_services(reader: Reader, subject: str) -> list[str]:
    """Give a subject, and where it is a company the services that it offers."""
    world = reader.world_of([subject])
    if not is_company(world.entity(subject)):
        return [subject]
    return [subject, *sorted(world.offered_by(subject))]
