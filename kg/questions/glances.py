"""What an answer is on many days, without all that stands behind it."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model.entity import Membership
from kg.model.period import earliest, latest
from kg.model.statement import Channel, Modality, Statement
from kg.model.world import World
from kg.questions.spoken import Cell
from kg.reason.availability import audiences
from kg.reason.scene import Scene
from kg.reason.tree import Grove, Node, assess

PLACED = frozenset({"available_in", "hosted_in"})
"""Predicates whose object is the region that they speak of."""

ONE_DAY = timedelta(days=1)

Look = tuple[str, tuple[Channel, ...], tuple[str, ...], tuple[str, ...]]
"""Status, channels, audiences and those of them that are shut out."""

SILENT: Look = ("unknown", (), (), ())


class Glances:
    """The answers of a cell by day, as `status` gives them, without their grounds.

    Within an epoch, in which no region joins or leaves another and no plan is told, one tree of
    readings serves all days.
    """

    def __init__(self, cell: Cell, epochs: Sequence[date]) -> None:
        self._cell = cell
        self._epochs = epochs
        self._trees: dict[int, Node] = {}
        self._looks: dict[date, Look] = {}

    def look(self, on: date) -> Look:
        """Tell what the answer is on a day."""
        if on not in self._looks:
            found = assess(self._tree(on), on, on, None)
            basis = found.basis
            self._looks[on] = (
                found.status.value,
                tuple(way for way in Channel if way in basis.channels),
                audiences((*basis.served, *basis.excluded)),
                audiences(basis.excluded),
            )
        return self._looks[on]

    def _tree(self, on: date) -> Node:
        epoch = bisect_right(self._epochs, on)
        if epoch not in self._trees:
            case, region = self._cell
            material = case.material(case.gathered(region, on))
            self._trees[epoch] = Grove(material, Scene(case.world, on)).tree(case.subject, region)
        return self._trees[epoch]


@dataclass(frozen=True)
class Candidates:
    """The days on which an answer may change, and those on which an epoch begins, in order."""

    days: tuple[date, ...]
    epochs: tuple[date, ...]


def candidates(cell: Cell) -> Candidates:
    """Give the days on which something that bears on a cell begins, ends or is told."""
    world = cell.case.world
    inside = world.ever_within({cell.region})
    near = inside | world.ever_around(inside)
    said = [(s, where) for s in cell.case.said if (where := bears(s, near, world))]
    found = {day for s, _ in said for day in edges(s)}
    if any(is_loose(s) for s, _ in said):
        found |= {day - ONE_DAY for day in found if day > date.min}  # up to which one may count
    places = {where for _, where in said}
    whole = any(s.listed == "complete" for s, _ in said) or places & (inside - {cell.region})
    counted = world.ever_within(places) | (inside if whole else set())
    moved = joined(world.links(near), counted)
    plans = {latest(s.asserted_on) for s, _ in said if is_plan(s) and s.asserted_on}
    return Candidates(tuple(sorted(found | moved)), tuple(sorted(moved | plans)))


def is_plan(statement: Statement) -> bool:
    """Tell whether a statement may tell of something that lay ahead."""
    return statement.modality is Modality.ANNOUNCED or statement.valid_to is not None


def bears(statement: Statement, near: frozenset[str], world: World) -> str | None:
    """Give the region of which a statement speaks, if its dates may change an answer near it."""
    if statement.predicate == "restricts":
        actor = world.entity(statement.subject)
        where = (actor and actor.jurisdiction) or statement.subject
        return where if where in near else None
    dated = statement.predicate in PLACED or (
        statement.predicate == "applies_to" and statement.audience is not None
    )
    told = statement.object in near or statement.listed == "complete"
    return statement.object if dated and told else None


def joined(links: Iterable[Membership], counted: Collection[str]) -> set[date]:
    """Give the days on which a region joins or leaves one that counts."""
    dates = (d for m in links if m.whole in counted for d in (m.valid_from, m.valid_to) if d)
    return {earliest(edge) for edge in dates}


def edges(statement: Statement) -> Iterator[date]:
    """Give the days on which a statement begins, ends or is told, as far as they are known."""
    for edge in (statement.valid_from, statement.valid_to, statement.asserted_on):
        if edge:
            yield from (earliest(edge), latest(edge))


def is_loose(statement: Statement) -> bool:
    """Tell whether a statement begins or ends on a day that is not known."""
    return any(
        edge and earliest(edge) != latest(edge)
        for edge in (statement.valid_from, statement.valid_to)
    )
