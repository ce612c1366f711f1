"""What is asked: one subject, one region, one day."""

from datetime import date

from pydantic import field_validator

from kg.model.value import Value

STALE_AFTER_DAYS = 730


class Question(Value):
    """Whether somebody can have a subject in a region on a day.

    `audience` is for whom it is asked, None for no one in particular. An answer that was last
    confirmed more than `stale_after_days` before the day is marked stale.
    """

    subject: str
    region: str
    as_of: date
    audience: str | None = None
    stale_after_days: int = STALE_AFTER_DAYS

    @field_validator("audience")
    @classmethod
    def everyone_is_no_one_in_particular(cls, audience: str | None) -> str | None:
        """Take a question for everyone as one for no one in particular."""
        return None if audience == "everyone" else audience
