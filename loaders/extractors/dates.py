"""Dates in a sentence, as far as the text and its day of publication give them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model.period import earliest

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio",
            "february feb februar février febrero febbraio",
            "march mar märz mars marzo",
            "april apr avril abril aprile",
            "may mai mayo maggio",
            "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio",
            "august aug août agosto",
            "september sept sep septembre septiembre settembre",
            "october oct oktober octobre octubre ottobre",
            "november nov novembre noviembre",
            "december dec dezember décembre diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
           "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}  # fmt: skip
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
YEAR = r"(?P<year>(?:19|20)\d\d)"
COUNT = "(?P<count>" + "|".join(NUMBERS) + r"|\d{1,2})"
UNIT = r"(?P<unit>day|week|month|year)s?"
WEEKDAY = "|".join(WEEKDAYS)
MONTH_NAMED = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
LEAD = (
    r"(?P<lead>(?:(?:starting|beginning|effective|commencing)(?: (?:on|in|from|as of))?"
    r"|as of|as from|from|since|until|till|through|by|before|after|on|in|of|dated|during"
    rf"|(?:since|on|from|until) (?:late |early )?(?:on )?(?:(?:{WEEKDAY}),? )"
    r"|(?:at|by) the end of|late|early|mid|this|last|next|past|coming|ab|seit|depuis|desde|dal)"
    r"(?: (?:late|early|mid|the|last|next|this|on|in|end of|beginning of)(?= ))*[ -])?"
)
BARE_LEAD = (
    r"\b(?P<lead>in |since |from |until |of |by |during |this |last |next |late |early |mid-"
    r"|(?:in |since )?(?:late|early|mid) )"
)
QUARTER = r"(?P<quarter>(?:first|second|third|fourth|Q[1-4]) ?(?:quarter|half)?)"
AT_ONCE = "with immediate effect|effective immediately|effective at once|immediately"
PERIOD = (
    r"(?P<lead>(?:until|till|since|from|by|before|after) )?"
    r"\b(?P<rel>this|last|next|earlier this|later this|past|coming) (?P<unit>week|month|year)\b"
)
END_OF = (
    r"(?P<lead>(?:until|till|by|from|at|before|after) )?\bthe (?P<close>end) of (?:the|this)"
    r" (?P<unit>month|year)\b"
)
MONTHLY = r"\b(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
FORMS = (
    (r"\d{4}-\d", LEAD + r"(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b"),
    (
        "年",
        r"(?P<lead>)(?P<year>20\d\d) ?年 ?(?:(?P<m>\d{1,2}) ?月 ?(?:(?P<day>\d{1,2}) ?日)?)?",
    ),
    (
        MONTHLY,
        LEAD + rf"\b{DAY}(?:st|nd|rd|th|\.|er|º)? (?:of |de )?{MONTH},?(?: (?:de |of )?{YEAR})?\b",
    ),
    (MONTHLY, LEAD + rf"\b{MONTH} {DAY}(?:st|nd|rd|th)?\b(?:,? {YEAR}\b)?(?! ?%)"),
    (MONTHLY, LEAD + rf"\b{MONTH}(?: of| de|,)? {YEAR}\b"),
    (r"\b(?:first|second|third|fourth|Q[1-4])\b", LEAD + rf"{QUARTER}(?: of)? {YEAR}\b"),
    (MONTHLY, BARE_LEAD + rf"(?P<month>{MONTH_NAMED})\b(?! \d)"),
    (r"(?:19|20)\d\d", LEAD + rf"\b{YEAR}\b(?! (?:people|users|companies|\w+s\b))"),
    (
        "today|yesterday|tomorrow|tonight",
        LEAD + r"\b(?P<near>today|yesterday|tomorrow|tonight)\b",
    ),
    ("immediate|effective", rf"(?P<lead>)\b(?P<near>{AT_ONCE})\b"),
    ("end of", END_OF),
    ("week|month|year", PERIOD),
    ("ago|earlier", rf"(?P<lead>)\b{COUNT} {UNIT} (?P<ago>ago|earlier)\b"),
    (r"\bfor\b", rf"(?P<lead>)\b(?P<ago>for) (?:the (?:past|last) )?{COUNT} {UNIT}\b"),
    (
        WEEKDAY,
        LEAD
        + rf"\b(?P<weekday>{WEEKDAY})\b"
        + rf"(?!,? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?\b|(?:{MONTH_NAMED})\b))",
    ),
)
"""From the most telling form to the least; where two overlap the earlier one counts.

