"""Loading by several processes against one, and the memory that many documents take.

Run `python -m bench.workers [documents [small documents]]`; it prints the figures and keeps them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.texts import documents
from kg.store.fingerprint import fingerprint
from kg.store.open import open_store

RESULTS = Path(__file__).parent / "results" / "workers.json"
COUNTED = (1, 2)
SMALL = "ChatGPT is available in Japan. OpenAI offers ChatGPT in France."


def load(source: Path, store: Path, workers: int) -> tuple[float, float]:
    """Load a file by a command of its own; give seconds, and MB of its largest process."""
    command = [sys.executable, "-m", "kg", "load", str(source), "--store", f"sqlite:///{store}"]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--workers", str(workers)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"loading with {workers} workers failed: {process.returncode}")
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def written(target: Path, lines: Iterator[dict[str, str]]) -> Path:
    """Write documents as JSON lines."""
    with target.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)
    return target


def examples(count: int) -> Iterator[dict[str, str]]:
    """Give so many of the shipped examples, repeated under other ids."""
    for number, document in zip(range(count), documents(count), strict=False):
        yield {"id": f"{document.id}-{number}", "text": document.text}


def small(count: int) -> Iterator[dict[str, str]]:
    """Give documents of two sentences."""
    for number in range(count):
        yield {"id": f"note-{number}", "text": SMALL}


def told(url: str) -> str:
    """Give the canonical hash of a store."""
    store = open_store(url)
    try:
        return fingerprint(store)
    finally:
        store.close()


def measure(many: int, tiny: int, folder: Path) -> dict[str, float]:
    """Give seconds with one process and with two, and the memory of the small documents."""
    found: dict[str, float] = {"documents": many, "small_documents": tiny}
    source = written(folder / "many.jsonl", examples(many))
    for workers in COUNTED if many else ():
        found[f"seconds_{workers}"], _ = load(source, folder / f"{workers}.db", workers)
    if many:
        found["speedup"] = found["seconds_1"] / found["seconds_2"]
        hashes = {told(f"sqlite:///{folder / f'{workers}.db'}") for workers in COUNTED}
        found["same_store"] = len(hashes) == 1
    if tiny:
        source = written(folder / "tiny.jsonl", small(tiny))
        found["small_seconds"], found["small_peak_mb"] = load(source, folder / "tiny.db", 2)
    found["load_average"] = os.getloadavg()[0]
    return found


def main() -> None:
    """Measure, print and keep."""
    given = [int(word) for word in sys.argv[1:]]
    many, tiny = given if len(given) == 2 else (2_000, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(many, tiny, Path(folder))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    for name, value in figures.items():
        print(f"{name:28} {value:12.2f}")


if __name__ == "__main__":
    main()
