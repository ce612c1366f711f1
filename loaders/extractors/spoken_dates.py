"""Dates that a text refers back to ("until then", "on the same day"), and spans of time."""

import re
from dataclasses import replace
from itertools import pairwise

from loaders.extractors.dates import When, dates_in, role

UNIT = r"(?:day|date|week|month|year|point|moment|time)"
BACK = re.compile(
    rf"\b(?:(?P<lead>until|till|up to|since|by|from) (?:then|that {UNIT})"
    r"|(?:on |from |in )?(?:that|the|this) (?:very )?same (?:day|date|month)"
    r"|on that (?:day|date)|(?<!on )(?P<unit>that (?:month|year)))\b",
    re.IGNORECASE,
)
"""Words for the date that was spoken of last."""
SO_FAR = re.compile(
    r"\b(?P<lead>until|till) (?:now|recently|lately|today|this (?:day|week|month|year))\b",
    re.IGNORECASE,
)
"""Words for what has just ended, on the day of publication at the latest."""
BETWEEN = re.compile(r"\bbetween (?:the (?:beginning|start|end) )?(?:of )?$", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
AND = re.compile(r"\band (?:the (?:beginning|start|end) )?(?:of )?$", re.IGNORECASE)


def dates_of(
    text: str, span: tuple[int, int], published: str | None, spoken: str | None
) -> list[When]:
    """Give the dates of a stretch of text, with those that it refers back to."""
    found = joined(text, dates_in(text, *span, published))
    for match in SO_FAR.finditer(text, *span):
        found = with_date(found, match, published)
    for match in BACK.finditer(text, *span):
        before = [w.past for w in found if w.end <= match.start() and w.past]
        told = before[-1] if before else spoken
        period = match["unit"]
        value = as_exact_as(told, period) if period else told or published
        found = with_date(found, match, value)
    return found


def as_exact_as(value: str | None, unit: str) -> str | None:
    """Give a date as exactly as "that month" and "that year" do."""
    return value and (value[:4] if unit.lower().endswith("year") else value[:7])


def with_date(found: list[When], match: re.Match[str], value: str | None) -> list[When]:
    """Put a date in order among others, in the place of those that it overlaps."""
    if value is None:
        return found
    lead = match["lead"] or "on"
    made = When(match.start(), match.end(), value, value, role(lead))
    if lead.lower() in {"up to", "by"}:
        made = replace(made, role="to" if lead.lower() == "up to" else "bound")
    apart = [w for w in found if w.end <= made.start or made.end <= w.start]
    return sorted([*apart, made], key=lambda w: w.start)


def joined(text: str, found: list[When]) -> list[When]:
    """Read "between A and B" as from A until B."""
    made = list(found)
    for n, (first, second) in enumerate(pairwise(found)):
        opens = BETWEEN.search(text, max(first.start - 30, 0), opening(text, first))
        if opens and AND.search(text, first.end, opening(text, second)):
            open_year = YEAR.search(text, first.start, first.end) is None
            begun = same_year(first, second) if open_year else first
            made[n], made[n + 1] = replace(begun, role="from"), replace(second, role="to")
    return made


def same_year(first: When, second: When) -> When:
    """Read a date without its year in the year of the date after it, or the year before that."""
    if not first.past or not second.past or len(first.past) < 7:
        return first
    year = int(second.past[:4]) - (first.past[4:] > second.past[4:])
    value = f"{year:04d}{first.past[4:]}"
    return replace(first, past=value, future=value)


def opening(text: str, when: When) -> int:
    """Give where a date begins without the word before it ("of August")."""
    lead = re.compile(r"(?:of|in|on) ", re.IGNORECASE).match(text, when.start)
    return lead.end() if lead else when.start


def last_spoken(found: list[When], before: str | None) -> str | None:
    """Give the date that "then" refers to after a sentence with these dates."""
    told = [w for w in found if w.role != "bound" and w.past and len(w.past) > 4]
    events = [w for w in told if w.role == "at"] or told
    return events[-1].past if events else before
