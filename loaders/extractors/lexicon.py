"""Classes of words that the rules share, read from data."""

from functools import cache
from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "data" / "words.yaml"


@cache
def classes() -> dict[str, frozenset[str]]:
    """Read every class of words."""
    read = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    found = {name: frozenset(words) for name, words in read.items()}
    return found | {"thing": found["service"] | found["hardware"] | found["model"]}


def words(name: str) -> frozenset[str]:
    """Give the lemmas of one class."""
    return classes()[name]
