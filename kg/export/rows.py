"""Statements as rows: names beside ids, the quote, and where it stands."""

from collections.abc import Iterator, Mapping

from kg.model.content import Content
from kg.model.entity import Entity
from kg.model.period import Edtf, When
from kg.model.statement import Channel, Listed, Modality, Polarity, Statement
from kg.model.value import Value


class Row(Value):
    """One statement as the tables and networks write it, in this order.

    Names stand beside ids; `doc` is the document's id and `document` the key of the version that
    `quote` is cut from, at `start` to `end`.
    """

    statement: str
    subject: str
    subject_id: str
    subject_type: str | None
    predicate: str
    object: str
    object_id: str
    object_type: str | None
    polarity: Polarity
    modality: Modality
    valid_from: When | None
    valid_to: When | None
    channel: Channel | None
    via: str | None
    via_id: str | None
    audience: str | None
    condition: str | None
    listed: Listed | None
    figure_value: str | None
    figure_relation: str | None
    figure_unit: str | None
    figure_compared_with: str | None
    attributed_to: str | None
    attributed_to_id: str | None
    publisher: str | None
    doc: str
    document: str
    headline: str
    url: str | None
    published: Edtf | None
    quote: str
    start: int
    end: int
    confidence: float
    extractor: str
    recorded_at: str | None
    retracted_at: str | None


def rows(content: Content) -> Iterator[Row]:
    """Give a row for each statement, in order of their ids."""
    entities = {entity.id: entity for entity in content.entities}
    for statement in sorted(content.statements, key=lambda told: told.id):
        yield row(statement, content, entities)


def row(statement: Statement, content: Content, entities: Mapping[str, Entity]) -> Row:
    """Put names to a statement and cut its quote."""
    subject, target = entities.get(statement.subject), entities.get(statement.object)
    document, figure = content.document(statement), statement.figure
    same = statement.model_dump(include=SAME, mode="json")
    return Row(
        **same,
        statement=statement.id,
        subject=name(statement.subject, entities),
        subject_id=statement.subject,
        subject_type=subject.type if subject else None,
        object=name(statement.object, entities),
        object_id=statement.object,
        object_type=target.type if target else None,
        via=name(statement.via, entities),
        via_id=statement.via,
        figure_value=figure.value if figure else None,
        figure_relation=figure.relation if figure else None,
        figure_unit=figure.unit if figure else None,
        figure_compared_with=name(figure.compared_with, entities) if figure else None,
        attributed_to=name(statement.attributed_to, entities),
        attributed_to_id=statement.attributed_to,
        publisher=name(statement.publisher, entities),
        doc=document.id,
        headline=document.title,
        url=document.url,
        published=statement.asserted_on,
        quote=content.quote(statement),
    )


RENAMED = {"subject", "object", "via", "attributed_to", "publisher"}
SAME = (Statement.model_fields.keys() & Row.model_fields.keys()) - RENAMED
"""The fields that a row takes as the statement has them."""


def name(entity_id: str | None, entities: Mapping[str, Entity]) -> str | None:
    """Give an entity's name; what is no known id is a name already."""
    found = entities.get(entity_id) if entity_id else None
    return found.name if found else entity_id
