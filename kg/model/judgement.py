"""What a person or the program decided of two entities: that they are one, or are not."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from kg.model.entity import Entity
from kg.model.value import Value


class Verdict(StrEnum):
    """What was decided; `open` takes an earlier decision back."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"


class Decider(StrEnum):
    """Who decided: a person, or the program by its own comparisons."""

    PERSON = "person"
    PROGRAM = "program"


class Judgement(Value):
    """One decision on two entities, `left` and `right` by id in order, with its reason.

    `by` names the person, or the program with its version; `score` is how alike the program
    found them. What is written in the log is never changed: a later entry on the same two counts
    instead.
    """

    left: str
    right: str
    verdict: Verdict
    because: str = Field(min_length=1)
    by: str = ""
    decider: Decider = Decider.PERSON
    score: float | None = None
    at: datetime

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.left >= self.right:
            raise ValueError(f"'{self.left}' and '{self.right}' must be two ids in order")
        return self

    @property
    def pair(self) -> tuple[str, str]:
        """Give the two ids."""
        return self.left, self.right

    @cached_property
    def id(self) -> str:
        """Name the judgement by a hash of all that it says."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:24]


def standing(
    judgements: Iterable[Judgement], known_on: datetime | None = None
) -> dict[tuple[str, str], Judgement]:
    """Give what counts of a log: the last entry on each two, unless it takes all back."""
    known = [j for j in judgements if known_on is None or j.at <= known_on]
    last = {j.pair: j for j in sorted(known, key=lambda j: (j.at, j.id))}
    return {pair: j for pair, j in sorted(last.items()) if j.verdict is not Verdict.OPEN}


class Reason(Value):
    """What one comparison found: its name, how much it counts for or against, and why."""

    comparison: str
    counts: float
    why: str


class Proposal(Value):
    """Two entities that may be one, with the reasons for and against it, the strongest first."""

    left: Entity
    right: Entity
    score: float
    reasons: tuple[Reason, ...]
