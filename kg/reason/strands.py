"""Readings that say the same thing at different times, as one strand with its youngest end.

Only the youngest reading of a strand can decide anything, so that a page that was read every day
for years costs no more than one that was read once.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg.reason.reading import Reading, Side, Standing

WEEK = timedelta(days=7)
"""Statements no further apart than this speak of the same time."""

Key = tuple[object, ...]


class Strands:
    """The readings of one subject in one region, each in the strand of its like."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        found = list(readings)
        if len(found) > 1:
            found = sorted(heard_once(found), key=lambda r: (r.day, r.statement.id))
        self.readings = tuple(found)
        self._strands: dict[Key, list[Reading]] = defaultdict(list)
        for reading in self.readings:
            self._strands[key(reading)].append(reading)
        self._days = {k: [r.day for r in strand] for k, strand in self._strands.items()}

    @property
    def keys(self) -> Iterable[Key]:
        """Give what the readings of each strand share."""
        return self._strands

    def live(self, on: date, known: date) -> list[Reading]:
        """Give the youngest reading in force of each strand; descriptions only as far as known."""
        found = []
        for k, strand in self._strands.items():
            until = on if strand[0].event else min(on, known)
            begun = bisect_right(self._days[k], until)
            if begun and not ended(strand[0], on):
                found.append(strand[begun - 1])
        return found

    def like(self, reading: Reading) -> Iterator[Reading]:
        """Give a reading of these with all older ones of its strand."""
        yield from (r for r in self._strands.get(key(reading), ()) if r.day <= reading.day)


def key(reading: Reading) -> Key:
    """Give all that two readings must share to be of one strand."""
    return (
        reading.side,
        reading.kind,
        reading.scope,
        reading.way,
        reading.spared,
        reading.region,
        reading.subject,
        reading.standing,
        reading.statement.speaker,
        reading.statement.subject,
        reading.statement.object,
        reading.timing.event,
        reading.timing.announced,
        reading.timing.end,
    )


def turns(reading: Reading) -> Iterator[date]:
    """Give the days on which a reading begins and ends to count."""
    yield reading.day
    if reading.timing.end:
        yield reading.timing.end


def ended(reading: Reading, on: date) -> bool:
    """Tell whether what a reading says has ended by a day."""
    return reading.timing.end is not None and reading.timing.end <= on


def heard_once(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Date what is only passed on by its first telling, so that copies do not renew it.

    A copy follows within a week, with nothing said to the contrary in between.
    """
    runs: dict[tuple[Side, str | None], tuple[date, date]] = {}
    for r in sorted(readings, key=lambda r: (r.day, r.side, r.statement.id)):
        runs = {voice: run for voice, run in runs.items() if voice[0] is r.side}
        if not passed_on(r):
            yield r
            continue
        voice = r.side, r.statement.attributed_to
        first, previous = runs.get(voice, (r.day, r.day))
        first = first if r.day - previous <= WEEK else r.day
        runs[voice] = (first, r.day)
        yield replace(r, heard=first)


def passed_on(reading: Reading) -> bool:
    """Tell whether a reading is hearsay: of nobody in particular, or by one who names another.

    What is passed on of the provider or an authority is not: they are asked again and again.
    """
    if reading.standing is Standing.NAMED:
        told = reading.statement
        return bool(told.attributed_to and told.publisher not in {None, told.attributed_to})
    return reading.standing is Standing.UNNAMED
