"""What the graph does not know: stale cells, late sources, silence, names without an owner."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from kg.model.entity import Entity
from kg.model.gap import Gap, Lack
from kg.model.period import latest
from kg.model.review import Outcome
from kg.model.statement import Statement
from kg.questions.days import end_of
from kg.questions.reader import Reader
from kg.reason.aim import is_country
from kg.reason.question import STALE_AFTER_DAYS
from kg.reason.relevant import is_company
from kg.review import doubts
from kg.vocabulary import vocabulary

FEWEST = 3
"""Dates that a source must have before it has a usual interval."""


@dataclass(frozen=True)
class Patience:
    """How long ago is too long: days for a cell, a factor on its interval for a source."""

    stale_after: int = STALE_AFTER_DAYS
    factor: float = 3.0


def gaps(
    reader: Reader, *, on: date, patience: Patience | None = None, kinds: Collection[Lack] = ()
) -> tuple[Gap, ...]:
    """Collect what is not known on a day, kind by kind; by default of every kind."""
    wanted = frozenset(kinds or Lack)
    given = patience or Patience()
    statements = [s for s in reader.everything() if told_by(s, on)]
    found = [
        *stale(reader, statements, on, given.stale_after),
        *overdue(reader, on, given.factor),
        *silent(reader, statements),
        *unresolved(reader, statements),
        *set_aside(reader),
    ]
    order = list(Lack)
    kept = (gap for gap in found if gap.kind in wanted)
    return tuple(sorted(kept, key=lambda g: (order.index(g.kind), -(g.days or 0), g.name)))


def told_by(statement: Statement, on: date) -> bool:
    """Tell whether a statement was published by a day, as far as is known."""
    return statement.asserted_on is None or latest(statement.asserted_on) <= on


def stale(reader: Reader, statements: Iterable[Statement], on: date, after: int) -> Iterator[Gap]:
    """Find the subjects and regions of which nobody has spoken for long."""
    cells: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.predicate == "available_in":
            cells[s.subject, s.object].append(s)
    last = {cell: max(told, key=lambda s: (s.asserted_on or "", s.id)) for cell, told in
            cells.items()}  # fmt: skip
    old = [s for s in last.values() if s.asserted_on and age(s.asserted_on, on) > after]
    for s, evidence in zip(old, reader.evidence(old), strict=True):
        yield Gap(
            kind=Lack.STALE,
            name=evidence.subject,
            id=s.subject,
            region=evidence.object,
            last=s.asserted_on,
            days=age(s.asserted_on or "", on),
            evidence=(evidence,),
        )


def age(told: str, on: date) -> int:
    """Count the days since a date."""
    return (on - latest(told)).days


def overdue(reader: Reader, on: date, factor: float) -> Iterator[Gap]:
    """Find the publishers that have been silent for much longer than is usual for them."""
    days: dict[str, set[date]] = defaultdict(set)
    for stored in reader.store.documents(known_on=end_of(reader.known_on)):
        published, publisher = stored.document.published, stored.document.publisher
        if publisher and published and latest(published) <= on:
            days[publisher].add(latest(published))
    for publisher, told in sorted(days.items()):
        if len(told) < FEWEST:
            continue
        usual = median((after - before).days for before, after in pairwise(sorted(told)))
        silence = (on - max(told)).days
        if silence > factor * usual:
            yield Gap(
                kind=Lack.OVERDUE,
                name=publisher,
                last=max(told).isoformat(),
                days=silence,
                usual=round(usual),
            )


def silent(reader: Reader, statements: Iterable[Statement]) -> Iterator[Gap]:
    """Find the catalogue's providers, services and countries of which nobody speaks."""
    spoken = {end for s in statements for end in (s.subject, s.object, s.via)}
    for entity in reader.catalogue.entities.values():
        kind = silent_kind(reader, entity)
        if kind and entity.id not in spoken:
            yield Gap(kind=kind, name=entity.name, id=entity.id)


def silent_kind(reader: Reader, entity: Entity) -> Lack | None:
    """Tell which kind of gap it is if nobody speaks of an entity; None if it is none."""
    if entity.type == "Region":
        return Lack.SILENT_REGION if is_country(entity.id, reader.base) else None
    if entity.provider and vocabulary().is_a(entity.type, "Service"):
        return Lack.SILENT_SERVICE
    offers = is_company(entity) and any(True for _ in reader.base.offered_by(entity.id))
    return Lack.SILENT_PROVIDER if offers else None


def unresolved(reader: Reader, statements: Iterable[Statement]) -> Iterator[Gap]:
    """Find the names of regions that documents use and the catalogue does not know."""
    ends: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        for end in {s.subject, s.object} - reader.catalogue.entities.keys():
            ends[end].append(s)
    for entity in reader.brought(ends):
        if entity.type == "Region":
            told = sorted(ends[entity.id], key=lambda s: (s.asserted_on or "", s.id))
            yield Gap(
                kind=Lack.UNRESOLVED_REGION,
                name=entity.name,
                id=entity.id,
                last=told[-1].asserted_on,
                detail=f"{len(told)} statements",
                evidence=reader.evidence(told[-1:]),
            )


def set_aside(reader: Reader) -> Iterator[Gap]:
    """Find the claims that were not stored and that nobody has decided on."""
    for doubt in doubts(reader.store):
        if doubt.outcome is Outcome.OPEN:
            document, reason = doubt.document, doubt.reason
            yield Gap(kind=Lack.SET_ASIDE, name=doubt.claim, id=document, detail=reason)
