"""Reads documents in JSON: one object, a list of them, or one a line.

Known keys are `id title published publisher url text language`; `text` is required, the others
may be missing or null. Every other key (`genre`, `topics`, `source` and so on) is ignored. A
document without an `id` is named after its file, and after its line or place where the file
holds several (`news-3`).
"""

import json
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import UnreadableDocument
from kg.model.document import Document
from loaders.readers.assemble import Found, check_signs, checked, document
from loaders.readers.origin import MOST_BYTES, Origin, Reading, whole
from loaders.readers.text import decoded
from loaders.segment import blocks_of

KEYS = ("id", "title", "published", "publisher", "url", "language", "text")
JSON_TYPES = {"bool": "true or false", "int": "a number", "float": "a number", "list": "a list"}


def read_json(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read a JSON file that holds a document or a list of documents."""
    data = parsed(decoded(whole(stream, origin), origin.place), origin.place)
    if not isinstance(data, list):
        yield reading(data, origin)
        return
    for number, record in enumerate(data, start=1):
        yield reading(record, numbered(origin, "document", number))


def read_json_lines(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read one document a line; a line that cannot be used is reported, and the next is read."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield from line_reading(line, stream, numbered(origin, "line", number))
    if not number:
        yield UnreadableDocument(f"{origin.place}: the file is empty; give one with text")


def line_reading(line: bytes, stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read the document on a line, and skip what is left of one that is too long."""
    if len(line) > MOST_BYTES:
        while line and not line.endswith(b"\n"):
            line = stream.readline(MOST_BYTES)
        yield UnreadableDocument(f"{origin.place}: longer than {MOST_BYTES:,} bytes; split it")
        return
    try:
        yield reading(parsed(decoded(line, origin.place), origin.place), origin)
    except UnreadableDocument as error:
        yield error


def numbered(origin: Origin, unit: str, number: int) -> Origin:
    """Name one of the documents in a file."""
    names = {"id": f"{origin.id}-{number}", "place": f"{origin.place}, {unit} {number}"}
    return origin.model_copy(update=names)


def parsed(text: str, place: str) -> object:
    """Parse JSON, or say where it is broken."""
    try:
        data: object = json.loads(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text.strip() else ""
        way_out = "call it .jsonl" if error.msg == "Extra data" else "write it again"
        raise UnreadableDocument(
            f"{place}: not JSON: {error.msg} at {line}column {error.colno}; {way_out}"
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableDocument(
            f"{place}: JSON that cannot be read ({error}); a document is a flat object"
        ) from error
    return data


def reading(record: object, origin: Origin) -> Reading:
    """Make a document of a parsed record, or say what is wrong with it."""
    try:
        return from_record(record, origin)
    except UnreadableDocument as error:
        return error


def from_record(record: object, origin: Origin) -> Document:
    """Make a document of a parsed record; its text stays as it stands."""
    if not isinstance(record, dict):
        raise UnreadableDocument(
            f"{origin.place}: {named_type(record)}, not a document; write an object with a 'text'"
        )
    fields = {key: words_of(record.get(key), key, origin.place) for key in KEYS}
    text = fields.pop("text")
    if text is None:
        raise UnreadableDocument(f"{origin.place}: no 'text'; a document needs one")
    checked(text, f"{origin.place}: 'text'")
    found = Found(**fields)
    return document(origin, text, blocks_of(text, title=found.title or ""), found)


def words_of(value: object, key: str, place: str) -> str | None:
    """Give the text under a key, None where there is none, and refuse what is no text."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableDocument(
            f"{place}: '{key}' is {named_type(value)}; write it as text in quotation marks"
        )
    check_signs(value, f"{place}: '{key}'")
    return value or None


def named_type(value: object) -> str:
    """Name the type of a JSON value."""
    return JSON_TYPES.get(type(value).__name__, "text" if isinstance(value, str) else "an object")
