"""The write gate and the SHACL shapes: the same verdict on everything."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import SH, Graph

from kg.errors import KgError, RefusedStatement
from kg.model.content import Content
from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.statement import Figure, Statement
from kg.rdf import from_graph, to_graph
from kg.shapes import check, violations
from ontology import SHAPES, VOCABULARY
from tests.strategies import CLASSES, WORDS, statements

HERE = Path(__file__).parent / "shapes"
VALID = sorted((HERE / "valid").glob("*.ttl"))
INVALID = sorted((HERE / "invalid").glob("*.ttl"))
WORLD = tuple(Entity(id=kind.lower(), type=kind, name=f"Some {kind}") for kind in CLASSES)
BY_ID = {entity.id: entity for entity in WORLD}
SOURCE = Document(id="wire", text="OpenAI  will block\nits API in China.")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(VOCABULARY)


def example(path: Path) -> Graph:
    return Graph().parse(HERE / "world.ttl").parse(path)


def expected(path: Path, whose: str) -> str:
    lines = path.read_text().splitlines()
    return next(line for line in lines if line.startswith(f"# {whose}: ")).partition(": ")[2]


def shacl(graph: Graph, shapes: Graph, ontology: Graph) -> set[str]:
    """Give the names of the shapes that pyshacl finds broken."""
    _, report, _ = validate(graph + ontology, shacl_graph=shapes)
    broken = set(report.objects(None, SH.sourceShape))
    owners = {shapes.value(None, SH.property, shape) or shape for shape in broken}
    return {str(owner).rpartition("#")[2] for owner in owners}


def gate(graph: Graph) -> str:
    """Give the gate's complaints, empty where it lets every statement in."""
    try:
        told = from_graph(graph)
    except KgError as error:
        return str(error)
    known = {entity.id: entity for entity in told.entities}
    return "; ".join(
        complaint
        for statement in told.statements
        for complaint in violations(statement, known, document=told.document(statement))
    )


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_examples_pass_both(path: Path, shapes: Graph, ontology: Graph) -> None:
    assert len(from_graph(example(path)).statements) == 1
    assert gate(example(path)) == ""
    assert shacl(example(path), shapes, ontology) == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_examples_fail_both(path: Path, shapes: Graph, ontology: Graph) -> None:
    assert expected(path, "gate") in gate(example(path))
    assert expected(path, "shape") in shacl(example(path), shapes, ontology)


@st.composite
def nearly_right(draw: st.DrawFn) -> Statement:
    """Say something that may be said, with up to three fields changed at random."""
    anything = draw(statements(SOURCE, st.sampled_from([*BY_ID, "nobody"])))
    rule = WORDS.predicates[anything.predicate]
    right = Statement(
        subject=draw(st.sampled_from(sorted(WORDS.kinds(rule.domain)))).lower(),
        predicate=rule.name,
        object=draw(st.sampled_from(sorted(WORDS.kinds(rule.range)))).lower(),
        figure=Figure(value="6") if rule.requires else None,
        document=SOURCE.key,
        start=0,
        end=6,
    )
    changed = draw(st.sets(st.sampled_from(sorted(Statement.model_fields)), max_size=3))
    return right.model_copy(update={name: getattr(anything, name) for name in changed})


@settings(max_examples=25, deadline=None)
@given(told=nearly_right())
def test_any_statement_gets_the_same_verdict(
    told: Statement, shapes: Graph, ontology: Graph
) -> None:
    content = Content(entities=WORLD, statements=(told,), documents={SOURCE.key: SOURCE})
    found = violations(told, BY_ID, document=SOURCE)
    broken = shacl(to_graph(content), shapes, ontology)
    assert bool(found) == bool(broken), (found, broken)


def test_a_membership_must_not_end_before_it_begins(shapes: Graph, ontology: Graph) -> None:
    whole = Entity(id="eu", type="Region", name="European Union")
    part = Entity(id="gb", type="Region", name="United Kingdom")
    right = Membership(member="gb", whole="eu", valid_from="1973", valid_to="2020-02-01")
    wrong = right.model_copy(update={"valid_from": "2021"})
    for link, broken in ((right, set()), (wrong, {"PeriodShape"})):
        content = Content(entities=(whole, part), memberships=(link,))
        assert shacl(to_graph(content), shapes, ontology) == broken


OPENAI = Entity(id="openai", type="Company", name="OpenAI")
CHATGPT = Entity(id="chatgpt", type="Service", name="ChatGPT")
CHINA = Entity(id="cn", type="Region", name="China")
KNOWN = {entity.id: entity for entity in (OPENAI, CHATGPT, CHINA)}


def says(subject: str, predicate: str, target: str, **other: object) -> Statement:
    told = {"subject": subject, "predicate": predicate, "object": target}
    place = {"document": SOURCE.key, "start": 0, "end": 6}
    return Statement.model_validate(told | place | other)


GOOD = says("chatgpt", "available_in", "cn", channel="direct", attributed_to="openai")


def test_a_good_statement_is_let_in() -> None:
    assert violations(GOOD, KNOWN) == []
    check(GOOD, KNOWN, document=SOURCE)


def test_a_complaint_names_rule_value_and_way_out() -> None:
    assert violations(says("openai", "available_in", "chatgpt"), KNOWN) == [
        "`available_in` must end at a Region; 'ChatGPT' is a Service"
    ]


def test_every_complaint_is_in_the_error() -> None:
    bad = says("cn", "offers", "atlantis", channel="direct", audience="dragons")
    with pytest.raises(RefusedStatement) as caught:
        check(bad, KNOWN)
    message = str(caught.value)
    assert "`offers` must start at a Company; 'China' is a Region" in message
    assert "'atlantis', which is no known entity" in message
    assert "`offers` takes no `channel`" in message
    assert "`audience` is 'dragons'; it may be developers, eligible customers," in message


def test_a_required_qualifier_is_asked_for() -> None:
    measure = Entity(id="patents", type="Measure", name="patents")
    known = KNOWN | {"patents": measure}
    bare = says("cn", "observed", "patents")
    assert violations(bare, known) == ["`observed` must carry a `figure`; there is none"]
    assert violations(says("cn", "observed", "patents", figure=Figure(value="6")), known) == []


def test_the_quote_must_lie_in_the_document() -> None:
    past = says("chatgpt", "available_in", "cn", start=30, end=99)
    assert "the text ends at 36" in violations(past, KNOWN, document=SOURCE)[0]
    blank = says("chatgpt", "available_in", "cn", start=6, end=8)
    assert "is blank" in violations(blank, KNOWN, document=SOURCE)[0]
    other = Document(id="other", text=SOURCE.text)
    assert "it was read in 'other@" in violations(GOOD, KNOWN, document=other)[0]


def test_a_user_s_own_predicate_is_checked(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix kg: <https://w3id.org/ai-geopolitics/vocabulary#> ."
        "kg:licensed_in a kg:Predicate ; kg:from kg:Company ; kg:to kg:Region ."
    )
    told = says("openai", "licensed_in", "cn")
    assert violations(told, KNOWN, mine) == []
    assert "`licensed_in` is no predicate" in violations(told, KNOWN)[0]
    assert violations(says("chatgpt", "licensed_in", "cn"), KNOWN, mine) == [
        "`licensed_in` must start at a Company; 'ChatGPT' is a Service"
    ]
