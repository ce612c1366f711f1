"""What a person decided on claims that were set aside."""

import hashlib
import json
from datetime import datetime
from enum import StrEnum

from kg.model.document import Document
from kg.model.statement import Statement
from kg.model.value import Value


class Outcome(StrEnum):
    """What became of a claim: it counts, it does not, or nobody has decided."""

    ACCEPTED = "accepted"
    OPEN = "open"
    REJECTED = "rejected"


class Review(Value):
    """One decision of a person on a claim of a document: what, who, why and when.

    Decisions are only ever added. The latest on a claim counts; of two at one moment, that which
    comes later in the alphabet, so that the order of their arrival decides nothing.
    """

    claim: str
    document: str
    outcome: Outcome
    by: str
    because: str
    at: datetime


class Doubt(Value):
    """A claim that was set aside, with its sentence, and the decision that counts, if any."""

    id: str
    document: str
    claim: str
    reason: str
    confidence: float | None = None
    quote: str
    start: int
    end: int
    outcome: Outcome = Outcome.OPEN
    by: str | None = None
    because: str | None = None
    at: datetime | None = None


def claim_id(statement: Statement, document: Document) -> str:
    """Name what a document says by what it says and the sentence that says so.

    Other than a statement's, this id stays the same when the document gets a new version that
    still has the sentence, wherever it stands now.
    """
    s = statement
    figure = s.figure.model_dump() if s.figure else None
    told = (
        document.id, document.quote(s.start, s.end), s.subject, s.predicate, s.object, s.polarity,
        s.modality, s.valid_from, s.valid_to, s.channel, s.via, s.audience, s.condition, s.listed,
        figure, s.attributed_to,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
