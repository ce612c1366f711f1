"""The examples in each engine, behind a real server."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import neo4j
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.graph import Graph
from kg.web.build import build
from tests.conftest import EMPTY, ENGINES, unavailable
from tests.neo4j_server import Address, Server
from tests.web.browsing import Watched, chromium, opened
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, and build the page where it is older than its sources.

    For a module only: its loop, as long as it runs, lets nobody else start one.
    """
    path = chromium()
    if path is None:
        unavailable("the page is tested in Chromium; install it (apt install chromium)")
    try:
        build()
    except RuntimeError as error:
        unavailable(f"the page cannot be built here: {error}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path)
        yield started
        started.close()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the examples from a file, for what the engine makes no difference to."""
    store = Address(f"sqlite:///{tmp_path_factory.mktemp('examples') / 'graph.db'}")
    with Graph(store.url) as graph:
        assert not graph.load(ROOT / "examples").failures
        with serving(graph) as url:
            yield Site(url, graph, store)


@pytest.fixture
def watched(browser: Browser, examples: Site) -> Iterator[Watched]:
    """Open a page on the examples."""
    with opened(browser, examples.url) as found:
        yield found


@pytest.fixture
def page(watched: Watched) -> Page:
    """Give the page itself."""
    return watched.page
