"""Prints docs/ontology.md from the Turtle: `python -m tools.ontology_page > docs/ontology.md`."""

from collections.abc import Iterable, Iterator

from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.rdf import DOCUMENT, ENTITY, MEMBERSHIP, PREFIXES, STATEMENT
from kg.vocabulary import NS, instances, local
from ontology import VOCABULARY

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
OTHERS = {
    "https://schema.followthemoney.tech/#": "ftm",
    "http://www.wikidata.org/entity/": "wd",
}
HEAD = f"""\
<!-- Made by `python -m tools.ontology_page > docs/ontology.md` from ontology/vocabulary.ttl. -->

# Ontology

`ontology/vocabulary.ttl` is the one source of all that is below: the classes of entities, the
predicates that join them, the qualifiers of a statement and the values that these take. The write
gate, the SHACL shapes and the exports read it. `ontology/shapes.ttl` says what a graph must look
like; check a graph of your own with

    cat ontology/vocabulary.ttl graph.ttl > both.ttl
    pyshacl -s ontology/shapes.ttl both.ttl

## IRIs

| what | IRI |
| --- | --- |
| terms of the vocabulary (`kg:`) | `{NS}` + name |
| entities | `{ENTITY}` + id |
| statements | `{STATEMENT}` + id (its figure: the same with `#figure`) |
| document versions | `{DOCUMENT}` + document id, `@`, hash of what it says |
| a region in a region | `{MEMBERSHIP}` + hash of what it says |

Ids are percent-encoded: whatever a document put into a name is a name and nothing else. Dates are
literals of the datatype `edtf:EDTF-level0`: `2024`, `2024-07` or `2024-07-09`; one day between
two, `[2024-07-09..2024-08-01]`, is an `edtf:EDTF-level2`.

A statement is a node of its own, with `rdf:subject`, `rdf:predicate` and `rdf:object`, its
qualifiers, and its evidence: the document version, the exact quote and where that stands in the
text. Beside it stands a plain triple `subject predicate object`, where it says without reserve
that something is so. A statement that is retracted, negated, announced, proposed or rumoured, that
has an end (`kg:valid_to`), or that is true of unofficial ways only gives no plain triple. What
a plain triple leaves out (since when, for whom, who says so, who says otherwise) is on the
statements: read those before you rely on it. In TriG the statements of a document version stand in
the graph that it names.

Not written: how a text is laid out in blocks, and the order of an entity's further names, parents
and bases.

## A file of your own

The vocabulary can be extended by a Turtle file with more classes (below `kg:Entity`), predicates
(`a kg:Predicate`, with `kg:from` and `kg:to`) and audiences. The terms of such a file are in the
`kg:` namespace too. Polarity, modality, channel, list and relation are closed, because the rules
of availability treat each of their values on its own.
"""


def page(graph: Graph) -> str:
    """Write the whole page."""
    parts = [
        HEAD,
        classes(graph),
        predicates(graph),
        qualifiers(graph),
        schemes(graph),
        properties(graph),
    ]
    return "\n".join(parts)


def classes(graph: Graph) -> str:
    """List the classes of entities as a tree, then those of sources and statements."""
    below = [NS.Entity, *tree(graph, NS.Entity)]
    others = (NS.Document, NS.Statement, NS.Observation, NS.Figure, NS.Membership)
    rows = ((depth(graph, node), definition(graph, node), matches(graph, node)) for node in below)
    more = ((code(node), definition(graph, node), matches(graph, node)) for node in others)
    head = ("class", "meaning", "mappings")
    return "\n".join(
        (
            "## Classes of entities\n",
            "A class below another is a kind of it.\n",
            table(head, rows),
            "## Classes of sources and statements\n",
            table(head, more),
        )
    )


def tree(graph: Graph, node: Node) -> Iterator[URIRef]:
    """Give the subclasses of a class, each before its own."""
    for child in ordered(graph.subjects(RDFS.subClassOf, node)):
        yield child
        yield from tree(graph, child)


def depth(graph: Graph, node: URIRef) -> str:
    """Give the name of a class, indented below those above it."""
    above = len(set(graph.transitive_objects(node, RDFS.subClassOf))) - 1
    return "&nbsp;" * 4 * above + code(node)


