"""Rows and answers on a terminal, in a pipe, and as JSON, CSV or Markdown."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.export.tables import inert

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COLOURS = {
    "available": "green", "limited": "yellow", "unavailable": "red", "contested": "magenta",
    "unknown": "dim",
}  # fmt: skip

Record = dict[str, object]


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


def shown(value: object) -> str:
    """Make a value printable: no control or direction marks, one line, empty for None."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", " ".join(str(value).split()))


def print_rows(columns: Sequence[str], records: Iterable[Record], form: Format) -> None:
    """Print records in a format; JSON carries every field, the others the given columns."""
    PRINTERS[form](columns, list(records))


def print_json(_: Sequence[str], records: list[Record]) -> None:
    """Print one JSON array."""
    write(json.dumps(records, ensure_ascii=False, indent=2, default=str))


def print_jsonl(_: Sequence[str], records: list[Record]) -> None:
    """Print one JSON object a line."""
    for record in records:
        write(json.dumps(record, ensure_ascii=False, default=str))


def print_csv(columns: Sequence[str], records: list[Record]) -> None:
    """Print comma-separated values with a head line."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([inert(shown(record.get(c))) for c in columns] for record in records)
    write(out.getvalue().rstrip("\n"))


def print_md(columns: Sequence[str], records: list[Record]) -> None:
    """Print a Markdown table."""
    write("| " + " | ".join(columns) + " |")
    write("|" + " --- |" * len(columns))
    for record in records:
        cells = (shown(record.get(column)).replace("|", "\\|") for column in columns)
        write("| " + " | ".join(cells) + " |")


def print_table(columns: Sequence[str], records: list[Record]) -> None:
    """Print a table: drawn on a terminal, columns of plain text in a pipe."""
    rows = [[shown(record.get(column)) for column in columns] for record in records]
    if not sys.stdout.isatty():
        print_plain(columns, rows)
        return
    table = Table(header_style="bold")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(text, style=COLOURS.get(text, "")) for text in row))
    Console().print(table)


def print_plain(columns: Sequence[str], rows: list[list[str]]) -> None:
    """Print aligned columns without drawing."""
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    for row in [list(columns), *rows]:
        line = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        write(line.rstrip())


def write(text: str, *, style: str = "") -> None:
    """Print text as it is, coloured on a terminal."""
    if style and sys.stdout.isatty():
        Console(highlight=False).print(Text(text, style=style), soft_wrap=True)
    else:
        sys.stdout.write(text + "\n")


def note(text: str, *, style: str = "") -> None:
    """Tell the user something beside the answer, on standard error."""
    if sys.stderr.isatty():
        Console(stderr=True, highlight=False).print(Text(text, style=style), soft_wrap=True)
    else:
        sys.stderr.write(text + "\n")


PRINTERS: dict[Format, Callable[[Sequence[str], list[Record]], None]] = {
    Format.TABLE: print_table,
    Format.JSON: print_json,
    Format.JSONL: print_jsonl,
    Format.CSV: print_csv,
    Format.MD: print_md,
}
