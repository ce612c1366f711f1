"""Reads a table by a mapping: all of it is checked before the first document is given.

The table is gone through twice, a row at a time: once to look at every cell and to count, once to
write the documents. So a broken source gives nothing but the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple, Never

from kg.catalogue import catalogue
from kg.errors import BadDate, UnreadableDocument
from kg.model.claimed import Claimed
from kg.model.document import BlockKind, Span
from kg.model.period import parts
from kg.model.recording import SetAside
from loaders.lines import MOST_CELLS
from loaders.readers.assemble import Found, Piece, composed, document
from loaders.readers.origin import Origin
from loaders.tables.claims import BadCell, Place, Reader
from loaders.tables.ftm import ftm_rows, is_ftm
from loaders.tables.mapping import (
    Mapping,
    difference,
    nearest,
    read_mapping,
    recognised,
    shipped,
)
from loaders.tables.rows import ROWS as PLAIN_ROWS
from loaders.tables.rows import Row, Rows
from loaders.tables.values import filled

FTM = ".ftm"
ROWS: dict[str, Rows] = {**PLAIN_ROWS, FTM: ftm_rows}
ROWS_AT_ONCE = 10_000
MOST_COMPLAINTS = 5


class Group(NamedTuple):
    """The rows that make one document: its name, and the day that they describe."""

    name: str
    day: str


class Table:
    """A table with its mapping: checked first, then given as documents with their claims."""

    def __init__(self, stream: BinaryIO, suffix: str, origin: Origin, mapping: Mapping) -> None:
        self.stream = stream
        self.suffix = suffix
        self.origin = origin
        self.mapping = mapping
        self.reader = Reader(mapping, catalogue())

    def rows(self) -> Iterator[Row]:
        """Give the rows from the first on."""
        self.stream.seek(0)
        yield from ROWS[self.suffix](self.stream, self.origin, self.mapping.records)

    def documents(self) -> Iterator[Claimed]:
        """Give the documents, if nothing is wrong with any row."""
        left = self.check()
        if self.mapping.dated or self.mapping.document:
            groups: dict[Group, list[Row]] = defaultdict(list)
            for row in self.kept():
                groups[self.group(row)].append(row)
            for group in sorted(groups):
                yield self.claimed(group, groups[group], left)
                left = ()
            return
        yield from self.in_parts(left)

    def in_parts(self, left: tuple[SetAside, ...]) -> Iterator[Claimed]:
        """Give a long table as several documents, one after the other."""
        held: list[Row] = []
        number = 0
        for row in self.kept():
            if len(held) == ROWS_AT_ONCE:
                number += 1
                yield self.claimed(self.part(number), held, left)
                held, left = [], ()
            held.append(row)
        yield self.claimed(self.part(number + 1 if number else 0), held, left)

    def part(self, number: int) -> Group:
        """Name a part of a long table, or the whole of a short one."""
        name = self.origin.id
        return Group(f"{name}, part {number}" if number else name, self.origin.published or "")

    def kept(self) -> Iterator[Row]:
        """Give the rows that the mapping does not leave out."""
        return (row for row in self.rows() if not self.reader.skips(row.cells))

    # The check

    def check(self) -> tuple[SetAside, ...]:
        """Look at every cell and count; UnreadableDocument with what is wrong."""
        counts: Counter[Group] = Counter()
        columns: dict[str, None] = {}
        complaints: list[str] = []
        silent = 0
        for row in self.rows():
            columns.update(dict.fromkeys(row.cells))
            if not self.reader.skips(row.cells):
                complaints += self.complaints(row)
                silent += not complaints and not self.reader.says(row.cells)
                counts[self.group(row)] += not complaints
            if len(complaints) > MOST_COMPLAINTS:
                break
        self.check_columns(frozenset(columns))
        if complaints:
            more = "; and more" if complaints[MOST_COMPLAINTS:] else ""
            raise self.refused("; ".join(complaints[:MOST_COMPLAINTS]) + more)
        self.check_size(counts)
        return self.left_out(columns, silent)

    def complaints(self, row: Row) -> list[str]:
        """Say what is wrong with a row."""
        try:
            self.day_of(row)
            self.reader.check(row.cells)
        except BadCell as error:
            return [f"row {row.number}, {error}"]
        return []

    def check_columns(self, header: frozenset[str]) -> None:
        """Refuse a table without a column that the mapping needs."""
        if self.mapping.missing(header):
            raise self.refused(f"the mapping {difference(self.mapping, header)}")

    def check_size(self, counts: Counter[Group]) -> None:
        """Refuse a table that is much smaller or larger than it should be."""
        size = self.mapping.rows
        snapshots = counts if self.mapping.snapshot else Counter({Group("", ""): counts.total()})
        for group in sorted(snapshots) or [Group("", "")]:
            what = f"{snapshots[group]} rows" + (f" of {group.day}" if group.day else "")
            if not size.min <= snapshots[group] <= size.max:
                raise self.refused(f"{what}; a sound source has {size.min:,} to {size.max:,}")
        for before, after in pairwise(sorted(snapshots)):
            if before.name == after.name and counts[after] < size.kept * counts[before]:
                raise self.refused(
                    f"{counts[after]} rows of {after.day} after {counts[before]} of "
                    f"{before.day}; a sound source keeps {size.kept:.0%}"
                )

    def refused(self, why: str) -> UnreadableDocument:
        """Refuse the whole table, and say which mapping was taken."""
        return UnreadableDocument(
            f"{self.origin.place}: {why} (mapping '{self.mapping.name}'); nothing was loaded, "
            "mend it or give another --mapping"
        )

    def left_out(self, columns: dict[str, None], silent: int) -> tuple[SetAside, ...]:
        """Report the columns that the mapping does not know, and rows and values left out."""
        strange = self.mapping.strange(frozenset(columns))
        whys = [f"column '{column}' is not in mapping '{self.mapping.name}'" for column in strange]
        whys += [f"rows that say nothing: {silent} (mapping '{self.mapping.name}')"] * bool(silent)
        whys += [
            f"{why} (mapping '{self.mapping.name}')" for why in sorted(self.reader.values.left)
        ]
        return tuple(SetAside(claim="", reason=why, start=0, end=1) for why in whys)

    # The documents

    def group(self, row: Row) -> Group:
        """Tell to which document a row belongs."""
        name = filled(self.mapping.document, row.cells) if self.mapping.document else ""
        return Group(name or self.origin.id, self.day_of(row, lenient=True))

    def day_of(self, row: Row, *, lenient: bool = False) -> str:
        """Give the day that a row describes, a whole one."""
        column = self.mapping.dated
        if not column:
            return self.origin.published or ""
        day = row.cells.get(column, "").strip()[:10]
        try:
            whole = parts(day)[2]
        except BadDate:
            whole = None
        if whole is None and not lenient:
            raise BadCell(f"column '{column}': '{day}' is no day (YYYY-MM-DD)")
        return day

    def claimed(self, group: Group, rows: list[Row], left: tuple[SetAside, ...]) -> Claimed:
        """Write rows as a document, a line each, with the claims of each."""
        series = group.name if self.mapping.snapshot and group.day else None
        name = f"{group.name}@{group.day}" if series else group.name
        header = tuple(dict.fromkeys(column for row in rows for column in row.cells))[:MOST_CELLS]
        lines = [header, *(tuple(row.cells.get(c, "") for c in header) for row in rows)]
        pieces = (Piece(BlockKind.TABLE, "", n, cells=cells) for n, cells in enumerate(lines))
        text, blocks = composed(pieces, self.origin.place)
        first = rows[0].cells if rows else {}
        found = Found(
            id=name,
            title=filled(self.mapping.title or group.name, first),
            published=group.day or None,
            publisher=filled(self.mapping.publisher or "", first) or None,
            url=filled(self.mapping.url or "", first) or None,
        )
        made = document(self.origin, text, blocks, found)
        claims = (
            claim
            for row, block in zip(rows, blocks[1:], strict=True)
            for claim in self.reader.claims(
                row.cells, Place(made.id, Span(start=block.start, end=block.end))
            )
        )
        return Claimed(
            document=made,
            claims=tuple(claims),
            made_by=self.mapping.made_by,
            series=series,
            set_aside=left,
        )


def read_table(stream: BinaryIO, suffix: str, origin: Origin) -> Iterator[Claimed]:
    """Read a table by the mapping that the user gives, else by the shipped one that knows it."""
    suffix = FTM if suffix.startswith(".json") and is_ftm(stream) else suffix
    if origin.mapping:
        mapping = read_mapping(Path(origin.mapping))
    else:
        mapping = shipped_for(stream, suffix, origin) or unknown(stream, suffix, origin)
    yield from Table(stream, suffix, origin, mapping).documents()


def shipped_for(stream: BinaryIO, suffix: str, origin: Origin) -> Mapping | None:
    """Choose the shipped mapping that knows the columns of a table; None where no one does."""
    for place in dict.fromkeys(mapping.records for mapping in shipped()):
        header: frozenset[str] = frozenset()
        with suppress(UnreadableDocument):  # other mappings look for rows elsewhere
            header = header_of(stream, suffix, origin, place)
        found = recognised(header)
        if found and found.records == place:
            return found
    return None


def header_of(stream: BinaryIO, suffix: str, origin: Origin, place: str = "") -> frozenset[str]:
    """Give the columns of the first row."""
    stream.seek(0)
    header = frozenset(next(ROWS[suffix](stream, origin, place), Row(0, {})).cells)
    stream.seek(0)
    return header


def unknown(stream: BinaryIO, suffix: str, origin: Origin) -> Never:
    """Say that no mapping knows a table, and which comes near."""
    header = header_of(stream, suffix, origin)
    shown = ", ".join(sorted(header)[:8]) or "no rows"
    raise UnreadableDocument(
        f"{origin.place}: no mapping knows a table with {shown}{nearest(header)}; give one with "
        "--mapping FILE (docs/sources.md)"
    )
