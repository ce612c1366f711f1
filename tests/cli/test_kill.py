"""A load that is killed at any moment loses nothing acknowledged and leaves nothing half-written.

KG_KILLS sets how many moments are tried on each store.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.store.fingerprint import fingerprint
from kg.store.open import open_store
from tests.conftest import Address

KILLS = int(os.environ.get("KG_KILLS", "3"))
EXAMPLES = Path(__file__).parents[2] / "examples"
COPIES = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write enough documents for several transactions: the first paragraph of each example."""
    target = tmp_path_factory.mktemp("documents")
    originals = [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    originals = [d | {"text": d["text"].split("\n\n")[0]} for d in originals]
    for number in range(COPIES):
        lines = (json.dumps(d | {"id": f"{d['id']}-{number}"}) for d in originals)
        (target / f"{number}.jsonl").write_text("\n".join(lines), "utf-8")
    return target


def state(address: Address) -> tuple[str, dict[str, int]]:
    """Give the canonical hash and how many statements each document has."""
    store = open_store(address.url, user=address.user, password=address.password)
    try:
        return fingerprint(store), {d.document.id: d.statements for d in store.documents()}
    finally:
        store.close()


def load(folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a load as a user would."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "load", str(folder)],
        env=dict(environment),
        stdout=subprocess.DEVNULL,
    )


def finished(folder: Path, environment: Mapping[str, str]) -> bool:
    """Load to the end, and tell whether it went well."""
    with load(folder, environment) as process:
        return process.wait() == 0


def test_a_killed_load_is_finished_by_the_next(
    folder: Path, store_address: Address, tmp_path: Path
) -> None:
    environment = os.environ | {"KG_STORE": store_address.url}
    if store_address.user and store_address.password:
        environment |= {
            "KG_NEO4J_USER": store_address.user,
            "KG_NEO4J_PASSWORD": store_address.password,
        }
    calm = Address(f"sqlite:///{tmp_path / 'calm.db'}")
    begun = time.monotonic()
    assert finished(folder, environment | {"KG_STORE": calm.url})
    usual = time.monotonic() - begun
    wanted = state(calm)
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        with load(folder, environment) as process:
            time.sleep(chance.uniform(0.2, 1.0) * usual)
            process.send_signal(signal.SIGKILL)
        _, documents = state(store_address)
        assert acknowledged <= set(documents)
        assert {name: wanted[1][name] for name in documents} == documents
        acknowledged = set(documents)
    assert finished(folder, environment)
    assert state(store_address) == wanted
