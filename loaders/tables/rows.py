"""The rows of a table, one at a time: from CSV, TSV, JSON, JSON lines, Excel or a web page."""

import csv
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import TextIOWrapper
from typing import BinaryIO, NamedTuple

import openpyxl
from defusedxml.common import DefusedXmlException
from lxml import html
from lxml.etree import LxmlError, _Element
from openpyxl.utils.exceptions import InvalidFileException

from kg.errors import UnreadableDocument
from loaders.lines import MOST_CELLS
from loaders.readers.origin import MOST_BYTES, Origin, whole
from loaders.readers.structured import parsed
from loaders.readers.text import decoded
from loaders.unpack import check_zip

MOST_HTML_BYTES = 20_000_000
LONGEST_CELL = 100_000
SEPARATOR = " ; "
"""Parts the values of a cell where JSON has a list."""

FAULTS = (
    InvalidFileException,
    DefusedXmlException,
    zipfile.BadZipFile,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the spreadsheet library lets through when a file breaks the rules of its format."""


class Row(NamedTuple):
    """One row: its number, counted from 1 without the header, and its cells by column."""

    number: int
    cells: Mapping[str, str]


Rows = Callable[[BinaryIO, Origin, str], Iterator[Row]]


def csv_rows(stream: BinaryIO, origin: Origin, _: str) -> Iterator[Row]:
    """Read comma-separated values; the first line is the header."""
    yield from separated(stream, origin, ",")


def tsv_rows(stream: BinaryIO, origin: Origin, _: str) -> Iterator[Row]:
    """Read values parted by tabs; the first line is the header."""
    yield from separated(stream, origin, "\t")


def separated(stream: BinaryIO, origin: Origin, delimiter: str) -> Iterator[Row]:
    """Read rows of separated values, each as long as the header."""
    lines = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        yield from lined(reader, origin)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{origin.place}: not UTF-8 at byte {error.start}; convert it to UTF-8"
        ) from error
    except csv.Error as error:
        raise UnreadableDocument(f"{origin.place}: a broken table ({error}); mend it") from error
    finally:
        lines.detach()


def lined(lines: Iterator[list[str]], origin: Origin) -> Iterator[Row]:
    """Put the cells of each line under the names in the first."""
    header = heads(next(lines, []), origin)
    number = 0
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        if len(cells) != len(header):
            raise UnreadableDocument(
                f"{origin.place}: row {number} has {len(cells)} cells and the header "
                f"{len(header)}; mend it"
            )
        yield Row(number, {name: cell_of(c) for name, c in zip(header, cells, strict=True)})


def heads(names: list[str], origin: Origin) -> list[str]:
    """Give the names of the columns; refuse a header that is none."""
    header = [name.strip() for name in names]
    twice = {name for name in header if header.count(name) > 1}
    if not any(header) or len(header) > MOST_CELLS:
        raise UnreadableDocument(f"{origin.place}: no header in the first row; give it one")
    if twice:
        raise UnreadableDocument(
            f"{origin.place}: two columns are called '{min(twice)}'; rename one"
        )
    return header


def cell_of(words: object) -> str:
    """Write a cell on one line."""
    return " ".join(str(words)[:LONGEST_CELL].split())


def json_rows(stream: BinaryIO, origin: Origin, records: str) -> Iterator[Row]:
    """Read the objects of a JSON list, which may stand under some keys (`a.b`)."""
    data = parsed(decoded(whole(stream, origin), origin.place), origin.place)
    for key in records.split(".") if records else ():
        data = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, list):
        where = f"under '{records}'" if records else "at the top"
        raise UnreadableDocument(f"{origin.place}: no list of rows {where}; check 'records'")
    for number, record in enumerate(data, start=1):
        yield record_row(number, record, origin)


def json_line_rows(stream: BinaryIO, origin: Origin, _: str) -> Iterator[Row]:
    """Read one object a line."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            number += 1
            place = f"{origin.place}, line {number}"
            yield record_row(number, parsed(decoded(line, place), place), origin)


def record_row(number: int, record: object, origin: Origin) -> Row:
    """Make a row of a JSON object."""
    if not isinstance(record, dict):
        raise UnreadableDocument(f"{origin.place}: row {number} is no object; a row is one")
    return Row(number, {key: cell_of(flat(value)) for key, value in spread(record, "")})


def spread(record: dict[str, object], above: str) -> Iterator[tuple[str, object]]:
    """Give the values of an object and of the objects in it, by their keys (`a.b`)."""
    for key, value in record.items():
        if isinstance(value, dict):
            yield from spread(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def flat(value: object) -> str:
    """Write a JSON value as a cell: lists parted by `;`, objects in them as they stand."""
    if value is None:
        return ""
    if isinstance(value, list):
        return SEPARATOR.join(map(flat, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def excel_rows(stream: BinaryIO, origin: Origin, _: str) -> Iterator[Row]:
    """Read the first sheet of a workbook: values, never formulas; the first row is the header."""
    check_zip(stream, origin.place)
    stream.seek(0)
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        lines = ([written(v) for v in row] for row in sheet.iter_rows(values_only=True))
        yield from lined(lines, origin)
    except FAULTS as error:
        raise UnreadableDocument(
            f"{origin.place}: not an Excel workbook ({error}); save it as .xlsx or .csv"
        ) from error


def written(value: object) -> str:
    """Write the value of a spreadsheet's cell; midnight is no part of a date."""
    return "" if value is None else str(value).removesuffix(" 00:00:00")


def html_rows(stream: BinaryIO, origin: Origin, records: str) -> Iterator[Row]:
    """Read the tables of a web page that have one header, or the items of its lists.

    With `records: li` each item is a row with one column, `item`.
    """
    data = whole(stream, origin, most=MOST_HTML_BYTES)
    page = decoded(data, origin.place, charset=origin.charset)
    try:
        tree = html.document_fromstring(page)
    except (LxmlError, ValueError) as error:
        raise UnreadableDocument(f"{origin.place}: not a web page ({error})") from error
    if records == "li":
        for number, item in enumerate(tree.iter("li"), start=1):
            yield Row(number, {"item": text_of(item)})
        return
    yield from lined(table_lines(tree), origin)


def table_lines(tree: _Element) -> Iterator[list[str]]:
    """Give the lines of the first table and of those that follow with the same header."""
    first: list[str] = []
    for table in tree.iter("table"):
        lines = [[text_of(cell) for cell in line.iter("td", "th")] for line in table.iter("tr")]
        if lines and not first:
            first = lines[0]
            yield first
        if lines and lines[0] == first:
            yield from lines[1:]


def text_of(element: _Element) -> str:
    """Give the words in an element."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


ROWS: dict[str, Rows] = {
    ".csv": csv_rows,
    ".tsv": tsv_rows,
    ".json": json_rows,
    ".jsonl": json_line_rows,
    ".xlsx": excel_rows,
    ".html": html_rows,
    ".htm": html_rows,
}
"""How the rows of a table are read, by suffix."""
