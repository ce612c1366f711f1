"""Statements, entities, regions and documents as RDF and back; only here are IRIs made.

Every field of a value is one property, written in one of a few forms; the tables below say which.
Reading takes the same tables the other way.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, unquote

from pydantic import ValidationError
from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, XSD, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.errors import InputError
from kg.model.content import Content
from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.statement import Channel, Figure, Modality, Polarity, Statement
from kg.model.value import Value
from kg.vocabulary import NS, vocabulary

BASE = "https://w3id.org/ai-geopolitics/"
ENTITY, STATEMENT, DOCUMENT, MEMBERSHIP = (
    f"{BASE}{kind}/" for kind in ("entity", "statement", "document", "membership")
)
SCHEMA = Namespace("https://schema.org/")
WIKIDATA = "http://www.wikidata.org/entity/"
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF-level0")
EDTF_SET = URIRef("http://id.loc.gov/datatypes/edtf/EDTF-level2")
PREFIXES = {
    "dct": str(DCTERMS),
    "document": DOCUMENT,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "entity": ENTITY,
    "kg": str(NS),
    "membership": MEMBERSHIP,
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "statement": STATEMENT,
    "xsd": str(XSD),
}

SURROGATES = re.compile("[\ud800-\udfff]")

Triple = tuple[URIRef, URIRef, Node]
V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Field:
    """How a field is written: its property, the form of its value, how often it stands."""

    property: URIRef
    write: Callable[[str], Node]
    read: Callable[[Node], str] = str
    needed: bool = False
    many: bool = False


Fields = Mapping[str, Field]


def iri(space: str, name: str) -> URIRef:
    """Make an IRI of an id; ids come from documents, so all that means something is encoded."""
    safe = quote(name, safe="", errors="surrogatepass")
    return URIRef(space + (safe if safe.strip(".") else safe.replace(".", "%2E")))


def name_in(space: str, node: Node) -> str:
    """Give the id that an IRI was made of."""
    if not (isinstance(node, URIRef) and node.startswith(space)):
        raise InputError(f"'{node}' is not an IRI that begins with {space}")
    return unquote(node.removeprefix(space), errors="surrogatepass")


def text(value: str, datatype: URIRef | None = None) -> Literal:
    """Write a literal; half of a surrogate pair, which no encoding holds, becomes U+FFFD."""
    return Literal(SURROGATES.sub("\ufffd", value), datatype=datatype)


def literal(
    prop: URIRef, datatype: URIRef | None = None, *, needed: bool = False, many: bool = False
) -> Field:
    """Describe a field that holds a text, number or date."""
    return Field(prop, partial(text, datatype=datatype), needed=needed, many=many)


def when(prop: URIRef) -> Field:
    """Describe a field that holds a date, or one day between two."""
    return Field(prop, lambda v: text(v, EDTF_SET if v.startswith("[") else EDTF))


def pointer(prop: URIRef, space: str, *, needed: bool = False, many: bool = False) -> Field:
    """Describe a field that holds an id."""
    return Field(prop, partial(iri, space), partial(name_in, space), needed=needed, many=many)


def entity_or_name(prop: URIRef, known: Collection[str]) -> Field:
    """Describe a field that holds an entity's id, or a name where no entity is known by it."""
    return Field(
        prop,
        lambda value: iri(ENTITY, value) if value in known else text(value),
        lambda node: name_in(ENTITY, node) if isinstance(node, URIRef) else str(node),
    )


def concept(name: str, *extensions: Path, needed: bool = False) -> Field:
    """Describe a field that takes a value of a scheme; what is no such value stays a text."""
    terms = {
        v: NS[term] for (of, v), term in vocabulary(*extensions).concepts.items() if of == name
    }
    notations: dict[Node, str] = {term: value for value, term in terms.items()}
    return Field(
        NS[name],
        lambda value: terms.get(value) or text(value),
        lambda node: notations.get(node, str(node)),
        needed=needed,
    )


ENTITY_FIELDS: Fields = {
    "type": pointer(RDF.type, NS, needed=True),
    "name": literal(RDFS.label, needed=True),
    "aliases": literal(SKOS.altLabel, many=True),
    "provider": pointer(NS.provider, ENTITY),
    "parent": pointer(NS.parent, ENTITY),
    "parents": pointer(NS.parents, ENTITY, many=True),
    "jurisdiction": pointer(NS.jurisdiction, ENTITY),
    "country": pointer(NS.country, ENTITY),
    "based_on": pointer(NS.based_on, ENTITY, many=True),
    "issuer": pointer(NS.issuer, ENTITY),
    "wikidata": pointer(SCHEMA.sameAs, WIKIDATA),
    "iso": literal(NS.iso),
    "provisional": Field(NS.provisional, lambda v: Literal(v == "True")),
}
MEMBERSHIP_FIELDS: Fields = {
    "member": pointer(NS.member, ENTITY, needed=True),
    "whole": pointer(NS.whole, ENTITY, needed=True),
    "valid_from": literal(NS.valid_from, EDTF),
    "valid_to": literal(NS.valid_to, EDTF),
}
DOCUMENT_FIELDS: Fields = {
    "id": literal(DCTERMS.identifier, needed=True),
    "text": literal(NS.text, needed=True),
    "title": literal(DCTERMS.title),
    "published": literal(DCTERMS.issued, EDTF),
    "published_from": literal(NS.published_from),
    "publisher": literal(DCTERMS.publisher),
    "url": literal(SCHEMA.url, XSD.anyURI),
    "language": literal(DCTERMS.language),
}


