"""The words of questions that are no names, and the cues that tell the kind of a question."""

from functools import cache
from importlib.resources import files

import yaml

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


def read(name: str) -> str:
    """Read a data file of this package."""
    return files("kg.ask").joinpath(name).read_text("utf-8")
