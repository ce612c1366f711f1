"""A free query on a server: its plan looked at, then run to read only, within limits.

The server ends most queries when their time is over, but not one long expression, and then the
driver waits for it without end. So each free query has a driver of its own in a thread of its
own: when the time is over the driver is closed, which frees the caller at once; the server may
go on with what it cannot stop, which is why free queries belong on a server of their own.
"""

import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import neo4j
from neo4j import exceptions as told_by_neo4j
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime

from kg.errors import RefusedQuery
from kg.store.base import Limits, Table
from kg.store.guard import ENDLESS, FARTHEST, PROCEDURES, guard, too_large, too_slow
from kg.store.server import Server

SLACK = 1.0
"""Seconds after the time given to the server in which it may still say that it ended a query."""
WITHOUT_END = re.compile(r"\*(\d+\.\.)?\]")


class ReadOnly:
    """The only thing that a free query gets hold of: running texts in read mode."""

    def __init__(self, driver: neo4j.Driver, seconds: float) -> None:
        self._driver = driver
        self._seconds = seconds

    def plan(self, query: str, parameters: Mapping[str, object]) -> neo4j.ResultSummary:
        """Have the server explain a query without running it."""
        with self._session() as session:
            return session.run(self._bounded(f"EXPLAIN {query}"), dict(parameters)).consume()

    def table(self, query: str, parameters: Mapping[str, object], limits: Limits) -> Table:
        """Run a query and take its rows as far as the limits go."""
        with self._session() as session:
            result = session.run(self._bounded(query), dict(parameters))
            columns = tuple(result.keys())
            return cut_to(columns, (tuple(record.values()) for record in result), limits)

    def _session(self) -> neo4j.Session:
        return self._driver.session(default_access_mode=neo4j.READ_ACCESS, fetch_size=500)

    def _bounded(self, query: str) -> neo4j.Query:
        # The text passed the guard; the time is ours, since a client's overrides the server's.
        return neo4j.Query(query, timeout=self._seconds)


@dataclass
class Asking:
    """What a thread found, for the one that waits for it."""

    table: Table | None = None
    error: Exception | None = None
    ended: threading.Event = field(default_factory=threading.Event)


def ask(server: Server, query: str, parameters: Mapping[str, object], limits: Limits) -> Table:
    """Answer one free query, or refuse it; the caller is back when its time is over."""
    text = guard(query, parameters)
    driver = server.another()
    asking = Asking()

    def work() -> None:
        try:
            readonly = ReadOnly(driver, limits.seconds)
            check_plan(readonly.plan(text, parameters))
            asking.table = readonly.table(text, parameters, limits)
        except Exception as error:  # noqa: BLE001 - handed to the thread that waits
            asking.error = error
        finally:
            asking.ended.set()

    threading.Thread(target=work, name="free query", daemon=True).start()
    in_time = asking.ended.wait(limits.seconds + SLACK)
    driver.close()
    if not in_time:
        raise too_slow(limits)
    with server.told():
        return found(asking, limits)


def found(asking: Asking, limits: Limits) -> Table:
    """Give the answer of a query, or raise why there is none."""
    if asking.table is not None:
        return asking.table
    error = asking.error
    code = str(getattr(error, "code", "") or "")
    if "TimedOut" in code or "Terminated" in code:
        raise too_slow(limits) from error
    if "Memory" in code:
        raise too_large() from error
    if isinstance(error, told_by_neo4j.ClientError) and "Security" not in code:
        raise RefusedQuery(f"the server refuses the query: {error.message}") from error
    raise error or RuntimeError("a query ended without an answer")


def check_plan(summary: neo4j.ResultSummary) -> None:
    """Refuse a query whose plan does more than read, or may go on without end."""
    if summary.query_type != "r":
        raise RefusedQuery("the query would write, and this is read-only")
    for operator, details in operators(summary.plan or {}):
        procedure = details.split("(")[0]
        if operator == "ProcedureCall" and procedure not in PROCEDURES:
            raise RefusedQuery(f"CALL {procedure} is not allowed")
        if ENDLESS.search(operator):
            raise RefusedQuery(f"the query would need {operator}, which is not allowed")
        if "VarLength" in operator and WITHOUT_END.search(details):
            raise RefusedQuery(f"a path of variable length needs an end of at most {FARTHEST}")


def operators(plan: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give the operators of a plan with their details."""
    told = plan.get("args")
    details = str(told.get("Details", "")) if isinstance(told, dict) else ""
    yield str(plan.get("operatorType", "")).partition("@")[0], details
    children = plan.get("children")
    for child in children if isinstance(children, list) else ():
        yield from operators(child)


def cut_to(columns: tuple[str, ...], rows: Iterator[tuple[object, ...]], limits: Limits) -> Table:
    """Take rows until one more would pass a limit."""
    taken: list[tuple[object, ...]] = []
    size = 0
    for row in rows:
        told = tuple(plain(value) for value in row)
        size += len(repr(told))
        if len(taken) == limits.rows or size > limits.bytes:
            return Table(columns=columns, rows=tuple(taken), cut=True)
        taken.append(told)
    return Table(columns=columns, rows=tuple(taken))


def plain(value: object) -> object:
    """Give a value of the driver as plain Python: properties for nodes, ISO texts for dates."""
    if isinstance(value, Node | Relationship):
        return {name: plain(part) for name, part in sorted(value.items())}
    if isinstance(value, Path):
        nodes, edges = value.nodes, value.relationships
        return {"nodes": [plain(n) for n in nodes], "relationships": [plain(e) for e in edges]}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, Date | DateTime):
        return value.to_native().isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
