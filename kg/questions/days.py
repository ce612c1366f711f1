"""Days as users give them, and the moment at which a day of knowledge ends."""

from datetime import UTC, date, datetime, time, timedelta

from kg.errors import BadDate

Day = date | str


def day(given: Day) -> date:
    """Read a day; BadDate where it is none."""
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise BadDate(f"'{given}' is not a day; write YYYY-MM-DD, as in 2024-07-15") from error


def end_of(known_on: date | None) -> datetime | None:
    """Give the moment at which a day of knowledge ends, in UTC."""
    if known_on is None:
        return None
    return datetime.combine(known_on + timedelta(days=1), time(), tzinfo=UTC)
