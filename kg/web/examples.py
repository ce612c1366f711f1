"""The shipped example documents, to be loaded into an empty store from the page."""

import threading
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import kg
from kg.errors import KgError
from kg.graph import Graph
from kg.ingest import Report
from kg.model.value import Value
from kg.web.problems import Refused

PLACES = (Path(__file__).parent / "examples", Path(kg.__file__).parents[1] / "examples")
"""In a wheel, and in a checkout."""


class Progress(Value):
    """How far loading the examples has come; `error` says why it ended early."""

    shipped: int
    running: bool = False
    read: int = 0
    statements: int = 0
    error: str = ""


def folder() -> Path | None:
    """Find the examples that came with the program."""
    return next((place for place in PLACES if place.is_dir()), None)


class Examples:
    """Loads the examples once, in the background, and tells how far it is."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._folder = folder()
        self._lock = threading.Lock()
        shipped = [p for p in self._folder.iterdir() if p.is_file()] if self._folder else []
        self._progress = Progress(shipped=len(shipped))

    @property
    def progress(self) -> Progress:
        """Tell how far it is."""
        return self._progress

    def begin(self) -> Progress:
        """Begin to load, unless somebody has begun; only an empty store takes examples."""
        with self._lock:
            if self._progress.running:
                return self._progress
            self._check()
            self._progress = Progress(shipped=self._progress.shipped, running=True)
        threading.Thread(target=self._load, name="examples", daemon=True).start()
        return self._progress

    def _check(self) -> None:
        if self._folder is None:
            raise Refused(
                HTTPStatus.NOT_FOUND,
                "the examples did not come with this program; load documents with kg load",
            )
        if next(iter(self._graph.documents()), None) is not None:
            raise Refused(
                HTTPStatus.CONFLICT,
                "the store has documents; only an empty one takes the examples from the page",
            )

    def _load(self) -> None:
        try:
            report = self._graph.load(str(self._folder), progress=self._tell(running=True))
            self._tell(running=False)(report)
        except KgError as error:
            self._progress = Progress(shipped=self._progress.shipped, error=str(error))

    def _tell(self, *, running: bool) -> Callable[[Report], None]:
        def tell(report: Report) -> None:
            self._progress = Progress(
                shipped=self._progress.shipped,
                running=running,
                read=report.read,
                statements=report.statements.new,
            )

        return tell
