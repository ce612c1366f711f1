"""The read path and the way in to the write path: questions in names, answers with evidence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg import series
from kg.ask.ask import ask
from kg.ask.names import Names
from kg.ask.suggest import suggest
from kg.catalogue import Catalogue, catalogue, plain
from kg.errors import UnknownName, UnreadableDocument
from kg.export.page import Subgraph
from kg.export.write import write
from kg.ingest import Extracts, Ingest, Report, Source, made_by
from kg.model.bundle import Asked, Bundle
from kg.model.change import Change, Timeline
from kg.model.claimed import Claimed, Versions
from kg.model.comparison import Comparison
from kg.model.conflict import Conflict
from kg.model.content import Content
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.evidence import Answer, ProviderAnswer
from kg.model.gap import Gap, Lack
from kg.model.judgement import Judgement, Proposal, Verdict
from kg.model.network import Chain, Community, Connected, Left, Network, Side
from kg.model.observation import Observation
from kg.model.path import Paths
from kg.model.place import Availability, Matrix
from kg.model.policy import Policies
from kg.model.recording import StoredDocument
from kg.model.reply import Reply
from kg.model.review import Doubt, Outcome, Review
from kg.model.statement import Claim
from kg.model.supposition import Supposition
from kg.model.surroundings import Found
from kg.model.watch import Fired, Watch
from kg.model.world import World
from kg.questions.compare import compare
from kg.questions.conflicts import conflicts
from kg.questions.days import Day, day, end_of
from kg.questions.diff import View, diff
from kg.questions.figures import figures
from kg.questions.gaps import Patience, gaps
from kg.questions.judging import decided, pending, sure
from kg.questions.network import chains, communities, most_connected, network
from kg.questions.paths import paths
from kg.questions.places import availability, matrix
from kg.questions.policies import policies
from kg.questions.prove import prove
from kg.questions.reader import Reader
from kg.questions.search import search
from kg.questions.serves import serves
from kg.questions.status import status
from kg.questions.subgraph import subgraph
from kg.questions.timeline import timeline
from kg.questions.watch import run, watching
from kg.questions.whatif import whatif
from kg.questions.without import without
from kg.resolve.identity import merged
from kg.review import decide, document_of, doubts
from kg.store.base import Limits, Table
from kg.store.open import open_store
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from loaders.extractors.extractor import Extractor
    from loaders.visits import Visits


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

    def load(  # noqa: PLR0913 - each is an option of `kg load`
        self,
        *paths: str | Path,
        published: str | None = None,
        fetch: bool = False,
        mapping: str | None = None,
        min_confidence: float = 0.0,
        workers: int = 1,
        at: datetime | None = None,
        progress: Callable[[Report], None] = lambda _: None,
    ) -> Report:
        """Read documents and store what they say; the same documents again change nothing.

        `published` dates documents that do not state their own date; `fetch` allows http(s)
        addresses among the paths; `mapping` is a file that says what the columns of tables mean;
        claims of less than `min_confidence` are set aside for review; so many `workers`
        (processes) extract; `at` is when the store learns it, now by default.
        """
        sources = read([str(p) for p in paths], published=published, fetch=fetch, mapping=mapping)
        return self.add(
            sources, min_confidence=min_confidence, workers=workers, at=at, progress=progress
        )

    def add(
        self,
        documents: Iterable[Source],
        *,
        min_confidence: float = 0.0,
        workers: int = 1,
        at: datetime | None = None,
        progress: Callable[[Report], None] = lambda _: None,
    ) -> Report:
        """Load documents that were read already."""
        self.store.add_world(self.catalogue.entities.values(), self.catalogue.memberships)
        with extracting(workers) as extractor:
            ingest = Ingest(self.store, self.catalogue, extractor, least=min_confidence)
            return ingest.load(documents, at=at or datetime.now(UTC), progress=progress)

    def visits(self, path: Path) -> "Visits":
        """Read from a file what servers said when their pages were last loaded into this store."""
        from loaders.visits import Visits  # questions fetch no pages

        def has(document_id: str) -> bool:
            return document_id in self.store.made_by([document_id])

        return Visits(path, f"{self.store.url} {self.made_by}", has)

    @property
    def made_by(self) -> str:
        """Name the extractor, model and catalogue that a load would use now."""
        return made_by(self.extractor, self.catalogue)

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
        owned_from: str | None = None,
    ) -> Answer:
        """Tell whether a region has a service, model or company on a day, and why.

        `owned_from` asks for a customer that is more than half owned from that region.
        """
        reader = self.reader(known_on)
        return status(
            reader, subject, region, on=day(as_of), audience=audience, owned_from=owned_from
        )

    def serves(
        self,
        region: str,
        *,
        as_of: Day,
        known_on: Day | None = None,
        audience: str | None = None,
        owned_from: str | None = None,
    ) -> tuple[ProviderAnswer, ...]:
        """Tell which providers a region has on a day, and by which services.

        Providers whose every service is unavailable there are listed too, with that status;
        those of whom nothing is known are not.
        """
        reader = self.reader(known_on)
        return serves(reader, region, on=day(as_of), audience=audience, owned_from=owned_from)

    def timeline(
        self,
        name: str,
        region: str | None = None,
        *,
        start: Day | None = None,
        end: Day | None = None,
        known_on: Day | None = None,
    ) -> Timeline:
        """Tell how the answers on a subject or region changed, and what happened to a policy.

        Both days count. Without an end, what is announced for later days is told as changes.
        """
        first, last = (day(given) if given else None for given in (start, end))
        return timeline(self.reader(known_on), name, region, start=first, end=last)

    def policies(
        self,
        name: str | None = None,
        region: str | None = None,
        *,
        as_of: Day,
        known_on: Day | None = None,
    ) -> Policies:
        """Tell which policies and acts touch somebody or something, and how far they have come.

        With a region, those alone that bind there.
        """
        return policies(self.reader(known_on), name, region, on=day(as_of))

    def paths(self, model: str, region: str, *, as_of: Day, known_on: Day | None = None) -> Paths:
        """Tell by which ways customers in a region reach a model."""
        return paths(self.reader(known_on), model, region, on=day(as_of))

    def compare(
        self, *providers: str, region: str, as_of: Day, known_on: Day | None = None
    ) -> Comparison:
        """Put what providers do in a region side by side."""
        return compare(self.reader(known_on), providers, region, on=day(as_of))

    def diff(
        self,
        name: str | None = None,
        region: str | None = None,
        *,
        before: Day,
        after: Day,
        known_before: Day | None = None,
        known_after: Day | None = None,
    ) -> tuple[Change, ...]:
        """Tell which answers on a subject or region differ between two days.

        With days of knowledge, the first answer is as it was known on the first of them. Without
        a name or region all that sources speak of is judged, which reads the whole store.
        """
        first = View(self.reader(known_before), day(before))
        return diff(first, View(self.reader(known_after), day(after)), name, region)

    def conflicts(
        self,
        subject: str | None = None,
        region: str | None = None,
        *,
        as_of: Day,
        known_on: Day | None = None,
    ) -> tuple[Conflict, ...]:
        """Tell where documents contradict each other, and how the rules decide."""
        return conflicts(self.reader(known_on), subject=subject, region=region, on=day(as_of))

    def figures(
        self,
        name: str | None = None,
        *,
        as_of: Day,
        known_on: Day | None = None,
        measure: str | None = None,
    ) -> tuple[Observation, ...]:
        """Give the figures that sources give of a subject, or for a measure, by a day.

        `measure` keeps those for measures that have all of its words.
        """
        return figures(self.reader(known_on), name, on=day(as_of), measure=measure)

    def network(
        self,
        name: str,
        *,
        as_of: Day,
        known_on: Day | None = None,
        depth: int = 1,
        owned_from: Iterable[str] = (),
        side: Side | None = None,
    ) -> Network:
        """Tell who owns, funds, runs, supplies and works with somebody.

        `owned_from` asks how much of a company comes from each of some regions; `side`
        keeps those who own or fund it, or those that it does.
        """
        return network(
            self.reader(known_on),
            name,
            on=day(as_of),
            depth=depth,
            owned_from=owned_from,
            side=side,
        )

    def ask(self, text: str, *, on: Day) -> Reply:
        """Answer a plain question that is put on a day, and say how it was read.

        The answer is that of the method that the reading's kind names. A question that is not
        understood, or speaks of a name that nothing has, gets the reason instead.
        """
        return ask(self.reader(), self._names, text, on=day(on))

    def suggest(self, beginning: str, *, limit: int = 8) -> tuple[str, ...]:
        """Complete the beginning of a plain question, as far as the next name."""
        return suggest(self._names, beginning, limit=limit)

    @cached_property
    def _names(self) -> Names:
        return Names(self.catalogue)

    def chains(
        self, name: str, other: str, *, as_of: Day, known_on: Day | None = None
    ) -> tuple[Chain, ...]:
        """Give the shortest ways from one entity to another, each step with its evidence."""
        return chains(self.reader(known_on), name, other, on=day(as_of))

    def most_connected(
        self, *, as_of: Day, known_on: Day | None = None, limit: int = 20
    ) -> tuple[Connected, ...]:
        """Rank entities by how many others they are joined to."""
        return most_connected(self.reader(known_on), on=day(as_of), limit=limit)

    def communities(self, *, as_of: Day, known_on: Day | None = None) -> tuple[Community, ...]:
        """Part the network into entities that are joined among each other more than to others."""
        return communities(self.reader(known_on), on=day(as_of))

    def without(
        self, provider: str, region: str, *, as_of: Day, known_on: Day | None = None
    ) -> tuple[Left, ...]:
        """Tell what becomes of each service in a region if a provider leaves it."""
        return without(self.reader(known_on), provider, region, on=day(as_of))

    def whatif(
        self,
        policy: str,
        *,
        as_of: Day,
        known_on: Day | None = None,
        region: str | None = None,
    ) -> Supposition:
        """Tell which answers would change were a policy in force; nothing is stored."""
        return whatif(self.reader(known_on), policy, on=day(as_of), region=region)

    def prove(self, asked: Asked, *, texts: bool = True) -> Bundle:
        """Answer a question with all that a checker needs who has no store.

        Without `texts` the bundle has only hashes of the documents, and no quote can be verified.
        """
        return prove(self.reader(asked.known_on), asked, texts=texts)

    def watching(self, name: str, asked: Asked, *, fixed_day: bool = False) -> Watch:
        """Save a question with its answers; without a fixed day it is asked for each run's."""
        return watching(self.reader(asked.known_on), name, asked, fixed_day=fixed_day)

    def watch(self, watch: Watch, *, as_of: Day) -> tuple[Watch, tuple[Fired, ...]]:
        """Ask a saved question again: give it with its new answers, and those that changed."""
        return run(self.reader(watch.question.known_on), watch, on=day(as_of))

    def gaps(
        self,
        *,
        as_of: Day,
        known_on: Day | None = None,
        patience: Patience | None = None,
        kinds: Sequence[Lack] = (),
    ) -> tuple[Gap, ...]:
        """Tell what is stale, late, silent or unresolved; by default all kinds of gaps."""
        return gaps(self.reader(known_on), on=day(as_of), patience=patience, kinds=kinds)

    def availability(self, subject: str, *, known_on: Day | None = None) -> Availability:
        """Tell of a subject in every country and territory, at all times."""
        return availability(self.reader(known_on), subject)

    def matrix(
        self,
        providers: Sequence[str],
        regions: Sequence[str],
        *,
        as_of: Day,
        known_on: Day | None = None,
    ) -> Matrix:
        """Tell in short of every provider in every region on a day."""
        return matrix(self.reader(known_on), providers, regions, on=day(as_of))

    def search(
        self, text: str, *, kinds: Iterable[str] = (), limit: int = 20
    ) -> tuple[Found, ...]:
        """Find entities by the beginning of a name, the best first."""
        return search(self.reader(), text, kinds=kinds, limit=limit)

    def doubts(self, document: str | None = None, *, decided: bool = False) -> tuple[Doubt, ...]:
        """List the claims that were set aside, with their sentences; of one document, or of all.

        Those that somebody has decided on come only where asked for.
        """
        found = doubts(self.store, document)
        return tuple(d for d in found if decided or d.outcome is Outcome.OPEN)

    def decide(
        self,
        claim: str,
        outcome: Outcome,
        *,
        by: str,
        because: str,
        at: datetime | None = None,
    ) -> Doubt:
        """Accept or reject a claim that was set aside, or leave it open again; it is logged."""
        document, when = document_of(self.store, claim), at or datetime.now(UTC)
        review = Review(
            claim=claim, document=document, outcome=outcome, by=by, because=because, at=when
        )
        return decide(self.store, self.catalogue, review)

    def accept(self, claim: str, *, by: str, because: str, at: datetime | None = None) -> Doubt:
        """Make a statement of a claim that was set aside, at once and for later loads."""
        return self.decide(claim, Outcome.ACCEPTED, by=by, because=because, at=at)

    def reject(self, claim: str, *, by: str, because: str, at: datetime | None = None) -> Doubt:
        """Keep a claim from ever being a statement, whatever confidence a load asks for."""
        return self.decide(claim, Outcome.REJECTED, by=by, because=because, at=at)

    def documents(self, *, known_on: Day | None = None) -> Iterator[StoredDocument]:
        """List the documents in the store, without their texts."""
        return self.store.documents(known_on=end_of(day(known_on) if known_on else None))

    def remove(self, document_id: str, *, at: datetime | None = None, purge: bool = False) -> int:
        """Take a document and what it alone said out of the graph; count its statements."""
        if document_id not in self.store.made_by([document_id]):
            raise UnknownName(f"no document '{document_id}' in {self.store.url}; see kg documents")
        when = at or datetime.now(UTC)
        found = self.store.remove(document_id, at=when, purge=purge)
        if left := series.without(self.store, document_id):
            self.store.record(left, at=when)
        return found

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

    def proposals(self) -> list[Proposal]:
        """List the pairs of entities that may be one and are not decided, the likeliest first."""
        return pending(self.reader())

    def judge(
        self,
        first: str,
        second: str,
        verdict: Verdict,
        *,
        because: str,
        by: str = "",
        at: datetime | None = None,
    ) -> Judgement:
        """Decide that two entities are the same or different, or take that back (`open`).

        From then on answers treat those that are the same as one; no statement changes.
        """
        when = at or datetime.now(UTC)
        made = decided(self.reader(), (first, second), verdict, because, by=by, at=when)
        self.store.judge([made])
        return made

    def judge_sure(self, *, at: datetime | None = None) -> list[Judgement]:
        """Let the program decide the pairs that it is sure of, and log them as its own."""
        made = list(sure(self.reader(), at or datetime.now(UTC)))
        self.store.judge(made)
        return made

    def judgements(self) -> Iterator[Judgement]:
        """List the log of decisions on identity, by time."""
        return self.store.judgements()

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

    def export(
        self,
        path: str | Path,
        *,
        center: str | None = None,
        depth: int = 1,
        known_on: Day | None = None,
    ) -> int:
        """Write the graph to a file in the format of its suffix; count its statements.

        With a center only what is said of that entity, and of those met up to some steps away.
        """
        if center:
            content = self.subgraph(center, depth=depth, known_on=known_on).content
        else:
            content = self.content(known_on)
        write(Path(path), content)
        return len(content.statements)

    def content(self, known_on: Day | None = None) -> Content:
        """Give all that the graph holds, or held at the end of a day of knowledge.

        What is judged to be one comes under the id that stands for it, as in answers.
        """
        reader = self.reader(known_on)
        statements = tuple(reader.everything())
        return Content(
            entities=tuple(merged(self.store.entities(), reader.clusters)),
            memberships=tuple(self.store.memberships()),
            statements=statements,
            documents=self.store.texts({s.document for s in statements}),
        )

    def subgraph(self, name: str, *, depth: int = 1, known_on: Day | None = None) -> Subgraph:
        """Give what is said of an entity, and of those met up to some steps away."""
        found = subgraph(self.reader(known_on), name, depth=depth)
        return Subgraph(found)

    def reader(self, known_on: Day | None = None) -> Reader:
        """Read the store as it was known at the end of a day, or as it is known now."""
        known = day(known_on) if known_on else None
        return Reader(self.store, self.catalogue, self._base, known)

    @cached_property
    def _base(self) -> World:
        return World(self.catalogue.entities.values(), self.catalogue.memberships)


