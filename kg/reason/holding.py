"""Holdings: what sources say that somebody has of a company, as bounds by exact fractions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kg.model.entity import Entity
from kg.model.statement import Figure, Polarity, Statement
from kg.model.world import World
from kg.reason.reading import ALWAYS, Effect, effect, timings
from kg.reason.relevant import is_company

HALF = Fraction(1, 2)
WHOLE = Fraction(1)
NONE = Fraction(0)
HELD = frozenset({"owned_by", "joint_venture_of"})
"""Predicates whose subject is the company that is held; of `invests_in` it is the object."""


@dataclass(frozen=True)
class Holding:
    """The part of a company that a holder has, as far as is known.

    `over` says that it is more than `low`. `day` is when it was last told, `statements` are what
    it rests on, none where the catalogue alone knows of it.
    """

    holder: str
    company: str
    low: Fraction = NONE
    high: Fraction = WHOLE
    over: bool = False
    day: date = ALWAYS
    statements: tuple[Statement, ...] = ()

    @property
    def majority(self) -> bool:
        """Tell whether it is surely more than half."""
        return self.low > HALF or (self.low == HALF and self.over)


def ends(statement: Statement) -> tuple[str, str]:
    """Give the holder and the company of a statement on owning."""
    if statement.predicate in HELD:
        return statement.object, statement.subject
    return statement.subject, statement.object


def listed_owners(entity: Entity | None) -> tuple[str, ...]:
    """Give the owners of a company that the catalogue knows."""
    if entity is None or not is_company(entity):
        return ()
    return (*((entity.parent,) if entity.parent else ()), *entity.parents)


def in_force(
    pair: tuple[str, str], told: list[Statement], world: World, on: date
) -> Holding | None:
    """Put together what is said of one holder in one company, the later word over the earlier.

    A word that fits the earlier ones narrows them, so that one without a figure takes none away;
    one that contradicts them replaces them.
    """
    holder, company = pair
    entity = world.entity(company)
    found = None
    if entity and is_company(entity) and holder in listed_owners(entity):
        owned = holder == entity.parent
        found = Holding(holder, company, low=HALF if owned else NONE, over=owned)
    for day, holds, s in sorted(changes(told, on), key=lambda c: (c[0], c[1], c[2].id)):
        found = told_again(found, holding(s, day)) if holds else None
    return found


def changes(told: Iterable[Statement], on: date) -> Iterator[tuple[date, bool, Statement]]:
    """Give the days up to one on which a holding is said to be so, or to be no longer so."""
    for s in told:
        if effect(s) is not Effect.COUNTS:
            continue
        for polarity, timing in timings(s):
            if timing.day <= on:
                yield timing.day, polarity is Polarity.AFFIRMED, s


def holding(statement: Statement, day: date) -> Holding:
    """Read the bounds of one statement's holding."""
    holder, company = ends(statement)
    bare = Holding(holder, company, day=day, statements=(statement,))
    part = percentage(statement.figure)
    if part is None:
        owned = statement.predicate == "owned_by"
        return replace(bare, low=HALF if owned else NONE, over=owned)
    relation = statement.figure.relation if statement.figure else "exactly"
    if relation == "over":
        return replace(bare, low=part, over=True)
    if relation == "under":
        return replace(bare, high=part)
    slack = rounding(statement.figure) if relation == "about" else NONE
    return replace(bare, low=max(NONE, part - slack), high=min(WHOLE, part + slack))


def percentage(figure: Figure | None) -> Fraction | None:
    """Read a percentage, where a figure is one."""
    if figure is None or (figure.unit or "").strip().casefold() not in PERCENT:
        return None
    found = NUMBER.fullmatch(figure.value.strip())
    part = Fraction(found[0].replace(",", ".")) / 100 if found else None
    return part if part is not None and part <= WHOLE else None


PERCENT = {"%", "percent", "per cent", "percentage", "pct"}
NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,9})?")


def rounding(figure: Figure | None) -> Fraction:
    """Give one unit of the last place of a figure, as a part of the whole."""
    places = figure.value.replace(",", ".").partition(".")[2] if figure else ""
    return Fraction(1, 100 * 10 ** len(places.strip()))


def told_again(known: Holding | None, told: Holding) -> Holding:
    """Narrow a holding by a later word on it, or replace it where the two do not fit."""
    if known is None or known.high < told.low or told.high < known.low:
        return told
    low = max(known.low, told.low)
    over = any(h.over and h.low == low for h in (known, told))
    high = min(known.high, told.high)
    if low == high and over:
        return told
    kept = (*known.statements, *told.statements)
    return replace(told, low=low, high=high, over=over, statements=kept)


def within_whole(held: Iterable[Holding]) -> tuple[Holding, ...]:
    """Let the last told have their parts; what does not fit beside them is no longer sure."""
    taken, found = NONE, []
    filled = False
    for h in sorted(held, key=lambda h: (h.day, h.low, h.holder), reverse=True):
        left = WHOLE - taken
        fits = h.low < left or (h.low == left and not (filled or h.over))
        kept = h if fits else replace(h, low=NONE, over=False, high=min(h.high, left))
        taken += kept.low
        filled = filled or (kept.over and kept.low > NONE)
        found.append(kept)
    return tuple(found)


def is_majority(held: Iterable[Holding]) -> bool:
    """Tell whether some holdings together are surely more than half."""
    parts = list(held)
    total = sum((h.low for h in parts), NONE)
    return total > HALF or (total == HALF and any(h.over for h in parts))


def in_time(statement: Statement, on: date) -> bool:
    """Tell whether what a statement says counts by a day."""
    if effect(statement) is not Effect.COUNTS:
        return False
    return any(timing.day <= on for _, timing in timings(statement))


def told_on(statement: Statement) -> tuple[str, str]:
    """Order statements by the day from which they count, as they write it."""
    return statement.valid_from or statement.asserted_on or "", statement.id
