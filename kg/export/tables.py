"""CSV and JSON lines: a row or line for each statement."""

import csv
import io
import json
import re
from typing import BinaryIO

from kg.export.rows import Row, rows
from kg.model.content import Content

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too."""
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and tables should not."""


def write_csv(content: Content, file: BinaryIO) -> None:
    """Write CSV with a head; texts that a spreadsheet would run as a formula get a ' before."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, list(Row.model_fields))
    writer.writeheader()
    for row in rows(content):
        writer.writerow({name: inert(cell) for name, cell in cells(row).items()})
    text.detach()


def cells(row: Row) -> dict[str, object]:
    """Give a row as plain texts and numbers."""
    return row.model_dump(mode="json")


def inert(cell: object) -> object:
    """Make a text a text and nothing else."""
    if not isinstance(cell, str):
        return cell
    text = printable(cell)
    return f"'{text}" if FORMULA.match(text) else text


def printable(text: str) -> str:
    """Replace the characters that no reader of XML or tables takes."""
    return UNPRINTABLE.sub("\ufffd", text)


def write_json_lines(content: Content, file: BinaryIO) -> None:
    """Write the same fields as JSON, a statement a line, with the texts as they are."""
    for row in rows(content):
        line = json.dumps(cells(row), ensure_ascii=False)
        file.write(line.encode("utf-8", "backslashreplace") + b"\n")
