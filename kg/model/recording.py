"""What is recorded of a document, and what a store tells of it."""

from datetime import datetime

from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.statement import Statement
from kg.model.value import Value


class SetAside(Value):
    """A claim that was not stored as a statement: its words, where, and why.

    `id` names it in reviews. `statement` is what it becomes when a person accepts it, and
    `entities` are the provisional ones that this would bring.
    """

    claim: str
    reason: str
    start: int
    end: int
    id: str = ""
    statement: Statement | None = None
    entities: tuple[Entity, ...] = ()


class Recording(Value):
    """One document version with all that was taken from it, recorded as a whole or not at all.

    `entities` are those that the statements mention; `made_by` names the extractor, the model
    and the catalogue that produced them, so that a run with the same ones can be skipped.
    """

    document: Document
    statements: tuple[Statement, ...] = ()
    entities: tuple[Entity, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    made_by: str = ""


class Recorded(Value):
    """How many statements a recording added, left as they were, and retracted."""

    new: int = 0
    unchanged: int = 0
    retracted: int = 0


class StoredDocument(Value):
    """A document version in the store, with when it came, when it went, and what it carries.

    `document` has neither text nor blocks, so the version's key is `key`, not `document.key`.
    """

    document: Document
    key: str = ""
    recorded_at: datetime
    removed_at: datetime | None = None
    made_by: str = ""
    statements: int = 0
    set_aside: int = 0
