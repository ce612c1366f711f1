"""A real server on a free port of loopback, in a thread of the tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from kg.graph import Graph
from kg.web.app import create_app
from kg.web.run import listening
from kg.web.settings import Settings


@contextmanager
def serving(graph: Graph, settings: Settings | None = None) -> Iterator[str]:
    """Serve a graph, and give the address."""
    told = settings or Settings(port=0)
    door = listening(Settings(port=0))
    config = uvicorn.Config(create_app(graph, told), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        door.close()
