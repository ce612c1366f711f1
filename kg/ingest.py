"""The write path: read, extract, link, check, record; a batch of documents at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Protocol, TypeVar

from kg.catalogue import Catalogue
from kg.errors import UnreadableDocument
from kg.model.document import Document
from kg.model.recording import Recorded, Recording
from kg.model.statement import Claim
from kg.resolve.link import Linker
from kg.store.base import BATCH, Store

SET_ASIDE_BELOW = "; set aside below "
"""Stands in `made_by` before the least confidence that was asked for."""

Thing = TypeVar("Thing")
Extracted = tuple[Document, tuple[Claim, ...]]


class Extracts(Protocol):
    """What ingest needs of an extractor."""

    name: str

    def extract(self, documents: Iterable[Document]) -> Iterator[Extracted]:
        """Yield each document with its claims."""
        ...


@dataclass
class Report:
    """What became of everything that was given to load.

    `failures` are sources that could not be used, with the reason; `set_aside` counts, by reason,
    the claims that the ontology refused or that were less sure than asked.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    statements: Recorded = field(default_factory=Recorded)
    set_aside: dict[str, int] = field(default_factory=dict)
    failures: list[UnreadableDocument] = field(default_factory=list)

    def add(self, recorded: Recorded) -> None:
        """Count what one batch wrote."""
        self.statements = Recorded(
            new=self.statements.new + recorded.new,
            unchanged=self.statements.unchanged + recorded.unchanged,
            retracted=self.statements.retracted + recorded.retracted,
        )


class Ingest:
    """Loads documents into a store; the same documents twice change nothing.

    Claims of less confidence than `least` are set aside.
    """

    def __init__(
        self, store: Store, catalogue: Catalogue, extractor: Extracts, *, least: float = 0.0
    ) -> None:
        self.store = store
        self.extractor = extractor
        self.linker = Linker(catalogue)
        self.least = least
        self.made_by = made_by(extractor, catalogue)
        if least:
            self.made_by += f"{SET_ASIDE_BELOW}{least:g}"

    def load(
        self,
        sources: Iterable[Document | UnreadableDocument],
        *,
        at: datetime,
        progress: Callable[[Report], None] = lambda _: None,
    ) -> Report:
        """Write all that can be used of some documents, and report on the rest.

        A document is acknowledged (`progress` is called) once its batch is in the store.
        """
        report = Report()
        fresh = self.fresh(self.readable(sources, report), report)
        for found in batches(self.extractor.extract(fresh)):
            self.record(found, report, at)
            progress(report)
        return report

    def readable(
        self, sources: Iterable[Document | UnreadableDocument], report: Report
    ) -> Iterator[Document]:
        """Pass on the documents, each once, and note what failed."""
        seen: set[str] = set()
        for source in sources:
            if isinstance(source, UnreadableDocument):
                report.failures.append(source)
                continue
            report.read += 1
            if source.id in seen:
                report.unchanged += 1
            else:
                seen.add(source.id)
                yield source

    def fresh(self, documents: Iterable[Document], report: Report) -> Iterator[Document]:
        """Pass on the documents that are new, or made otherwise than they would be now."""
        for batch in batches(documents):
            known = self.store.made_by([document.id for document in batch])
            for document in batch:
                if known.get(document.id) == (document.key, self.made_by):
                    report.unchanged += 1
                    continue
                report.changed += document.id in known
                report.new += document.id not in known
                yield document

    def record(self, found: list[Extracted], report: Report, at: datetime) -> None:
        """Write what a batch of documents says."""
        recordings = [self.recording(*pair) for pair in found]
        for recording in recordings:
            for claim in recording.set_aside:
                report.set_aside[claim.reason] = report.set_aside.get(claim.reason, 0) + 1
        report.add(self.store.record(recordings, at=at))

    def recording(self, document: Document, claims: tuple[Claim, ...]) -> Recording:
        """Link and check what one document says."""
        linked = self.linker.link(document, claims, least=self.least)
        return Recording(
            document=document,
            statements=linked.statements,
            entities=linked.entities,
            set_aside=linked.set_aside,
            made_by=self.made_by,
        )


def made_by(extractor: Extracts, catalogue: Catalogue) -> str:
    """Name what makes statements: the extractor with its model, and the catalogue."""
    return f"{extractor.name}; catalogue {catalogue.version}"


def batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Cut a stream into lists of BATCH."""
    stream = iter(things)
    while batch := list(islice(stream, BATCH)):
        yield batch