def read(
    paths: Sequence[str],
    *,
    published: str | None = None,
    fetch: bool = False,
    mapping: str | None = None,
    visits: "Visits | None" = None,
) -> Iterator[Source]:
    """Read documents; what cannot be read comes out as the reason.

    With `visits`, what the servers of web addresses say has not changed is not fetched again.
    """
    from loaders.readers.read import read_all  # questions read no documents

    return read_all(paths, published=published, fetch=fetch, mapping=mapping, visits=visits)


@cache
def shared_extractor() -> "Extractor":
    """Build the extractor of the shipped catalogue once, with the syntax model that it loads."""
    from loaders.extractors.extractor import Extractor  # half a second of imports

    return Extractor(catalogue())


def history(repository: str | Path, *patterns: str) -> Iterator[Source]:
    """Read the texts of a git repository as the versions that its commits made of them.

    `patterns` choose among its files (`OpenAI/*`); all that hold text by default.
    """
    from loaders.history import read_history  # questions read no documents

    return read_history(str(repository), patterns)


@contextmanager
def extracting(workers: int = 1) -> Iterator[Extracts]:
    """Lend the extractor, or as many processes as asked that each have one."""
    if workers <= 1:
        yield shared_extractor()
        return
    from loaders.extractors.pool import Pool  # questions need no processes

    with Pool(workers, shared_extractor().name) as pool:
        yield pool


Extracted = tuple[Document, tuple[Claim, ...]] | UnreadableDocument


def extract(
    paths: Sequence[str],
    *,
    published: str | None = None,
    fetch: bool = False,
    mapping: str | None = None,
    workers: int = 1,
) -> Iterator[Extracted]:
    """Read documents and yield each with its claims; nothing is stored."""
    sources = read(paths, published=published, fetch=fetch, mapping=mapping)
    return extracted(sources, workers=workers)


def extracted(sources: Iterable[Source], *, workers: int = 1) -> Iterator[Extracted]:
    """Yield what was read with its claims, and what could not be read."""
    beside: list[Extracted] = []

    def readable() -> Iterator[Document]:
        for source in sources:
            if isinstance(source, Document):
                yield source
            elif isinstance(source, Versions):
                yield from source.documents
            else:
                beside.append(given(source))

    with extracting(workers) as extractor:
        for result in extractor.extract(readable()):
            yield result
            yield from beside
            beside.clear()
    yield from beside


def given(source: Claimed | UnreadableDocument) -> Extracted:
    """Give what needs no extractor: the claims that a table came with, or why there are none."""
    return source if isinstance(source, UnreadableDocument) else (source.document, source.claims)
