"""Q8: what changed between two days, or between two days of knowledge, in answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.errors import InputError
from kg.model.answer import Verdict
from kg.model.change import Change
from kg.model.entity import Entity
from kg.model.statement import Statement
from kg.questions import spoken
from kg.questions.meaning import is_region, meant
from kg.questions.reader import Reader
from kg.questions.spoken import Cell
from kg.questions.turns import Turn, causes, changes, lifts, of_parts, telling
from kg.reason.availability import in_order
from kg.reason.relevant import Shelf

Cells = dict[tuple[str, str], Cell]


@dataclass(frozen=True)
class View:
    """The store as it was known at a moment, asked about a day."""

    reader: Reader
    day: date


def diff(
    first: View, second: View, name: str | None = None, region: str | None = None
) -> tuple[Change, ...]:
    """Tell which answers differ between two views, and which statements made them differ.

    Without a name every subject is judged in every region that sources speak of: the whole store
    is read, and the time grows with the number of those pairs.
    """
    if first.day > second.day:
        raise InputError(f"{first.day} is after {second.day}; give the earlier day first")
    entity = meant(second.reader, name) if name else None
    place = second.reader.region(region).id if region else None
    after = cells_of(second.reader, entity, place)
    same = first.reader.known_on == second.reader.known_on
    before = after if same else cells_of(first.reader, entity, place)
    turns = [
        turn
        for key in sorted(before.keys() | after.keys())
        if (turn := turned(cell(key, before, after), cell(key, after, before), first, second))
    ]
    return changes(second.reader, turns, first.reader)


def cells_of(reader: Reader, entity: Entity | None, place: str | None) -> Cells:
    """Give what is to be judged, by subject and region."""
    if entity is None:
        found = spoken.in_region(reader, place) if place else spoken.everywhere(reader)
    elif is_region(entity):
        found = spoken.in_region(reader, entity.id)
    else:
        found = spoken.of_subject(reader, entity.id, place)
    return {(cell.case.subject, cell.region): cell for cell in found}


def cell(key: tuple[str, str], cells: Cells, others: Cells) -> Cell:
    """Give a cell; where nobody speaks of it, the other view's without anything said."""
    if found := cells.get(key):
        return found
    other = others[key]
    return Cell(replace(other.case, shelf=Shelf(())), other.region)


def turned(before: Cell, after: Cell, first: View, second: View) -> Turn | None:
    """Judge one cell in both views; None where the answers do not differ."""
    was = before.case.verdict(before.region, first.day)
    now = after.case.verdict(after.region, second.day)
    if telling(was) == telling(now):
        return None
    learnt = tuple(news(before, after, was, now))
    return Turn(None, was, now, in_order(learnt) or causes(after.case, was, now))


def news(before: Cell, after: Cell, was: Verdict, now: Verdict) -> Iterator[Statement]:
    """Give what was learnt between two views, and what was believed no more."""
    if before.case.ids == after.case.ids:
        return
    for s in (*now.evidence, *of_parts(after.case, now), *lifts(after.case, was)):
        if s.id not in before.case.ids:
            yield s
    yield from (s for s in was.evidence if s.id not in after.case.ids)
