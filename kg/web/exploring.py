"""Looking about: search, the map, the matrix, the graph, entities, statements, documents."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from kg.errors import InputError
from kg.graph import Graph
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.evidence import Evidence
from kg.model.place import Availability, Matrix
from kg.model.recording import StoredDocument
from kg.model.surroundings import Found, Neighbour, Passage, Profile, Surroundings
from kg.questions import surroundings
from kg.questions.days import day
from kg.questions.surroundings import Filter
from kg.reason.rules import RULES
from kg.vocabulary import vocabulary
from kg.web.answering import AsOf, KnownOn, Limit, Maybe, Name, Offset, json_of, part_of, today
from kg.web.working import Work

MOST_CELLS = 600
Kinds = Annotated[list[str] | None, Query(description="Only these classes.", max_length=40)]
Rels = Annotated[list[str] | None, Query(description="Only these predicates.", max_length=40)]


class Rule(BaseModel):
    """A rule of availability in words."""

    id: str
    title: str
    text: str


def views(graph: Graph, work: Work) -> APIRouter:
    """Make the routes of those who look about."""
    router = APIRouter(prefix="/api", tags=["views"])
    for add in (pictures, things, texts):
        add(router, graph, work)
    return router


def pictures(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add what the map, the matrix and the graph are drawn from."""

    @router.get("/availability", response_model=Availability)
    @work.within
    def availability(
        subject: Annotated[str, Query(examples=["ChatGPT"], max_length=200)],
        known_on: KnownOn = None,
    ) -> Response:
        """A service, model or provider in all countries and territories, at all times."""
        return json_of(graph.availability(subject, known_on=known_on))

    @router.get("/matrix", response_model=Matrix)
    @work.within
    def matrix(
        providers: Annotated[list[str], Query(examples=[["OpenAI", "Microsoft"]])],
        regions: Annotated[list[str], Query(examples=[["China", "Hong Kong"]])],
        as_of: AsOf = None,
        known_on: KnownOn = None,
    ) -> Response:
        """Providers by regions on a day, each cell in short."""
        if len(providers) * len(regions) > MOST_CELLS:
            raise InputError(
                f"{len(providers)} by {len(regions)} are more than {MOST_CELLS} cells; "
                "ask for a part"
            )
        return json_of(graph.matrix(providers, regions, as_of=as_of or today(), known_on=known_on))

    @router.get("/graph", response_model=Surroundings)
    @work.within
    def picture(
        center: Annotated[str, Query(examples=["OpenAI"], max_length=200)],
        depth: Annotated[int, Query(ge=1, le=surroundings.FARTHEST)] = 1,
        types: Kinds = None,
        rels: Rels = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
        limit: Annotated[int, Query(ge=1, le=2_000)] = 500,
    ) -> Response:
        """Who is joined to whom around an entity, the nearest and most joined first."""
        found = surroundings.surroundings(
            graph.reader(known_on),
            center,
            depth=depth,
            among=narrowed(types, rels, as_of),
            limit=limit,
        )
        return json_of(found)


