"""What a free query may not contain, whatever the engine."""

import pytest

from kg.errors import RefusedQuery
from kg.store.guard import LARGEST_RANGE, LONGEST, guard

ALLOWED = [
    "MATCH (s:Statement) RETURN count(s) AS n",
    "match (c:Company)-[:OFFERS]->(s)-[a:AVAILABLE_IN]->(r:Region {name: $name}) return a.start",
    "MATCH (r:Region)-[:PART_OF*1..5]->(w) RETURN w.name ORDER BY w.name LIMIT 5;",
    "MATCH (r:Region)-[:PART_OF*..3]->(w) RETURN w.name",
    "MATCH (r:Region)-[p:PART_OF*2]->(w) RETURN size(p) * 2 AS n, count(*) AS m",
    "RETURN 'LOAD CSV; CREATE (n) // no' AS words, \"it's; SET\" AS more",
    "RETURN 1 AS x // CREATE (n); LOAD CSV\n",
    "MATCH (n) RETURN n.`set` AS `create`",
    "MATCH (n) WHERE n.set_aside IS NULL AND n.created > 1 RETURN n",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH (c:Company) CALL (c) { MATCH (c)-[:OFFERS]->(s) RETURN count(s) AS n } RETURN n",
    "MATCH (c) CALL { WITH c RETURN 1 AS one } RETURN one",
    "UNWIND range(1, 100) AS x RETURN x",
    "UNWIND range(0, size($list) - 1) AS x RETURN $list[x]",
    "UNWIND range(1, $top) AS x RETURN x",
    "MATCH (n) WHERE any(a IN n.aliases WHERE a = $name) RETURN [x IN n.aliases | x] AS a",
    "MATCH (a)-[r]->(b) WHERE r.x * 2 > 3 RETURN [1, 2][0] AS x, (a.x)*(b.x) AS y",
    "MATCH (n) WHERE EXISTS { (n)--() } RETURN COUNT { (n)-->() } AS x",
    "MATCH (a), (b) WHERE (a.x - b.x) * 2 > (a.x)+(b.x) RETURN (a.x - [1, 2][0]) AS x",
    r"RETURN 'it\'s' AS x, 'a\\' AS y",
    "MATCH (n)\r\nRETURN n",
]

