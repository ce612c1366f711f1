"""Claims, in a document's words, and statements, between identified entities."""

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

from kg.model.period import Edtf, When
from kg.model.value import Value


class Polarity(StrEnum):
    """Whether something is said to be so or not to be so."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How firmly something is said: it is so, it is decided, it is suggested, it is hearsay."""

    ACTUAL = "actual"
    ANNOUNCED = "announced"
    PROPOSED = "proposed"
    RUMOURED = "rumoured"


class Channel(StrEnum):
    """The way by which a service reaches a region."""

    DIRECT = "direct"
    PARTNER = "partner"
    JOINT_VENTURE = "joint_venture"
    OFFSHORE = "offshore"
    UNOFFICIAL = "unofficial"


Listed = Literal["complete", "open"]
"""Whether the list that a statement was read from says that it is complete."""


class Figure(Value):
    """A number that a source gives, with its unit and what it is compared with.

    `relation` is how the true value stands to `value` ("over six times": over); `unit` is the
    text's own ("times as many", "%", "USD"); `compared_with` is an entity's id or, in a claim,
    its name.
    """

    value: str
    relation: Literal["exactly", "about", "over", "under"] = "exactly"
    unit: str | None = None
    compared_with: str | None = None


class Qualified(Value):
    """What claims and statements have in common: the predicate and its qualifiers."""

    predicate: str
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    valid_from: When | None = None
    valid_to: When | None = None
    channel: Channel | None = None
    audience: str | None = None
    condition: str | None = None
    listed: Listed | None = None
    figure: Figure | None = None
    confidence: float = Field(default=1.0, ge=0.0, le=1.0)
    extractor: str = ""


class Mention(Value):
    """A name in a document: what a reference book would call it, its class and its place.

    `id` is the catalogue's where it knows the name. `described` marks a thing without a name
    ("the proposed rule on cloud providers"): it is the same thing only within its document.
    """

    name: str
    type: str
    id: str | None = None
    start: int = 0
    end: int = 0
    described: bool = False


class Claim(Qualified):
    """What a document says, in names as it uses them; `start` to `end` is the evidence."""

    doc: str
    subject: Mention
    object: Mention
    via: Mention | None = None
    attributed_to: Mention | None = None
    start: int
    end: int


class Statement(Qualified):
    """A claim whose two ends are identified, with its source; what stores keep.

    `subject`, `object`, `via`, `attributed_to` and `publisher` are ids of entities; `document` is
    the key of a document version and `start` to `end` the evidence in its text. `asserted_on` is
    the date of publication, `recorded_at` and `retracted_at` say when the store learnt it and
    when it stopped believing that the document says so.
    """

    subject: str
    object: str
    via: str | None = None
    attributed_to: str | None = None
    publisher: str | None = None
    document: str
    start: int
    end: int
    asserted_on: Edtf | None = None
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None

    @cached_property
    def id(self) -> str:
        """Name the statement by a hash of what it says and where it was read."""
        figure = self.figure.model_dump() if self.figure else None
        told = (
            self.subject, self.predicate, self.object, self.polarity, self.modality,
            self.valid_from, self.valid_to, self.channel, self.via, self.audience, self.condition,
            self.listed, figure, self.attributed_to, self.document, self.start, self.end,
            self.asserted_on,
        )  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]

    @property
    def speaker(self) -> str | None:
        """Give who says so: the source that the text names, else its publisher."""
        return self.attributed_to or self.publisher
