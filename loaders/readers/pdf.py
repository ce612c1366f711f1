"""Reads PDF: the words of each page, with the lines of a paragraph put together."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from kg.errors import UnreadableDocument
from kg.model.document import BlockKind
from loaders.readers.assemble import Found, Piece, composed, document
from loaders.readers.origin import Origin, Reading, whole
from loaders.segment import blocks_of

MOST_PAGES = 5_000
BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\s*\n\s*([^\W\d_]+)")
COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
FAULTS = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the library lets through when a file breaks the rules of its format."""

SILENCE = logging.NullHandler()
"""Keeps the library's remarks off the terminal; what matters is raised."""


def read_pdf(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read a PDF as one document.

    Its own dates say when the file was made, so they are not taken for the date of publication,
    and its own title, which is often that of a template, is not taken either.
    """
    logging.getLogger("pypdf").addHandler(SILENCE)
    pieces = list(pieces_of(opened(whole(stream, origin), origin.place), origin.place))
    if not pieces:
        raise UnreadableDocument(
            f"{origin.place}: a PDF without text, as a scanner makes it; "
            "run text recognition (OCR) on it first"
        )
    text, blocks = composed(pieces, origin.place)
    yield document(origin, text, blocks, Found())


def opened(data: bytes, place: str) -> PdfReader:
    """Open a PDF, also one that is locked with an empty password, as against printing."""
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
        pages = 0 if locked else len(reader.pages)
    except DependencyError as error:
        raise UnreadableDocument(
            f"{place}: an encrypted PDF; save a copy without encryption, or install cryptography"
        ) from error
    except FAULTS as error:
        raise UnreadableDocument(
            f"{place}: a broken PDF ({error}); open it in a viewer and save it again"
        ) from error
    if locked:
        raise UnreadableDocument(f"{place}: locked by a password; save a copy without one")
    if pages > MOST_PAGES:
        raise UnreadableDocument(f"{place}: {pages:,} pages, more than {MOST_PAGES:,}; split it")
    return reader


def pieces_of(reader: PdfReader, place: str) -> Iterator[Piece]:
    """Give the blocks of all pages."""
    for number in range(1, len(reader.pages) + 1):
        text = page_text(reader, number, place)
        for block in blocks_of(text):
            title = block.kind is BlockKind.TITLE
            kind = BlockKind.HEADING if title and number > 1 else block.kind
            cells = tuple(text[cell.start : cell.end] for cell in block.cells)
            yield Piece(kind, text[block.start : block.end], block.level, number, cells)


def page_text(reader: PdfReader, number: int, place: str) -> str:
    """Give the words of a page, with the words that its line ends broke put together."""
    try:
        text = reader.pages[number - 1].extract_text()
    except FAULTS as error:
        raise UnreadableDocument(
            f"{place}, page {number}: cannot be read ({error}); open it in a viewer and save it "
            "again"
        ) from error
    return mended(text)


def mended(text: str) -> str:
    """Join the halves of broken words; a compound that is written elsewhere keeps its hyphen."""
    compounds = set(COMPOUND.findall(text))

    def join(found: re.Match[str]) -> str:
        left, right = found.groups()
        hyphen = f"{left}-{right}" in compounds or not right[0].islower()
        return f"{left}-{right}" if hyphen else left + right

    return BROKEN_WORD.sub(join, text)
