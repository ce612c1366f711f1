"""Dates known to the year, the month or the day, and the days that they may mean."""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from kg.errors import BadDate

PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=65_536)
def earliest(edtf: str) -> date:
    """Give the first day that a date may mean: 2024-07 gives 2024-07-01."""
    year, month, day = parts(edtf)
    return date(year, month or 1, day or 1)


@lru_cache(maxsize=65_536)
def latest(edtf: str) -> date:
    """Give the last day that a date may mean: 2024-07 gives 2024-07-31."""
    year, month, day = parts(edtf)
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
