"""Documents with statements of their own, recorded as if an extractor had read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kg.graph import Graph
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.recording import Recording
from kg.model.statement import Polarity, Statement

LEARNT = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def graph_at(path: Path) -> Iterator[Graph]:
    """Open a file with the catalogue's world in it."""
    with Graph(f"sqlite:///{path}") as graph:
        graph.store.add_world(graph.catalogue.entities.values(), graph.catalogue.memberships)
        yield graph


def saying(
    says: str,
    words: str = "",
    *,
    told: str = "2025-06-01",
    by: str | None = None,
    name: str = "",
    **other: object,
) -> tuple[Document, Statement]:
    """Write a document of one sentence that says "subject [not] predicate object"."""
    subject, *negated, predicate, thing = says.split()
    quote = words or f"{says} {sorted(other.items())}"
    document = Document(
        id=name or f"{told}-{says.replace(' ', '-')}-{len(quote)}",
        text=f"News of the day.\n\n{quote}\n\nMore news follows.",
        title="News of the day",
        published=told,
        publisher=by,
    )
    qualifiers = {
        "subject": subject, "predicate": predicate, "object": thing, "asserted_on": told,
        "polarity": Polarity.NEGATED if negated else Polarity.AFFIRMED, "publisher": by,
        "document": document.key, "start": 18, "end": 18 + len(quote), "extractor": "hand",
    }  # fmt: skip
    return document, Statement.model_validate(qualifiers | other)


def record(
    graph: Graph,
    *told: tuple[Document, Statement],
    entities: tuple[Entity, ...] = (),
    at: datetime = LEARNT,
) -> None:
    """Write documents with their one statement each."""
    known = graph.catalogue.entities
    graph.store.record(
        [
            Recording(
                document=document,
                statements=(statement,),
                entities=(*entities, *(known[i] for i in ends(statement) if i in known)),
                made_by="hand",
            )
            for document, statement in told
        ],
        at=at,
    )


def ends(statement: Statement) -> tuple[str, ...]:
    """Give the ids of entities that a statement names."""
    named = (statement.subject, statement.object, statement.via, statement.attributed_to)
    return tuple(i for i in named if i)
