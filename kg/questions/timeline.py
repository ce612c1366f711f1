"""Q3: how the answers on a subject or a region changed, and what happened beside."""

from collections.abc import Iterable, Iterator
from datetime import date

from kg.model.change import Event, EventKind, Timeline
from kg.model.entity import Entity
from kg.model.period import earliest
from kg.model.statement import Modality, Statement
from kg.questions import spoken
from kg.questions.meaning import is_region, meant
from kg.questions.reader import Reader
from kg.questions.spoken import Cell
from kg.questions.touching import in_reach, on_its_own, touching
from kg.questions.turns import changes, run
from kg.reason.availability import in_order

KINDS = {
    "issued_by": EventKind.ISSUED,
    "applies_to": EventKind.APPLIES,
    "restricts": EventKind.RESTRICTS,
    "investigates": EventKind.INVESTIGATES,
    "available_in": EventKind.AVAILABILITY,
}


def timeline(
    reader: Reader,
    name: str,
    region: str | None = None,
    *,
    start: date | None = None,
    end: date | None = None,
) -> Timeline:
    """Tell how a subject, a region or a policy changed, up to the last day if one is given."""
    entity = meant(reader, name)
    place = reader.region(region) if region else None
    cells = cells_of(reader, entity, place)
    turns = [turn for cell in cells for turn in run(cell, start, end)]
    return Timeline(
        name=entity.name,
        id=entity.id,
        type=entity.type,
        region=place.name if place else None,
        region_id=place.id if place else None,
        start=start,
        end=end,
        known_on=reader.known_on,
        changes=changes(reader, turns),
        events=events(reader, happened(reader, entity, place, cells), start, end),
    )


def cells_of(reader: Reader, entity: Entity, place: Entity | None) -> list[Cell]:
    """Give what is to be judged: nothing for a policy, whose story are events."""
    if entity.type == "Policy":
        return []
    if is_region(entity):
        return spoken.in_region(reader, entity.id)
    return spoken.of_subject(reader, entity.id, place.id if place else None)


def happened(
    reader: Reader, entity: Entity, place: Entity | None, cells: Iterable[Cell]
) -> list[Statement]:
    """Give the acts, the policies, and what is announced, proposed or rumoured of the cells."""
    said = touching(reader, entity)
    if entity.type != "Policy" and not is_region(entity):
        said = on_its_own(said, entity.id, reader.world([entity.id]))
    if place:
        said = in_reach(said, place.id, reader.world([entity.id]), entity.id)
    return [*said, *(s for cell in cells for s in plans(cell))]


def plans(cell: Cell) -> Iterator[Statement]:
    """Give what is announced, proposed or rumoured of a subject in the region itself."""
    for s in cell.case.said:
        planned = s.predicate == "available_in" and s.modality is not Modality.ACTUAL
        if planned and s.subject == cell.case.subject and s.object == cell.region:
            yield s


def events(
    reader: Reader, said: Iterable[Statement], start: date | None, end: date | None
) -> tuple[Event, ...]:
    """Make dated events of statements, those within the window; the undated come first."""
    kept = [s for s in in_order(said) if inside(when(s), start, end)]
    found = zip(kept, reader.evidence(kept), strict=True)
    told = [
        Event(on=when(s), dated=dated(s), kind=KINDS[s.predicate], evidence=e) for s, e in found
    ]
    return tuple(sorted(told, key=lambda event: event.on or ""))


def when(statement: Statement) -> str | None:
    """Give the date of what is told: of an act its own, else that of its telling."""
    return statement.valid_from if dated(statement) else statement.asserted_on


def dated(statement: Statement) -> bool:
    """Tell whether a statement tells of something that is so from a date that it gives."""
    return statement.modality is Modality.ACTUAL and statement.valid_from is not None


def inside(on: str | None, start: date | None, end: date | None) -> bool:
    """Tell whether a date begins within a window."""
    if on is None:
        return start is None
    return (start or date.min) <= earliest(on) <= (end or date.max)