def statement_fields(known: Collection[str], *extensions: Path) -> Fields:
    """Describe a statement's fields, given the ids of the entities that are known."""
    return {
        "subject": pointer(RDF.subject, ENTITY, needed=True),
        "predicate": pointer(RDF.predicate, NS, needed=True),
        "object": pointer(RDF.object, ENTITY, needed=True),
        "polarity": concept("polarity", *extensions, needed=True),
        "modality": concept("modality", *extensions, needed=True),
        "valid_from": when(NS.valid_from),
        "valid_to": when(NS.valid_to),
        "channel": concept("channel", *extensions),
        "via": pointer(NS.via, ENTITY),
        "audience": concept("audience", *extensions),
        "condition": literal(NS.condition),
        "listed": concept("listed", *extensions),
        "attributed_to": pointer(NS.attributed_to, ENTITY),
        "publisher": entity_or_name(NS.publisher, known),
        "asserted_on": literal(NS.asserted_on, EDTF),
        "document": pointer(NS.evidence, DOCUMENT, needed=True),
        "start": literal(NS.start, XSD.integer, needed=True),
        "end": literal(NS.end, XSD.integer, needed=True),
        "confidence": literal(NS.confidence, XSD.decimal, needed=True),
        "extractor": literal(NS.extractor),
        "recorded_at": literal(NS.recorded_at, XSD.dateTime),
        "retracted_at": literal(NS.retracted_at, XSD.dateTime),
    }


def figure_fields(known: Collection[str]) -> Fields:
    """Describe a figure's fields, given the ids of the entities that are known."""
    return {
        "value": literal(NS.value, needed=True),
        "relation": concept("relation", needed=True),
        "unit": literal(NS.unit),
        "compared_with": entity_or_name(NS.compared_with, known),
    }


def to_graph(content: Content, *extensions: Path) -> Graph:
    """Write everything into one graph."""
    graph = prepared(Graph())
    for triple in (*world(content), *plain_triples(content)):
        graph.add(triple)
    for _, triple in told(content, *extensions):
        graph.add(triple)
    return graph


def to_dataset(content: Content, *extensions: Path) -> Dataset:
    """Write each document's statements into the graph that it names, all else into the default."""
    dataset = Dataset()
    prepared(dataset)
    for triple in (*world(content), *plain_triples(content)):
        dataset.default_graph.add(triple)
    for statement, triple in told(content, *extensions):
        dataset.graph(iri(DOCUMENT, statement.document)).add(triple)
    return dataset


def prepared(graph: Graph) -> Graph:
    """Bind the prefixes that people read."""
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    return graph


def world(content: Content) -> Iterator[Triple]:
    """Write entities, regions in regions, and documents."""
    for entity in content.entities:
        yield from written(iri(ENTITY, entity.id), entity, ENTITY_FIELDS)
    for link in content.memberships:
        node = iri(MEMBERSHIP, sha256(link.model_dump_json().encode()).hexdigest()[:24])
        yield (node, RDF.type, NS.Membership)
        yield from written(node, link, MEMBERSHIP_FIELDS)
        if link.valid_to is None:
            yield (iri(ENTITY, link.member), NS.part_of, iri(ENTITY, link.whole))
    for key, document in content.documents.items():
        node = iri(DOCUMENT, key)
        yield (node, RDF.type, NS.Document)
        yield from written(node, document, DOCUMENT_FIELDS)


def told(content: Content, *extensions: Path) -> Iterator[tuple[Statement, Triple]]:
    """Write the statements, each triple with the statement that it belongs to."""
    known = {entity.id for entity in content.entities}
    fields, parts = statement_fields(known, *extensions), figure_fields(known)
    provenance = also_known_as(*extensions)
    for statement in content.statements:
        node = iri(STATEMENT, statement.id)
        kind = NS.Observation if statement.predicate == "observed" else NS.Statement
        yield statement, (node, RDF.type, kind)
        yield statement, (node, NS.quote, text(content.quote(statement)))
        for subject, prop, value in written(node, statement, fields):
            yield statement, (subject, prop, value)
            for wider in provenance.get(prop, ()):
                yield statement, (subject, wider, value)
        if statement.figure:
            figure = URIRef(f"{node}#figure")
            yield statement, (node, NS.figure, figure)
            yield statement, (figure, RDF.type, NS.Figure)
            for triple in written(figure, statement.figure, parts):
                yield statement, triple


@cache
def also_known_as(*extensions: Path) -> Mapping[URIRef, tuple[URIRef, ...]]:
    """Give the properties of PROV-O that ours are kinds of, for readers that do not infer."""
    wider = vocabulary(*extensions).wider
    return {
        NS[name]: tuple(URIRef(of) for of in above if of.startswith(str(PROV)))
        for name, above in wider.items()
    }


