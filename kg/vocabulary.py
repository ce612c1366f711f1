"""Classes, predicates and qualifiers, read from the Turtle of the ontology."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from ontology import VOCABULARY

NS = Namespace("https://w3id.org/ai-geopolitics/vocabulary#")


@dataclass(frozen=True)
class Predicate:
    """A predicate with the classes at its ends and the qualifiers that it allows or requires."""

    name: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    allows: frozenset[str]
    requires: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """All that the ontology says; names are the local parts of its IRIs.

    `values` are those that a qualifier may take, `pointing` the classes that it may point at;
    `concepts` gives the name of each (qualifier, value) in the Turtle, `wider` the IRIs of the
    properties of other vocabularies that one of ours is a kind of.
    """

    qualifiers: frozenset[str]

    superclasses: dict[str, tuple[str, ...]]
    predicates: dict[str, Predicate]
    values: dict[str, frozenset[str]] = field(default_factory=dict)
    concepts: dict[tuple[str, str], str] = field(default_factory=dict)
    pointing: dict[str, frozenset[str]] = field(default_factory=dict)
    wider: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def is_a(self, kind: str, wider: str) -> bool:
        """Tell whether a class is another or one of its subclasses."""
        return kind == wider or wider in self.superclasses.get(kind, ())

    def allowed(self, kind: str, classes: frozenset[str]) -> bool:
        """Tell whether a class is one of some classes, or a subclass of one."""
        return any(self.is_a(kind, wider) for wider in classes)

    def kinds(self, classes: frozenset[str]) -> frozenset[str]:
        """List some classes with all their subclasses."""
        return frozenset(kind for kind in self.superclasses if self.allowed(kind, classes))


@cache
def vocabulary(*extensions: Path) -> Vocabulary:
    """Read the ontology, with the user's own Turtle files beside it."""
    graph = Graph()
    for path in (VOCABULARY, *extensions):
        graph.parse(path, format="turtle")
    everywhere = {local(q) for q in graph.subjects(NS.everywhere, None)}
    predicates = (predicate(graph, node, everywhere) for node in instances(graph, NS.Predicate))
    return Vocabulary(
        qualifiers=frozenset(local(q) for q in instances(graph, NS.Qualifier)),
        superclasses=superclasses(graph),
        predicates={p.name: p for p in predicates},
        values=values(graph),
        concepts=concepts(graph),
        pointing=pointing(graph),
        wider=wider(graph),
    )


def local(node: object) -> str:
    """Give the name behind the hash of an IRI."""
    return str(node).rpartition("#")[2]


def instances(graph: Graph, kind: URIRef) -> list[URIRef]:
    """List what has a type, in order."""
    return sorted(node for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef))


def superclasses(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Give each entity class the classes above it, nearest first."""
    found = {}
    for node in instances(graph, OWL.Class):
        above = list(graph.transitive_objects(node, RDFS.subClassOf))
        if NS.Entity in above:
            found[local(node)] = tuple(local(n) for n in above[1:] if str(n).startswith(NS))
    return found


def predicate(graph: Graph, node: URIRef, everywhere: set[str]) -> Predicate:
    """Read one predicate."""

    def names(link: URIRef) -> frozenset[str]:
        return frozenset(local(n) for n in graph.objects(node, link))

    return Predicate(
        name=local(node),
        definition=str(graph.value(node, SKOS.definition)),
        domain=names(NS["from"]),
        range=names(NS.to),
        allows=names(NS.allows) | everywhere,
        requires=names(NS.requires),
    )


def values(graph: Graph) -> dict[str, frozenset[str]]:
    """Give each qualifier that has a scheme the values that it may take."""
    found: dict[str, set[str]] = {}
    for qualifier, notation in concepts(graph):
        found.setdefault(qualifier, set()).add(notation)
    return {qualifier: frozenset(notations) for qualifier, notations in found.items()}


def concepts(graph: Graph) -> dict[tuple[str, str], str]:
    """Give each (qualifier, value) the name of its concept."""
    return {
        (local(qualifier), str(graph.value(concept, SKOS.notation))): local(concept)
        for scheme, qualifier in graph.subject_objects(NS.valuesOf)
        for concept in graph.subjects(SKOS.inScheme, scheme)
    }


def pointing(graph: Graph) -> dict[str, frozenset[str]]:
    """Give each qualifier that points at an entity the classes that this may be of."""
    found = {}
    for node in instances(graph, NS.Qualifier):
        classes = frozenset(local(kind) for kind in graph.objects(node, NS.to))
        if classes:
            found[local(node)] = classes
    return found


def wider(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Give each property that is a kind of another the IRIs of those, in order."""
    nodes = {node for node in graph.subjects(RDFS.subPropertyOf) if isinstance(node, URIRef)}
    return {
        local(node): tuple(sorted(map(str, graph.objects(node, RDFS.subPropertyOf))))
        for node in nodes
    }
