"""From statements to readings: what bears on a subject in a region, and how."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kg.model.period import latest
from kg.model.statement import Channel, Polarity, Statement
from kg.model.world import World
from kg.reason.aim import Aim, country_of
from kg.reason.reading import (
    CONDITION,
    Effect,
    Kind,
    Reading,
    Side,
    Standing,
    effect,
    start,
    timings,
)

SIDES = {Polarity.AFFIRMED: Side.OPEN, Polarity.NEGATED: Side.CLOSED}


Said = tuple[str, str, str, Polarity | None]


def said(statement: Statement) -> Said:
    """Give what settles a plan: the same word, or for an order and a rule any word on it."""
    open_or_not = statement.polarity if statement.predicate == "available_in" else None
    return statement.subject, statement.predicate, statement.object, open_or_not


@dataclass(frozen=True)
class Material:
    """All statements that were gathered for a question, by predicate."""

    statements: tuple[Statement, ...]
    world: World

    @cached_property
    def by_predicate(self) -> dict[str, list[Statement]]:
        """Sort the statements by predicate."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            found[statement.predicate].append(statement)
        return found

    def of(self, predicate: str) -> list[Statement]:
        """Give the statements with a predicate."""
        return self.by_predicate.get(predicate, [])

    @cached_property
    def effective(self) -> dict[Said, list[date]]:
        """Give the days of the statements that count, by what they say."""
        found: dict[Said, list[date]] = defaultdict(list)
        for s in self.statements:
            if effect(s) is Effect.COUNTS:
                found[said(s)] += [t.day for _, t in timings(s)]
        return found

    def operators(self, subjects: Iterable[str], region: str, on: date) -> frozenset[str]:
        """Give the local operators of a service or its provider in a region."""
        around = self.world.around(region, on)
        found = {s.object for s in self.of("operates_through") if s.subject in set(subjects)}
        return frozenset(o for o in found if seat(o, self.world) in around)


def seat(company: str, world: World) -> str | None:
    """Give the country of a company, where it is known."""
    entity = world.entity(company)
    return entity.country if entity else None


def readings(aim: Aim, material: Material) -> list[Reading]:
    """Give all readings of the statements on a subject and a region."""
    return [
        *availability(aim, material.of("available_in")),
        *authority(aim, material.of("restricts")),
        *lists(aim, material.of("available_in")),
        *policies(aim, material),
        *hosting(aim, material),
    ]


def availability(aim: Aim, statements: Iterable[Statement]) -> Iterator[Reading]:
    """Read what is said of the subject, or denied of what is wider, in the region or around it."""
    for s in statements:
        if (
            s.subject in aim.subjects
            and s.object in aim.around
            and s.channel is not Channel.UNOFFICIAL
        ):
            yield from (r for r in drawn(aim, s, Kind.SAID, s.object) if subject(r))


def subject(reading: Reading) -> bool:
    """End a provider's services where the provider ends, and a cloud's where the cloud does.

    What another company offers on the same model stays. What is affirmed of a company holds for
    none of its services in particular; a company serves a region if at least one of its services
    is available there, to anyone, through any official channel.
    """
    return reading.subject == 0 or reading.side is Side.CLOSED


def drawn(aim: Aim, statement: Statement, kind: Kind, region: str) -> Iterator[Reading]:
    """Draw a reading for each state that a statement tells of."""
    if effect(statement) is not Effect.COUNTS:
        return
    about = statement.object if kind is Kind.ORDER else statement.subject
    for polarity, timing in timings(statement):
        yield Reading(
            statement=statement,
            side=SIDES[polarity],
            kind=kind,
            timing=timing,
            standing=aim.standing(statement),
            region=aim.around.get(region, 0),
            subject=aim.subjects.get(about, 0),
            company_wide=about in aim.providers and about != aim.subject,
            scope=scope(statement),
            way=aim.way(statement),
            heard=timing.day,
        )


def scope(statement: Statement) -> str | None:
    """Name those for whom a statement holds: an audience, a condition, or None for everyone."""
    if statement.audience and statement.audience != "everyone":
        return statement.audience
    return CONDITION + statement.condition if statement.condition else None


