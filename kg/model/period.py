"""Dates known to the year, the month, the day or between two days, and what they may mean."""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from kg.errors import BadDate

PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
BETWEEN = re.compile(r"\[([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})\]")


@lru_cache(maxsize=65_536)
def earliest(edtf: str) -> date:
    """Give the first day that a date may mean: 2024-07 gives 2024-07-01."""
    between = BETWEEN.fullmatch(edtf)
    year, month, day = parts(between.group(1) if between else edtf)
    return date(year, month or 1, day or 1)


@lru_cache(maxsize=65_536)
def latest(edtf: str) -> date:
    """Give the last day that a date may mean: 2024-07 gives 2024-07-31."""
    between = BETWEEN.fullmatch(edtf)
    year, month, day = parts(between.group(2) if between else edtf)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def parts(edtf: str) -> tuple[int, int | None, int | None]:
    """Take a date apart into year, month and day; what it leaves open is None."""
    found = PATTERN.fullmatch(edtf)
    if not found:
        raise BadDate(f"'{edtf}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise BadDate(f"'{edtf}' is not a day of the calendar: {error}") from error
    return year or 0, month, day


def checked(edtf: str) -> str:
    """Refuse what is no date with the error that pydantic understands."""
    try:
        parts(edtf)
    except BadDate as error:
        raise ValueError(str(error)) from error
    return edtf


Edtf = Annotated[str, AfterValidator(checked)]
"""A date as YYYY, YYYY-MM or YYYY-MM-DD (the level-0 dates of EDTF, ISO 8601-2)."""


def one_of(first: date, last: date) -> str:
    """Write a day that is known only to lie between two, both counted; a known one plainly."""
    return first.isoformat() if first == last else f"[{first.isoformat()}..{last.isoformat()}]"


def spoken(edtf: str) -> str:
    """Write a date for a reader: `[2024-07-09..2024-08-01]` as between two days."""
    between = BETWEEN.fullmatch(edtf)
    return f"between {between[1]} and {between[2]}" if between else edtf


def checked_when(edtf: str) -> str:
    """Refuse what is neither a date nor one day between two, the earlier first."""
    between = BETWEEN.fullmatch(edtf)
    if not between:
        return checked(edtf)
    first, last = map(checked, between.groups())
    if first >= last:
        raise ValueError(f"'{edtf}' ends before it begins; write the earlier day first")
    return edtf


When = Annotated[str, AfterValidator(checked_when)]
"""A date, or `[2024-07-09..2024-08-01]`: one day between two (a set of EDTF level 2)."""
