"""Reads tables by mappings: files of rows, and JSON whose objects a shipped mapping knows."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from loaders.readers.origin import Origin, Reader, Reading
from loaders.tables.ftm import is_ftm
from loaders.tables.read import read_table, shipped_for


def table_reader(suffix: str) -> Reader:
    """Give the reader of tables of a kind."""
    return partial(rows_by_mapping, suffix=suffix)


def rows_by_mapping(stream: BinaryIO, origin: Origin, *, suffix: str) -> Iterator[Reading]:
    """Read a table."""
    yield from read_table(stream, suffix, origin)


def or_table(suffix: str, reader: Reader) -> Reader:
    """Give a reader that takes what a mapping is for as a table, and the rest as it did."""
    return partial(either, suffix=suffix, reader=reader)


def either(stream: BinaryIO, origin: Origin, *, suffix: str, reader: Reader) -> Iterator[Reading]:
    """Read a table where the user gives a mapping or a shipped one knows it, else documents."""
    if origin.mapping or is_table(stream, suffix, origin):
        yield from read_table(stream, suffix, origin)
        return
    stream.seek(0)
    yield from reader(stream, origin)


def is_table(stream: BinaryIO, suffix: str, origin: Origin) -> bool:
    """Tell whether a shipped mapping knows what a file of JSON holds."""
    if not suffix.startswith(".json"):
        return False
    return is_ftm(stream) or shipped_for(stream, suffix, origin) is not None