Before each stands a quick look: what a text without it cannot hold.
"""
PATTERNS = tuple((look, re.compile(form, re.IGNORECASE)) for look, form in FORMS)
LOOKS = {look: re.compile(look.casefold()) for look, _ in FORMS}
"""Searched for in small letters, which is much faster than without regard to case."""
ENDS = re.compile(r"until|till|through", re.IGNORECASE)
BOUNDS = re.compile(r"^(?:by|before|after)\b", re.IGNORECASE)
BEGINS = re.compile(
    r"start|begin|effective|commenc|as of|as from|from|since|ab|seit|depuis", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class When:
    """A date in a text: its place, and how to read it in the past or in the future."""

    start: int
    end: int
    past: str | None
    future: str | None
    role: str
    """`from`, `to` or `for` where the words say so, `bound` for "by" and "before", else `at`."""
    near: str | None = None
    """The reading that is nearer to the day of publication."""

    def value(self, *, future: bool) -> str | None:
        """Give the date, looking ahead or back where the words leave the year open."""
        return self.future if future else self.past


def dates_in(text: str, start: int, end: int, published: str | None) -> list[When]:
    """Give the dates of a stretch of text from left to right, none inside another."""
    anchor = earliest(published) if published else None
    exact = bool(published and len(published) == 10)
    found: list[When] = []
    low = text[start:end].casefold()
    held = {look for look, pattern in LOOKS.items() if pattern.search(low)}
    for look, pattern in PATTERNS:
        if look not in held:
            continue
        for match in pattern.finditer(text, start, end):
            if any(w.start < match.end() and match.start() < w.end for w in found):
                continue
            made = when(match, anchor if exact or "weekday" not in match.groupdict() else None)
            found += [made] if made else []
    return sorted(found, key=lambda w: w.start)


def when(match: re.Match[str], anchor: date | None) -> When | None:
    """Read one date."""
    parts = match.groupdict()
    if parts.get("month") in {"may", "march"}:
        return None
    past = read(parts, anchor, 0)
    future = read(parts, anchor, 1)
    if past is None and future is None:
        return None
    role_ = "for" if (parts.get("ago") or "") == "for" else role(parts.get("lead") or "")
    return When(match.start(), match.end(), past, future, role_, nearer(past, future, anchor))


def nearer(past: str | None, future: str | None, anchor: date | None) -> str | None:
    """Give the one of two readings that is nearer to a day."""
    readings = [r for r in (past, future) if r]
    if anchor is None or not readings:
        return past
    return min(readings, key=lambda r: abs((earliest(r) - anchor).days))


def role(lead: str) -> str:
    """Say what the words before a date make of it."""
    if ENDS.search(lead):
        return "to"
    if BOUNDS.match(lead):
        return "bound"
    return "from" if BEGINS.search(lead) else "at"


Parts = dict[str, str | None]


def read(parts: Parts, anchor: date | None, ahead: int) -> str | None:
    """Give the date of a match as EDTF; `ahead` is 1 for the future reading."""
    if parts.get("year"):
        return absolute(parts)
    if anchor is None:
        return None
    for key, reader in RELATIVE.items():
        if parts.get(key):
            return reader(parts, anchor, ahead)
    return None


def absolute(parts: Parts) -> str | None:
    """Read a date that gives its year."""
    year = int(parts["year"] or 0)
    month = month_of(parts)
    day = int(parts.get("day") or 0) or None
    return edtf(year, month, day)


def month_of(parts: Parts) -> int | None:
    """Give the number of a month, or None where there is none."""
    if parts.get("m"):
        return int(parts["m"] or 0)
    name = (parts.get("month") or "").lower()
    return MONTHS.get(name)


def edtf(year: int, month: int | None, day: int | None) -> str | None:
    """Write a date; None where the calendar has no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    text = f"{year:04d}"
    text += f"-{month:02d}" if month else ""
    return text + (f"-{day:02d}" if month and day else "")


def month_near(parts: Parts, anchor: date, ahead: int) -> str | None:
    """Read a month or a day of a month without its year."""
    month, lead = month_of(parts) or 1, (parts.get("lead") or "").lower()
    day = int(parts.get("day") or 0) or None
    here = (month, day or (anchor.day if month == anchor.month else 1))
    year = anchor.year
    today = (anchor.month, anchor.day)
    if (ahead or "next" in lead) and here < today:
        year += 1
    if not ahead and here > today and "next" not in lead:
        year -= 1
    return edtf(year, month, day)


def near(parts: Parts, anchor: date, _: int) -> str | None:
    """Read "today", "yesterday", "effective immediately"."""
    shift = {"yesterday": -1, "tomorrow": 1}.get((parts["near"] or "").lower(), 0)
    return (anchor + timedelta(days=shift)).isoformat()


def around(parts: Parts, anchor: date, _: int) -> str | None:
    """Read "last month", "this year", "next week"."""
    word = (parts["rel"] or "").lower()
    shift = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(word, 0)
    return shifted(anchor, shift, parts["unit"] or "")


def shifted(anchor: date, count: int, unit: str) -> str | None:
    """Move a date by days, weeks, months or years, as exactly as the unit allows."""
    if unit == "year":
        return f"{anchor.year + count:04d}"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + count
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    moved = anchor + timedelta(days=count * (7 if unit == "week" else 1))
    return moved.isoformat() if unit == "day" else moved.isoformat()[:7]


def close_of(parts: Parts, anchor: date, _: int) -> str | None:
    """Read "the end of the month" as its last day."""
    if parts["unit"] == "year":
        return f"{anchor.year:04d}-12-31"
    following = (anchor.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - timedelta(days=1)).isoformat()


def ago(parts: Parts, anchor: date, _: int) -> str | None:
    """Read "two weeks ago"."""
    told = (parts["count"] or "").lower()
    count = NUMBERS.get(told) or (int(told) if told.isdigit() else 0)
    return shifted(anchor, -count, (parts["unit"] or "").lower())


def weekday(parts: Parts, anchor: date, ahead: int) -> str | None:
    """Read a day of the week, the last one or the next one."""
    number = WEEKDAYS.index((parts["weekday"] or "").lower())
    days = (number - anchor.weekday()) % 7 if ahead else -((anchor.weekday() - number) % 7)
    return (anchor + timedelta(days=days)).isoformat()


Reader = Callable[[Parts, date, int], str | None]
RELATIVE: dict[str, Reader] = {
    "month": month_near, "near": near, "close": close_of, "rel": around,
    "ago": ago, "weekday": weekday,
}  # fmt: skip
