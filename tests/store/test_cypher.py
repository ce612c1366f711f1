"""Free Cypher: the same answers on both engines, and no way to write, reach out or hang."""

import re
import time
from datetime import timedelta
from pathlib import Path

import pytest

from kg.errors import MissingExtra, RefusedQuery
from kg.store import projection
from kg.store.base import Limits, Store, Table
from kg.store.open import open_store
from tests.neo4j_server import Address
from tests.store.build import (
    DATABANK,
    MONDAY,
    THURSDAY,
    TREE,
    TUESDAY,
    WEDNESDAY,
    WORLD,
    counted,
    cut_off,
    document,
    recording,
    stays,
)

NEWS = document()
PAGE = Path(__file__).parents[2] / "docs" / "neo4j.md"
LIMITS = Limits()


def ask(store: Store, query: str, limits: Limits = LIMITS, **parameters: object) -> Table:
    return store.cypher(query, parameters, limits=limits)


def rows(store: Store, query: str, **parameters: object) -> list[tuple[object, ...]]:
    return list(ask(store, query, **parameters).rows)


def tell(store: Store) -> None:
    """Fill a store with a world, and with live and former documents and statements."""
    other = document("other")
    gone = document("gone")
    told = (cut_off(NEWS), stays(NEWS), counted(NEWS))
    store.add_world(WORLD, TREE)
    store.record([recording(NEWS, *told, entities=(DATABANK,)), recording(gone)], at=MONDAY)
    store.record([recording(other, cut_off(other))], at=TUESDAY)
    store.record([recording(other, cut_off(other), stays(other))], at=WEDNESDAY)
    store.record([recording(other, stays(other))], at=WEDNESDAY + timedelta(hours=1))
    store.remove("gone", at=WEDNESDAY)


@pytest.fixture
def told(store: Store) -> Store:
    tell(store)
    return store


QUERIES = [
    # every node, by labels
    (
        "MATCH (n) WHERE NOT n:Schema UNWIND labels(n) AS label "
        "RETURN label, count(*) AS n ORDER BY label",
        [
            ("Company", 4),
            ("Document", 2),
            ("Entity", 12),
            ("GovernmentBody", 1),
            ("JointVenture", 1),
            ("Measure", 1),
            ("Organization", 5),
            ("Region", 4),
            ("Removed", 1),
            ("Retracted", 3),
            ("Service", 2),
            ("Statement", 4),
        ],
    ),
    # every edge, by type
    (
        "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY type",
        [
            ("ATTRIBUTED_TO", 6),
            ("AVAILABLE_IN", 3),
            ("EVIDENCED_BY", 7),
            ("INTRODUCES", 1),
            ("JOINT_VENTURE_OF", 2),
            ("JURISDICTION", 1),
            ("OBJECT", 7),
            ("OBSERVED", 1),
            ("OFFERS", 2),
            ("PART_OF", 2),
            ("SUBJECT", 7),
            ("VIA", 3),
        ],
    ),
    # the sentence of the design
    (
        "MATCH (c:Company)-[:OFFERS]->(s:Service)-[a:AVAILABLE_IN]->(r:Region {name:'China'}) "
        "RETURN c.name AS company, s.name AS service, a.polarity AS polarity, "
        "a.modality AS modality, a.valid_from AS start, a.valid_from_date AS day, "
        "a.channel AS channel, a.audience AS audience ORDER BY service, audience LIMIT 1",
        [
            (
                "Microsoft",
                "Microsoft Azure",
                "affirmed",
                "actual",
                "2024",
                "2024-01-01",
                "joint_venture",
                "enterprises",
            )
        ],
    ),
    # parallel edges are all there
    (
        "MATCH (s:Service)-[a:AVAILABLE_IN]->(:Region) "
        "RETURN s.id AS s, count(a) AS n, count(DISTINCT a.statement) AS m ORDER BY s",
        [("azure", 2, 2), ("openai-api", 1, 1)],
    ),
    # dates are dates
    (
        "MATCH (:Service)-[a:AVAILABLE_IN]->(:Region) "
        "WHERE a.valid_from_date >= date('2024-07-01') RETURN a.valid_from_date.month AS month",
        [(7,)],
    ),
    # evidence, with its exact words
    (
        "MATCH (n:Statement)-[e:EVIDENCED_BY]->(d:Document {id: 'news'}) "
        "WHERE n.predicate = 'available_in' AND n.polarity = 'negated' "
        "RETURN e.quote AS quote, e.start AS start, e.`end` AS stop, d.headline AS headline, "
        "d.published AS published, d.published_date AS day",
        [(NEWS.text[:47], 0, 47, "China cut off", "2024-06-25", "2024-06-25")],
    ),
    # figures, flattened
    (
        "MATCH (c)-[o:OBSERVED]->(m:Measure) RETURN c.id AS id, o.figure_value AS value, "
        "o.figure_relation AS relation, o.figure_unit AS unit, "
        "o.figure_compared_with AS other, m.name AS name",
        [("cn", "6", "over", "times as many", "us", "generative AI patents")],
    ),
    # what the catalogue says
    (
        "MATCH (a)-[r]->(b) WHERE r.source = 'catalogue' "
        "RETURN a.id AS a, type(r) AS type, b.id AS b ORDER BY a, type, b",
        [
            ("microsoft", "OFFERS", "azure"),
            ("mofcom", "JURISDICTION", "cn"),
            ("openai", "OFFERS", "openai-api"),
            ("venture", "JOINT_VENTURE_OF", "microsoft"),
            ("venture", "JOINT_VENTURE_OF", "openai"),
        ],
    ),
    # the tree of regions, with its times
    (
        "MATCH (a:Region)-[p:PART_OF]->(b:Region) RETURN a.id AS a, b.id AS b, "
        "p.valid_from AS start, p.valid_to_date AS day ORDER BY a",
        [("cn", "asia", None, None), ("gb", "eu", "1973-01-01", "2020-02-01")],
    ),
    # knowledge time
    (
        "MATCH (n:Statement|Retracted) WHERE n.recorded_at <= datetime($then) "
        "AND (n.retracted_at IS NULL OR n.retracted_at > datetime($then)) "
        "RETURN count(n) AS n",
        [(6,)],
    ),
    (
        "MATCH (n:Retracted)-[:EVIDENCED_BY]->(d) RETURN n.statement AS statement, "
        "n.retracted_at AS at, d.key AS key, n.id AS id ORDER BY at, statement",
        None,
    ),
    # whole nodes and edges
    ("MATCH (n:Document) RETURN n ORDER BY n.id", None),
    ("MATCH (n:Removed) RETURN n", None),
    ("MATCH (n:Entity) RETURN n ORDER BY n.id", None),
    ("MATCH (n:Statement) RETURN n ORDER BY n.id", None),
    ("MATCH (n:Retracted) RETURN n ORDER BY n.id", None),
    ("MATCH (a)-[r:AVAILABLE_IN]->(b) RETURN r ORDER BY r.statement", None),
    ("MATCH (d)-[r:INTRODUCES]->(e) RETURN d.id AS d, r, e.id AS e", None),
    ("RETURN 1 AS a, 1.5 AS b, true AS c, null AS d, [1, 'x'] AS e, {k: 'v'} AS f", None),
]


