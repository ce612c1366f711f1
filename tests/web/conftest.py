"""The examples in each engine, behind a real server."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import neo4j
import pytest

from kg.graph import Graph
from tests.conftest import EMPTY, ENGINES
from tests.neo4j_server import Address, Server
from tests.web.serving import serving

ROOT = Path(__file__).parents[2]


class Site(NamedTuple):
    """A server, the graph behind it, and the store that a command line opens it by."""

    url: str
    graph: Graph
    store: Address


@pytest.fixture(scope="module", params=ENGINES)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Serve the examples from each engine."""
    store = Address(f"sqlite:///{tmp_path_factory.mktemp('web') / 'graph.db'}")
    if request.param == "neo4j":
        server: Server = request.getfixturevalue("neo4j_server_running")
        driver: neo4j.Driver = request.getfixturevalue("neo4j_driver")
        driver.execute_query(EMPTY)
        store = Address(server.url, server.user, server.password)
    with Graph(store.url, user=store.user, password=store.password) as graph:
        assert not graph.load(ROOT / "examples").failures
        with serving(graph) as url:
            yield Site(url, graph, store)


@pytest.fixture
def api(site: Site) -> Iterator[httpx.Client]:
    """Give a client of the REST API."""
    with httpx.Client(base_url=f"{site.url}/api", timeout=60) as client:
        yield client
