"""Reads Word files: paragraphs, headings, lists and tables in the order of the body."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain
from typing import IO, BinaryIO

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from lxml.etree import LxmlError, _Element

from kg.errors import UnreadableDocument
from kg.model.document import BlockKind
from loaders.lines import MOST_CELLS
from loaders.readers.assemble import Found, Piece, composed, document
from loaders.readers.origin import Origin, Reading, whole
from loaders.segment import reads_like_heading

Style = tuple[BlockKind, int]

MOST_MEMBERS = 2_000
MOST_INFLATED = 200_000_000
MOST_RATIO = 100
FREE_BYTES = 1_000_000
"""Bytes that may come out of an archive whatever they were packed to."""

FAULTS = (
    PythonDocxError,
    PackageNotFoundError,
    LxmlError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the library lets through when a file breaks the rules of its format."""

DOCTYPES = [b"<!DOCTYPE", *("<!DOCTYPE".encode(code) for code in ("utf-16-le", "utf-16-be"))]
OLD_FORMAT = b"\xd0\xcf\x11\xe0"

PLAIN: Style = (BlockKind.PARAGRAPH, 0)
STYLES: dict[str, Style] = {
    "title": (BlockKind.TITLE, 0),
    "subtitle": (BlockKind.HEADING, 1),
    "heading": (BlockKind.HEADING, 1),
    "list": (BlockKind.BULLET, 1),
    "quote": (BlockKind.QUOTE, 0),
    "intense quote": (BlockKind.QUOTE, 0),
}
MOST_STYLES_DEEP = 10
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
LEFT_OUT = frozenset(
    {*map(qn, ("w:del", "w:moveFrom", "w:txbxContent", "w:pPr")), f"{{{MARKUP}}}Fallback"}
)
SIGNS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}


