"""The write path: read, extract, link, check, record; a batch of documents at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Protocol

from kg.catalogue import Catalogue
from kg.errors import UnreadableDocument
from kg.model.document import Document
from kg.model.recording import Recorded, Recording
from kg.model.statement import Claim
from kg.resolve.link import Linker
from kg.store.base import BATCH, Store


class Extracts(Protocol):
    """What ingest needs of an extractor."""

    name: str

    def extract(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """Yield each document with its claims."""
        ...


@dataclass
class Report:
    """What became of everything that was given to load.

    `failures` are sources that could not be used, with the reason; `set_aside` are claims that
    the ontology refused, by reason.
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
    """Loads documents into a store; the same documents twice change nothing."""

    def __init__(self, store: Store, catalogue: Catalogue, extractor: Extracts) -> None:
        self.store = store
        self.extractor = extractor
        self.linker = Linker(catalogue)
        self.made_by = f"{extractor.name}; catalogue {catalogue.version}"

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
        for batch in batches(self.readable(sources, report)):
            self.record(batch, report, at)
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

    def record(self, batch: list[Document], report: Report, at: datetime) -> None:
        """Extract and write the documents of a batch that are new or made otherwise."""
        known = self.store.made_by([document.id for document in batch])
        fresh = [d for d in batch if known.get(d.id) != (d.key, self.made_by)]
        report.unchanged += len(batch) - len(fresh)
        report.changed += sum(document.id in known for document in fresh)
        report.new += sum(document.id not in known for document in fresh)
        recordings = [self.recording(*pair) for pair in self.extractor.extract(fresh)]
        for recording in recordings:
            for claim in recording.set_aside:
                report.set_aside[claim.reason] = report.set_aside.get(claim.reason, 0) + 1
        if recordings:
            report.add(self.store.record(recordings, at=at))

    def recording(self, document: Document, claims: tuple[Claim, ...]) -> Recording:
        """Link and check what one document says."""
        linked = self.linker.link(document, claims)
        return Recording(
            document=document,
            statements=linked.statements,
            entities=linked.entities,
            set_aside=linked.set_aside,
            made_by=self.made_by,
        )


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Cut a stream into lists of BATCH."""
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        yield batch
