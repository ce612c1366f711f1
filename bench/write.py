"""Writing 20,000 statements through a store, against the bare floor of the very same graph.

The floor does what the engine asks for and nothing else: rows made beforehand, no look at what
is there, no history, no checks. The store is given statements as linking hands them over, which
has asked for their ids. Both are measured in one run, in turn, on a warm server.
Run `python -m bench.write [sqlite] [neo4j]`; it prints a table and keeps the figures.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import neo4j

from bench.graph import recordings, world
from kg.model.recording import Recording
from kg.store import connection, cypher, rows, shape, tables
from kg.store.base import BATCH, Store
from kg.store.neo4j import Neo4jStore
from kg.store.sqlite import SqliteStore
from kg.vocabulary import vocabulary
from tests.neo4j_server import Server, running

STATEMENTS = 20_000
ROUNDS = 5
AT = datetime(2024, 7, 10, tzinfo=UTC)
RESULTS = Path(__file__).parent / "results" / "write.json"
FLOOR_DOCUMENTS = 1_000
FLOOR_STATEMENTS = 5_000
EMPTY = """
MATCH (n) WHERE NOT n:Schema
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""
COUNTS = {
    "entities": "MATCH (n:Entity) RETURN count(n)",
    "documents": "MATCH (n:Document) RETURN count(n)",
    "statements": "MATCH (n:Statement) RETURN count(n)",
    "SUBJECT": "MATCH (:Statement)-[r:SUBJECT]->(:Entity) RETURN count(r)",
    "OBJECT": "MATCH (:Statement)-[r:OBJECT]->(:Entity) RETURN count(r)",
    "EVIDENCED_BY": "MATCH (:Statement)-[r:EVIDENCED_BY]->(:Document) RETURN count(r)",
    "ATTRIBUTED_TO": "MATCH (:Statement)-[r:ATTRIBUTED_TO]->(:Entity) RETURN count(r)",
    "AVAILABLE_IN": "MATCH ()-[r:AVAILABLE_IN]->() RETURN count(r)",
    "told apart": "MATCH ()-[r:AVAILABLE_IN]->() RETURN count(DISTINCT r.statement)",
    "OFFERS": "MATCH ()-[r:OFFERS]->() RETURN count(r)",
    "INTRODUCES": "MATCH ()-[r:INTRODUCES]->() RETURN count(r)",
}

Work = Callable[[], object]


class Measured(NamedTuple):
    """What one engine took: seconds of the floor and of the store, and what was read back."""

    engine: str
    floor: list[float]
    store: list[float]
    read_back: dict[str, int]

    @property
    def ratio(self) -> float:
        """Give the time of the store as a multiple of the floor's."""
        return statistics.median(self.store) / statistics.median(self.floor)