def predicates(graph: Graph) -> str:
    """List the predicates with their ends and qualifiers."""
    rows = (
        (
            code(node),
            names(graph, node, NS["from"]),
            names(graph, node, NS.to),
            definition(graph, node),
            carried(graph, node),
            matches(graph, node),
        )
        for node in instances(graph, NS.Predicate)
    )
    head = ("predicate", "from", "to", "meaning", "qualifiers of its own", "mappings")
    return "\n".join(
        (
            "## Predicates\n",
            "`from` and `to` are the classes allowed at either end, with their subclasses. Every",
            "predicate takes the qualifiers marked *all* in the next table.\n",
            table(head, rows),
        )
    )


def carried(graph: Graph, node: URIRef) -> str:
    """List the qualifiers that a predicate allows, those that it requires marked."""
    required = set(graph.objects(node, NS.requires))
    found = ordered(required.union(graph.objects(node, NS.allows)))
    return ", ".join(code(q) + (" (required)" if q in required else "") for q in found)


def qualifiers(graph: Graph) -> str:
    """List the qualifiers."""
    rows = (
        (
            code(node),
            definition(graph, node),
            "*all*" if graph.value(node, NS.everywhere) else allowing(graph, node),
            pointing(graph, node),
        )
        for node in instances(graph, NS.Qualifier)
    )
    return "## Qualifiers\n\n" + table(("qualifier", "meaning", "taken by", "values"), rows)


def allowing(graph: Graph, node: URIRef) -> str:
    """List the predicates that take a qualifier."""
    return ", ".join(code(p) for p in ordered(graph.subjects(NS.allows, node)))


def pointing(graph: Graph, node: URIRef) -> str:
    """Say what a qualifier's values are: an entity of some classes, or one of a scheme."""
    kinds = names(graph, node, NS.to)
    return kinds or ("see below" if graph.value(None, NS.valuesOf, node) else "")


def schemes(graph: Graph) -> str:
    """List the values of each qualifier that has a scheme."""
    parts = ["## Values\n"]
    for qualifier in ordered(graph.objects(None, NS.valuesOf)):
        scheme = ordered(graph.subjects(NS.valuesOf, qualifier))[0]
        concepts = ordered(graph.subjects(SKOS.inScheme, scheme))
        rows = ((f"`{graph.value(c, SKOS.notation)}`", definition(graph, c)) for c in concepts)
        parts.append(f"### {local(qualifier)}\n\n{definition(graph, scheme)}\n")
        parts.append(table(("value", "meaning"), rows))
    return "\n".join(parts)


def properties(graph: Graph) -> str:
    """List the properties of evidence and of what the catalogue knows."""
    machinery = {"from", "to", "allows", "requires", "everywhere", "valuesOf"}
    found = [node for node in instances(graph, RDF.Property) if local(node) not in machinery]
    rows = ((code(node), definition(graph, node), matches(graph, node)) for node in found)
    return "## Other properties\n\n" + table(("property", "meaning", "mappings"), rows)


def ordered(found: Iterable[Node]) -> list[URIRef]:
    """Give terms in order."""
    return sorted({node for node in found if isinstance(node, URIRef)})


def names(graph: Graph, node: URIRef, link: URIRef) -> str:
    """Name what a node is linked to, in order."""
    return ", ".join(local(found) for found in ordered(graph.objects(node, link)))


def definition(graph: Graph, node: Node) -> str:
    """Give the definition of a term."""
    return str(graph.value(node, SKOS.definition))


def matches(graph: Graph, node: URIRef) -> str:
    """List the terms of other vocabularies that a term is mapped to, by closeness."""
    found = [
        f"{kind.removesuffix('Match')}: {', '.join(short(o) for o in terms)}"
        for kind in MATCHES
        if (terms := ordered(graph.objects(node, SKOS[kind])))
    ]
    wider = ordered(graph.objects(node, RDFS.subPropertyOf))
    return "; ".join([*found, *(f"kind of: {short(term)}" for term in wider)])


def short(node: Node) -> str:
    """Write an IRI with its usual prefix."""
    spaces = OTHERS | {space: prefix for prefix, space in PREFIXES.items()}
    space = next(space for space in spaces if str(node).startswith(space))
    return f"`{spaces[space]}:{str(node).removeprefix(space)}`"


def code(node: Node) -> str:
    """Write the name of a term."""
    return f"`{local(node)}`"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table in Markdown."""
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    print(page(Graph().parse(VOCABULARY)), end="")