@pytest.mark.parametrize(("query", "expected"), [q for q in QUERIES if q[1] is not None])
def test_a_documented_question_has_its_answer(
    told: Store, query: str, expected: list[tuple[object, ...]]
) -> None:
    assert rows(told, query, then=TUESDAY.isoformat()) == expected


def test_a_store_projects_again_what_has_changed(store: Store) -> None:
    count = "MATCH (n:Statement) RETURN count(n) AS n"
    assert rows(store, count) == [(0,)]
    store.record([recording(NEWS)], at=MONDAY)
    assert rows(store, count) == [(2,)]
    store.remove("news", at=TUESDAY)
    assert rows(store, count) == [(0,)]
    assert rows(store, "MATCH (n:Retracted) RETURN count(n) AS n") == [(2,)]
    store.remove("news", at=TUESDAY, purge=True)
    assert rows(store, "MATCH (n) WHERE NOT n:Entity AND NOT n:Schema RETURN n") == []


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) SET n.x = 1 RETURN n",
        "MATCH (n) CALL (n) { CREATE (m:Entity {id: 'x'}) RETURN m } RETURN m",
        "WITH 1 AS x LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1:1/' AS line RETURN line",
        "SHOW SETTINGS",
        "SHOW USERS YIELD user RETURN user",
        "TERMINATE TRANSACTION 'neo4j-transaction-1'",
        "CALL db.clearQueryCaches()",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "CALL apoc.load.json('http://127.0.0.1/') YIELD value RETURN value",
        "USE system MATCH (n) RETURN n",
        "EXPLAIN MATCH (n) RETURN n",
        "RETURN reduce(s = '', x IN range(1, 100) | s + x) AS s",
        "RETURN 1 AS x; MATCH (n) DETACH DELETE n",
        "MATCH (a)-[*]->(b) RETURN b",
        "UNWIND range(1, 100000000) AS x RETURN x",
        "this is no query",
        "MATCH (n RETURN n",
        "MATCH (n) RETURN missing",
    ],
)
def test_what_is_no_mere_question_is_refused(told: Store, query: str) -> None:
    with pytest.raises(RefusedQuery):
        ask(told, query)
    assert len(list(told.statements())) == 4


SLOW = (
    "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 10000) AS c "
    "WITH a, b, c WHERE a * b * c = 7 RETURN count(*) AS n"
)


def test_a_slow_query_is_given_up(told: Store) -> None:
    begun = time.monotonic()
    with pytest.raises(RefusedQuery, match="did not end within 1 seconds"):
        ask(told, SLOW, Limits(seconds=1))
    assert time.monotonic() - begun < 30
    assert rows(told, "RETURN 1 AS x") == [(1,)]


