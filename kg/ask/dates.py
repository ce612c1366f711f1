"""Dates in a question: the days that they may mean, and which of these is asked about."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from kg.ask.lexicon import common_form
from kg.errors import BadDate
from kg.model.period import earliest, latest
from kg.model.reply import Dated, Role

ONE_DAY = timedelta(days=1)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may mai", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = "(?P<month>" + "|".join(MONTHS) + r")\.?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
YEARLESS = "the last that has come"
UNITS = {"day": 1, "week": 7}
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


class Span(NamedTuple):
    """Where a date stands in a question, and the first and last day that it may mean."""

    start: int
    end: int
    first: date
    last: date
    how: str = ""


Reader = Callable[[re.Match[str], date], tuple[date, date, str] | None]


def iso(found: re.Match[str], _: date) -> tuple[date, date, str] | None:
    """Read 2024-07-15, 2024-07 or 2024."""
    try:
        return earliest(found.group()), latest(found.group()), ""
    except BadDate:
        return None


def spelt(found: re.Match[str], on: date) -> tuple[date, date, str] | None:
    """Read a day or month in words; one without a year is the last that has come."""
    given = found.groupdict()
    month = MONTHS[given["month"]]
    year = int(given["year"] or on.year)
    how = "" if given["year"] else YEARLESS
    try:
        first, last = bounds(year, month, given.get("day"))
        if not given["year"] and first > on:
            first, last = bounds(year - 1, month, given.get("day"))
    except ValueError:
        return None
    return first, last, how


def bounds(year: int, month: int, day: str | None) -> tuple[date, date]:
    """Give the first and the last day of a month, or a day of it twice."""
    if day:
        return date(year, month, int(day)), date(year, month, int(day))
    text = f"{year}-{month:02}"
    return earliest(text), latest(text)


def part_of_year(found: re.Match[str], _: date) -> tuple[date, date, str] | None:
    """Read a quarter, or the early, middle or late third of a year."""
    given = found.groupdict()
    year = int(given["year"])
    if given.get("quarter"):
        number, months = int(given["quarter"]) - 1, 3
    else:
        number, months = THIRDS[given["third"].split()[0].rstrip("-")], 4
    first = number * months + 1
    begin, end = f"{year}-{first:02}", f"{year}-{first + months - 1:02}"
    return earliest(begin), latest(end), ""


THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


def near(found: re.Match[str], on: date) -> tuple[date, date, str] | None:
    """Read a day that is named by today: yesterday, today, tomorrow."""
    moved = {"yesterday": -1, "tomorrow": 1}.get(found.group(), 0)
    day = on + ONE_DAY * moved
    return day, day, ""


def beside(found: re.Match[str], on: date) -> tuple[date, date, str] | None:
    """Read last, this or next week, month or year."""
    step = {"last": -1, "previous": -1, "this": 0, "next": 1}[found["which"]]
    unit = found["unit"]
    if unit == "week":
        monday = on - ONE_DAY * on.weekday() + ONE_DAY * 7 * step
        return monday, monday + ONE_DAY * 6, ""
    if unit == "year":
        return date(on.year + step, 1, 1), date(on.year + step, 12, 31), ""
    months = on.year * 12 + on.month - 1 + step
    first, last = bounds(months // 12, months % 12 + 1, None)
    return first, last, ""


def ago(found: re.Match[str], on: date) -> tuple[date, date, str] | None:
    """Read how long ago: a month is the same day of an earlier one, or its last."""
    count = COUNTS.get(found["count"]) or int(found["count"])
    unit = found["unit"]
    if unit in UNITS:
        day = on - ONE_DAY * count * UNITS[unit]
        return day, day, ""
    months = on.year * 12 + on.month - 1 - count * (12 if unit == "year" else 1)
    last = bounds(months // 12, months % 12 + 1, None)[1]
    day = last.replace(day=min(on.day, last.day))
    return day, day, ""


PLAIN = "|".join(f"(?<={word} )" for word in ("in", "of", "since", "between", "from", "until"))
"""What must stand before a month without a year: "may" is a word, too."""
READERS: tuple[tuple[str, Reader], ...] = (
    (r"(?:19|20)\d\d-[01]\d-[0-3]\d", iso),
    (rf"{DAY}(?: of)? {MONTH},?(?: {YEAR})?", spelt),
    (rf"{MONTH} {DAY}(?!\d),?(?: {YEAR})?", spelt),
    (r"(?:19|20)\d\d-[01]\d", iso),
    (rf"{MONTH},?(?: of)? {YEAR}", spelt),
    (rf"(?:{PLAIN})(?P<month>{'|'.join(MONTHS)})(?P<year>)", spelt),
    (rf"q(?P<quarter>[1-4]) (?:of )?{YEAR}", part_of_year),
    (
        rf"(?:the )?(?P<third>early|late|mid|(?:beginning|start|middle|end) of)[ -](?:in )?{YEAR}",
        part_of_year,
    ),
    (r"(?:19|20)\d\d", iso),
    (r"yesterday|today|tomorrow", near),
    (r"(?P<which>last|previous|this|next) (?P<unit>week|month|year)", beside),
    (
        r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six) (?P<unit>day|week|month|year)s? ago",
        ago,
    ),
)
"""Ways of writing a date, tried in this order."""
PATTERNS = tuple((re.compile(rf"(?<![\w-]){form}(?![\w-])"), read) for form, read in READERS)
NUMERIC = re.compile(r"(?<![\w.-])\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\w)")
"""Days in figures, of which nobody can tell whether the month comes first."""


def dates_in(text: str, on: date) -> Iterator[Span]:
    """Find the dates in a text in small letters."""
    taken: set[int] = set()
    for pattern, read in PATTERNS:
        for found in pattern.finditer(text):
            place = range(found.start(), found.end())
            meant = read(found, on) if taken.isdisjoint(place) else None
            if meant:
                taken.update(place)
                yield Span(found.start(), found.end(), *meant)


def no_day(text: str, on: date) -> str | None:
    """Give the words of a day that no calendar has: 31 February."""
    for pattern, read in PATTERNS[:3]:
        for found in pattern.finditer(text):
            if read(found, on) is None:
                return found.group()
    return None


BETWEEN = re.compile(r"\b(?:between|from)(?: the)? $")
SINCE = re.compile(r"\b(?:since|starting)(?: (?:in|on|the|the end of))? $")
AFTER = re.compile(r"\bafter(?: the)? $")
UNTIL = re.compile(r"\b(?:to|and|until|till?|through|–|-)(?: the)? $")
BEFORE = re.compile(r"\bbefore(?: the)? $")
KNOWN = re.compile(r"\bkn[eo]wn?(?: (?:on|by|as of|at|in|at the end of))? $")
KNOWING = re.compile(r"\b(?:what|how much) (?:did|do|was|were|could)(?: \w+)? kn[eo]wn?\b")


def lead(text: str, span: Span) -> str:
    """Give what stands before a date, its words spelt rightly."""
    return " ".join(common_form(word) or word for word in text[: span.start].split(" "))


def role_of(text: str, span: Span, earlier: list[Role]) -> Role:
    """Tell what a date is for, by the words before it and the dates before those."""
    before = lead(text, span)
    if KNOWN.search(before):
        return "known_on"
    if earlier and earlier[-1] == "start" and UNTIL.search(before):
        return "end"
    if any(words.search(before) for words in (BETWEEN, SINCE, AFTER)):
        return "start"
    return "as_of"


def taken_day(text: str, span: Span, role: Role, on: date) -> tuple[date, str]:
    """Choose the day that is meant, and say why where the words leave it open."""
    before = lead(text, span)
    if role == "start":
        return first_day(before, span)
    if role == "as_of" and BEFORE.search(before):
        return span.first - ONE_DAY, "the day before it"
    if span.first == span.last:
        return span.last, span.how
    if role == "as_of" and span.first <= on < span.last:
        return on, "it is not over: today counts"
    return span.last, "its last day counts"


def first_day(before: str, span: Span) -> tuple[date, str]:
    """Choose the day from which something is asked for."""
    if AFTER.search(before):
        return span.last, "from its last day on" if span.first != span.last else span.how
    if SINCE.search(before):
        return span.first - ONE_DAY, "compared with the day before it"
    return span.first, "from its first day on" if span.first != span.last else span.how


def dated(text: str, on: date) -> list[tuple[Span, Dated]]:
    """Read all dates of a text in small letters, in order: where, and what each is for."""
    spans = sorted(dates_in(text, on))
    roles: list[Role] = []
    found = []
    for span, after in zip_longest(spans, spans[1:]):
        role = role_of(text, span, roles)
        roles.append(role)
        meant = same_year(text, span, after) if role == "start" and after else span
        day, how = taken_day(text, meant, role, on)
        told = Dated(
            words=text[span.start : span.end].strip(" ,"),
            role=role,
            first=meant.first,
            last=meant.last,
            taken=day,
            how=how,
        )
        found.append((span, told))
    return found


def same_year(text: str, span: Span, after: Span) -> Span:
    """Give a date without a year that of the date up to which it runs."""
    if span.how != YEARLESS or not UNTIL.search(lead(text, after)):
        return span
    late = (span.first.month, span.first.day) > (after.last.month, after.last.day)
    year = after.last.year - late
    return span._replace(
        first=span.first.replace(year=year), last=span.last.replace(year=year), how=""
    )
