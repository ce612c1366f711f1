"""The ontology is complete in itself and says what the model and the annotation guide say."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from kg.model.statement import Channel, Figure, Listed, Modality, Polarity, Qualified, Statement
from kg.vocabulary import NS, vocabulary
from ontology import SHAPES, VOCABULARY
from tools.ontology_page import page

SHARED = Path(__file__).parents[1].parent / "shared"
GUIDE = SHARED / "annotation.md"
WORDS = vocabulary()
GRAPH = Graph().parse(VOCABULARY)
TERMS = sorted({node for node in GRAPH.subjects() if str(node).startswith(NS)})


@pytest.mark.parametrize("term", TERMS, ids=lambda term: str(term).rpartition("#")[2])
def test_every_term_has_a_label_and_a_definition(term: URIRef) -> None:
    assert len(list(GRAPH.objects(term, RDFS.label))) == 1
    definition = str(GRAPH.value(term, SKOS.definition))
    assert definition.endswith(".")
    assert definition[0].isupper()


@pytest.mark.parametrize("path", [VOCABULARY, SHAPES], ids=lambda path: path.name)
def test_every_term_that_is_used_is_defined(path: Path) -> None:
    used = {name for name in re.findall(r"\bkg:(\w+)", path.read_text()) if name[-5:] != "Shape"}
    assert len(used) > 30
    assert {name for name in used if (NS[name], RDF.type, None) not in GRAPH} == set()


@pytest.mark.parametrize(
    ("qualifier", "values"),
    [
        ("polarity", set(Polarity)),
        ("modality", set(Modality)),
        ("channel", set(Channel)),
        ("listed", set(get_args(Listed))),
        ("relation", set(get_args(Figure.model_fields["relation"].annotation))),
    ],
)
def test_the_schemes_are_the_enumerations_of_the_model(qualifier: str, values: set[str]) -> None:
    assert WORDS.values[qualifier] == values


def test_qualifiers_are_fields_of_a_statement() -> None:
    assert WORDS.qualifiers <= Statement.model_fields.keys()
    described = Qualified.model_fields.keys() - {"predicate", "confidence", "extractor"}
    assert described <= WORDS.qualifiers


@pytest.mark.parametrize("name", sorted(WORDS.predicates))
def test_predicates_join_classes_and_carry_qualifiers(name: str) -> None:
    found = WORDS.predicates[name]
    assert found.domain
    assert found.range
    assert found.domain | found.range <= WORDS.superclasses.keys()
    assert found.requires <= found.allows <= WORDS.qualifiers


def test_classes_know_those_above_them() -> None:
    assert WORDS.superclasses["JointVenture"] == ("Company", "Organization", "Entity")
    assert WORDS.is_a("Regulator", "GovernmentBody")
    assert WORDS.is_a("Region", "Region")
    assert not WORDS.is_a("GovernmentBody", "Regulator")
    assert "Statement" not in WORDS.superclasses
    assert WORDS.kinds(frozenset({"Company"})) == {"Company", "JointVenture"}


def test_values_have_concepts() -> None:
    assert WORDS.concepts["audience", "eligible customers"] == "eligible_customers"
    assert WORDS.values["listed"] == {"complete", "open"}


def test_a_user_s_file_adds_to_the_ontology(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix kg: <https://w3id.org/ai-geopolitics/vocabulary#> ."
        "@prefix owl: <http://www.w3.org/2002/07/owl#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        "kg:Cable a owl:Class ; rdfs:subClassOf kg:Hardware ."
        "kg:lands_in a kg:Predicate ; kg:from kg:Cable ; kg:to kg:Region ; kg:allows kg:via ."
        'kg:pupils a skos:Concept ; skos:inScheme kg:audiences ; skos:notation "pupils" .'
    )
    words = vocabulary(mine)
    assert words.is_a("Cable", "Entity")
    assert "via" in words.predicates["lands_in"].allows
    assert words.values["audience"] - WORDS.values["audience"] == {"pupils"}
    assert "Cable" not in WORDS.superclasses


def test_the_page_on_the_ontology_is_current() -> None:
    written = Path(__file__).parents[1] / "docs" / "ontology.md"
    assert written.read_text() == page(GRAPH), "python -m tools.ontology_page > docs/ontology.md"


@pytest.mark.skipif(not GUIDE.exists(), reason="the annotation guide is not beside the tree")
def test_the_predicates_are_those_of_the_annotation_guide() -> None:
    rows = re.findall(r"^\| (\w+) \| ([\w, ]+) → ([\w, ]+) \|", GUIDE.read_text(), re.MULTILINE)[
        1:
    ]
    assert {name for name, _, _ in rows} == WORDS.predicates.keys() - {"observed"}
    for name, starts, ends in rows:
        found = WORDS.predicates[name]
        assert all(WORDS.allowed(kind, found.domain) for kind in starts.split(", ")), name
        assert all(WORDS.allowed(kind, found.range) for kind in ends.split(", ")), name


GOLD = sorted((SHARED / "gold").rglob("*.claims.jsonl"))


@pytest.mark.skipif(not GOLD, reason="the gold files are not beside the tree")
def test_what_careful_readers_found_can_be_said() -> None:
    claims = [json.loads(line) for path in GOLD for line in path.read_text().splitlines() if line]
    refused = [
        claim
        for claim in claims
        for found in [WORDS.predicates[claim["predicate"]]]
        if not WORDS.allowed(claim["subject_type"], found.domain)
        or not WORDS.allowed(claim["object_type"], found.range)
        or any(claim.get(q) and q not in found.allows for q in ("channel", "via", "audience"))
    ]
    assert claims
    assert refused == []