def authority(aim: Aim, statements: Iterable[Statement]) -> Iterator[Reading]:
    """Close a service where an authority that governs the region has ordered it.

    An order that names an audience or a condition limits at most, and leaves the public's access
    as it is. It stands until it is lifted, it ends, or the service is said to be back. An order
    against a company does not overturn what is said of one of its services. An authority's word
    on other regions (an export control) is no order there, and an investigation changes nothing:
    both are listed as risks.
    """
    lifted: dict[tuple[str | None, str], list[date]] = defaultdict(list)
    for s in statements:
        if s.polarity is Polarity.NEGATED and effect(s) is Effect.COUNTS and start(s):
            lifted[aim.jurisdiction(s.subject), s.object] += [t.day for _, t in timings(s)]
    for s in statements:
        region = aim.jurisdiction(s.subject)
        if s.polarity is Polarity.AFFIRMED and s.object in aim.subjects and region in aim.around:
            for reading in drawn(aim, s, Kind.ORDER, str(region)):
                if reading.side is Side.OPEN:
                    yield order(reading, lifted[region, s.object])


def order(reading: Reading, lifted: list[date]) -> Reading:
    """Turn a restriction into a closed door, until the first day on which it was lifted."""
    ends = [day for day in [*lifted, reading.timing.end] if day and day > reading.day]
    timing = reading.timing._replace(end=min(ends, default=None))
    return replace(reading, side=Side.CLOSED, timing=timing)


def lists(aim: Aim, statements: Iterable[Statement]) -> Iterator[Reading]:
    """Close the places that a provider's list leaves out, if it says that it is complete.

    The latest list of a subject counts. A place is on it too if it lies in a listed one or
    contains one. A list that does not say it is complete leaves the rest unknown.
    """
    for members in complete_lists(aim, statements).values():
        if not any(aim.covers(s.object) for s in members):
            first = min(members, key=lambda s: (s.start, s.id))
            page = first.model_copy(update=dict.fromkeys(("valid_from", "valid_to")))
            for reading in drawn(aim, page, Kind.LIST, aim.region):
                yield replace(
                    reading, statement=first, side=Side.CLOSED, region=0, scope=None, way=None
                )


def complete_lists(
    aim: Aim, statements: Iterable[Statement]
) -> dict[tuple[str, str], list[Statement]]:
    """Give the provider's own complete lists, by subject and document."""
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        ours = aim.standing(s) in {Standing.PROVIDER, Standing.UNNAMED}
        if s.listed == "complete" and s.subject in aim.subjects and ours:
            found[s.subject, s.document].append(s)
    return found


def policies(aim: Aim, material: Material) -> Iterator[Reading]:
    """Read the provider's own policies in force that shut an audience out in the region."""
    own = {s.subject for s in material.of("issued_by") if s.object in aim.providers}
    for s in material.of("applies_to"):
        binds = s.subject in own and s.object in aim.around and s.audience
        if binds and s.polarity is Polarity.AFFIRMED:
            for reading in drawn(aim, s, Kind.POLICY, s.object):
                yield replace(reading, side=Side.CLOSED)


def hosting(aim: Aim, material: Material) -> Iterator[Reading]:
    """Count a service as available in the country where its provider runs it in data centres.

    It is so through the local operator where there is one. Any explicit word on the country outweighs it.
    Hosting says nothing of other countries, and its absence nothing of availability.
    """
    for s in material.of("hosted_in"):
        country = country_of(s.object, aim.world, aim.day)
        inside = country in aim.around and s.object in {*aim.around, *aim.within}
        ours = s.subject == aim.subject and aim.standing(s) is Standing.PROVIDER
        if ours and inside and s.polarity is Polarity.AFFIRMED:
            way = Channel.JOINT_VENTURE if s.via or local(aim, material) else aim.way(s)
            for reading in drawn(aim, s, Kind.HOSTING, str(country)):
                yield replace(reading, way=way)


def local(aim: Aim, material: Material) -> bool:
    """Tell whether a local operator runs the provider's services in the region."""
    return bool(aim.operators) or any(
        s.channel is Channel.JOINT_VENTURE and s.subject in aim.subjects and s.object in aim.around
        for s in material.of("operates_in")
    )


def told_by(statement: Statement, day: date) -> bool:
    """Tell whether a statement was published by a day, as far as is known."""
    return statement.asserted_on is None or latest(statement.asserted_on) <= day