def things(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add entities and what is said of them."""

    @router.get("/search", response_model=list[Found])
    @work.within
    def search(
        q: Annotated[str, Query(examples=["hong"], max_length=200)],
        types: Kinds = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> Response:
        """Entities by the beginning of a name, alias or code, the best first."""
        return json_of(graph.search(q, kinds=types or (), limit=limit))

    @router.get("/entities", response_model=list[Entity])
    @work.within
    def entities(
        name: str = "", kind: str = "", limit: Limit = 100, offset: Offset = 0
    ) -> Response:
        """Who and what the store knows."""
        return part_of(list(graph.entities(name, kind=kind)), limit, offset)

    @router.get("/entities/{entity}/neighbours", response_model=list[Neighbour])
    @work.within
    def neighbours(
        entity: str,
        rels: Rels = None,
        as_of: AsOf = None,
        known_on: KnownOn = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
        offset: Offset = 0,
    ) -> Response:
        """All that is said of an entity, the newest first, with the other end of each."""
        reader = graph.reader(known_on)
        said = surroundings.neighbours(reader, entity, narrowed(None, rels, as_of))
        part = surroundings.seen_from(reader, entity, said[offset : offset + limit])
        return json_of(part, {"X-Total-Count": str(len(said))})

    @router.get("/entities/{entity}", response_model=Profile)
    @work.within
    def entity(entity: str, known_on: KnownOn = None) -> Response:
        """Who somebody is, and how much is said of them."""
        return json_of(surroundings.profile(graph.reader(known_on), entity))


def texts(router: APIRouter, graph: Graph, work: Work) -> None:
    """Add statements, documents and rules."""

    @router.get("/statements", response_model=list[Evidence])
    @work.within
    def statements(
        subject: Name,
        predicate: Name,
        object_: Annotated[str, Query(alias="object", max_length=200)],
        as_of: AsOf = None,
        known_on: KnownOn = None,
    ) -> Response:
        """What is said of one entity and another by a predicate; both by id."""
        among = narrowed(None, None, as_of)
        reader = graph.reader(known_on)
        return json_of(surroundings.between(reader, subject, predicate, object_, among))

    @router.get("/statements/{statement}", response_model=Evidence)
    @work.within
    def statement(statement: str, known_on: KnownOn = None) -> Response:
        """One statement with its quote and its place in the document."""
        return json_of(surroundings.statement(graph.reader(known_on), statement))

    @router.get("/documents", response_model=list[StoredDocument])
    @work.within
    def documents(
        name: Maybe = None, known_on: KnownOn = None, limit: Limit = 100, offset: Offset = 0
    ) -> Response:
        """The documents, the youngest first; `name` narrows by title, id or publisher."""
        found = [
            told
            for told in graph.documents(known_on=known_on)
            if name is None or name.casefold() in named(told.document)
        ]
        found.sort(key=lambda told: (told.document.published or "", told.document.id))
        return part_of(found[::-1], limit, offset)

    @router.get("/documents/{document:path}", response_model=Passage)
    @work.within
    def document(document: str, known_on: KnownOn = None) -> Response:
        """A document's text with all that was read in it."""
        return json_of(surroundings.passage(graph.reader(known_on), document))

    @router.get("/rules", response_model=list[Rule])
    @work.within
    def rules() -> Response:
        """The rules of availability, in order."""
        return json_of([rule_of(name) for name in RULES])

    @router.get("/vocabulary")
    @work.within
    def terms() -> Response:
        """The classes, the predicates, and the values of qualifiers."""
        words = vocabulary()
        told = {
            "classes": sorted(words.superclasses),
            "predicates": {name: p.definition for name, p in sorted(words.predicates.items())},
            "values": {name: sorted(values) for name, values in sorted(words.values.items())},
        }
        return json_of(told)


def rule_of(name: str) -> Rule:
    """Give a rule in words."""
    rule = RULES[name]
    return Rule(id=name, title=rule.title, text=" ".join(rule.text.split()))


def named(document: Document) -> str:
    """Give what a document is found by."""
    told = (document.id, document.title, document.publisher)
    return " ".join(filter(None, told)).casefold()


def narrowed(types: Kinds, rels: Rels, as_of: str | None) -> Filter:
    """Make a filter of what was asked for; UnknownName is for what the ontology lacks."""
    words = vocabulary()
    for asked, known, what in (
        (types, words.superclasses, "class"),
        (rels, words.predicates, "predicate"),
    ):
        strange = [one for one in asked or () if one not in known]
        if strange:
            raise InputError(f"no {what} '{strange[0]}'; there are {', '.join(sorted(known))}")
    kinds = words.kinds(frozenset(types)) if types else frozenset()
    return Filter(types=kinds, predicates=frozenset(rels or ()), on=day(as_of) if as_of else None)
