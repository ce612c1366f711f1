"""The read path and the way in to the write path: questions in names, answers with evidence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.catalogue import Catalogue, catalogue, plain
from kg.errors import BadDate, UnknownName, UnreadableDocument
from kg.explain import Explainer, statements_of
from kg.export.write import write
from kg.ingest import Ingest, Report
from kg.model.answer import ProviderVerdict, Verdict
from kg.model.content import Content
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.evidence import Answer, ProviderAnswer
from kg.model.recording import StoredDocument
from kg.model.statement import Claim, Statement
from kg.model.world import World
from kg.reason.availability import judge_gathered, serving
from kg.reason.question import Question
from kg.reason.relevant import Fetch, Lookup, gather, gather_for_region
from kg.store.base import Limits, Table
from kg.store.open import open_store
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from loaders.extractors.extractor import Extractor

Day = date | str


class Graph:
    """A knowledge graph in a store: load documents into it and ask it questions.

    `url` is `sqlite:///path` or `neo4j://host`; `user` and `password` are for Neo4j. Days are
    dates or `YYYY-MM-DD`. Close it, or use it in a `with` block.
    """

    def __init__(self, url: str, *, user: str | None = None, password: str | None = None) -> None:
        self.catalogue: Catalogue = catalogue()
        self.store = open_store(url, user=user, password=password)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def load(
        self,
        *paths: str | Path,
        published: str | None = None,
        fetch: bool = False,
        at: datetime | None = None,
        progress: Callable[[Report], None] = lambda _: None,
    ) -> Report:
        """Read documents and store what they say; the same documents again change nothing.

        `published` dates documents that do not state their own date; `fetch` allows http(s)
        addresses among the paths; `at` is when the store learns it, now by default.
        """
        sources = read([str(path) for path in paths], published=published, fetch=fetch)
        return self.add(sources, at=at, progress=progress)

    def add(
        self,
        documents: Iterable[Document | UnreadableDocument],
        *,
        at: datetime | None = None,
        progress: Callable[[Report], None] = lambda _: None,
    ) -> Report:
        """Load documents that were read already."""
        self.store.add_world(self.catalogue.entities.values(), self.catalogue.memberships)
        return self._ingest.load(documents, at=at or datetime.now(UTC), progress=progress)

    @property
    def made_by(self) -> str:
        """Name the extractor, model and catalogue that a load would use now."""
        return self._ingest.made_by

    @cached_property
    def _ingest(self) -> Ingest:
        return Ingest(self.store, self.catalogue, self.extractor)

    @property
    def extractor(self) -> "Extractor":
        """Give what turns documents into claims."""
        return shared_extractor()

    def status(
        self,
        subject: str,
        region: str,
        *,
        as_of: Day,
        known_on: Day | None = None,
        audience: str | None = None,
    ) -> Answer:
        """Tell whether a region has a service, model or company on a day, and why."""
        question = Question(
            subject=self._subject(subject).id,
            region=self._region(region).id,
            as_of=day(as_of),
            audience=audience,
        )
        world = self._world([question.subject])
        statements = gather(question, world, self._fetch(known_on))
        return self._explained([judge_gathered(question, statements, world)], known_on, world)[0]

    def serves(
        self,
        region: str,
        *,
        as_of: Day,
        known_on: Day | None = None,
        audience: str | None = None,
    ) -> tuple[ProviderAnswer, ...]:
        """Tell which providers a region has on a day, and by which services.

        Providers whose every service is unavailable there are listed too, with that status;
        those of whom nothing is known are not.
        """
        place, on = self._region(region).id, day(as_of)
        fetch = self._fetch(known_on)
        world = self._base
        statements = gather_for_region(place, on, world, fetch)
        met = {end for s in statements for end in (s.subject, s.object)}
        if not met <= world.entities.keys():
            world = self._world(met)
            statements = gather_for_region(place, on, world, fetch)
        found = serving(place, on, statements, world, audience=audience)
        return tuple(self._provider_answer(verdict, known_on, world) for verdict in found)

    def _provider_answer(
        self, verdict: ProviderVerdict, known_on: Day | None, world: World
    ) -> ProviderAnswer:
        own, *services = self._explained([verdict.verdict, *verdict.services], known_on, world)
        return ProviderAnswer(
            provider=own.subject,
            provider_id=own.subject_id,
            region=own.region,
            region_id=own.region_id,
            as_of=own.as_of,
            status=own.status,
            serves=verdict.serves,
            answer=own,
            services=tuple(services),
        )

    def documents(self, *, known_on: Day | None = None) -> Iterator[StoredDocument]:
        """List the documents in the store, without their texts."""
        return self.store.documents(known_on=moment(known_on))

    def remove(self, document_id: str, *, at: datetime | None = None, purge: bool = False) -> int:
        """Take a document and what it alone said out of the graph; count its statements."""
        if document_id not in self.store.made_by([document_id]):
            raise UnknownName(f"no document '{document_id}' in {self.store.url}; see kg documents")
        return self.store.remove(document_id, at=at or datetime.now(UTC), purge=purge)

    def entities(
        self, name: str = "", *, kind: str = "", provisional: bool = False
    ) -> Iterator[Entity]:
        """List entities whose name holds some words, of a class or its kinds."""
        words = vocabulary()
        if kind and kind not in words.superclasses:
            raise UnknownName(f"no class '{kind}'; there are {', '.join(words.superclasses)}")
        for entity in self.store.entities():
            fits = plain(name) in plain(entity.name) or name == entity.id
            kept = (not kind or words.is_a(entity.type, kind)) and (
                entity.provisional or not provisional
            )
            if fits and kept:
                yield entity

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        seconds: float = 10.0,
        rows: int = 10_000,
    ) -> Table:
        """Answer a read-only Cypher query; RefusedQuery where it is not, or takes too long."""
        return self.store.cypher(
            query, parameters or {}, limits=Limits(seconds=seconds, rows=rows)
        )

    def export(self, path: str | Path) -> int:
        """Write the live graph to a file in the format of its suffix; count its statements."""
        statements = tuple(self.store.statements())
        content = Content(
            entities=tuple(self.store.entities()),
            memberships=tuple(self.store.memberships()),
            statements=statements,
            documents=self.store.texts({s.document for s in statements}),
        )
        write(Path(path), content)
        return len(statements)

    @cached_property
    def _base(self) -> World:
        return World(self.catalogue.entities.values(), self.catalogue.memberships)

    def _world(self, ids: Iterable[str]) -> World:
        """Give the catalogue's world with the provisional entities that a question meets."""
        strange = {i for i in ids if i not in self._base.entities}
        if not strange:
            return self._base
        offers = self.store.statements(predicates={"offers"}, objects=strange)
        providers = {s.object: s.subject for s in offers if s.polarity == "affirmed"}
        met = self.store.entities(strange | set(providers.values()))
        more = [e.model_copy(update={"provider": providers.get(e.id, e.provider)}) for e in met]
        known = [*self._base.entities.values(), *(e for e in more if e.provisional)]
        return World(known, self.catalogue.memberships)

    def _fetch(self, known_on: Day | None) -> Fetch:
        """Give what answers lookups from the store, as known at the end of a day."""
        at = moment(known_on)

        def fetch(lookup: Lookup) -> Iterable[Statement]:
            return self.store.statements(
                subjects=lookup.subjects,
                predicates=lookup.predicates,
                objects=lookup.objects,
                known_on=at,
            )

        return fetch

    def _explained(
        self, verdicts: Sequence[Verdict], known_on: Day | None, world: World
    ) -> tuple[Answer, ...]:
        cited = list(statements_of(verdicts))
        ends = {i for s in cited for i in (s.subject, s.object, s.via, s.attributed_to) if i}
        if not ends <= world.entities.keys():
            world = self._world(ends)
        explainer = Explainer(world, self.store.texts({s.document for s in cited}))
        known = day(known_on) if known_on else None
        return tuple(explainer.answer(verdict, known) for verdict in verdicts)

    def _region(self, name: str) -> Entity:
        return self.catalogue.region(name)

    def _subject(self, name: str) -> Entity:
        """Find a subject by name: the catalogue's first, else one that documents brought."""
        try:
            return self.catalogue.subject(name)
        except UnknownName:
            for entity in self.store.entities():
                if entity.id == name or plain(entity.name) == plain(name):
                    return entity
            raise


