"""A Neo4j server: reached, refused or brought up to date, and its errors told."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import neo4j
from neo4j import exceptions as told_by_neo4j

from kg.errors import KgError, StoreNotWritable, StoreUnreachable, StoreVersion
from kg.store import cypher

PATIENCE = 8.0
"""Seconds to wait for a connection, and to try a transaction again after a passing error."""
LONGEST_WRITE = 600.0

Written = TypeVar("Written")
Migration = tuple[str, ...]

MIGRATIONS: tuple[tuple[Migration, Migration], ...] = (
    ((*cypher.CONSTRAINTS, *cypher.INDEXES), ()),
    (cypher.REVIEW_SCHEMA, ()),
    ((cypher.JUDGEMENT_CONSTRAINT,), ()),
)
"""Each entry brings a graph from the version that is its index to the next: first constraints
and indexes, which may be made twice, then data in the transaction that writes the version."""


class Server:
    """A driver for one server, through which every query goes."""

    def __init__(self, url: str, user: str | None, password: str | None) -> None:
        self.url = url
        self._auth = (user or "neo4j", password) if password else None
        self._driver = self.another()
        try:
            with self.told():
                self._driver.verify_connectivity()
        except ValueError as error:
            self.close()
            raise no_address(url, error) from error
        except BaseException:
            self.close()
            raise

    def another(self) -> neo4j.Driver:
        """Make a driver, which opens a connection when it is first used."""
        with self.told():
            return neo4j.GraphDatabase.driver(
                self.url,
                auth=self._auth,
                connection_timeout=PATIENCE,
                connection_acquisition_timeout=2 * PATIENCE,
                max_transaction_retry_time=PATIENCE,
                notifications_min_severity="OFF",
                user_agent="ai-geopolitics-kg",
            )

    def rows(self, query: str, **values: object) -> Iterator[Mapping[str, object]]:
        """Yield the rows of one of our queries, as they come."""
        with self.told(), self.session(neo4j.READ_ACCESS) as session:
            for record in session.run(query, values):
                yield record.data()

    def writing(self, work: Callable[[neo4j.ManagedTransaction], Written]) -> Written:
        """Do some work in one transaction, again after a passing error."""
        bounded = neo4j.unit_of_work(timeout=LONGEST_WRITE)(work)
        with self.told(), self.session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(bounded)

    def alone(self, query: str) -> None:
        """Run one change of constraints or indexes, which stands in a transaction of its own."""
        with self.told(), self.session(neo4j.WRITE_ACCESS) as session:
            session.run(query).consume()

    def session(self, mode: str) -> neo4j.Session:
        """Open a session that may read, or read and write."""
        return self._driver.session(default_access_mode=mode)

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Raise what the driver says as an error of ours that names the server."""
        try:
            yield
        except (told_by_neo4j.Neo4jError, told_by_neo4j.DriverError) as error:
            raise translated(error, self.url) from error


def migrate(server: Server, migrations: tuple[tuple[Migration, Migration], ...]) -> None:
    """Bring a graph to the newest version; refuse a newer one, and one that is not ours."""
    state = next(server.rows(cypher.READ_VERSION))
    version = state["version"]
    if version is None and state["used"]:
        raise StoreVersion(
            f"the database at {server.url} holds a graph of another program and was left as it "
            "is; start an empty server for this one"
        )
    current = int(str(version or 0))
    if current > len(migrations):
        raise StoreVersion(
            f"the graph at {server.url} has version {current} and this program knows up to "
            f"{len(migrations)}; install a newer ai-geopolitics-kg, or choose another store"
        )
    for number in range(current, len(migrations)):
        upgrade(server, migrations[number], number + 1)


def upgrade(server: Server, migration: tuple[Migration, Migration], version: int) -> None:
    """Take one step: constraints and indexes, then data and the new version together."""
    schema, data = migration
    for text in schema:
        server.alone(text)

    def step(transaction: neo4j.ManagedTransaction) -> None:
        for text in data:
            transaction.run(text).consume()
        transaction.run(cypher.WRITE_VERSION, version=version).consume()

    server.writing(step)


def no_address(url: str, error: Exception) -> StoreUnreachable:
    """Tell that a URL cannot be one of a server."""
    return StoreUnreachable(f"'{url}' is no address of a server: {error}; write neo4j://HOST:PORT")


def translated(error: Exception, url: str) -> KgError:
    """Give the error of ours for one of the driver's."""
    code = str(getattr(error, "code", "") or "")
    words = str(error).partition("\n")[0].rstrip(":")
    if "Security" in code or isinstance(error, told_by_neo4j.AuthError):
        return StoreUnreachable(
            f"the server at {url} refuses the user or password; set KG_NEO4J_USER and "
            "KG_NEO4J_PASSWORD"
        )
    if isinstance(error, told_by_neo4j.ServiceUnavailable | told_by_neo4j.SessionExpired):
        return StoreUnreachable(
            f"no Neo4j server answers at {url}: {words}; is it started (docker compose up -d), "
            "and the address right?"
        )
    if isinstance(error, told_by_neo4j.ConfigurationError):
        return no_address(url, error)
    if "Memory" in code:
        return StoreNotWritable(
            f"the server at {url} has not the memory for this transaction: {words}; nothing of "
            "it was written: raise db.memory.transaction.max in docker/neo4j.conf"
        )
    if isinstance(error, told_by_neo4j.DatabaseError | told_by_neo4j.TransientError) or (
        "ReadOnly" in code or "AccessMode" in code
    ):
        return StoreNotWritable(
            f"the server at {url} could not finish: {words}; nothing of this transaction was "
            "written: look at its log and disk, then run it again"
        )
    return StoreUnreachable(f"the server at {url} refused a query of this program: {error}")
