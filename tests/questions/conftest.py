"""A graph on each engine, told in one-line documents about entities of the catalogue."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kg.graph import Graph
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.recording import Recording
from kg.model.statement import Figure, Modality, Polarity, Statement
from tests.conftest import Address

EARLY = datetime(2024, 1, 1, tzinfo=UTC)
LATE = datetime(2025, 1, 1, tzinfo=UTC)
BETWEEN = "2024-06-30"
"""A day of knowledge between the two."""


class Teller:
    """Writes documents of one sentence into a graph: `chatgpt not available_in it`."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.provisional: dict[str, Entity] = {}

    def knows(self, entity_id: str, kind: str, name: str) -> None:
        """Let documents bring an entity that the catalogue does not have."""
        entity = Entity(id=entity_id, type=kind, name=name, provisional=True)
        self.provisional[entity_id] = entity

    def tell(
        self, doc: str, says: str, *, told: str | None = None, at: datetime = EARLY, **more: object
    ) -> Statement:
        """Record a document that says one thing; `+` parts the things that it says."""
        return self.tell_all(doc, {says: more}, told=told, at=at)[0]

    def tell_all(
        self,
        doc: str,
        said: dict[str, dict[str, object]],
        *,
        told: str | None = None,
        at: datetime = EARLY,
    ) -> list[Statement]:
        """Record a document that says several things, a line each."""
        text = "".join(f"{line}.\n" for line in said)
        document = Document(id=doc, text=text, published=told)
        statements, start = [], 0
        for line, more in said.items():
            statements.append(statement(document, line, start, more))
            start += len(line) + 2
        ends = {end for s in statements for end in (s.subject, s.object, s.via, s.speaker) if end}
        recording = Recording(
            document=document,
            statements=tuple(statements),
            entities=tuple(map(self.entity, sorted(ends))),
            set_aside=(),
            made_by="tests",
        )
        self.graph.store.record([recording], at=at)
        return statements

    def entity(self, entity_id: str) -> Entity:
        """Find an entity by its id."""
        return self.provisional.get(entity_id) or self.graph.catalogue.entities[entity_id]


def statement(document: Document, line: str, start: int, more: dict[str, object]) -> Statement:
    """Read one line as a statement; `since`, `until` and `by` are short for their qualifiers."""
    subject, predicate, thing = (word for word in line.split() if word != "not")
    renamed = {"since": "valid_from", "until": "valid_to", "by": "attributed_to"}
    return Statement.model_validate(
        {
            "subject": subject,
            "predicate": predicate,
            "object": thing,
            "polarity": Polarity.NEGATED if " not " in line else Polarity.AFFIRMED,
            "modality": Modality.ACTUAL,
            "document": document.key,
            "start": start,
            "end": start + len(line),
            "asserted_on": document.published,
            **{renamed.get(name, name): value for name, value in more.items()},
        }
    )


def figure(value: str, **more: object) -> Figure:
    """Make a figure."""
    return Figure.model_validate({"value": value, **more})


@pytest.fixture
def graph(store_address: Address) -> Iterator[Graph]:
    """Give an empty graph on each engine."""
    url, user, password = store_address
    with Graph(url, user=user, password=password) as found:
        yield found


@pytest.fixture
def teller(graph: Graph) -> Teller:
    """Give who writes documents into the graph."""
    return Teller(graph)
