"""The stores that every promise is tested on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.base import Store
from kg.store.open import open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of each engine."""
    found = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield found
    found.close()