def seconds(work: Work) -> float:
    """Time a piece of work."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def linked(seed: int) -> list[Recording]:
    """Give recordings that nothing is known of but the ids of their statements."""
    told = list(recordings(STATEMENTS, seed=seed))
    for one in told:
        for s in one.statements:
            s.id  # noqa: B018 - kept by the statement from then on
    return told


def write(store: Store, told: Sequence[Recording]) -> None:
    """Write through a store as `kg.ingest` does."""
    for begin in range(0, len(told), BATCH):
        store.record(told[begin : begin + BATCH], at=AT)


def measure_sqlite() -> Measured:
    """Measure the embedded store."""
    floor: list[float] = []
    through: list[float] = []
    counts: list[dict[str, int]] = []
    for number in range(ROUNDS):
        told = list(recordings(STATEMENTS, seed=number))
        with tempfile.TemporaryDirectory() as folder:
            bare = SqliteStore(f"{folder}/floor.db")
            prepared = sqlite_rows(told)
            floor.append(seconds(lambda: sqlite_floor(bare, prepared)))  # noqa: B023 - run at once
            store = SqliteStore(f"{folder}/store.db")
            fresh = linked(number)
            through.append(seconds(lambda: write(store, fresh)))  # noqa: B023 - run at once
            counts += [sqlite_counts(bare), sqlite_counts(store)]
            bare.close()
            store.close()
    return Measured("SQLite", floor, through, agreed(counts))


def sqlite_rows(told: Sequence[Recording]) -> list[dict[str, list[tuple[object, ...]]]]:
    """Prepare the rows of the floor, a thousand documents a transaction."""
    stamp = rows.stamp(AT)
    found = []
    for begin in range(0, len(told), FLOOR_DOCUMENTS):
        part = told[begin : begin + FLOOR_DOCUMENTS]
        met = {e.id: e for one in part for e in one.entities if not e.provisional}
        found.append(
            {
                tables.ADD_STATEMENT: [
                    (*rows.said(s), *rows.ends(s), stamp) for one in part for s in one.statements
                ],
                tables.ADD_DOCUMENT: [
                    (
                        one.document.id, one.document.key, *rows.told(one.document), stamp, stamp,
                        one.made_by, "[]", "[]", one.document.text,
                    )
                    for one in part
                ],
                tables.KEEP_ENTITY: [(e.id, rows.body_of(e)) for e in met.values()],
                tables.PUT_MENTION: [
                    (e.id, one.document.key, rows.body_of(e))
                    for one in part
                    for e in one.entities
                    if e.provisional
                ],
            }
        )  # fmt: skip
    return found


def sqlite_floor(store: SqliteStore, prepared: list[dict[str, list[tuple[object, ...]]]]) -> None:
    """Write prepared rows to the same tables."""
    for part in prepared:
        with connection.transaction(store.file.writer):
            for query, values in part.items():
                store.file.writer.executemany(query, values)


def sqlite_counts(store: SqliteStore) -> dict[str, int]:
    """Count what is in the tables."""
    names = ("statement", "document", "entity", "mention")
    queries = {name: f"SELECT count(*) FROM {name}" for name in names}  # noqa: S608 - constants
    queries["distinct statements"] = "SELECT count(DISTINCT id) FROM statement"
    return {name: int(str(next(store.file.rows(q))[0])) for name, q in queries.items()}


def measure_neo4j(server: Server) -> Measured:
    """Measure the store on a server."""
    auth = (server.user, server.password)
    store = Neo4jStore(server.url, user=server.user, password=server.password)
    floor: list[float] = []
    through: list[float] = []
    counts: list[dict[str, int]] = []
    with neo4j.GraphDatabase.driver(server.url, auth=auth) as driver:
        for number in range(ROUNDS + 1):
            told = list(recordings(STATEMENTS, seed=number))
            prepared = list(neo4j_rows(told))
            empty(driver)
            floor.append(seconds(lambda: neo4j_floor(driver, prepared)))  # noqa: B023 - at once
            counts.append(neo4j_counts(driver))
            empty(driver)
            fresh = linked(number)
            through.append(seconds(lambda: write(store, fresh)))  # noqa: B023 - at once
            counts.append(neo4j_counts(driver))
            if counts[-1] != counts[-2]:
                raise AssertionError(f"floor {counts[-2]}, store {counts[-1]}")
    store.close()
    # The first round warms the server up.
    return Measured("Neo4j", floor[1:], through[1:], counts[-1])


def neo4j_rows(told: Sequence[Recording]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Prepare the queries of the floor: nodes fused with their edges, few texts, 5,000 rows."""
    words = vocabulary()
    met = {e.id: e for one in told for e in one.entities}
    placed = {edge.start for e in met.values() for edge in shape.structure(e, words)} - met.keys()
    yield (
        "UNWIND $rows AS row CREATE (e:Entity) SET e = row.properties SET e:$(row.labels)",
        [
            {"properties": shape.entity_properties(e), "labels": shape.labels(e.type, words)}
            for e in met.values()
        ],
    )
    yield "UNWIND $rows AS row CREATE (e:Entity) SET e = row", [{"id": i} for i in sorted(placed)]
    yield (
        cypher.ADD_STRUCTURE.replace("MERGE", "MATCH"),
        [dict(edge._asdict()) for e in met.values() for edge in shape.structure(e, words)],
    )
    stamp = rows.stamp(AT)
    yield (
        cypher.ADD_DOCUMENTS,
        [dict(shape.document_properties(one.document, stamp, one.made_by, "[]")) for one in told],
    )
    yield (
        cypher.INTRODUCE.replace("MERGE (e", "MATCH (e").replace("MERGE (d)", "CREATE (d)"),
        [
            {"document": one.document.id, "entity": e.id, "body": rows.body_of(e)}
            for one in told
            for e in one.entities
            if e.provisional
        ],
    )
    yield from statement_rows(told)


