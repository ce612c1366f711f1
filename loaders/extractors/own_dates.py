"""Places of one sentence that each have a date of their own: "to A in May and to B in June"."""

from itertools import pairwise

from loaders.extractors.dates import When

MANY = 2
"""With fewer places than this a date belongs to the sentence."""


def own_date(place: int, places: list[int], dates: list[When], end: int) -> str | None:
    """Give the date beside a place, where exactly one stands beside each place."""
    order = sorted(set(places))
    if len(order) < MANY or place not in order:
        return None
    after = [between(dates, a, b) for a, b in pairwise([*order, end])]
    before = [between(dates, a, b) for a, b in pairwise([0, *order])]
    each = next((told for told in (after, before) if all(len(d) == 1 for d in told)), None)
    return each[order.index(place)][0] if each else None


def between(dates: list[When], start: int, end: int) -> list[str]:
    """Give the dates of a stretch of text on which something happens or begins."""
    here = (w for w in dates if start <= w.start < end and w.role in {"at", "from"})
    return [w.past for w in here if w.past]
