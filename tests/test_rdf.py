"""A graph as RDF and back: nothing lost, nothing added, nothing in a name that acts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from rdflib import RDF, Dataset, Graph, Literal, URIRef

from kg.errors import InputError
from kg.model.content import Content
from kg.model.document import Block, BlockKind, Document
from kg.model.entity import Entity, Membership
from kg.model.statement import Channel, Figure, Modality, Polarity, Statement
from kg.rdf import (
    DOCUMENT,
    DOCUMENT_FIELDS,
    ENTITY,
    ENTITY_FIELDS,
    MEMBERSHIP_FIELDS,
    STATEMENT,
    figure_fields,
    from_graph,
    iri,
    name_in,
    statement_fields,
    to_dataset,
    to_graph,
)
from kg.vocabulary import NS, vocabulary
from tests.strategies import contents, ids

TEXT = "OpenAI blocks its API in China. China filed over six times as many patents."
WIRE = Document(id="wire", text=TEXT, publisher="Example News", published="2024-06-25")
API = Entity(id="api", type="Service", name="OpenAI API", provider="openai")
OPENAI = Entity(id="openai", type="Company", name="OpenAI", aliases=("Open AI",))
CHINA = Entity(id="cn", type="Region", name="China", iso="CN", wikidata="Q148")
PATENTS = Entity(id="patents", type="Measure", name="patents")
BLOCKS = Statement(
    subject="api",
    predicate="available_in",
    object="cn",
    polarity=Polarity.NEGATED,
    audience="eligible customers",
    attributed_to="openai",
    publisher="Example News",
    document=WIRE.key,
    start=0,
    end=31,
)


def content(*statements: Statement, **other: object) -> Content:
    told = {
        "entities": (API, OPENAI, CHINA, PATENTS),
        "statements": statements,
        "documents": {WIRE.key: WIRE},
    }
    return Content.model_validate(told | other)


def ordered(told: Content) -> Content:
    return Content(
        entities=tuple(sorted(told.entities, key=lambda e: e.id)),
        memberships=tuple(sorted(told.memberships, key=lambda m: m.model_dump_json())),
        statements=tuple(sorted(told.statements, key=lambda s: s.id)),
        documents=told.documents,
    )


@settings(max_examples=60, deadline=None)
@given(contents())
def test_a_graph_comes_back_whole(told: Content) -> None:
    assert ordered(from_graph(to_graph(told))) == ordered(told)


@pytest.mark.parametrize("form", ["turtle", "trig", "json-ld", "nt"])
@settings(max_examples=20, deadline=None)
@given(told=contents())
def test_a_file_comes_back_whole(form: str, told: Content) -> None:
    graph = to_dataset(told) if form == "trig" else to_graph(told)
    back = Dataset() if form in ("trig", "json-ld") else Graph()
    back.parse(data=graph.serialize(format=form), format=form)
    assert ordered(from_graph(back)) == ordered(told)


def test_every_field_has_a_property() -> None:
    assert ENTITY_FIELDS.keys() == Entity.model_fields.keys() - {"id"}
    assert MEMBERSHIP_FIELDS.keys() == Membership.model_fields.keys()
    assert DOCUMENT_FIELDS.keys() == Document.model_fields.keys() - {"blocks"}
    assert statement_fields(()).keys() == Statement.model_fields.keys() - {"figure"}
    assert figure_fields(()).keys() == Figure.model_fields.keys()


def test_every_property_of_ours_is_in_the_ontology() -> None:
    ontology = Graph().parse("ontology/vocabulary.ttl")
    observed = BLOCKS.model_copy(
        update={"predicate": "observed", "object": "patents", "figure": Figure(value="6")}
    )
    graph = to_graph(content(BLOCKS, observed, memberships=(Membership(member="a", whole="b"),)))
    terms = {term for triple in graph for term in triple[1:]}
    ours = {t for t in terms if isinstance(t, URIRef) and t.startswith(NS)}
    assert len(ours) > 20
    assert {t for t in ours if (t, RDF.type, None) not in ontology} == set()


@given(ids)
def test_names_are_inert_in_iris(name: str) -> None:
    made = iri(ENTITY, name)
    assert name_in(ENTITY, made) == name
    tail = made.removeprefix(ENTITY)
    assert all(c.isascii() and (c.isalnum() or c in "%-._~") for c in tail)
    assert tail not in {".", ".."}


def test_half_a_surrogate_pair_does_no_harm() -> None:
    broken = Entity(id="a\ud800", type="Company", name="b\udc00c")
    text = to_graph(Content(entities=(broken,))).serialize(format="turtle", encoding="utf-8")
    assert from_graph(Graph().parse(data=text)).entities == (
        broken.model_copy(update={"name": "b\ufffdc"}),
    )


def plain(*statements: Statement) -> bool:
    triple = (iri(ENTITY, "api"), NS.available_in, iri(ENTITY, "cn"))
    graph, dataset = to_graph(content(*statements)), to_dataset(content(*statements))
    assert (triple in graph) == (triple in dataset.default_graph)
    return triple in graph


AFFIRMED = BLOCKS.model_copy(update={"polarity": Polarity.AFFIRMED})


def test_what_is_said_to_be_so_is_a_plain_triple() -> None:
    assert plain(AFFIRMED)
    assert plain(BLOCKS, AFFIRMED)


@pytest.mark.parametrize(
    "other",
    [
        {"polarity": Polarity.NEGATED},
        {"modality": Modality.ANNOUNCED},
        {"modality": Modality.PROPOSED},
        {"modality": Modality.RUMOURED},
        {"valid_to": "2024"},
        {"channel": Channel.UNOFFICIAL},
        {"retracted_at": "2024-07-01T00:00:00+00:00"},
    ],
    ids=str,
)
def test_nothing_weaker_is_a_plain_triple(other: dict[str, object]) -> None:
    assert not plain(Statement.model_validate(AFFIRMED.model_dump() | other))


def test_a_region_that_left_is_not_part_of_the_whole() -> None:
    gone = Membership(member="gb", whole="eu", valid_from="1973", valid_to="2020-02-01")
    stays = Membership(member="fr", whole="eu")
    told = content(memberships=(gone, stays))
    graph = to_graph(told)
    assert (iri(ENTITY, "fr"), NS.part_of, iri(ENTITY, "eu")) in graph
    assert (iri(ENTITY, "gb"), NS.part_of, iri(ENTITY, "eu")) not in graph
    assert set(from_graph(graph).memberships) == {gone, stays}


def test_a_statement_reads_like_the_design() -> None:
    graph = to_graph(content(BLOCKS))
    node = iri(STATEMENT, BLOCKS.id)
    facts = {(str(p).rpartition("#")[2], o) for p, o in graph.predicate_objects(node)}
    assert ("subject", iri(ENTITY, "api")) in facts
    assert ("polarity", NS.negated) in facts
    assert ("audience", NS.eligible_customers) in facts
    assert ("evidence", iri(DOCUMENT, WIRE.key)) in facts
    assert ("wasDerivedFrom", iri(DOCUMENT, WIRE.key)) in facts
    assert ("wasAttributedTo", iri(ENTITY, "openai")) in facts
    assert ("quote", Literal("OpenAI blocks its API in China.")) in facts
    assert ("publisher", Literal("Example News")) in facts


def test_a_publisher_that_is_an_entity_is_linked() -> None:
    graph = to_graph(content(BLOCKS.model_copy(update={"publisher": "openai"})))
    assert (iri(STATEMENT, BLOCKS.id), NS.publisher, iri(ENTITY, "openai")) in graph


def test_a_figure_is_an_observation() -> None:
    figure = Figure(value="6", relation="over", unit="times as many", compared_with="us")
    observed = Statement(
        subject="cn",
        predicate="observed",
        object="patents",
        figure=figure,
        document=WIRE.key,
        start=32,
        end=len(TEXT),
    )
    graph = to_graph(content(observed))
    assert (iri(STATEMENT, observed.id), RDF.type, NS.Observation) in graph
    assert from_graph(graph).statements == (observed,)


def test_each_document_names_the_graph_of_its_statements() -> None:
    dataset = to_dataset(content(BLOCKS))
    node = iri(STATEMENT, BLOCKS.id)
    graphs = {str(name) for *_, name in dataset.quads((node, None, None, None))}
    assert graphs == {str(iri(DOCUMENT, WIRE.key))}


def test_blocks_of_documents_are_left_out() -> None:
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=5)
    laid_out = WIRE.model_copy(update={"blocks": (block,)})
    back = from_graph(to_graph(content(documents={WIRE.key: laid_out})))
    assert back.documents == {WIRE.key: WIRE}


def test_a_statement_without_its_document_is_refused() -> None:
    with pytest.raises(InputError, match="rests on document 'wire@"):
        to_graph(content(BLOCKS, documents={}))


def test_a_text_that_was_changed_is_refused() -> None:
    told = to_graph(content(BLOCKS)).serialize(format="turtle")
    changed = Graph().parse(
        data=told.replace("its API in China. China", "its API in Chile. China")
    )
    with pytest.raises(InputError, match="was changed"):
        from_graph(changed)


def test_a_user_s_own_audience_is_a_concept(tmp_path: Path) -> None:
    assert "pupils" not in vocabulary().values["audience"]
    path = tmp_path / "mine.ttl"
    path.write_text(
        "@prefix kg: <https://w3id.org/ai-geopolitics/vocabulary#> ."
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        'kg:pupils a skos:Concept ; skos:inScheme kg:audiences ; skos:notation "pupils" .'
    )
    told = content(BLOCKS.model_copy(update={"audience": "pupils"}))
    graph = to_graph(told, path)
    assert (None, NS.audience, NS.pupils) in graph
    assert from_graph(graph, path).statements == told.statements
    assert from_graph(to_graph(told)).statements == told.statements
