"""Several processes read what one would, and end with the command."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kg.errors import WorkerLost
from kg.model.document import Block, BlockKind, Document
from kg.store.fingerprint import fingerprint
from kg.store.open import open_store
from loaders.extractors.extractor import DOCUMENTS_AT_ONCE
from loaders.extractors.pool import Pool
from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
COPIES = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write enough documents for several parcels, and one that cannot be read."""
    target = tmp_path_factory.mktemp("documents")
    originals = [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    originals = [d | {"text": d["text"].split("\n\n")[0]} for d in originals]
    for number in range(COPIES):
        lines = (json.dumps(d | {"id": f"{d['id']}-{number}"}) for d in originals)
        (target / f"{number}.jsonl").write_text("\n".join(lines), "utf-8")
    (target / "broken.json").write_text("{", "utf-8")
    return target


def test_several_processes_store_and_print_what_one_does(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    hashes = []
    for workers in ("1", "2"):
        url = f"sqlite:///{tmp_path / workers}.db"
        ran = run("load", folder, "--store", url, "--workers", workers)
        assert (ran.code, "broken.json" in ran.err) == (0, True)
        again = run("load", folder, "--store", url, "--workers", workers)
        assert f"{DOCUMENTS} unchanged" in again.out
        store = open_store(url)
        hashes.append(fingerprint(store))
        store.close()
    assert hashes[0] == hashes[1]
    one, two = (run("extract", folder, "--workers", n) for n in ("1", "2"))
    assert one.out
    assert (one.out, one.code) == (two.out, two.code)
    assert multiprocessing.active_children() == []


DOCUMENTS = COPIES * len(list(EXAMPLES.glob("*.json")))


def endless() -> Iterator[Document]:
    """Give documents for ever."""
    text = "ChatGPT is available in Japan."
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    for number in count():
        yield Document(id=f"note-{number}", text=text, blocks=(block,))


def test_no_more_is_read_than_is_on_its_way() -> None:
    taken = 0

    def counted() -> Iterator[Document]:
        nonlocal taken
        for document in endless():
            taken += 1
            yield document

    with Pool(2, "two") as pool:
        results = pool.extract(counted())
        for _, (document, claims) in zip(range(3 * DOCUMENTS_AT_ONCE), results, strict=False):
            assert claims, document.id
        assert taken <= (3 + 2 * 2 + 1) * DOCUMENTS_AT_ONCE


def test_a_process_that_dies_is_told_with_the_way_out() -> None:
    with pytest.raises(WorkerLost, match="run the same command again"):
        extract_and_kill()
    assert multiprocessing.active_children() == []


def extract_and_kill() -> None:
    """Extract, and kill the process that does it after the first document."""
    with Pool(1, "one") as pool:
        results = pool.extract(endless())
        next(results)
        (child,) = multiprocessing.active_children()
        assert child.pid
        os.kill(child.pid, signal.SIGKILL)
        for _ in results:
            continue


def children(parent: int) -> set[int]:
    """Give the processes that one has started, and what they started."""
    found: set[int] = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[1]) == parent and told[0] != "Z":
            found |= {int(status.parent.name), *children(int(status.parent.name))}
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed by /proc")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_all_processes_end_with_the_command(end: signal.Signals, tmp_path: Path) -> None:
    source = tmp_path / "notes.jsonl"
    notes = ({"id": str(n), "text": "ChatGPT is available in Japan."} for n in range(20_000))
    source.write_text("\n".join(map(json.dumps, notes)), "utf-8")
    command = [sys.executable, "-m", "kg", "extract", str(source), "--workers", "2"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout
        assert process.stdout.readline()
        started = children(process.pid)
        assert len(started) >= 2
        process.send_signal(end)
        process.stdout.read()
        assert process.wait() != 0
    for child in started:
        ended(child)


def ended(child: int) -> None:
    """Wait until a process of ours is gone; the test's own time limit ends the waiting."""
    while True:
        try:
            if Path(f"/proc/{child}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
                return
        except OSError:
            return
