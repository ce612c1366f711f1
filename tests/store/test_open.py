"""Which URLs open which store, and what is told of the others."""

import sys
from collections.abc import Iterator

import neo4j
import pytest

from kg.errors import MissingExtra, StoreUnreachable, StoreVersion
from kg.store.base import Store
from kg.store.open import open_store
from kg.store.server import MIGRATIONS, Server, migrate
from tests.neo4j_server import Address
from tests.store.build import MONDAY, document, recording


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("", "is no store"),
        ("graph.db", "write sqlite:///graph.db"),
        ("sqlite://graph.db", "write sqlite:///PATH"),
        ("sqlite:///", "write sqlite:///PATH"),
        ("mysql://host", "or neo4j://HOST"),
        ("neo4j://", "or neo4j://HOST"),
        ("bolt://host:port", "bolt://host:port"),
    ],
)
def test_what_is_no_url_of_a_store_is_told(url: str, complaint: str) -> None:
    with pytest.raises(StoreUnreachable, match=complaint):
        open_store(url, user="neo4j", password="irrelevant")


def test_a_store_knows_its_url(store: Store, store_address: Address) -> None:
    assert store.url == store_address.url


def test_a_store_in_memory_is_a_store() -> None:
    store = open_store("sqlite:///:memory:")
    store.record([recording(document())], at=MONDAY)
    assert len(list(store.statements())) == 2
    store.close()


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_does_not_answer_is_told(scheme: str) -> None:
    with pytest.raises(StoreUnreachable, match=rf"{scheme}://127\.0\.0\.1:1\b.*docker compose"):
        open_store(f"{scheme}://127.0.0.1:1", user="neo4j", password="irrelevant")


def test_without_the_driver_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kg.store.neo4j", "kg.store.server", "kg.store.free"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "neo4j", None)
    with pytest.raises(MissingExtra, match=r"pip install 'ai-geopolitics-kg\[neo4j\]'"):
        open_store("neo4j://localhost")


STEP = (
    ("CREATE INDEX document_seen IF NOT EXISTS FOR (n:Document) ON (n.seen)",),
    ("MATCH (d:Document) SET d.seen = 7",),
)


@pytest.fixture
def server(neo4j_address: Address, neo4j_driver: neo4j.Driver) -> Iterator[Server]:
    """Give the server below a store, and leave it to be migrated anew."""
    url, user, password = neo4j_address
    opened = Server(url, user, password)
    yield opened
    opened.close()
    neo4j_driver.execute_query("DROP INDEX document_seen IF EXISTS")
    neo4j_driver.execute_query("MATCH (n) DETACH DELETE n")


def reopen(address: Address) -> Store:
    return open_store(address.url, user=address.user, password=address.password)


def test_an_older_graph_is_upgraded_and_a_newer_one_refused(
    server: Server, neo4j_address: Address, neo4j_driver: neo4j.Driver
) -> None:
    store = reopen(neo4j_address)
    store.record([recording(document())], at=MONDAY)
    store.close()
    migrate(server, (*MIGRATIONS, STEP))
    found = neo4j_driver.execute_query("MATCH (d:Document) RETURN d.id AS id, d.seen AS seen")
    assert [tuple(record) for record in found.records] == [("news", 7)]
    known = len(MIGRATIONS)
    with pytest.raises(StoreVersion, match=rf"version {known + 1} .* up to {known}; install"):
        reopen(neo4j_address)


def test_an_upgrade_that_fails_can_be_done_again(server: Server, neo4j_address: Address) -> None:
    reopen(neo4j_address).close()
    schema, data = STEP
    with pytest.raises(StoreUnreachable):
        migrate(server, (*MIGRATIONS, (schema, (*data, "this is no query"))))
    store = reopen(neo4j_address)
    assert dict(store.check())["version"] == str(len(MIGRATIONS))
    store.close()
    migrate(server, (*MIGRATIONS, STEP))
    migrate(server, (*MIGRATIONS, STEP))


def test_a_graph_of_another_program_is_refused_untouched(
    server: Server, neo4j_address: Address, neo4j_driver: neo4j.Driver
) -> None:
    neo4j_driver.execute_query("MATCH (n) DETACH DELETE n")
    neo4j_driver.execute_query("CREATE (:Document {id: 'theirs'})")
    with pytest.raises(StoreVersion, match="another program"):
        reopen(neo4j_address)
    found = neo4j_driver.execute_query("MATCH (n) RETURN labels(n) AS l, n.id AS id").records
    assert [tuple(record) for record in found] == [(["Document"], "theirs")]
    assert next(server.rows("RETURN 1 AS x"))["x"] == 1


def test_the_constraints_are_there(neo4j_address: Address, neo4j_driver: neo4j.Driver) -> None:
    reopen(neo4j_address).close()
    found = neo4j_driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN name").records
    assert {"entity_id", "statement_id", "document_id"} <= {record["name"] for record in found}
