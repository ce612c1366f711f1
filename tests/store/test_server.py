"""The shipped server settings, on a real server, past all guards of the program."""

import re
from pathlib import Path

import neo4j
import pytest
import yaml
from neo4j import exceptions

from kg.errors import StoreUnreachable
from kg.store.open import open_store
from tests.neo4j_server import SETTINGS, Address, Server

ROOT = Path(__file__).parents[2]


def read(driver: neo4j.Driver, query: str) -> None:
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        session.run(query).consume()


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "file:///../../conf/neo4j.conf", "file:///import/../../etc/passwd"],
)
def test_load_csv_reads_no_file(neo4j_driver: neo4j.Driver, address: str) -> None:
    with pytest.raises(exceptions.ClientError, match="allow_csv_import_from_file_urls"):
        read(neo4j_driver, f"LOAD CSV FROM '{address}' AS line RETURN line")


@pytest.mark.parametrize(
    "address", ["'http://127.0.0.1:1/'", "'http://[::1]:1/'", "'ht' + 'tp://127.0.0.1:1/'"]
)
def test_load_csv_fetches_no_address(neo4j_driver: neo4j.Driver, address: str) -> None:
    with pytest.raises(exceptions.ClientError, match="cypher_ip_blocklist"):
        read(neo4j_driver, f"LOAD CSV FROM {address} AS line RETURN line")


def test_settings_hold_on_the_server(neo4j_driver: neo4j.Driver) -> None:
    found = {
        str(record["name"]): str(record["value"])
        for record in neo4j_driver.execute_query("SHOW SETTINGS YIELD name, value").records
    }
    assert found["dbms.security.auth_enabled"] == "true"
    assert found["server.directories.import"].endswith("/import")
    assert found["db.transaction.timeout"] == "2m"
    assert found["db.memory.transaction.max"] == "256.00MiB"
    assert found["dbms.usage_report.enabled"] == "false"


def test_one_transaction_cannot_take_all_memory(neo4j_driver: neo4j.Driver) -> None:
    with pytest.raises(exceptions.TransientError, match=r"db\.memory\.transaction\.max"):
        read(neo4j_driver, "UNWIND range(1, 20000000) AS x RETURN size(collect(x))")


def test_writes_are_refused_in_read_mode(neo4j_driver: neo4j.Driver) -> None:
    with pytest.raises(exceptions.ClientError, match="read access mode"):
        read(neo4j_driver, "CREATE (n:Entity {id: 'x'})")


@pytest.mark.parametrize("password", [None, "wrong password"])
def test_nobody_comes_in_without_the_password(
    neo4j_server_running: Server, password: str | None
) -> None:
    with pytest.raises(StoreUnreachable, match="KG_NEO4J_PASSWORD"):
        open_store(neo4j_server_running.url, user="neo4j", password=password)


def test_both_schemes_reach_the_server(neo4j_address: Address) -> None:
    url = neo4j_address.url.replace("neo4j://", "bolt://")
    store = open_store(url, user=neo4j_address.user, password=neo4j_address.password)
    assert dict(store.check())["engine"].startswith("Neo4j 5.26")
    store.close()


def test_compose_ships_these_settings_and_asks_for_a_password() -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["neo4j"]
    assert service["image"] == "neo4j:5.26-community"
    assert f"./{SETTINGS.relative_to(ROOT)}:/conf/neo4j.conf:ro" in service["volumes"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "${KG_NEO4J_PASSWORD:?" in service["environment"]["NEO4J_AUTH"]
    example = (ROOT / ".env.example").read_text()
    assert re.search(r"^KG_NEO4J_PASSWORD=$", example, re.MULTILINE)
