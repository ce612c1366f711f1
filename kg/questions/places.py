"""A subject in every country through time, and providers by regions on a day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from kg.model.answer import Verdict
from kg.model.entity import Entity
from kg.model.evidence import Named
from kg.model.place import Availability, Cell, Matrix, Place, Stretch
from kg.questions import spoken
from kg.questions.cases import Case, cases
from kg.questions.glances import SILENT, Glances, Look, candidates
from kg.questions.reader import Reader
from kg.questions.turns import opening

ALSO = frozenset({"xk", "ua-43"})
"""Places beside the countries of ISO 3166 that have a shape or a status of their own."""


def availability(reader: Reader, name: str) -> Availability:
    """Judge a subject in every country and territory, at all times."""
    subject = reader.subject(name)
    case = cases(reader, [subject.id])[subject.id]
    return Availability(
        subject=subject.name,
        subject_id=subject.id,
        type=subject.type,
        known_on=reader.known_on,
        places=tuple(place(case, region) for region in countries(reader)),
    )


def countries(reader: Reader) -> list[Entity]:
    """Give the countries and territories of ISO 3166, and the few places beside them."""
    known = reader.base.entities.values()
    found = [e for e in known if e.type == "Region" and (is_country(e) or e.id in ALSO)]
    return sorted(found, key=lambda e: e.id)


def is_country(region: Entity) -> bool:
    """Tell whether a region has a code of two letters of its own."""
    return region.iso is not None and len(region.iso) == 2


def place(case: Case, region: Entity) -> Place:
    """Judge a subject in one region, at all times."""
    found = stretches(spoken.Cell(case, region.id))
    return Place(region=region.name, region_id=region.id, iso=region.iso, stretches=tuple(found))


def stretches(cell: spoken.Cell) -> Iterator[Stretch]:
    """Give the runs of days in which somebody says something, each with its answer."""
    met = candidates(cell)
    glances = Glances(cell, met.epochs)
    before = glances.look(opening(met.days, date.max))
    turns: list[tuple[date | None, Look]] = [(None, before)]
    for day in met.days:
        if (now := glances.look(day)) != turns[-1][1]:
            turns.append((day, now))
    for (begin, look), (end, _) in pairwise([*turns, (None, SILENT)]):
        if look != SILENT:
            yield stretch(begin, end, look)


def stretch(start: date | None, end: date | None, look: Look) -> Stretch:
    """Make a stretch of an answer between two days."""
    status, channels, audiences, excluded = look
    return Stretch.model_validate(
        {
            "start": start,
            "end": end,
            "status": status,
            "channels": channels,
            "audiences": audiences,
            "excluded": excluded,
        }
    )


def matrix(
    reader: Reader, providers: Sequence[str], regions: Sequence[str], *, on: date
) -> Matrix:
    """Judge every provider in every region on a day."""
    rows = list(each(map(reader.subject, providers)))
    columns = list(each(map(reader.region, regions)))
    found = cases(reader, [entity.id for entity in rows])
    judged = [[found[row.id].verdict(column.id, on) for column in columns] for row in rows]
    return Matrix(
        as_of=on,
        known_on=reader.known_on,
        providers=tuple(Named(id=e.id, name=e.name) for e in rows),
        regions=tuple(Named(id=e.id, name=e.name) for e in columns),
        rows=tuple(tuple(cell(verdict) for verdict in row) for row in judged),
    )


def each(entities: Iterable[Entity]) -> Iterator[Entity]:
    """Give each entity once, in the order in which they were named."""
    yield from {entity.id: entity for entity in entities}.values()


def cell(verdict: Verdict) -> Cell:
    """Say a verdict in short."""
    same = set(Cell.model_fields) & set(Verdict.model_fields) - {"upcoming", "risks"}
    told = {name: getattr(verdict, name) for name in same}
    return Cell.model_validate(
        told
        | {
            "subject_id": verdict.subject,
            "region_id": verdict.region,
            "sources": len(verdict.evidence),
            "opposed": len(verdict.against),
            "upcoming": len(verdict.upcoming),
            "risks": len(verdict.risks),
        }
    )
