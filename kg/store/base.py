"""What every store promises; the engines are chosen by URL in `kg/store/open.py`."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.judgement import Judgement
from kg.model.recording import Recorded, Recording, SetAside, StoredDocument
from kg.model.review import Review
from kg.model.statement import Listed, Statement
from kg.model.value import Value

BATCH = 400
"""Documents to record at once: some 10,000 statements, beyond which neither engine gets faster,
within the memory that the shipped server settings give one transaction."""


class Store(Protocol):
    """Where statements live; recording one thing twice changes nothing.

    Times are given by the caller (`at`), never read from a clock; one without a zone is UTC.
    `known_on` asks for what the store believed at that moment: recorded by then and not yet
    retracted; without it, what it believes now. A document's history never runs backwards: an
    `at` before its last change counts as the moment of that change, and what lived for no time
    at all leaves no trace. Every iteration comes in a stated order, whatever the engine.
    """

    url: str

    def record(self, batch: Sequence[Recording], *, at: datetime) -> Recorded:
        """Write documents with their statements in one transaction.

        Afterwards the live statements of each document id are just those given: those that a
        former version or extraction found and this one does not are retracted at `at`, and a
        former version of the document is removed at `at`; what stays the same is not touched.
        Statements are the same if their ids and publishers are. An entity that is not
        provisional is written only where the store has none of that id (`add_world` replaces);
        of provisional ones with one id, which documents may bring, the store gives one, the
        same whatever the order. What a person has accepted of a document is among its
        statements and what was rejected is not (`review`). Raises RefusedStatement for a class
        or predicate that the ontology does not have, and for evidence that is not in the
        document.
        """
        ...

    def remove(self, document_id: str, *, at: datetime, purge: bool = False) -> int:
        """Retract what a document says, and count it; `purge` erases it with its history.

        A purge counts all statements that it erases, those retracted earlier too; it erases the
        reviews of the document as well.
        """
        ...

    def add_world(self, entities: Iterable[Entity], memberships: Iterable[Membership]) -> None:
        """Write the catalogue's entities and the tree of regions, replacing older copies."""
        ...

    def statements(  # noqa: PLR0913 - each is a condition that may be left out
        self,
        *,
        ids: Collection[str] | None = None,
        subjects: Collection[str] | None = None,
        predicates: Collection[str] | None = None,
        objects: Collection[str] | None = None,
        listed: Listed | None = None,
        document_id: str | None = None,
        known_on: datetime | None = None,
    ) -> Iterator[Statement]:
        """Yield the statements that meet every given condition, ordered by id."""
        ...

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Yield entities, ordered by id: those asked for, or all.

        All are the catalogue's and those that live documents brought; asked for by id, also
        those that only former documents brought.
        """
        ...

    def memberships(self) -> Iterator[Membership]:
        """Yield which region is part of which, ordered by member, whole and start."""
        ...

    def documents(self, *, known_on: datetime | None = None) -> Iterator[StoredDocument]:
        """Yield the live documents without their texts, ordered by id."""
        ...

    def made_by(self, document_ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """Give each live document's key and what made its statements, by document id."""
        ...

    def texts(self, keys: Collection[str]) -> Mapping[str, Document]:
        """Give whole document versions by key, removed ones too (not purged ones)."""
        ...

    def set_aside(self, document_id: str | None = None) -> Iterator[tuple[str, SetAside]]:
        """Yield what was set aside of live documents as (document id, claim), in order.

        What was accepted in review since is among them.
        """
        ...

    def review(self, review: Review) -> None:
        """Keep a person's decision on a claim, and let the document's statements follow it.

        Decisions outlive the document, so that it may be loaded later or again; only a purge
        erases them. The same decision twice changes nothing.
        """
        ...

    def reviews(self, document_id: str | None = None) -> Iterator[Review]:
        """Yield all decisions, the overruled too, ordered by document, claim and moment."""
        ...

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Add decisions on identity to the log, and count those that were not there yet.

        The log only grows, and no statement changes: what is one is worked out when it is read.
        """
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Yield the whole log of decisions on identity, by time and id."""
        ...

    def cypher(self, query: str, parameters: Mapping[str, object], *, limits: "Limits") -> "Table":
        """Answer one read-only Cypher query, within limits.

        Raises RefusedQuery where it is not read-only or does not end in time.
        """
        ...

    def size(self) -> tuple[int, int]:
        """Count the live documents and the live statements."""
        ...

    def check(self) -> list[tuple[str, str]]:
        """Tell what a person wants to know of the store's health, as (name, value)."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class Limits(Value):
    """How far a free query may go: seconds, rows and the bytes of its answer."""

    seconds: float = 10.0
    rows: int = 10_000
    bytes: int = 16_000_000


class Table(Value):
    """Rows of a Cypher answer; `cut` says that a limit ended it early."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    cut: bool = False