REFUSED = [
    ("", "begins with"),
    ("   // nothing", "begins with"),
    ("CREATE (n)", "begins with"),
    ("EXPLAIN MATCH (n) RETURN n", "begins with"),
    ("PROFILE MATCH (n) RETURN n", "begins with"),
    ("CYPHER 5 MATCH (n) RETURN n", "begins with"),
    ("CYPHER runtime=slotted MATCH (n) RETURN n", "begins with"),
    ("SHOW SETTINGS", "begins with"),
    ("TERMINATE TRANSACTION 'neo4j-transaction-1'", "begins with"),
    ("USE system MATCH (n) RETURN n", "begins with"),
    ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "begins with"),
    ("MATCH (n) CREATE (m) RETURN m", "writes"),
    ("MATCH (n) iNsErT (m) RETURN m", "writes"),
    ("MATCH (n) MERGE (m) RETURN m", "writes"),
    ("MATCH (n) SET n.x = 1", "writes"),
    ("MATCH (n) DELETE n", "writes"),
    ("MATCH (n) DETACH DELETE n", "writes"),
    ("MATCH (n) REMOVE n.x", "writes"),
    ("MATCH (n) FOREACH (x IN [1] | SET n.x = x)", "writes"),
    ("MATCH (n) CALL (n) { CREATE (m) } RETURN n", "writes"),
    ("WITH 1 AS x DROP INDEX entity_id", "writes"),
    ("WITH 1 AS x LOAD CSV FROM 'http://127.0.0.1/' AS line RETURN line", "LOAD"),
    ("WITH 1 AS x load//\ncsv FROM 'http://127.0.0.1/' AS line RETURN line", "load"),
    ("WITH 1 AS x LOAD/* */CSV FROM 'http://127.0.0.1/' AS line RETURN line", "plain text"),
    ("RETURN '' // \r '\nLOAD CSV FROM 'file:///x' AS l RETURN l //'", "plain text"),
    (r"WITH 1 AS x LOA\u0044 CSV FROM 'file:///x' AS l RETURN l", "plain text"),
    (r"RETURN '\u0027 LOAD CSV'", "plain text"),
    ("WITH 1 AS x SHOW USERS YIELD user RETURN user", "SHOW"),
    ("MATCH (n) CALL (n) { RETURN 1 AS y } IN TRANSACTIONS RETURN y", "TRANSACTIONS"),
    ("RETURN reduce(s = '', x IN [1] | s + x)", "reduce"),
    ("RETURN {a: reduce (s = '', x IN [1] | s + x)}", "reduce"),
    ("CALL db.clearQueryCaches()", "CALL db.clearQueryCaches"),
    ("CALL dbms.listConfig() YIELD name RETURN name", "CALL dbms.listConfig"),
    ("CALL `db`.`clearQueryCaches`()", "CALL `db`"),
    ("CALL apoc.load.json('http://127.0.0.1/') YIELD value RETURN value", "CALL apoc.load.json"),
    ("CALL pagerank() YIELD node RETURN node", "CALL pagerank"),
    ("RETURN 1 AS x; RETURN 2 AS x", "one query"),
    ("RETURN 1 AS x; CREATE (n)", "one query"),
    ("MATCH (a)-[*]->(b) RETURN b", "needs an end"),
    ("MATCH (a)-[r:X*]-(b) RETURN b", "needs an end"),
    ("MATCH (a)-[:X*2..]->(b) RETURN b", "needs an end"),
    ("MATCH (a)<-[:X*1..50]-(b) RETURN b", "needs an end"),
    ("MATCH (a)-[:X*..50 {y: 1}]->(b) RETURN b", "needs an end"),
    ("MATCH (a)-[:X*50]->(b) RETURN b", "needs an end"),
    ("MATCH (a)-[:X* ..]->(b) RETURN b", "needs an end"),
    ("MATCH (a)((x)-[:X]->(y)){1,}(b) RETURN b", "repeated"),
    ("MATCH (a)((x)-[:X]->(y)){,50}(b) RETURN b", "repeated"),
    ("MATCH (a)((x)-[:X]->(y))+(b) RETURN b", "repeated"),
    ("MATCH (a) ((x)--(y))* (b) RETURN b", "repeated"),
    ("MATCH (a)-[:X]->+(b) RETURN b", "repeated"),
    ("MATCH (a)-[:X]-*(b) RETURN b", "repeated"),
    ("MATCH (a)-->{1,}(b) RETURN b", "repeated"),
    ("MATCH (a)<--{2}(b) RETURN b", "repeated"),
    ("UNWIND range(1, 10000000) AS x RETURN x", "range"),
    ("UNWIND range(1, $top) AS x RETURN x", "range"),
    ("UNWIND range(1, 1000 * 1000) AS x RETURN x", "range"),
    ("UNWIND RANGE (1, toInteger('100000000')) AS x RETURN x", "range"),
    ("UNWIND range(1, size('ab') * 9999) AS x RETURN x", "range"),
    ("UNWIND range(1, 0xFFFFFFF) AS x RETURN x", "range"),
    ("UNWIND range(-100000, 100000) AS x RETURN x", "range"),
    ("RETURN [x IN $l | [y IN $l | x]]", "inside another"),
    ("RETURN [x IN $l WHERE any(y IN $l WHERE x = y) | x]", "inside another"),
    ("RETURN 'unclosed", "unclosed"),
    ("MATCH (n) RETURN n.`unclosed", "unclosed"),
]


@pytest.mark.parametrize("query", ALLOWED)
def test_a_question_passes(query: str) -> None:
    assert guard(query, {"top": 10}).startswith(query[:5])


@pytest.mark.parametrize(("query", "complaint"), REFUSED)
def test_what_is_no_mere_question_is_refused_with_the_reason(query: str, complaint: str) -> None:
    with pytest.raises(RefusedQuery, match=complaint):
        guard(query, {"top": LARGEST_RANGE + 1})


def test_a_query_of_any_length_is_not_taken_apart() -> None:
    with pytest.raises(RefusedQuery, match=str(LONGEST)):
        guard("RETURN 1 AS x" + " " * LONGEST + "RETURN", {})
