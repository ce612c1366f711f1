"""The process that answers Cypher for the embedded store; it imports nothing of this package.

It builds the graph from what it is sent, then answers one query after another. Before the first
it gives up the right to open any file or address, to write, and to take memory without end, so
that whatever a query makes the engine do stays inside; and whoever waits for it can end it,
which no thread in the asking process could be. It reads pickles, from its parent only, and
writes JSON lines, so that the parent never unpickles what a query may have made.
"""

import datetime
import json
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO

import kglite

try:
    import resource
except ModuleNotFoundError:  # a system that knows no such limits
    LIMITED = False
else:
    LIMITED = True

MEMORY = 2_000_000_000
"""Bytes that queries may take beside the graph."""
NODE = {"id", "labels", "properties"}
EDGE = {"id", "start", "end", "type", "properties"}
OWN = {"title", "type"}
"""Properties that the engine adds to every node."""

Line = dict[str, object]


class Rows(NamedTuple):
    """Rows for one text that builds a part of the graph; none end the building."""

    text: str
    rows: list[dict[str, object]]


class Question(NamedTuple):
    """One query, with how far it may go."""

    query: str
    parameters: dict[str, object]
    seconds: float
    rows: int
    bytes: int


def main(source: BinaryIO, target: TextIO) -> None:
    """Build the graph, then answer until the parent is gone."""
    kglite.set_query_warning_policy("silent")
    graph = kglite.KnowledgeGraph()
    for part in map(Rows._make, messages(source)):
        if not part.text:
            break
        graph.cypher(part.text, params={"rows": part.rows})
    graph.read_only(True)  # noqa: FBT003 - the engine's own signature
    confine()
    for question in map(Question._make, messages(source)):
        allow(question.seconds)
        target.writelines(json.dumps(line) + "\n" for line in answer(graph, question))
        target.flush()


def messages(source: BinaryIO) -> Iterator[tuple[Any, ...]]:
    """Read what the parent sends, until it is gone."""
    while True:
        try:
            yield pickle.load(source)
        except EOFError:
            return


def confine() -> None:
    """Give up files, addresses, writing and endless memory, where the system knows how."""
    if not LIMITED:
        return
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    state = Path("/proc/self/statm")
    if state.exists():
        most = int(state.read_text().split()[0]) * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def allow(seconds: float) -> None:
    """End this process by itself where a query runs on and nobody is left to end it."""
    if not LIMITED:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime + 4 * seconds + 10)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def answer(graph: kglite.KnowledgeGraph, question: Question) -> Iterator[Line]:
    """Answer one query: its columns, its rows, and whether a limit cut them; or an error."""
    try:
        found = graph.cypher(
            question.query,
            params=question.parameters,
            timeout_ms=max(1, int(question.seconds * 1000)),
            row_limit=question.rows,
        )
    except kglite.CypherTimeoutError:
        yield {"slow": True}
        return
    except MemoryError:
        yield {"error": "it needs more memory than one may have; ask for less"}
        return
    except (kglite.KgError, ValueError, TypeError, KeyError, RuntimeError) as error:
        yield {"error": str(error)}
        return
    if not isinstance(found, kglite.ResultView):
        yield {"error": "a plan is no answer; ask without EXPLAIN"}
        return
    yield {"columns": list(found.columns)}
    yield from cut_to(found, question.bytes)


def cut_to(found: kglite.ResultView, most: int) -> Iterator[Line]:
    """Give rows until one more would pass the limit of bytes."""
    size = 0
    for row in found:
        told = [plain(row[name]) for name in found.columns]
        size += len(json.dumps(told))
        if size > most:
            yield {"cut": True}
            return
        yield {"row": told}
    told_of = found.diagnostics or {}
    yield {"cut": (told_of.get("total_rows") or 0) > len(found)}


def plain(value: object) -> object:
    """Give a value of the engine as the other store does: properties, and ISO texts for dates."""
    if isinstance(value, dict):
        if value.keys() in (NODE, EDGE):
            told = value["properties"]
            kept = {n: v for n, v in told.items() if value.keys() == EDGE or n not in OWN}
            return {name: plain(part) for name, part in sorted(kept.items())}
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout)
