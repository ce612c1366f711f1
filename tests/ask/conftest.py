"""The examples in an embedded store, and the day on which questions are put."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.graph import Graph

ROOT = Path(__file__).parents[2]
TODAY = date(2025, 10, 1)


@pytest.fixture(scope="session")
def examples_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of a store with the examples."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ask') / 'examples.db'}"
    with Graph(url) as loaded:
        loaded.load(ROOT / "examples")
    return url


@pytest.fixture(scope="module")
def graph(examples_url: str) -> Iterator[Graph]:
    """Give the examples as a graph."""
    with Graph(examples_url) as opened:
        yield opened
