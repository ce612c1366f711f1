"""The rows of the embedded store as the nodes and edges of its Cypher graph."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.statement import Statement
from kg.store import rows, shape, tables
from kg.store.connection import File
from kg.vocabulary import Vocabulary

Row = dict[str, object]
Part = tuple[str, list[Row]]

STATEMENT = (*tables.STATEMENT, "retracted_at")
DOCUMENT = (*tables.DOCUMENT, "removed_at")


class Life(NamedTuple):
    """One life of a version: its node, when it began, and the document."""

    label: str
    id: str
    recorded_at: datetime
    document: Document


def drawn(file: File, words: Vocabulary) -> Iterator[Part]:
    """Give all nodes, then all edges, as texts with their rows."""
    drawing = Drawing(words)
    drawing.draw_entities(file)
    drawing.draw_documents(file)
    drawing.draw_mentions(file)
    drawing.draw_statements(file)
    drawing.draw_memberships(file)
    drawing.draw_judgements(file)
    yield from drawing.parts()


class Drawing:
    """Nodes and edges, gathered by the text that makes them."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._nodes: dict[str, list[Row]] = defaultdict(list)
        self._edges: dict[str, list[Row]] = defaultdict(list)
        self._met: set[str] = set()
        self._lives: dict[str, list[Life]] = defaultdict(list)

    def parts(self) -> Iterator[Part]:
        """Give what was gathered, nodes first."""
        yield from self._nodes.items()
        yield from self._edges.items()

    def draw_entities(self, file: File) -> None:
        """Draw entities with what follows from what the catalogue says of them."""
        catalogue = [rows.entity(str(row[0])) for row in file.rows(tables.CATALOGUE)]
        brought = [rows.entity(str(row[0])) for row in file.rows(tables.BROUGHT)]
        for entity in (*catalogue, *brought):
            self._met.add(entity.id)
            self._entity(entity)
        for entity in catalogue:
            for start, kind, end in shape.structure(entity, self._words):
                self._between(start, kind, end, {"source": "catalogue"})

    def draw_documents(self, file: File) -> None:
        """Draw every life of every version."""
        for row in file.rows(tables.WHOLE_DOCUMENTS):
            told = dict(zip(DOCUMENT, row, strict=True))
            document = rows.document(
                str(told["id"]),
                [told[name] for name in rows.TOLD],
                text=str(told["text"]),
                blocks=str(told["blocks"]),
            )
            life, properties = document_node(document, told)
            self._lives[document.key].append(life)
            self._nodes[node_text([life.label])].append(properties)

    def draw_mentions(self, file: File) -> None:
        """Draw which document brought which provisional entity."""
        for key, entity, body, live in file.rows(tables.MENTIONS):
            for life in self._lives[str(key)]:
                told = {"body": body, "live": bool(live) and life.label == "Document"}
                self._place(str(entity))
                self._edge((life.label, life.id), "INTRODUCES", ("Entity", str(entity)), told)

    def draw_statements(self, file: File) -> None:
        """Draw statements, and beside each live one its direct edge."""
        for row in file.rows(tables.SELECT_STATEMENTS):
            self._statement(rows.statement(dict(zip(STATEMENT, row, strict=True))))

    def draw_memberships(self, file: File) -> None:
        """Draw the tree of regions."""
        for row in file.rows(tables.MEMBERSHIPS):
            link = rows.membership(row)
            self._between(
                link.member, "PART_OF", link.whole, dict(shape.membership_properties(link))
            )

    def draw_judgements(self, file: File) -> None:
        """Draw the log of decisions on identity."""
        for judgement in rows.judgements(row[0] for row in file.rows(tables.JUDGEMENTS)):
            properties: Row = dict(shape.judgement_properties(judgement))
            self._nodes[node_text(["Judgement"])].append(properties)

    def _entity(self, entity: Entity) -> None:
        labels = ["Entity", *shape.labels(entity.type, self._words)]
        self._nodes[node_text(labels)].append(dict(shape.entity_properties(entity)))

    def _statement(self, statement: Statement) -> None:
        properties: Row = dict(shape.statement_properties(statement))
        properties["recorded_at"] = statement.recorded_at
        node = ("Statement", statement.id)
        if statement.retracted_at and statement.recorded_at:
            node = ("Retracted", shape.former_id(statement.id, statement.recorded_at))
            properties.update(
                id=node[1], statement=statement.id, retracted_at=statement.retracted_at
            )
        else:
            told = shape.edge_properties(shape.statement_properties(statement))
            self._between(*shape.direct_edge(statement), dict(told))
        self._nodes[node_text([node[0]])].append(properties)
        self._ends(statement, node)

    def _ends(self, statement: Statement, node: tuple[str, str]) -> None:
        ends = (
            ("SUBJECT", statement.subject),
            ("OBJECT", statement.object),
            ("VIA", statement.via),
            ("ATTRIBUTED_TO", statement.attributed_to),
        )
        for kind, entity in ends:
            if entity:
                self._place(entity)
                self._edge(node, kind, ("Entity", entity), {})
        life = self._source(statement)
        told = shape.evidence_properties(statement, life.document.text)
        self._edge(node, "EVIDENCED_BY", (life.label, life.id), dict(told))

    def _source(self, statement: Statement) -> Life:
        """Find the life of the version during which a statement was recorded."""
        lives = sorted(self._lives[statement.document], key=lambda life: life.recorded_at)
        at = statement.recorded_at
        return [life for life in lives if at is None or life.recorded_at <= at][-1]

    def _between(self, start: str, kind: str, end: str, properties: Row) -> None:
        self._place(start)
        self._place(end)
        self._edge(("Entity", start), kind, ("Entity", end), properties)

    def _place(self, entity: str) -> None:
        """Draw a node for an id that nobody described."""
        if entity not in self._met:
            self._met.add(entity)
            self._nodes[node_text(["Entity"])].append({"id": entity})

    def _edge(
        self, start: tuple[str, str], kind: str, end: tuple[str, str], properties: Row
    ) -> None:
        text = edge_text(start[0], kind, end[0])
        self._edges[text].append({"a": start[1], "b": end[1], "properties": properties})


def document_node(document: Document, told: Mapping[str, object]) -> tuple[Life, Row]:
    """Give one life of a version, and what its node carries."""
    at = rows.moment(str(told["recorded_at"]))
    known = (str(told["recorded_at"]), str(told["made_by"]), str(told["set_aside"]))
    properties: Row = dict(shape.document_properties(document, *known))
    properties["changed_at"] = rows.moment(str(told["changed_at"]))
    if told["removed_at"] is None:
        return Life("Document", document.id, at, document), properties
    node = shape.former_id(document.key, at)
    removed = rows.moment(str(told["removed_at"]))
    properties.update(id=node, document=document.id, removed_at=removed)
    return Life("Removed", node, at, document), properties


def node_text(labels: Iterable[str]) -> str:
    """Write the text that makes nodes with some labels, all from the closed list."""
    return f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row"


def edge_text(start: str, kind: str, end: str) -> str:
    """Write the text that makes edges of one type, all names from the closed list."""
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}), (b:{end} {{id: row.b}}) "
        f"CREATE (a)-[e:{kind}]->(b) SET e = row.properties"
    )
