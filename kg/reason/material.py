"""The statements gathered for a question, found by predicate and by either end."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kg.model.statement import Channel, Polarity, Statement
from kg.model.world import World
from kg.reason.reading import Effect, effect, timings
from kg.reason.voices import Copies

Index = dict[tuple[str, str], dict[str, list[Statement]]]
Said = tuple[str, str, str, Polarity | None]
NONE: dict[str, list[Statement]] = {}


class Listing(NamedTuple):
    """A list that says it is complete: a statement that stands for it, and the places on it."""

    first: Statement
    places: frozenset[str]


@dataclass(frozen=True)
class Material:
    """All statements that were gathered for a question, in order of their ids.

    `copies` gives the first telling of those that only repeat another's words.
    """

    statements: tuple[Statement, ...]
    world: World
    copies: Copies = field(default_factory=dict)
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    def said_of(self, predicate: str, subjects: Collection[str]) -> Iterator[Statement]:
        """Give the statements with a predicate that are about some subjects."""
        for subject in subjects:
            for found in self._by_subject.get((predicate, subject), NONE).values():
                yield from found

    def said_in(
        self, predicate: str, subjects: Collection[str], regions: Collection[str]
    ) -> Iterator[Statement]:
        """Give the statements with a predicate that are about some subjects in some regions."""
        for subject in subjects:
            places = self._by_subject.get((predicate, subject), NONE)
            few, many = (places, regions) if len(places) < len(regions) else (regions, places)
            for place in few:
                if place in many:
                    yield from places[place]

    def places(self, predicate: str, subjects: Collection[str]) -> set[str]:
        """Give all places that statements with a predicate name of some subjects."""
        return {p for s in subjects for p in self._by_subject.get((predicate, s), NONE)}

    def regions_named(self, policy: str) -> frozenset[str]:
        """Give the regions to which a policy is said to apply."""
        if policy not in self._named:
            told = self.places("applies_to", {policy})
            self._named[policy] = frozenset(p for p in told if is_region(p, self.world))
        return self._named[policy]

    def policies_on(self, subjects: Collection[str]) -> set[str]:
        """Give the policies that are said to apply to some subjects."""
        return {s.subject for s in self.done_to("applies_to", subjects)}

    def done_to(self, predicate: str, objects: Collection[str]) -> Iterator[Statement]:
        """Give the statements with a predicate that are about some objects."""
        for thing in objects:
            for found in self._by_object.get((predicate, thing), NONE).values():
                yield from found

    @cached_property
    def repeated(self) -> dict[str, list[Statement]]:
        """Give the copies of each statement that has any."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in self.statements:
            if s.id in self.copies:
                found[self.copies[s.id].id].append(s)
        return found

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Give everything at either end of a statement."""
        return frozenset(end for s in self.statements for end in (s.subject, s.object))

    @cached_property
    def settled(self) -> dict[Said, list[date]]:
        """Give the days of the statements that count, by what they say."""
        found: dict[Said, list[date]] = defaultdict(list)
        for s in self.statements:
            if effect(s) is Effect.COUNTS:
                found[said(s)] += [timing.day for _, timing in timings(s)]
        return found

    @cached_property
    def listings(self) -> dict[str, list[Listing]]:
        """Give the complete lists of each subject, one for each document."""
        members: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for s in self.statements:
            served = s.polarity is Polarity.AFFIRMED and s.channel is not Channel.UNOFFICIAL
            counts = served and effect(s) is Effect.COUNTS
            if s.predicate == "available_in" and s.listed == "complete" and counts:
                members[s.subject, s.document].append(s)
        found: dict[str, list[Listing]] = defaultdict(list)
        for (subject, _), said_there in members.items():
            first = min(said_there, key=lambda s: (s.start, s.id))
            found[subject].append(Listing(first, frozenset(s.object for s in said_there)))
        return found

    def operators(self, subjects: Collection[str], around: Collection[str]) -> frozenset[str]:
        """Give the operators of a service or its provider that are local to some regions."""
        found = {s.object for s in self.said_of("operates_through", subjects)}
        return frozenset(o for o in found if seat(o, self.world) in around)

    @cached_property
    def _by_subject(self) -> Index:
        found: Index = defaultdict(lambda: defaultdict(list))
        for s in self.statements:
            found[s.predicate, s.subject][s.object].append(s)
        return found

    @cached_property
    def _by_object(self) -> Index:
        found: Index = defaultdict(lambda: defaultdict(list))
        for s in self.statements:
            found[s.predicate, s.object][s.subject].append(s)
        return found


def said(statement: Statement) -> Said:
    """Give what settles a plan: the same word, or for an order and a rule any word on it."""
    polarity = statement.polarity if statement.predicate == "available_in" else None
    return statement.subject, statement.predicate, statement.object, polarity


def is_region(entity_id: str, world: World) -> bool:
    """Tell whether an id is that of a region."""
    entity = world.entity(entity_id)
    return entity is not None and entity.type == "Region"


def seat(company: str, world: World) -> str | None:
    """Give the country of a company, where it is known."""
    entity = world.entity(company)
    return entity.country if entity else None
