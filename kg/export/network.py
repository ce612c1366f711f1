"""GraphML and GEXF: entities as nodes, each statement as an edge of its own."""

from collections.abc import Mapping
from typing import BinaryIO, TypeAlias

import networkx as nx

from kg.export.rows import Row, rows
from kg.export.tables import cells, printable
from kg.model.content import Content
from kg.model.entity import Entity

Network: TypeAlias = "nx.MultiDiGraph[str]"
ENDS = {f"{end}{part}" for end in ("subject", "object") for part in ("", "_id", "_type")}
RENAMED = {"statement": "id", "predicate": "label", "start": "quote_start", "end": "quote_end"}
"""What the formats call it; they take `start` and `end` of an edge for its time of life."""


def write_graphml(content: Content, file: BinaryIO) -> None:
    """Write GraphML, which Gephi, Cytoscape and yEd read."""
    nx.write_graphml(network(content), file, edge_id_from_attribute="id")


def write_gexf(content: Content, file: BinaryIO) -> None:
    """Write GEXF, Gephi's own format."""
    nx.write_gexf(network(content), file)


def network(content: Content) -> Network:
    """Make the network of all that statements speak of, and of the regions among it.

    What is not given is left out, since neither format knows an empty value.
    """
    graph: Network = nx.MultiDiGraph()
    entities = {entity.id: entity for entity in content.entities}
    for row in rows(content):
        for end, name in ((row.subject_id, row.subject), (row.object_id, row.object)):
            graph.add_node(printable(end), label=printable(name), **described(end, entities))
        graph.add_edge(printable(row.subject_id), printable(row.object_id), **told(row))
    for number, link in enumerate(content.memberships):
        if link.member in graph and link.whole in graph:
            dates = given({"valid_from": link.valid_from, "valid_to": link.valid_to})
            named = {"id": f"part_of-{number}", "label": "part_of"}
            graph.add_edge(link.member, link.whole, **named, **dates)
    return graph


def described(entity_id: str, entities: Mapping[str, Entity]) -> dict[str, object]:
    """Give the attributes of a node."""
    found = entities.get(entity_id)
    columns = {"type", "provider", "country", "jurisdiction", "iso", "wikidata", "provisional"}
    return given(found.model_dump(include=columns)) if found else {}


def told(row: Row) -> dict[str, object]:
    """Give the attributes of an edge."""
    found = given({name: cell for name, cell in cells(row).items() if name not in ENDS})
    return {RENAMED.get(name, name): cell for name, cell in found.items()}


def given(attributes: Mapping[str, object]) -> dict[str, object]:
    """Leave out what is not given, and the characters that XML cannot hold."""
    return {
        name: printable(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None
    }
