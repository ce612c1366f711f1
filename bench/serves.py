"""Who serves a region, against the bare query that fetches the same statements.

The floor is one query of the engine's driver for the statements that the answer is worked out
from, with their quotes and documents, as rows. Beside it stands the same through the store: the
statements and whole texts, as values. All are measured in turn in one run, as processor time of
this process for the file and as time on the clock for the server.
Run `python -m bench.serves [sqlite] [neo4j] [statements ...]`; it prints a table and keeps the
figures.
"""

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import neo4j

from bench.graph import recordings, world
from bench.write import server
from kg.catalogue import Catalogue
from kg.model.entity import Entity
from kg.model.recording import Recording
from kg.model.world import World
from kg.questions.reader import Reader
from kg.questions.serves import serves
from kg.store.base import BATCH, Store
from kg.store.neo4j import Neo4jStore
from kg.store.sqlite import SqliteStore

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ASKED = 15
"""Regions that are asked for, one after the other; the medians count."""
WARM = 3
"""Regions that are asked for before it counts."""
AS_OF = date(2024, 8, 1)
AT = datetime(2024, 8, 1, tzinfo=UTC)
RESULTS = Path(__file__).parent / "results" / "serves.json"

SQL = """SELECT statement.*, substr(document.text, statement."start" + 1,
    statement."end" - statement."start"), document.id, headline, document.published, url
    FROM statement JOIN document ON document.key = statement.document
    WHERE statement.object = ? AND statement.retracted_at IS NULL AND document.removed_at IS NULL
    ORDER BY statement.id"""
CYPHER = """MATCH (o:Entity {id: $region})<-[:OBJECT]-(n:Statement)-[:SUBJECT]->(s:Entity),
    (n)-[evidence:EVIDENCED_BY]->(d:Document)
    RETURN properties(n) AS said, s.id AS subject, o.id AS object,
      head([(n)-[:ATTRIBUTED_TO]->(a) | a.id]) AS attributed_to, evidence.quote AS quote,
      d.id AS document, d.headline AS headline, d.published AS published, d.url AS url
    ORDER BY n.id"""

Ask = Callable[[str], int]
Clock = Callable[[], float]


class Measured(NamedTuple):
    """Milliseconds for one region, and how much there was to be met."""

    engine: str
    statements: int
    about_region: float
    providers: float
    bare: float
    store: float
    serves: float

    def told(self) -> dict[str, object]:
        """Give the figures with the ratios."""
        ratios = {"ratio": self.serves / self.bare, "ratio_store": self.serves / self.store}
        return {**self._asdict(), **ratios}


def measure(
    engines: Sequence[str] = ("sqlite", "neo4j"), sizes: Sequence[int] = SIZES
) -> dict[str, list[dict[str, object]]]:
    """Give the figures of each engine at each size."""
    found: dict[str, list[dict[str, object]]] = {}
    if "sqlite" in engines:
        found["sqlite"] = [in_file(size).told() for size in sizes]
    if "neo4j" in engines:
        found["neo4j"] = [on_server(size).told() for size in sizes]
    return found


def in_file(size: int) -> Measured:
    """Measure the embedded store."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = SqliteStore(str(path))
        load(store, size)
        connection = sqlite3.connect(path)

        def bare(region: str) -> int:
            return len(connection.execute(SQL, (region,)).fetchall())

        found = in_turn("sqlite", size, store, bare, time.process_time)
        connection.close()
        store.close()
    return found


def on_server(size: int) -> Measured:
    """Measure a server of its own."""
    with server() as there:
        auth = (there.user, there.password)
        store = Neo4jStore(there.url, user=there.user, password=there.password)
        load(store, size)
        with neo4j.GraphDatabase.driver(
            there.url, auth=auth, notifications_min_severity="OFF"
        ) as driver:

            def bare(region: str) -> int:
                with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                    return len(session.run(CYPHER, region=region).data())

            found = in_turn("neo4j", size, store, bare, time.perf_counter)
        store.close()
    return found


def catalogued() -> list[Entity]:
    """Give the entities of the made-up graph as a catalogue knows them."""
    return [entity.model_copy(update={"provisional": False}) for entity in world()]


def load(store: Store, size: int) -> None:
    """Fill a store."""
    store.add_world(catalogued(), ())
    batch: list[Recording] = []
    for made in recordings(size):
        batch.append(made.model_copy(update={"entities": ()}))
        if len(batch) == BATCH:
            store.record(batch, at=AT)
            batch = []
    if batch:
        store.record(batch, at=AT)


def in_turn(engine: str, size: int, store: Store, bare: Ask, clock: Clock) -> Measured:
    """Ask the same of the floor, of the store and of the question, one region after another."""
    entities = catalogued()
    reader = Reader(store, Catalogue(entities, (), ()), World(entities, ()))
    met: dict[str, list[float]] = defaultdict(list)
    for number in range(-WARM, ASKED):
        region = f"region-{abs(number)}"
        for name, ask in (
            ("bare", bare),
            ("store", partial(through_store, store)),
            ("serves", partial(question, reader)),
        ):
            begun = clock()
            count = ask(region)
            if number >= 0:
                met[name].append((clock() - begun) * 1000)
                met[f"{name} met"].append(count)
    medians = {name: statistics.median(values) for name, values in met.items()}
    about, providers = medians["bare met"], medians["serves met"]
    return Measured(
        engine, size, about, providers, medians["bare"], medians["store"], medians["serves"]
    )


def through_store(store: Store, region: str) -> int:
    """Fetch the statements on a region with their texts, as values."""
    found = list(store.statements(objects={region}, predicates={"available_in"}))
    store.texts({s.document for s in found})
    return len(found)


def question(reader: Reader, region: str) -> int:
    """Ask who serves a region, with everything that an answer shows."""
    return len(serves(reader, region, on=AS_OF))


def report(found: dict[str, list[dict[str, object]]]) -> None:
    """Print a table and keep the figures."""
    names = [*list(Measured._fields), "ratio", "ratio_store"]
    print(" ".join(f"{name:>12}" for name in names))
    for rows in found.values():
        for row in rows:
            cells = (row[name] for name in names)
            print(" ".join(f"{c:12.2f}" if isinstance(c, float) else f"{c!s:>12}" for c in cells))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=2))


def main(words: Sequence[str]) -> None:
    """Measure the engines and sizes that were asked for, or all."""
    engines = [word for word in words if not word.isdigit()] or ["sqlite", "neo4j"]
    sizes = [int(word) for word in words if word.isdigit()] or list(SIZES)
    report(measure(engines, sizes))


if __name__ == "__main__":
    main(sys.argv[1:])
