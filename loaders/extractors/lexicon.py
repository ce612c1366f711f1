"""Classes of words that the rules share, read from data."""

from functools import cache
from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "data" / "words.yaml"


@cache
def classes() -> dict[str, frozenset[str]]:
    """Read every class of words."""
    read = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    found = {name: frozenset(worded(name, told)) for name, told in read.items()}
    return found | {"thing": found["service"] | found["hardware"] | found["model"]}


def worded(name: str, told: list[object]) -> list[str]:
    """Take a list of words; YAML reads a bare "no", "on" or "false" as a truth value."""
    if bare := [word for word in told if not isinstance(word, str)]:
        raise TypeError(f"{WORDS.name}: put {bare} of '{name}' in quotation marks")
    return [str(word) for word in told]


def words(name: str) -> frozenset[str]:
    """Give the lemmas of one class."""
    return classes()[name]
