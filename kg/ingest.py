"""The write path: read, extract, link, check, record; a batch of documents at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from kg import series
from kg.catalogue import Catalogue
from kg.errors import UnreadableDocument
from kg.model.claimed import Claimed, Versions
from kg.model.document import Document
from kg.model.recording import Recorded, Recording, SetAside
from kg.model.statement import Claim
from kg.resolve.link import Linker
from kg.store.base import BATCH, Store

SET_ASIDE_BELOW = "; set aside below "
"""Stands in `made_by` before the least confidence that was asked for."""
CLAIMS_OF_ONE = 25
"""Claims of a table that weigh as much as one document."""

Source = Document | Claimed | Versions | UnreadableDocument


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

    `failures` are sources that could not be used, with the reason; `set_aside` counts, by reason,
    the claims that the ontology refused or that were less sure than asked; `mappings` counts the
    documents that tables became, by what they were read with.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    statements: Recorded = field(default_factory=Recorded)
    set_aside: dict[str, int] = field(default_factory=dict)
    failures: list[UnreadableDocument] = field(default_factory=list)
    mappings: dict[str, int] = field(default_factory=dict)

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
        self.least = least
        self.asked = f"{SET_ASIDE_BELOW}{least:g}" if least else ""
        self.extractor = extractor
        self.linker = Linker(catalogue)
        self.catalogue_version = catalogue.version
        self.made_by = made_by(extractor, catalogue) + self.asked

    def load(
        self,
        sources: Iterable[Source],
        *,
        at: datetime,
        progress: Callable[[Report], None] = lambda _: None,
    ) -> Report:
        """Write all that can be used of some documents, and report on the rest.

        A document is acknowledged (`progress` is called) once its batch is in the store.
        """
        report = Report()
        texts = self.texts(self.readable(sources, report), report, at, progress)
        for found in batches(self.extractor.extract(texts)):
            self.write([self.recording(*pair) for pair in found], report, at)
            progress(report)
        progress(report)
        return report

    def readable(
        self, sources: Iterable[Source], report: Report
    ) -> Iterator[Document | Claimed | Versions]:
        """Pass on the documents, each once, and note what failed."""
        seen: set[str] = set()
        for source in sources:
            if isinstance(source, UnreadableDocument):
                report.failures.append(source)
                continue
            report.read += len(source.documents) if isinstance(source, Versions) else 1
            if source.id in seen:
                report.unchanged += 1
            else:
                seen.add(source.id)
                yield source

    def texts(
        self,
        sources: Iterable[Document | Claimed | Versions],
        report: Report,
        at: datetime,
        progress: Callable[[Report], None],
    ) -> Iterator[Document]:
        """Pass on the texts that are new or made otherwise, and write what comes beside them.

        Several processes may extract while one batch is written, so the texts of all batches are
        one stream.
        """
        for batch in batches(sources):
            texts = [source for source in batch if isinstance(source, Document)]
            yield from self.fresh(texts, {d.id: self.made_by for d in texts}, report)
            self.record_tables([s for s in batch if isinstance(s, Claimed)], report, at)
            for source in batch:
                if isinstance(source, Versions):
                    self.record_versions(source, report, at)
            if any(not isinstance(source, Document) for source in batch):
                progress(report)

    def record_tables(self, tables: list[Claimed], report: Report, at: datetime) -> None:
        """Write documents that came with their claims."""
        for table in tables:
            report.mappings[table.made_by] = report.mappings.get(table.made_by, 0) + 1
        made = {t.id: self.made_of(t) for t in tables}
        fresh = {d.id for d in self.fresh([t.document for t in tables], made, report)}
        found = [
            self.recording(t.document, t.claims, made[t.id], t.set_aside)
            for t in tables
            if t.id in fresh
        ]
        in_series = {t.id for t in tables if t.series}
        alone = [r for r in found if r.document.id not in in_series]
        joined = [r for r in found if r.document.id in in_series]
        self.write([*alone, *series.together(self.store, joined)], report, at)

    def record_versions(self, versions: Versions, report: Report, at: datetime) -> None:
        """Write all versions of a text, if any is new or made otherwise."""
        made_by = f"{self.made_by}; {series.VERSIONS} {series.digest([versions.key])}"
        made_by_id = dict.fromkeys((d.id for d in versions.documents), made_by)
        if not self.fresh(versions.documents, made_by_id, report):
            return
        read = series.carried(list(self.extractor.extract(versions.documents)))
        made = {d.id: self.recording(d, claims, made_by) for d, claims in read}
        self.write([r for _, r in series.dated(made)], report, at)

    def fresh(
        self, documents: Sequence[Document], made: Mapping[str, str], report: Report
    ) -> list[Document]:
        """Give the documents that are new or made otherwise, and count them."""
        known = self.store.made_by([document.id for document in documents])
        fresh = [d for d in documents if known.get(d.id) != (d.key, made[d.id])]
        report.unchanged += len(documents) - len(fresh)
        report.changed += sum(document.id in known for document in fresh)
        report.new += sum(document.id not in known for document in fresh)
        return fresh

    def write(self, recordings: list[Recording], report: Report, at: datetime) -> None:
        """Write recordings, and count what was set aside."""
        for recording in recordings:
            for claim in recording.set_aside:
                report.set_aside[claim.reason] = report.set_aside.get(claim.reason, 0) + 1
        if recordings:
            report.add(self.store.record(recordings, at=at))

    def made_of(self, table: Claimed) -> str:
        """Name what made the claims of a table: its mapping, the catalogue and what they say."""
        said = series.digest(claim.model_dump_json() for claim in table.claims)
        return f"{table.made_by}; catalogue {self.catalogue_version}; {said}{self.asked}"

    def recording(
        self,
        document: Document,
        claims: tuple[Claim, ...],
        made_by: str | None = None,
        set_aside: tuple[SetAside, ...] = (),
    ) -> Recording:
        """Link and check what one document says."""
        linked = self.linker.link(document, claims, least=self.least)
        return Recording(
            document=document,
            statements=linked.statements,
            entities=linked.entities,
            set_aside=(*linked.set_aside, *set_aside),
            made_by=made_by or self.made_by,
        )


def made_by(extractor: Extracts, catalogue: Catalogue) -> str:
    """Name what makes statements: the extractor with its model, and the catalogue."""
    return f"{extractor.name}; catalogue {catalogue.version}"


T = TypeVar("T")


def batches(sources: Iterable[T]) -> Iterator[list[T]]:
    """Cut a stream into lists of about BATCH documents."""
    held: list[T] = []
    size = 0
    for source in sources:
        held.append(source)
        size += weight(source)
        if size >= BATCH:
            yield held
            held, size = [], 0
    if held:
        yield held


def weight(source: object) -> int:
    """Tell as how many documents a source counts: by its versions, or by its rows."""
    if isinstance(source, Versions):
        return len(source.documents)
    return 1 + len(source.claims) // CLAIMS_OF_ONE if isinstance(source, Claimed) else 1
