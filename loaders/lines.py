"""The lines of a text, the groups that blank lines part, and the tables that lines make.

A line without a letter or a digit is as good as blank, unless it belongs to a table.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.model.document import Span

LINE_BREAK = re.compile(r"\r\n|[\n\r\f\u2028\u2029]")
INVISIBLE = (
    "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200e\u200f\u2060\ufeff"
)
"""White space of every script, and the marks of direction and joining that take no room."""
PIPE = re.compile(r"(?<!\\)\|")
TAB = re.compile(r"\t")
MOST_CELLS = 1_000
"""Cells of a row; a line with more is no row of a table that anyone could read."""


class Line(NamedTuple):
    """A line: as it stands, where that begins, and its words without the white space around."""

    raw: str
    begin: int
    text: str
    indent: int

    @property
    def start(self) -> int:
        """Where the words start."""
        return self.begin + self.indent

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.text)


class Table(NamedTuple):
    """How many lines a table has from here on, and what parts its cells."""

    size: int
    parter: re.Pattern[str]


def lines_of(text: str) -> Iterator[Line]:
    """Give every line of a text."""
    begin = 0
    for found in LINE_BREAK.finditer(text):
        yield line_at(text, begin, found.start())
        begin = found.end()
    yield line_at(text, begin, len(text))


def line_at(text: str, begin: int, end: int) -> Line:
    """Give the line between two offsets."""
    raw = text[begin:end]
    bare = raw.lstrip(INVISIBLE)
    return Line(raw, begin, bare.rstrip(INVISIBLE), len(raw) - len(bare))


def groups(text: str) -> Iterator[list[Line]]:
    """Give the runs of lines that no blank line parts."""
    group: list[Line] = []
    for line in lines_of(text):
        if any(map(str.isalnum, line.text)) or (group and is_delimiter(line)):
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def is_delimiter(line: Line) -> bool:
    """Say whether a line parts the head of a Markdown table from its body."""
    return "|" in line.text and "-" in line.text and set(line.text) <= set(" \t:|-")


def table_at(group: Sequence[Line], at: int) -> Table | None:
    """Find the table that starts at a line: of Markdown, or of lines with equally many tabs."""
    line = group[at]
    follower = group[at + 1] if at + 1 < len(group) else None
    if len(line.text) > 1 and line.text.startswith("|") and line.text.endswith("|"):
        return Table(count(group, at, lambda other: other.text.startswith("|")), PIPE)
    if follower and "|" in line.text and is_delimiter(follower):
        return Table(count(group, at, lambda other: "|" in other.text), PIPE)
    tabs = line.raw.count("\t")
    if follower and "\t" in line.text and follower.raw.count("\t") == tabs:
        return Table(count(group, at, lambda other: other.raw.count("\t") == tabs), TAB)
    return None


def count(group: Sequence[Line], at: int, belongs: Callable[[Line], bool]) -> int:
    """Count the lines from here on that belong together."""
    end = at + 1
    while end < len(group) and belongs(group[end]):
        end += 1
    return end - at


def cells_of(line: Line, parter: re.Pattern[str]) -> Iterator[Span]:
    """Give the spans of a row's cells, without the white space around them."""
    text, begin = (line.text, line.start) if parter is PIPE else (line.raw, line.begin)
    cuts = [found.start() for found in parter.finditer(text)][: MOST_CELLS + 2]
    if parter is TAB or not text.startswith("|"):
        cuts.insert(0, -1)
    if parter is TAB or not cuts[1:] or cuts[-1] != len(text) - 1:
        cuts.append(len(text))
    for left, right in pairwise(cuts):
        cell = line_at(text, left + 1, right)
        yield Span(start=begin + cell.start, end=begin + cell.end)