def statement_rows(told: Sequence[Recording]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Prepare the statements of the floor, in the order of the documents."""
    families: dict[str, list[dict[str, object]]] = {}
    for one in told:
        for s in one.statements:
            properties = shape.statement_properties(s)
            query = cypher.ADD_STATEMENTS + (cypher.ATTRIBUTED if s.attributed_to else "")
            families.setdefault(query, []).append(
                {
                    "subject": s.subject,
                    "object": s.object,
                    "attributed_to": s.attributed_to,
                    "document": one.document.id,
                    "type": shape.edge_type(s.predicate),
                    "properties": {**properties, "recorded_at": AT},
                    "evidence": shape.evidence_properties(s, one.document.text),
                    "edge": shape.edge_properties(properties),
                }
            )
    for query, found in families.items():
        for begin in range(0, len(found), FLOOR_STATEMENTS):
            yield query, found[begin : begin + FLOOR_STATEMENTS]


def neo4j_floor(driver: neo4j.Driver, prepared: list[tuple[str, list[dict[str, object]]]]) -> None:
    """Run prepared queries, a transaction each."""
    with driver.session() as session:
        for query, found in prepared:
            session.run(query, rows=found).consume()


def neo4j_counts(driver: neo4j.Driver) -> dict[str, int]:
    """Count nodes and edges by kind."""
    return {name: driver.execute_query(q).records[0][0] for name, q in COUNTS.items()}


def empty(driver: neo4j.Driver) -> None:
    """Remove all that a round wrote."""
    with driver.session() as session:
        session.run(EMPTY).consume()


def agreed(counts: Sequence[dict[str, int]]) -> dict[str, int]:
    """Give the counts of the last round, where floor and store agree in each."""
    for floor, store in zip(counts[::2], counts[1::2], strict=True):
        if floor != store:
            raise AssertionError(f"floor {floor}, store {store}")
    return counts[-1]


@contextmanager
def server() -> Iterator[Server]:
    """Run a server in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "home") as found:
        yield found


def report(found: Sequence[Measured]) -> None:
    """Print a table and keep the figures."""
    print(f"{STATEMENTS} statements, {len(world())} entities, median of {ROUNDS}")
    print(f"{'engine':8} {'floor s':>8} {'store s':>8} {'ratio':>6} {'statements/s':>13}")
    for one in found:
        floor, store = statistics.median(one.floor), statistics.median(one.store)
        rate = STATEMENTS / store
        print(f"{one.engine:8} {floor:8.2f} {store:8.2f} {one.ratio:6.2f} {rate:13,.0f}")
        print("         read back, equal to the floor's:", one.read_back)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps([{**one._asdict(), "ratio": one.ratio} for one in found], indent=2)
    )


def main(engines: Sequence[str]) -> None:
    """Measure the engines that were asked for, or both."""
    found = []
    if not engines or "sqlite" in engines:
        found.append(measure_sqlite())
    if not engines or "neo4j" in engines:
        with server() as running_server:
            found.append(measure_neo4j(running_server))
    report(found)


if __name__ == "__main__":
    main(sys.argv[1:])
