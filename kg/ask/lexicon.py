"""The words of questions that are no names, and the cues that tell the kind of a question."""

from functools import cache
from importlib.resources import files

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.model.network import Side
from kg.model.reply import Kind
from kg.model.value import Value


class Cue(Value):
    """What tells the kind of a question, and what must be there beside; see `cues.yaml`."""

    kind: Kind
    when: str
    subjects: int = 0
    region: bool = False
    start: bool = False
    none: bool = False
    bare: bool = False
    side: Side | None = None
    example: str
    spares: str
    template: str | None = None


@cache
def cues() -> tuple[Cue, ...]:
    """Read the cues, in the order in which they are tried."""
    return tuple(map(Cue.model_validate, yaml.safe_load(read("cues.yaml"))))


@cache
def common() -> frozenset[str]:
    """Read the words of questions that are no names."""
    lines = (line for line in read("common.txt").splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@cache
def long_words() -> list[str]:
    """Give the common words in which a slip can be told."""
    return sorted(word for word in common() if len(word) > 3)


def common_form(word: str) -> str | None:
    """Give a common word as it is spelt; None for what is none."""
    if word in common():
        return word
    if len(word) < 4 or not word.isalpha():
        return None
    close = process.extractOne(word, long_words(), scorer=OSA.distance, score_cutoff=1)
    return close[0] if close else None


def read(name: str) -> str:
    """Read a data file of this package."""
    return files("kg.ask").joinpath(name).read_text("utf-8")
