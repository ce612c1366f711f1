"""The shape of the graph that Cypher sees: what nodes and edges carry, the same on both engines.

No property is called `title` or `type`, which the in-process engine keeps for itself. A date
that the text gives as year, month or day stays a text (`valid_from`), and beside it stands the
first day that it may mean as a native date (`valid_from_date`).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.judgement import Judgement
from kg.model.period import earliest
from kg.model.statement import Statement
from kg.store.rows import SAID, TOLD, blocks_of, moment, said, told
from kg.vocabulary import Vocabulary

Scalar = str | int | float | bool | date | datetime | list[str] | None
Properties = dict[str, Scalar]

DATED = ("valid_from", "valid_to", "asserted_on", "published")
ON_EDGE = (
    "polarity", "modality", "valid_from", "valid_to", "channel", "audience", "condition",
    "figure_value", "figure_relation", "figure_unit", "figure_compared_with",
)  # fmt: skip
STRUCTURE = ("OFFERS", "OWNED_BY", "JOINT_VENTURE_OF", "JURISDICTION")


class Edge(NamedTuple):
    """A direct edge between two entities: ids and a type of the closed list."""

    start: str
    type: str
    end: str


def with_dates(properties: Mapping[str, object]) -> Properties:
    """Drop what is not known, and put a native date beside each date that is a text."""
    found: Properties = {}
    for name, value in properties.items():
        if value is None:
            continue
        found[name] = scalar(value)
        if name in DATED:
            found[f"{name}_date"] = earliest(str(value))
    return found


def scalar(value: object) -> Scalar:
    """Give a value as a graph keeps it."""
    if isinstance(value, str | int | float | bool | date):
        return value
    if isinstance(value, tuple | list):
        return [str(part) for part in value]
    raise TypeError(f"{type(value).__name__} cannot be a property")


def statement_properties(statement: Statement) -> Properties:
    """Give what the node of a statement carries, but for the time of recording."""
    return with_dates(dict(zip(SAID, said(statement), strict=True)))


def direct_edge(statement: Statement) -> Edge:
    """Give the typed edge that stands beside a live statement."""
    return Edge(statement.subject, edge_type(statement.predicate), statement.object)


def edge_type(predicate: str) -> str:
    """Give the type of the edge for a predicate."""
    return predicate.upper()


def edge_properties(statement: Properties) -> Properties:
    """Give what the typed edge carries, from what the statement's node does."""
    names = [*ON_EDGE, "valid_from_date", "valid_to_date"]
    found = {name: statement[name] for name in names if name in statement}
    return {"statement": statement["id"], **found}


def evidence_properties(statement: Statement, text: str) -> Properties:
    """Give what the edge from a statement to its document carries."""
    start, end = statement.start, statement.end
    return {"quote": text[start:end], "start": start, "end": end}


def document_properties(document: Document, at: str, made_by: str, set_aside: str) -> Properties:
    """Give what the node of a live document carries; its id is the document's."""
    known = with_dates(dict(zip(TOLD, told(document), strict=True)))
    return {
        "id": document.id,
        "key": document.key,
        **known,
        "text": document.text,
        "blocks": blocks_of(document),
        "recorded_at": moment(at),
        "changed_at": moment(at),
        "made_by": made_by,
        "set_aside": set_aside,
    }


def former_id(name: str, recorded_at: datetime) -> str:
    """Name the node of a retracted statement or a removed version, of which there may be more."""
    seconds = int(recorded_at.timestamp())
    return f"{name}@{seconds * 1_000_000 + recorded_at.microsecond}"


def entity_properties(entity: Entity) -> Properties:
    """Give what the node of an entity carries; its class is `kind`, and a label."""
    known = entity.model_dump(exclude_defaults=True, exclude={"type"})
    return with_dates({**known, "kind": entity.type, "provisional": entity.provisional})


def labels(kind: str, words: Vocabulary) -> list[str]:
    """Give the class of an entity and those above it, but for Entity, which every one has."""
    return [name for name in (kind, *words.superclasses[kind]) if name != "Entity"]


def structure(entity: Entity, words: Vocabulary) -> Iterator[Edge]:
    """Give the edges that follow from what the catalogue says of an entity."""
    if entity.provider:
        yield Edge(entity.provider, "OFFERS", entity.id)
    if entity.parent and words.is_a(entity.type, "Organization"):
        yield Edge(entity.id, "OWNED_BY", entity.parent)
    for parent in entity.parents:
        yield Edge(entity.id, "JOINT_VENTURE_OF", parent)
    if entity.jurisdiction:
        yield Edge(entity.id, "JURISDICTION", entity.jurisdiction)


def membership_properties(link: Membership) -> Properties:
    """Give what the edge from a region to a wider one carries."""
    return with_dates({"valid_from": link.valid_from, "valid_to": link.valid_to})


def judgement_properties(judgement: Judgement) -> Properties:
    """Give the properties of a judgement's node; `body` is the whole of it."""
    told = judgement.model_dump(mode="json", exclude={"at"}, exclude_none=True)
    return told | {"id": judgement.id, "at": judgement.at, "body": judgement.model_dump_json()}