LOOPS = (
    "WITH range(1, 4000) AS l RETURN [x IN l | size([y IN l | size([z IN l | x * y * z])])] AS n"
)
TEXTS = "RETURN size(reduce(s = '', x IN range(1, 120000) | s + toString(x))) AS n"


def test_the_caller_is_free_in_time_even_where_the_engine_cannot_stop(
    told: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past the guard, for the sake of the proof: only the caller's own clock helps here."""
    for module in ("kg.store.projection", "kg.store.free"):
        monkeypatch.setattr(f"{module}.guard", lambda query, parameters: query)  # noqa: ARG005
    query = LOOPS if told.url.startswith("sqlite") else TEXTS
    begun = time.monotonic()
    with pytest.raises(RefusedQuery, match="did not end"):
        ask(told, query, Limits(seconds=1))
    assert time.monotonic() - begun < 30
    assert rows(told, "RETURN 1 AS x") == [(1,)]


def test_a_query_larger_than_memory_ends_without_harm(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    query = "WITH $text AS s " + "WITH s + s AS s " * 30 + "RETURN size(s) AS n"
    with pytest.raises(RefusedQuery):
        ask(store, query, text="0123456789")
    assert rows(store, "RETURN 1 AS x") == [(1,)]
    store.close()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:1/"])
def test_past_the_guard_the_engine_itself_reads_nothing(
    told: Store, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    for module in ("kg.store.projection", "kg.store.free"):
        monkeypatch.setattr(f"{module}.guard", lambda query, parameters: query)  # noqa: ARG005
    with pytest.raises(RefusedQuery):
        ask(told, f"LOAD CSV FROM '{address}' AS line RETURN line")
    with pytest.raises(RefusedQuery):
        ask(told, "CREATE (n:Entity {id: 'x'}) RETURN n")


def test_rows_and_bytes_are_capped(told: Store) -> None:
    many = "UNWIND range(1, 1000) AS x RETURN x"
    few = ask(told, many, Limits(rows=10))
    assert (len(few.rows), few.cut) == (10, True)
    whole = ask(told, many, Limits(rows=1000))
    assert (len(whole.rows), whole.cut) == (1000, False)
    short = ask(
        told, "UNWIND range(1, 1000) AS x RETURN $text AS t", Limits(bytes=5000), text="x" * 90
    )
    assert short.cut
    assert 10 < len(short.rows) < 60


HOSTILE = [
    "'; MATCH (n) DETACH DELETE n; //",
    '" OR 1=1 //',
    "`}) DETACH DELETE n //",
    "$x {id: 'openai'}",
    "\\u0027 LOAD CSV",
    "line\nbreak \x00 \u2028 \N{GRINNING FACE}",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_parameter_is_only_a_value(told: Store, value: str) -> None:
    assert rows(told, "RETURN $x AS x, size($l) AS n", x=value, l=[value]) == [(value, 1)]
    assert rows(told, "MATCH (e:Entity) WHERE e.name = $x RETURN e", x=value) == []
    assert len(list(told.statements())) == 4


def test_a_hostile_document_is_only_a_value(store: Store) -> None:
    text = " ".join(HOSTILE)
    source = document("x'}) DETACH DELETE n //", text=text, title=HOSTILE[0])
    store.record([recording(source, cut_off(source, condition=HOSTILE[2]))], at=MONDAY)
    query = (
        "MATCH (n:Statement)-[e:EVIDENCED_BY]->(d) "
        "RETURN d.headline AS h, d.text AS t, n.condition AS c, e.quote AS q"
    )
    assert rows(store, query) == [(HOSTILE[0], text, HOSTILE[2], text[:47])]


def test_a_parameter_that_is_missing_is_told(told: Store) -> None:
    with pytest.raises(RefusedQuery, match="nobody"):
        ask(told, "MATCH (e:Entity {id: $nobody}) RETURN e")


def test_without_the_engine_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection.importlib.util, "find_spec", lambda name: None)  # noqa: ARG005
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    with pytest.raises(MissingExtra, match=r"ai-geopolitics-kg\[cypher\]"):
        ask(store, "RETURN 1 AS x")
    store.close()


def documented() -> list[str]:
    """Give the queries of the page on Cypher."""
    found = re.findall(r"```cypher\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(found) > 5
    return found


def test_both_engines_give_equal_rows(tmp_path: Path, neo4j_address: Address) -> None:
    url, user, password = neo4j_address
    file = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    server = open_store(url, user=user, password=password)
    denial = document("denial")
    for store in (file, server):
        tell(store)
        store.record([recording(denial, cut_off(denial, subject="azure"))], at=THURSDAY)
    for query in [*(query for query, _ in QUERIES), *documented()]:
        mine, theirs = (ask(s, query, then=TUESDAY.isoformat()) for s in (file, server))
        assert mine == theirs
        assert mine.rows, query
    file.close()
    server.close()