def plain_triples(content: Content) -> Iterator[Triple]:
    """Write `subject predicate object` for what is said to be so, and nothing weaker.

    A plain triple has no qualifiers, so a statement that is retracted, negated, not (yet) actual,
    known to end, or true of unofficial ways only gives none.
    """
    for statement in content.statements:
        if (
            statement.retracted_at is None
            and statement.polarity is Polarity.AFFIRMED
            and statement.modality is Modality.ACTUAL
            and statement.valid_to is None
            and statement.channel is not Channel.UNOFFICIAL
        ):
            subject, target = iri(ENTITY, statement.subject), iri(ENTITY, statement.object)
            yield (subject, iri(NS, statement.predicate), target)


def written(node: URIRef, value: Value, fields: Fields) -> Iterator[Triple]:
    """Write the fields of a value that are given."""
    for name, field in fields.items():
        found = getattr(value, name)
        for one in found if field.many else () if found is None else (found,):
            yield (node, field.property, field.write(lexical(one)))


def lexical(value: object) -> str:
    """Write a value the way that it is read back."""
    if isinstance(value, datetime):
        return value.isoformat()
    return f"{Decimal(str(value)):f}" if isinstance(value, float) else str(value)


def from_graph(source: Graph, *extensions: Path) -> Content:
    """Read what `to_graph` or `to_dataset` wrote; InputError names what cannot be read.

    Not kept: the blocks of documents, and the order of an entity's aliases, parents and bases.
    """
    graph = merged(source)
    documents = dict(read_documents(graph))
    return Content(
        entities=tuple(read_entities(graph)),
        memberships=tuple(
            build(Membership, node, read(graph, node, MEMBERSHIP_FIELDS))
            for node in nodes(graph, NS.Membership)
        ),
        statements=tuple(read_statements(graph, documents, *extensions)),
        documents=documents,
    )


def merged(source: Graph) -> Graph:
    """Give one graph of all the triples, whatever graphs they stand in."""
    if not isinstance(source, Dataset):
        return source
    graph = Graph()
    for subject, prop, value, _ in source.quads():
        graph.add((subject, prop, value))
    return graph


def nodes(graph: Graph, kind: URIRef) -> list[URIRef]:
    """List what has a type, in order."""
    return sorted(node for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef))


def read_entities(graph: Graph) -> Iterator[Entity]:
    """Read the entities, in order."""
    found = {n for n in graph.subjects(RDF.type) if isinstance(n, URIRef) and n.startswith(ENTITY)}
    for node in sorted(found):
        values = read(graph, node, ENTITY_FIELDS)
        yield build(Entity, node, {"id": name_in(ENTITY, node), **values})


def read_documents(graph: Graph) -> Iterator[tuple[str, Document]]:
    """Read the document versions by key, in order; a text must be the one that its key names."""
    for node in nodes(graph, NS.Document):
        found = build(Document, node, read(graph, node, DOCUMENT_FIELDS))
        if found.key != name_in(DOCUMENT, node):
            raise InputError(f"<{node}> was changed; what it says now has the key '{found.key}'")
        yield found.key, found


def read_statements(
    graph: Graph, documents: Mapping[str, Document], *extensions: Path
) -> Iterator[Statement]:
    """Read the statements, in order of their IRIs."""
    fields, parts = statement_fields((), *extensions), figure_fields(())
    for node in sorted({*nodes(graph, NS.Statement), *nodes(graph, NS.Observation)}):
        values = read(graph, node, fields)
        for figure in graph.objects(node, NS.figure):
            values["figure"] = build(Figure, figure, read(graph, figure, parts))
        found = build(Statement, node, values)
        check_quote(graph, node, found, documents.get(found.document))
        yield found


def check_quote(graph: Graph, node: URIRef, found: Statement, document: Document | None) -> None:
    """Refuse a statement whose quote is not what its document says there."""
    if document is None:
        raise InputError(f"<{node}> rests on '{found.document}', which is not described")
    quotes = [str(words) for words in graph.objects(node, NS.quote)]
    there = document.quote(found.start, found.end)
    if quotes != [there] or len(there) != found.end - found.start:
        raise InputError(f"<{node}> quotes {quotes}; its document says '{there}' there")


def read(graph: Graph, node: Node, fields: Fields) -> dict[str, object]:
    """Read the fields of a node as texts; their model gives them their types."""
    found: dict[str, object] = {}
    for name, field in fields.items():
        values = sorted(field.read(value) for value in graph.objects(node, field.property))
        if len(values) > 1 and not field.many:
            raise InputError(f"<{node}> has {len(values)} of <{field.property}>; one may stand")
        if field.needed and not values:
            raise InputError(f"<{node}> has no <{field.property}>; it must have one")
        if values:
            found[name] = values if field.many else values[0]
    return found


def build(model: type[V], node: Node, values: Mapping[str, object]) -> V:
    """Make a value of what was read."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        where = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InputError(f"<{node}> is no {model.__name__}: {where}") from error
