"""What the shipped examples settle, asked of both stores after loading all of them."""

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
import yaml

from kg.graph import Graph
from tests.conftest import EMPTY, ENGINES
from tests.neo4j_server import Server

ROOT = Path(__file__).parents[1]
QUESTIONS = yaml.safe_load((Path(__file__).parent / "cases" / "examples.yaml").read_text("utf-8"))
STATUSES = [q for q in QUESTIONS if "subject" in q]
SERVES = [q for q in QUESTIONS if "serves" in q]


@pytest.fixture(scope="module", params=ENGINES)
def graph(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Graph]:
    """Load the examples once into each engine."""
    url, user, password = f"sqlite:///{tmp_path_factory.mktemp('examples') / 'g.db'}", None, None
    if request.param == "neo4j":
        server: Server = request.getfixturevalue("neo4j_server_running")
        driver: neo4j.Driver = request.getfixturevalue("neo4j_driver")
        driver.execute_query(EMPTY)
        url, user, password = server.url, server.user, server.password
    with Graph(url, user=user, password=password) as loaded:
        report = loaded.load(ROOT / "examples")
        assert not report.failures
        yield loaded


def named(question: dict[str, object]) -> str:
    """Name a question as the test's id."""
    return f"{question.get('subject', 'who')}-{question['region']}-{question['as_of']}"


def cases(questions: list[dict[str, str]]) -> list[object]:
    """Give each question as a case; one with a `gap` is expected to fail, for that reason."""
    return [
        pytest.param(
            q, id=named(q), marks=[pytest.mark.xfail(reason=q["gap"])] if "gap" in q else []
        )
        for q in questions
    ]


@pytest.mark.parametrize("question", cases(STATUSES))
def test_a_status_follows_from_the_examples(graph: Graph, question: dict[str, str]) -> None:
    answer = graph.status(question["subject"], question["region"], as_of=question["as_of"])
    assert answer.status == question["status"]
    assert set(question.get("channels", ())) <= set(answer.channels)
    assert set(question.get("audiences", ())) <= set(answer.audiences)
    cited = {evidence.doc for evidence in answer.evidence}
    assert not question["because"] or cited & set(question["because"])


@pytest.mark.parametrize("question", cases(SERVES))
def test_who_serves_follows_from_the_examples(graph: Graph, question: dict[str, str]) -> None:
    answers = graph.serves(question["region"], as_of=question["as_of"])
    serving = {answer.provider for answer in answers if answer.serves}
    assert set(question["serves"]) <= serving
    assert not set(question.get("not", ())) & serving
