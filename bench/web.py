"""The page and its answers over 100,000 statements, against a static file of the same server.

The floor is the page's shell, which the server reads from a file: what a request costs at all.
Every view is asked for as the page does, in turn with the floor, each for another region or
entity, so that nothing is answered from memory.
Run `python -m bench.web [statements]`; it prints the ratios and keeps them.
"""

import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from bench.graph import A_DOCUMENT, recordings, world
from bench.serves import AT
from kg.graph import Graph
from kg.model.recording import Recording
from kg.store.base import BATCH
from kg.web.app import create_app
from kg.web.run import listening
from kg.web.settings import Settings

RESULTS = Path(__file__).parent / "results" / "web.json"
STATEMENTS = 100_000
ROUNDS = 9
REGIONS = ("cn", "it", "de", "jp", "us", "in", "br", "gb", "fr")
FLOOR = "/"
VIEWS = {
    "first page": "/api/about",
    "search": "/api/search?q=company",
    "graph, one step": "/api/graph?center={service}",
    "graph, two steps": "/api/graph?center={service}&depth=2&limit=500",
    "entity": "/api/entities/{service}",
    "neighbours": "/api/entities/{service}/neighbours",
    "status": "/api/status?subject={service}&region={region}&as_of=2024-08-01",
    "who serves": "/api/serves?region={region}&as_of=2024-08-01",
    "map": "/api/availability?subject={service}",
    "document": "/api/documents/document-{n}",
    "documents": "/api/documents?limit=50&offset={n}",
}


@contextmanager
def serving(graph: Graph) -> Iterator[str]:
    """Serve a graph on a free port."""
    door = listening(Settings(port=0))
    config = uvicorn.Config(create_app(graph, Settings(port=0)), log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def fill(graph: Graph, size: int) -> None:
    """Record made-up documents about made-up entities, in regions of the catalogue."""
    places = [e.id for e in graph.catalogue.entities.values() if e.iso and len(e.iso) == 2]
    known = [e.model_copy(update={"provisional": True}) for e in world() if e.type != "Region"]
    graph.store.add_world(graph.catalogue.entities.values(), graph.catalogue.memberships)
    entities = {entity.id: entity for entity in known}
    batch: list[Recording] = []
    for made in recordings(size):
        said = tuple(
            s.model_copy(update={"object": places[int(s.object.split("-")[1]) % len(places)]})
            for s in made.statements
        )
        met = tuple(entities[i] for i in dict.fromkeys(s.subject for s in said))
        batch.append(made.model_copy(update={"statements": said, "entities": met}))
        if len(batch) == BATCH:
            graph.store.record(batch, at=AT)
            batch = []
    if batch:
        graph.store.record(batch, at=AT)


def seconds(client: httpx.Client, path: str) -> float:
    """Ask once, and give the seconds."""
    begun = time.perf_counter()
    answer = client.get(path)
    taken = time.perf_counter() - begun
    answer.raise_for_status()
    return taken


def measure(size: int) -> dict[str, dict[str, float]]:
    """Give the milliseconds of each view, and the ratio to the floor beside it."""
    with tempfile.TemporaryDirectory() as folder, Graph(f"sqlite:///{folder}/g.db") as graph:
        fill(graph, size)
        with serving(graph) as url, httpx.Client(base_url=url, timeout=120) as client:
            return {name: view(client, path) for name, path in VIEWS.items()}


def view(client: httpx.Client, path: str) -> dict[str, float]:
    """Measure one view in turn with the floor, after one round to warm up."""
    services = [s.subject for s in next(iter(recordings(2 * A_DOCUMENT))).statements]
    met: list[float] = []
    floor: list[float] = []
    for number in range(-1, ROUNDS):
        told = path.format(n=number + 1, service=services[number], region=REGIONS[number])
        taken = seconds(client, told), seconds(client, FLOOR)
        if number >= 0:
            met.append(taken[0])
            floor.append(taken[1])
    took, least = statistics.median(met), statistics.median(floor)
    return {"milliseconds": took * 1000, "floor": least * 1000, "ratio": took / least}


def main(words: list[str]) -> None:
    """Measure, print and keep."""
    found = measure(int(words[0]) if words else STATEMENTS)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    print(f"{'view':18} {'ms':>10} {'floor ms':>10} {'ratio':>8}")
    for name, row in found.items():
        print(f"{name:18} {row['milliseconds']:10.1f} {row['floor']:10.2f} {row['ratio']:8.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
