"""Every query of the cookbook gives rows on the examples, the same on both engines."""

import re
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from kg.graph import Graph
from tests.conftest import EMPTY
from tests.neo4j_server import Server

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cookbook.md").read_text("utf-8")
QUERIES = [
    pytest.param(query, id=title.strip(" :\n"))
    for title, query in re.findall(r"\n([^\n]+:)\n```cypher\n(.*?)```", PAGE, re.DOTALL)
]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph(f"sqlite:///{tmp_path_factory.mktemp('cookbook') / 'examples.db'}") as graph:
        graph.load(ROOT / "examples")
        yield graph


@pytest.fixture(scope="module")
def served(neo4j_server_running: Server, neo4j_driver: neo4j.Driver) -> Iterator[Graph]:
    neo4j_driver.execute_query(EMPTY)
    url, user, password = (
        neo4j_server_running.url,
        neo4j_server_running.user,
        (neo4j_server_running.password),
    )
    with Graph(url, user=user, password=password) as graph:
        graph.load(ROOT / "examples")
        yield graph


def test_there_are_enough_queries() -> None:
    assert len(QUERIES) >= 25
    assert len(QUERIES) == PAGE.count("```cypher")


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_gives_rows_in_an_order_of_its_own(embedded: Graph, query: str) -> None:
    table = embedded.cypher(query)
    assert table.rows
    assert not table.cut
    assert "ORDER BY" in query or len(table.rows) == 1


@pytest.mark.parametrize("query", QUERIES)
def test_both_engines_give_the_same_rows(embedded: Graph, served: Graph, query: str) -> None:
    assert embedded.cypher(query) == served.cypher(query)
