"""A writer that is killed at any moment loses nothing acknowledged and leaves nothing by half."""

import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.store.base import Store
from kg.store.fingerprint import fingerprint
from kg.store.open import open_store
from tests.neo4j_server import Address
from tests.store.crash_writer import BEGIN, STATEMENTS, recordings, write

ROOT = Path(__file__).parents[2]
WRITER = [sys.executable, "-m", "tests.store.crash_writer"]
KILLS = (3, 31, 75, 140)
"""How many acknowledged lines are read before the writer is killed."""


def killed_after(address: Address, lines: int, moment: float) -> list[str]:
    """Start a writer, kill it a moment after some lines, and give all that it acknowledged."""
    place = {**os.environ, "KG_NEO4J_PASSWORD": address.password or "", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*WRITER, address.url], cwd=ROOT, env=place, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    read = [process.stdout.readline().strip() for _ in range(lines)]
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(moment)
    process.kill()
    rest = process.communicate()[0]
    return read + rest[: rest.rfind("\n") + 1].split()


def acknowledged(told: list[str]) -> set[str]:
    """Give the documents that must be there: those written last and not removed since."""
    state: dict[str, bool] = {}
    for line in told:
        state[line.lstrip("-")] = not line.startswith("-")
    return {name for name, live in state.items() if live}


def check_whole(store: Store) -> set[str]:
    """Give the live documents, each of which must have its text and all its statements."""
    live = {told.key: told for told in store.documents()}
    counts = Counter(statement.document for statement in store.statements())
    assert counts == dict.fromkeys(live, STATEMENTS)
    assert store.texts(live).keys() == live.keys()
    assert {told.statements for told in live.values()} <= {STATEMENTS}
    return {told.document.id for told in live.values()}


@pytest.fixture(scope="module")
def expected() -> str:
    """Give the fingerprint of a store that nobody disturbed."""
    store = open_store("sqlite:///:memory:")
    store.record(list(recordings()), at=BEGIN)
    found = fingerprint(store)
    store.close()
    return found


@pytest.mark.parametrize("lines", KILLS)
def test_a_killed_writer_leaves_whole_documents_and_the_next_run_ends_the_same(
    store_address: Address, expected: str, lines: int
) -> None:
    told = killed_after(store_address, lines, random.Random(lines).uniform(0.0, 0.05))
    url, user, password = store_address
    store = open_store(url, user=user, password=password)
    lost = acknowledged(told) - check_whole(store)
    # Of what was being removed when the end came, the removal may or may not have come through.
    assert len(lost) <= told[-1].startswith("-")
    for _ in write(store):
        pass
    assert check_whole(store) == {one.document.id for one in recordings()}
    assert fingerprint(store) == expected
    store.close()
