"""The stores that every promise is tested on: a file, and a real Neo4j server."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import neo4j
import pytest

from kg.store.base import Store
from kg.store.open import open_store
from tests import neo4j_server
from tests.neo4j_server import Address, Server

ENGINES = ("sqlite", "neo4j")
EMPTY = "MATCH (n) WHERE NOT n:Schema DETACH DELETE n"


def unavailable(reason: str) -> None:
    """Skip what this computer cannot test; where everything must be tested, that is a failure."""
    pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn every skip into a failure where nothing may be skipped; expected failures stay."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("KG_REQUIRE_ALL"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def neo4j_server_running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for all tests."""
    reason = neo4j_server.missing()
    if reason:
        unavailable(reason)
    with neo4j_server.running(tmp_path_factory.mktemp("neo4j") / "home") as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_server_running: Server) -> Iterator[neo4j.Driver]:
    """Give a driver of the tests' own, past the store."""
    server = neo4j_server_running
    with neo4j.GraphDatabase.driver(
        server.url, auth=(server.user, server.password), notifications_min_severity="OFF"
    ) as driver:
        yield driver


@pytest.fixture
def neo4j_address(neo4j_server_running: Server, neo4j_driver: neo4j.Driver) -> Address:
    """Give the address of an empty database on the server."""
    neo4j_driver.execute_query(EMPTY)
    server = neo4j_server_running
    return Address(server.url, server.user, server.password)


@pytest.fixture(params=ENGINES)
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Give the address of an empty store of each engine."""
    if request.param == "sqlite":
        return Address(f"sqlite:///{tmp_path / 'store.db'}")
    address: Address = request.getfixturevalue("neo4j_address")
    return address


@pytest.fixture
def store(store_address: Address) -> Iterator[Store]:
    """Give an empty store of each engine."""
    url, user, password = store_address
    found = open_store(url, user=user, password=password)
    yield found
    found.close()


@pytest.fixture(params=ENGINES)
def fresh_store(request: pytest.FixtureRequest) -> Iterator[Callable[[], Store]]:
    """Give a function that makes an empty store, which empties the one before."""
    opened: list[Store] = []

    def fresh() -> Store:
        if request.param == "sqlite":
            opened.append(open_store("sqlite:///:memory:"))
        else:
            request.getfixturevalue("neo4j_driver").execute_query(EMPTY)
            server: Server = request.getfixturevalue("neo4j_server_running")
            opened.append(open_store(server.url, user=server.user, password=server.password))
        return opened[-1]

    if request.param == "neo4j":
        request.getfixturevalue("neo4j_address")
    yield fresh
    for store in opened:
        store.close()


@pytest.fixture
def store_url(store_address: Address, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the URL of an empty store, with its credentials where a command line reads them."""
    if store_address.user and store_address.password:
        monkeypatch.setenv("KG_NEO4J_USER", store_address.user)
        monkeypatch.setenv("KG_NEO4J_PASSWORD", store_address.password)
    return store_address.url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a server, so that `-m "not neo4j"` leaves it out."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        called = getattr(item, "callspec", None)
        engines = called.params.values() if called else ()
        if "neo4j" in engines or "neo4j_server_running" in names:
            item.add_marker(pytest.mark.neo4j)
