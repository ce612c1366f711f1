"""The rows of a list in FollowTheMoney's JSON lines: one for each sanction or listing.

Names stand with the entities and dates with the sanctions, which may come before or after them, so
the names of organisations are looked up in a first pass. Of everything else only the kind is kept.
"""

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import UnreadableDocument
from loaders.readers.origin import MOST_BYTES, Origin
from loaders.readers.structured import parsed
from loaders.readers.text import decoded
from loaders.tables.rows import Row, cell_of, flat

ORGANISATIONS = frozenset({"Company", "Organization", "LegalEntity", "PublicBody"})
KEYS = frozenset({"id", "schema", "properties"})
SANCTION = "Sanction"
MOST_NAMES = 5_000_000

Record = dict[str, object]


def ftm_rows(stream: BinaryIO, origin: Origin, _: str) -> Iterator[Row]:
    """Give a row for each listing: who is listed, by whom, under what, from when to when."""
    names = dict(names_of(stream, origin))
    stream.seek(0)
    number = 0
    for record in records(stream, origin):
        for row in listings(record, names):
            number += 1
            yield Row(number, row)


def records(stream: BinaryIO, origin: Origin) -> Iterator[Record]:
    """Give the entity on each line."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if not line.strip():
            continue
        place = f"{origin.place}, line {number}"
        record = parsed(decoded(line, place), place)
        if not isinstance(record, dict) or not record.keys() >= KEYS:
            raise UnreadableDocument(f"{place}: no entity; it needs {', '.join(sorted(KEYS))}")
        yield record


def names_of(stream: BinaryIO, origin: Origin) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give the kind of each entity by its id, and its name if it is an organisation."""
    for count, record in enumerate(records(stream, origin)):
        if count > MOST_NAMES:
            raise UnreadableDocument(
                f"{origin.place}: more than {MOST_NAMES:,} entities; split it"
            )
        kind = str(record["schema"])
        if kind != SANCTION:
            yield str(record["id"]), (kind, named(record) if kind in ORGANISATIONS else "")


def named(record: Record) -> str:
    """Give the name of an entity: its caption, else the first of its names."""
    return cell_of(record.get("caption") or value(record, "name"))


def listings(record: Record, names: dict[str, tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Give the listings on a line: the sanction itself, or those inside an entity."""
    if record["schema"] == SANCTION:
        for entity in values(record, "entity"):
            yield listing(record, *names.get(str(entity), ("", "")))
        return
    for inner in values(record, "sanctions"):
        if isinstance(inner, dict):
            yield listing(inner, *names[str(record["id"])])


def listing(sanction: Record, kind: str, name: str) -> dict[str, str]:
    """Write one listing as the cells of a row."""
    return {
        "name": name,
        "schema": kind,
        "authority": value(sanction, "authority"),
        "program": value(sanction, "program"),
        "start": value(sanction, "startDate"),
        "end": value(sanction, "endDate"),
        "source": value(sanction, "sourceUrl"),
    }


def values(record: Record, name: str) -> list[object]:
    """Give the values of a property."""
    properties = record.get("properties")
    found = properties.get(name) if isinstance(properties, dict) else None
    return found if isinstance(found, list) else []


def value(record: Record, name: str) -> str:
    """Give the first value of a property as a cell."""
    return cell_of(flat(next(iter(values(record, name)), None)))


def is_ftm(stream: BinaryIO) -> bool:
    """Tell whether JSON lines are entities, by the keys on the first."""
    stream.seek(0)
    line = stream.readline(1_000_000).replace(b" ", b"")
    stream.seek(0)
    return line.startswith(b"{") and all(f'"{key}":'.encode() in line for key in KEYS)