def read(
    paths: Sequence[str], *, published: str | None = None, fetch: bool = False
) -> Iterator[Document | UnreadableDocument]:
    """Read documents; what cannot be read comes out as the reason."""
    from loaders.readers.read import read_all

    return read_all(paths, published=published, fetch=fetch)


@cache
def shared_extractor() -> "Extractor":
    """Build the extractor of the shipped catalogue once, with the syntax model that it loads."""
    from loaders.extractors.extractor import Extractor

    return Extractor(catalogue())


def extract(
    paths: Sequence[str], *, published: str | None = None, fetch: bool = False
) -> Iterator[tuple[Document, tuple[Claim, ...]] | UnreadableDocument]:
    """Read documents and yield each with its claims; nothing is stored."""
    failures: list[UnreadableDocument] = []

    def readable() -> Iterator[Document]:
        for source in read(paths, published=published, fetch=fetch):
            if isinstance(source, UnreadableDocument):
                failures.append(source)
            else:
                yield source

    for result in shared_extractor().extract(readable()):
        yield result
        yield from failures
        failures.clear()
    yield from failures


def day(given: Day) -> date:
    """Read a day; BadDate where it is none."""
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise BadDate(f"'{given}' is not a day; write YYYY-MM-DD, as in 2024-07-15") from error


def moment(known_on: Day | None) -> datetime | None:
    """Give the end of a day of knowledge, in UTC."""
    if known_on is None:
        return None
    return datetime.combine(day(known_on) + timedelta(days=1), time(), tzinfo=UTC)
