"""Rows: the objects of JSON lines files, each with its place, and the fields in them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError

Fields = Mapping[str, object]


class Row(NamedTuple):
    """One JSON object with its place; `stem` is its file's name up to the first dot."""

    fields: Fields
    place: str
    stem: str = ""


def read_rows(path: Path, ending: str = "") -> Iterator[Row]:
    """Read the objects of a file, or of all files of a folder whose names end so."""
    for file in [path] if path.is_file() else files_in(path, ending):
        stem = file.name.split(".")[0]
        for place, value in values_in(file):
            yield row_of(value, place, stem)


def rows_in_memory(rows: Iterable[Fields]) -> Iterator[Row]:
    """Give rows that come from no file their number as place."""
    for number, fields in enumerate(rows, start=1):
        yield row_of(fields, f"row {number}", "")


def row_of(value: object, place: str, stem: str) -> Row:
    """Refuse what is no object."""
    if not isinstance(value, Mapping):
        raise InputError(f"{place}: a JSON object is expected, not {type(value).__name__}")
    return Row(value, place, stem)


def files_in(folder: Path, ending: str) -> list[Path]:
    """List the JSON files of a folder, those of the folders in it too, by path."""
    if not folder.is_dir():
        raise InputError(f"no file or folder '{folder}'; check the path")
    found = sorted(folder.rglob("*.json*"))
    return [file for file in found if file.name.endswith(ending) and file.is_file()]


def values_in(file: Path) -> Iterator[tuple[str, object]]:
    """Parse a file line by line, or as a whole where it is an array, each value with its place."""
    text = text_of(file)
    if text.lstrip().startswith("["):
        for number, value in enumerate(array(text, str(file)), start=1):
            yield f"{file}, item {number}", value
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"{file}, line {number}"
            yield place, parsed(line, place)


def text_of(file: Path) -> str:
    """Read a file as UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {file}: {error}") from error


def array(text: str, place: str) -> list[object]:
    """Parse a JSON array."""
    value = parsed(text, place)
    return value if isinstance(value, list) else []


def parsed(text: str, place: str) -> object:
    """Parse JSON, or say where it is broken."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: not JSON ({error}); write one object a line") from error
    return value


def text_in(value: object, key: str) -> str | None:
    """Take a text, or the one under a key where an object stands for it; none where empty."""
    found = value.get(key) if isinstance(value, Mapping) else value
    return found if isinstance(found, str) and found else None


def list_in(fields: Fields, key: str) -> list[object]:
    """Take a list; an empty one where there is none."""
    value = fields.get(key)
    return list(value) if isinstance(value, list | tuple) else []
