"""Who owns and controls whom on a day, from dated holdings, by exact arithmetic.

Write w(h, c) for the part of company c that holder h surely has. A holder counts as *from* a
region where it has its seat there; one with its seat elsewhere is looked through to its own
holders. The part of c that surely comes from the region, and the part that surely comes from
elsewhere, are the least solutions of two linear systems over all companies reached:

    inside(c)  = Σ w(h, c) · (1 if h is from the region else inside(h))
    outside(c) = Σ w(h, c) · (0 if h is from the region else outside(h)) + untold(c)

where untold(c) is 0 for the company that is asked about (nobody says who has the rest) and, for a
holder with a known seat, what none of its holders can have: it counts for that seat. The share
from the region lies between inside(c) and 1 - outside(c). The systems are solved by elimination
over fractions, so cross-holdings and rings of companies come out exactly; a ring that owns itself
entirely has no outside, and its least solution is 0 for both: nothing is known of it.

Economic shares multiply along a chain; control does not. Who has more than half of a company,
alone or together with those that it controls, controls the company with all its holdings.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from kg.model.statement import Polarity, Statement
from kg.model.world import World
from kg.reason.holding import (
    HALF,
    HELD,
    NONE,
    WHOLE,
    Holding,
    ends,
    in_force,
    in_time,
    is_majority,
    listed_owners,
    told_on,
    within_whole,
)
from kg.reason.linear import least_solution
from kg.reason.relevant import Fetch, Lookup


class Share(NamedTuple):
    """The bounds between which a share lies, both ends counted."""

    low: Fraction
    high: Fraction


def gather_owners(company: str, world: World, fetch: Fetch) -> list[Statement]:
    """Fetch what is said of the owners of a company, of their owners, and of their seats."""
    found: dict[str, Statement] = {}
    known: set[str] = set()
    queue = {company}
    while queue:
        known |= queue
        asked = frozenset(queue)
        said = HELD | {"headquartered_in"}
        for lookup in (
            Lookup(subjects=asked, predicates=frozenset(said)),
            Lookup(objects=asked, predicates=frozenset({"invests_in"})),
        ):
            found |= {s.id: s for s in fetch(lookup)}
        holders = {ends(s)[0] for s in found.values() if s.predicate != "headquartered_in"}
        of_catalogue = {h for c in queue for h in listed_owners(world.entity(c))}
        queue = (holders | of_catalogue) - known
    return [found[key] for key in sorted(found)]


class Ownership:
    """The holdings that are in force on a day."""

    def __init__(self, statements: Iterable[Statement], world: World, on: date) -> None:
        self.world = world
        self.on = on
        self._statements = sorted(statements, key=lambda s: s.id)

    @cached_property
    def holdings(self) -> dict[str, tuple[Holding, ...]]:
        """Give the holdings in each company, the last told first; together at most the whole."""
        told: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for s in self._statements:
            if s.predicate in HELD or s.predicate == "invests_in":
                told[ends(s)].append(s)
        found: dict[str, list[Holding]] = defaultdict(list)
        for pair in sorted({*told, *self._of_catalogue(told)}):
            if holding := in_force(pair, told.get(pair, []), self.world, self.on):
                found[pair[1]].append(holding)
        return {company: within_whole(held) for company, held in found.items()}

    def _of_catalogue(self, told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        named = {end for pair in told for end in pair}
        for company in {*named, *self.world.entities}:
            for owner in listed_owners(self.world.entity(company)):
                yield owner, company

    def above(self, company: str) -> list[str]:
        """List all who hold a part of a company, directly or through others; in a ring, itself."""
        found = [h.holder for h in self.holdings.get(company, ())]
        for here in found:
            found += [h.holder for h in self.holdings.get(here, ()) if h.holder not in found]
        return found

    def share_from(self, company: str, region: str) -> Share:
        """Bound the part of a company that comes from a region."""
        above = self.above(company)
        based = {h for h in above if self.is_from(h, region)}
        untold = {h: self._untold(h) for h in above if self.seat(h)}
        return self._bounds(company, based, untold)

    def share_of(self, holder: str, company: str) -> Share:
        """Bound the part of a company that a holder has, directly and through others."""
        untold = {h: self._untold(h) for h in self.above(company)}
        return self._bounds(company, {holder}, untold)

    def more_than_half_from(self, company: str, region: str) -> bool | None:
        """Tell whether a company is more than half owned from a region; None where unknown.

        It is where holders that are from the region, or are themselves more than half owned from
        it, surely have more than half; it is not where the others surely leave them less.
        """
        above = self.above(company)
        based = {h for h in above if self.is_from(h, region)}
        sure = self._spread(above, based)
        if is_majority(h for h in self.holdings.get(company, ()) if h.holder in sure):
            return True
        strange = {h for h in above if self.seat(h) is None}
        possible = self._possible(above, based | strange)
        others = (h.low for h in self.holdings.get(company, ()) if h.holder not in possible)
        return None if WHOLE - sum(others, NONE) > HALF else False

    def controlled_by(self, holder: str) -> frozenset[str]:
        """Give the companies in which a holder, with those that it controls, has the majority."""
        return frozenset(self._spread(list(self.holdings), {holder}) - {holder})

    def _spread(self, companies: list[str], seeds: set[str]) -> set[str]:
        """Add the companies in which those found so far surely have the majority."""
        found: set[str] = set()
        more = {*seeds}
        while more:
            found |= more
            held = {c: [h for h in self.holdings.get(c, ()) if h.holder in found]
                    for c in companies if c not in found}  # fmt: skip
            more = {c for c, parts in held.items() if is_majority(parts)}
        return found

    def _possible(self, companies: list[str], seeds: set[str]) -> set[str]:
        """Add the companies in which those found so far may have the majority."""
        found: set[str] = set()
        more = {*seeds}
        while more:
            found |= more
            more = {c for c in companies if c not in found and self._room(c, found) > HALF}
        return found

    def _room(self, company: str, holders: set[str]) -> Fraction:
        held = self.holdings.get(company, ())
        most = sum((h.high for h in held if h.holder in holders), NONE)
        others = sum((h.low for h in held if h.holder not in holders), NONE)
        return min(most, WHOLE - others)

    def is_from(self, holder: str, region: str) -> bool:
        """Tell whether a holder is a region, governs in it or has its seat in it."""
        seat = self.seat(holder)
        return seat is not None and region in self.world.around(seat, self.on)

    def seat(self, holder: str) -> str | None:
        """Give the region where a holder has its seat or governs."""
        entity = self.world.entity(holder)
        if entity and entity.type == "Region":
            return entity.id
        known = entity and (entity.jurisdiction or entity.country)
        return known or self._seats.get(holder)

    @cached_property
    def _seats(self) -> dict[str, str]:
        said = (s for s in self._statements if s.predicate == "headquartered_in")
        sure = [s for s in said if s.polarity is Polarity.AFFIRMED and in_time(s, self.on)]
        return {s.subject: s.object for s in sorted(sure, key=told_on)}

    def _untold(self, company: str) -> Fraction:
        """Give the part that none of a company's known holders can have."""
        return max(NONE, WHOLE - sum((h.high for h in self.holdings.get(company, ())), NONE))

    def _bounds(self, company: str, whole: set[str], untold: Mapping[str, Fraction]) -> Share:
        """Solve for the part that some holders surely have, and for the part of all others.

        The company asked about is an unknown of its own, without a name: whatever its seat, its
        owners are what is told of them, also where it stands in a ring as a holder itself.
        """
        above = self.above(company)
        held = {"": company} | {h: h for h in above if h not in whole}
        weights, inside = {}, dict.fromkeys(held, NONE)
        for name, c in held.items():
            for h in self.holdings.get(c, ()):
                if h.holder in whole:
                    inside[name] += h.low
                else:
                    weights[name, h.holder] = h.low
        low = least_solution(list(held), weights, inside)[""]
        away = least_solution(list(held), weights, {n: untold.get(n, NONE) for n in held})[""]
        return Share(low, WHOLE - away)


def share_from(
    company: str, region: str, on: date, statements: Iterable[Statement], world: World
) -> Share:
    """Bound the part of a company that comes from a region on a day."""
    return Ownership(statements, world, on).share_from(company, region)