def read_docx(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read a Word file as one document.

    The dates and the title among its properties come from templates and copies, so neither is
    taken. Text that a tracked change took out is left out, and what it put in is read.
    Text boxes, footnotes, page headers and footers are not.
    """
    data = whole(stream, origin)
    check_archive(data, origin.place)
    try:
        pieces = pieces_of(docx.Document(BytesIO(data)))
    except FAULTS as error:
        raise UnreadableDocument(
            f"{origin.place}: not a Word file ({error}); open it in Word and save it as .docx"
        ) from error
    text, blocks = composed(pieces, origin.place)
    yield document(origin, text, blocks, Found())


def check_archive(data: bytes, place: str) -> None:
    """Refuse an archive that unpacks to far more than it is, or that holds a document type."""
    if data.startswith(OLD_FORMAT):
        raise UnreadableDocument(
            f"{place}: locked by a password, or of Word before 2007; save it as a plain .docx"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_members(archive, place, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocument(
            f"{place}: not a Word file ({error}); open it in Word and save it as .docx"
        ) from error


def check_members(archive: zipfile.ZipFile, place: str, packed: int) -> None:
    """Unpack every member a piece at a time, counting the bytes that really come out."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableDocument(f"{place}: more than {MOST_MEMBERS:,} files in it; refused")
    left = min(MOST_INFLATED, max(FREE_BYTES, MOST_RATIO * packed))
    for member in members:
        if member.filename.startswith(("/", "\\")) or ".." in member.filename.split("/"):
            raise UnreadableDocument(f"{place}: holds a path that leads out of it; refused")
        with archive.open(member) as stream:
            left = unpack(stream, left, place)


def unpack(stream: IO[bytes], left: int, place: str) -> int:
    """Read a member through, and give how many bytes may still come out of the archive."""
    tail = b""
    while chunk := stream.read(1 << 16):
        left -= len(chunk)
        if left < 0:
            raise UnreadableDocument(
                f"{place}: unpacks to more than {MOST_RATIO} times its size, or to more than "
                f"{MOST_INFLATED // 1_000_000} MB; refused"
            )
        if any(doctype in tail + chunk for doctype in DOCTYPES):
            raise UnreadableDocument(f"{place}: XML with a document type; refused")
        tail = chunk[-32:]
    return left


# The body: paragraphs by their styles, tables by their cells.


def pieces_of(word: WordDocument) -> list[Piece]:
    """Give the blocks of the body; the first heading is the title where none is called so."""
    styles = styles_of(word)
    pieces = list(chain.from_iterable(in_order(word.element.body, styles)))
    first = pieces[0] if pieces else None
    if not first or any(piece.kind is BlockKind.TITLE for piece in pieces):
        return pieces
    if first.kind is BlockKind.HEADING or (pieces[1:] and reads_like_heading(first.words)):
        pieces[0] = Piece(BlockKind.TITLE, first.words)
    return pieces


def in_order(parent: _Element, styles: Mapping[str, Style]) -> Iterator[Iterator[Piece]]:
    """Give what stands in the body or in one of its containers, one by one."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield paragraph(child, styles)
        elif child.tag == qn("w:tbl"):
            yield rows(child)
        elif child.tag in CONTAINERS:
            yield from in_order(child, styles)


def paragraph(element: _Element, styles: Mapping[str, Style]) -> Iterator[Piece]:
    """Give a paragraph with the kind that its style or its numbering gives it."""
    kind, level = styles.get(value(element, "w:pPr/w:pStyle"), PLAIN)
    depth = value(element, "w:pPr/w:numPr/w:ilvl")
    if depth.isdecimal() and kind in {BlockKind.PARAGRAPH, BlockKind.BULLET}:
        kind, level = BlockKind.BULLET, int(depth) + 1
    yield from worded(Piece(kind, words(element), level))


def rows(table: _Element) -> Iterator[Piece]:
    """Give the rows of a table; a cell that spans rows says the same in each of them."""
    above: tuple[str, ...] = ()
    for level, row in enumerate(table.iterfind(qn("w:tr"))):
        cells = tuple(chain.from_iterable(map(spanned, row.iterfind(qn("w:tc")))))
        above = tuple(
            above[at] if cell is None and at < len(above) else cell or ""
            for at, cell in enumerate(cells[:MOST_CELLS])
        )
        yield from worded(Piece(BlockKind.TABLE, " ".join(above), level, cells=above))


def spanned(cell: _Element) -> Iterator[str | None]:
    """Give a cell's words, None where it goes on with the one above, for each of its columns."""
    merge = cell.find("w:tcPr/w:vMerge", WORD)
    goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    text = " ".join(words(paragraph) for paragraph in cell.iter(qn("w:p")))
    yield None if goes_on else text
    columns = value(cell, "w:tcPr/w:gridSpan")
    yield from [""] * (min(int(columns), MOST_CELLS) - 1 if columns.isdecimal() else 0)


def words(element: _Element) -> str:
    """Give the words in an element as they are after all tracked changes."""
    if element.tag in LEFT_OUT:
        return ""
    if element.tag == qn("w:t"):
        return element.text or ""
    return SIGNS.get(str(element.tag), "") + "".join(map(words, element))


def value(element: _Element, path: str) -> str:
    """Give the value of the element at a path, empty where there is none."""
    found = element.find(path, WORD)
    return found.get(qn("w:val"), "") if found is not None else ""


def worded(piece: Piece) -> Iterator[Piece]:
    """Give a piece, unless it holds no word."""
    if any(map(str.isalnum, piece.words)):
        yield piece


def styles_of(word: WordDocument) -> dict[str, Style]:
    """Give what each paragraph style makes of a paragraph, itself or by the one it builds on."""
    return {
        style.style_id: style_kind(style)
        for style in word.styles
        if style.type is WD_STYLE_TYPE.PARAGRAPH
    }


def style_kind(style: ParagraphStyle) -> Style:
    """Give the kind and level that a style stands for."""
    above: ParagraphStyle | None = style
    for _ in range(MOST_STYLES_DEEP):
        if above is None:
            break
        name = (above.name or "").lower()
        opening = next((known for known in STYLES if name.startswith(known)), None)
        if opening:
            level = int(name[-1]) if name[-1].isdigit() else STYLES[opening][1]
            return STYLES[opening][0], level
        above = above.base_style
    return PLAIN
