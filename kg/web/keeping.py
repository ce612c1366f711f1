"""What the store is, files out, Cypher, and documents in."""

import tempfile
from collections.abc import Iterable
from http import HTTPStatus
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import Field
from starlette.background import BackgroundTask

import kg
from kg.errors import InputError, UnreadableDocument
from kg.export.write import WRITERS
from kg.graph import Graph
from kg.ingest import Report, Source
from kg.model.value import Value
from kg.store.base import Table
from kg.web.answering import json_of, today
from kg.web.examples import Examples, Progress
from kg.web.guarding import COOKIE, knows
from kg.web.problems import Refused
from kg.web.settings import Settings
from kg.web.working import Work


class About(Value):
    """What the page must know before it asks anything.

    `cypher` says whether Cypher is understood, `writes` whether documents may come in.
    """

    version: str
    engine: str
    documents: int
    statements: int
    today: str
    cypher: bool
    writes: bool
    exports: tuple[str, ...]
    examples: Progress


class Free(Value):
    """A Cypher query with its parameters and limits."""

    query: str = Field(max_length=20_000)
    parameters: dict[str, object] = Field(default_factory=dict)
    seconds: float = Field(default=10.0, gt=0, le=30)
    limit: int = Field(default=1_000, ge=1, le=10_000)


class Loaded(Value):
    """What became of documents that were sent."""

    read: int
    new: int
    changed: int
    unchanged: int
    statements: int
    retracted: int
    failures: tuple[str, ...]
    set_aside: dict[str, int]


class Token(Value):
    """A token, as the form of the page sends it."""

    token: str


def housekeeping(graph: Graph, work: Work, settings: Settings) -> APIRouter:
    """Make the routes of the store."""
    router = APIRouter(prefix="/api", tags=["store"])
    beginnings(router, graph, work, settings)
    files(router, graph, work)
    writing(router, graph, work, settings)
    return router


def beginnings(router: APIRouter, graph: Graph, work: Work, settings: Settings) -> None:
    """Add what the page asks first: about the store, its examples, and the session."""
    examples = Examples(graph)

    @router.get("/about", response_model=About)
    @work.within
    def about() -> Response:
        """The version, the store in numbers, and what this server can do."""
        documents, statements = graph.store.size()
        told = About(
            version=kg.__version__,
            engine="SQLite" if graph.store.url.startswith("sqlite") else "Neo4j",
            documents=documents,
            statements=statements,
            today=str(today()),
            cypher=not graph.store.url.startswith("sqlite") or find_spec("kglite") is not None,
            writes=settings.token is not None,
            exports=tuple(suffix.removeprefix(".") for suffix in WRITERS),
            examples=examples.progress,
        )
        return json_of(told)

    @router.get("/examples", response_model=Progress)
    @work.within
    def progress() -> Response:
        """How far loading the examples has come."""
        return json_of(examples.progress)

    @router.post("/examples", response_model=Progress, status_code=HTTPStatus.ACCEPTED)
    @work.within
    def begin() -> Response:
        """Load the shipped example documents into an empty store."""
        found = json_of(examples.begin())
        found.status_code = HTTPStatus.ACCEPTED
        return found

    @router.post("/session", status_code=HTTPStatus.NO_CONTENT)
    def session(told: Token) -> Response:
        """Keep the token in a cookie of the page, so that its requests carry it."""
        if not knows(settings, told.token):
            raise Refused(HTTPStatus.UNAUTHORIZED, "that is not the token of this server")
        found = Response(status_code=HTTPStatus.NO_CONTENT)
        found.set_cookie(COOKIE, told.token, httponly=True, samesite="strict")
        return found


def files(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add exports and Cypher."""

    @router.get("/export.{suffix}", response_class=FileResponse)
    @work.within
    def export(suffix: str) -> Response:
        """The whole graph as a file: ttl, trig, jsonld, graphml, gexf, csv, jsonl."""
        if f".{suffix}" not in WRITERS:
            known = ", ".join(known.removeprefix(".") for known in WRITERS)
            raise InputError(f"no format '{suffix}'; there are {known}")
        folder = tempfile.TemporaryDirectory(prefix="kg-export-")
        target = Path(folder.name) / f"graph.{suffix}"
        graph.export(target)
        return FileResponse(
            target, filename=f"kg-graph.{suffix}", background=BackgroundTask(folder.cleanup)
        )

    @router.post("/cypher", response_model=Table)
    @work.within
    def cypher(
        asked: Annotated[
            Free,
            Body(examples=[{"query": "MATCH (c:Company) RETURN c.name AS name LIMIT 5"}]),
        ],
    ) -> Response:
        """Answer one read-only Cypher query, within limits."""
        found = graph.cypher(
            asked.query, asked.parameters, seconds=asked.seconds, rows=asked.limit
        )
        return json_of(found)


def writing(router: APIRouter, graph: Graph, work: Work, settings: Settings) -> None:
    """Add the way for documents in."""

    @work.within
    def load(data: bytes, kind: str, name: str, published: str | None) -> Report:
        return graph.add(read(data, kind, name, published))

    @router.post("/documents", response_model=Loaded)
    async def documents(
        request: Request,
        name: Annotated[str, Query(description="An id, for text without one.")] = "sent",
        published: Annotated[str | None, Query(description="For text without a date.")] = None,
    ) -> Response:
        """Load documents: JSON as `kg load` reads it, or text, Markdown, HTML, PDF or Word."""
        data = bytearray()
        async for part in request.stream():
            data += part
            if len(data) > settings.body:
                raise Refused(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    f"more than {settings.body:,} bytes; send less at once, or use kg load",
                )
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        report = await load(bytes(data), kind, name, published)
        if report.failures and not report.read:
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, str(report.failures[0]))
        return json_of(told_of(report))


def read(data: bytes, kind: str, name: str, published: str | None) -> Iterable[Source]:
    """Read documents that were sent by the reader for their kind; nothing is fetched."""
    from loaders.readers.kinds import CONTENT_TYPES, READERS, kind_of
    from loaders.readers.origin import Origin

    suffix = CONTENT_TYPES.get(kind) or kind_of(data)
    origin = Origin(id=name, place="the request", published=published)
    try:
        yield from READERS[suffix](BytesIO(data), origin)
    except UnreadableDocument as error:
        yield error


def told_of(report: Report) -> Loaded:
    """Tell what became of documents."""
    return Loaded(
        read=report.read,
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        statements=report.statements.new,
        retracted=report.statements.retracted,
        failures=tuple(str(failure) for failure in report.failures),
        set_aside=report.set_aside,
    )
