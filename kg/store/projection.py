"""The disposable graph that answers Cypher for the embedded store.

It has the shape that a Neo4j store keeps, is made from the file when the first query comes, and
is made anew when the file has changed since. The engine (kglite) runs in a process of its own
(`worker.py`): one long expression cannot be interrupted from inside, a query may ask for all
memory, and LOAD CSV opens files; a process can be ended, and gives up those rights.
"""

import importlib.util
import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from kg.errors import MissingExtra, RefusedQuery
from kg.store.base import Limits, Table
from kg.store.connection import File
from kg.store.drawing import Part, Row, drawn
from kg.store.guard import guard, too_large, too_slow
from kg.vocabulary import Vocabulary

BATCH = 2_000
"""Rows a message; larger ones made the engine slower."""


class Projection:
    """A graph in another process, as fresh as its file."""

    def __init__(self, file: File, words: Vocabulary) -> None:
        self._file = file
        self._words = words
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._made_from: object = None

    def ask(self, query: str, parameters: Mapping[str, object], limits: Limits) -> Table:
        """Answer one free query, or refuse it; the caller is back when its time is over."""
        text = guard(query, parameters)
        asked = (text, sendable(parameters), limits.seconds, limits.rows, limits.bytes)
        with self._lock:
            process = self._fresh()
            return self._answer(process, asked, limits)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _fresh(self) -> subprocess.Popen[bytes]:
        state = self._file.state()
        if self._process is None or self._process.poll() is not None or self._made_from != state:
            self._end()
            self._process = start()
            self._made_from = state
            build(self._process, drawn(self._file, self._words))
        return self._process

    def _answer(
        self, process: subprocess.Popen[bytes], asked: tuple[object, ...], limits: Limits
    ) -> Table:
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limits.seconds + 1.0, end)
        timer.start()
        try:
            send(process, asked)
            return read(process, limits, late)
        except BrokenPipeError as error:
            raise gone(process, limits, late) from error
        finally:
            timer.cancel()
            if late.is_set():
                self._end()

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.communicate()
        self._process = None


def start() -> subprocess.Popen[bytes]:
    """Start the process; it sees no code of ours but its own file."""
    if importlib.util.find_spec("kglite") is None:
        raise MissingExtra(
            "Cypher on an embedded store needs an engine: "
            "pip install 'ai-geopolitics-kg[cypher]', or use a Neo4j store"
        )
    worker = Path(__file__).with_name("worker.py")
    return subprocess.Popen(
        [sys.executable, "-I", str(worker)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def build(process: subprocess.Popen[bytes], parts: Iterable[Part]) -> None:
    """Send the graph; nothing comes back before the first query."""
    for text, told in parts:
        for begin in range(0, len(told), BATCH):
            send(process, (text, told[begin : begin + BATCH]))
    send(process, ("", []))


def send(process: subprocess.Popen[bytes], message: tuple[object, ...]) -> None:
    """Send one message."""
    if process.stdin is None:
        raise BrokenPipeError
    pickle.dump(message, process.stdin)
    process.stdin.flush()


def read(process: subprocess.Popen[bytes], limits: Limits, late: threading.Event) -> Table:
    """Read the answer to one query."""
    columns: tuple[str, ...] = ()
    found: list[tuple[object, ...]] = []
    for line in process.stdout or ():
        told = json.loads(line)
        if "columns" in told:
            columns = tuple(told["columns"])
        elif "row" in told:
            found.append(tuple(told["row"]))
        elif "cut" in told:
            return Table(columns=columns, rows=tuple(found), cut=told["cut"])
        elif "error" in told:
            raise RefusedQuery(f"the engine refuses the query: {told['error']}")
        else:
            raise too_slow(limits)
    raise gone(process, limits, late)


def gone(
    process: subprocess.Popen[bytes], limits: Limits, late: threading.Event
) -> RefusedQuery | RuntimeError:
    """Tell why the process is gone: it was ended, or asked for more than it may have."""
    code = process.wait()
    if late.is_set():
        return too_slow(limits)
    if code < 0:
        return too_large()
    return RuntimeError(f"the process that answers Cypher failed (exit {code})")


def sendable(parameters: Mapping[str, object]) -> Row:
    """Give parameters as plain values, which need no code of ours to be read."""
    return {str(name): sent(value, name) for name, value in parameters.items()}


def sent(value: object, name: str) -> object:
    """Give one value of a parameter."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int | float | date):
        return value
    if isinstance(value, Mapping):
        return {str(key): sent(part, name) for key, part in value.items()}
    if isinstance(value, Iterable):
        return [sent(part, name) for part in value]
    raise RefusedQuery(f"the parameter '{name}' is a {type(value).__name__}; pass plain values")
