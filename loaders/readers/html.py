"""Reads web pages: the article without menus and notices, put together again as plain text."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

import trafilatura
from htmldate import find_date
from lxml.etree import _Element
from trafilatura.settings import Document as Article

from kg.errors import UnreadableDocument
from kg.model.document import BlockKind
from loaders.lines import MOST_CELLS
from loaders.readers.assemble import Found, Piece, checked, composed, document
from loaders.readers.origin import Origin, Reading, whole
from loaders.readers.text import BYTE_ORDER_MARKS, ENCODINGS, decoded
from loaders.segment import blocks_of, folded

MOST_HTML_BYTES = 20_000_000
FIRST_DAY, LAST_DAY = "1990-01-01", "2100-01-01"
"""The days between which a page may say that it was published: fixed, not up to today."""

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)

SILENCE = logging.NullHandler()
"""Keeps the library's remarks off the terminal; what matters is raised."""


def read_html(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read a web page as one document."""
    page = page_text(whole(stream, origin, most=MOST_HTML_BYTES), origin)
    logging.getLogger("trafilatura").addHandler(SILENCE)
    article = trafilatura.bare_extraction(
        page, url=origin.url, with_metadata=True, include_comments=False
    )
    if not isinstance(article, Article) or article.body is None:
        raise UnreadableDocument(
            f"{origin.place}: a page without an article in it; save the text as .txt"
        )
    title = " ".join((article.title or "").split())
    pieces = under_title(pieces_of(article.body), title)
    text, blocks = composed(pieces, origin.place)
    language = LANGUAGE.search(page)
    found = Found(
        title=title or None,
        page_date=page_date(page, origin.url),
        publisher=article.sitename or None,
        url=origin.url or article.url or None,
        language=language.group(1).lower() if language else None,
    )
    yield document(origin, text, blocks, found)


def page_text(data: bytes, origin: Origin) -> str:
    """Decode a page: by its byte order mark, by what it or its server declares, else as UTF-8.

    A page that declares an encoding and breaks it in few places is read all the same.
    """
    meta = CHARSET.search(data[:4_000])
    declared = origin.charset or (meta.group(1).decode("ascii") if meta else "")
    if any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS) or not declared:
        return checked(decoded(data, origin.place), origin.place)
    page = data.decode(ENCODINGS.get(declared.lower(), "utf-8"), "replace")
    if 1_000 * page.count("\ufffd") > len(page):
        raise UnreadableDocument(
            f"{origin.place}: declares the encoding {declared} and is not in it; "
            "save the page as UTF-8"
        )
    return checked(page, origin.place)


def page_date(page: str, url: str | None) -> str | None:
    """Find the day of publication in a page's own words about it.

    The extensive search is off: it takes the year of a copyright notice for a date.
    """
    found: str | None = find_date(
        page,
        extensive_search=False,
        original_date=True,
        url=url,
        min_date=FIRST_DAY,
        max_date=LAST_DAY,
    )
    return found


def under_title(pieces: Iterable[Piece], title: str) -> Iterator[Piece]:
    """Put the title first, in place of the heading near the top that repeats it."""
    given = iter(pieces)
    top = [piece for piece in islice(given, 3) if folded(piece.words) != folded(title)]
    if title:
        yield Piece(BlockKind.TITLE, title)
    yield from chain(top, given)


def pieces_of(body: _Element) -> Iterator[Piece]:
    """Give the blocks of an article in order."""
    for element in body:
        yield from WRITERS.get(str(element.tag), paragraph)(element)
        if element.tail and element.tail.strip():
            yield Piece(BlockKind.PARAGRAPH, element.tail)


def paragraph(element: _Element) -> Iterator[Piece]:
    """Give a paragraph; where it breaks its lines by hand, what the lines are."""
    text = words(element)
    for block in blocks_of(text):
        kind = INSIDE_A_PARAGRAPH.get(block.kind, block.kind)
        yield Piece(kind, text[block.start : block.end], block.level)


def heading(element: _Element) -> Iterator[Piece]:
    """Give a heading with its level, h2 where the page does not tell."""
    level = re.sub(r"\D", "", element.get("rend") or "") or "2"
    yield from worded(Piece(BlockKind.HEADING, words(element), int(level[0])))


def bullets(element: _Element, level: int = 1) -> Iterator[Piece]:
    """Give the items of a list, and those of the lists inside it a level deeper."""
    for item in element:
        yield from worded(Piece(BlockKind.BULLET, words(item, leave="list"), level))
        for inner in item.iter("list"):
            if next(inner.iterancestors("list")) is element:
                yield from bullets(inner, level + 1)


def rows(element: _Element) -> Iterator[Piece]:
    """Give the rows of a table."""
    for level, row in enumerate(element.iter("row")):
        cells = tuple(words(cell) for cell in row.iter("cell"))
        yield from worded(Piece(BlockKind.TABLE, " ".join(cells), level, cells=cells[:MOST_CELLS]))


def quote(element: _Element) -> Iterator[Piece]:
    """Give a block quote, one block for each of its paragraphs."""
    for line in words(element).split("\n"):
        yield from worded(Piece(BlockKind.QUOTE, line))


def worded(piece: Piece) -> Iterator[Piece]:
    """Give a piece, unless it holds no word."""
    if any(map(str.isalnum, piece.words)):
        yield piece


def words(element: _Element, leave: str = "") -> str:
    """Give the words in an element, with a line break after each paragraph and break in it."""
    parts = [spaced(element.text)]
    for inner in element:
        if inner.tag != leave:
            parts.append(words(inner, leave))
        parts.append("\n" if inner.tag in BREAKS else "")
        parts.append(spaced(inner.tail))
    return "".join(parts)


def spaced(text: str | None) -> str:
    """Put one space for white space: in a page, line ends mean nothing else."""
    return re.sub(r"\s+", " ", text or "")


BREAKS = frozenset({"lb", "p", "item", "list", "row", "head"})
INSIDE_A_PARAGRAPH = {BlockKind.TITLE: BlockKind.HEADING, BlockKind.TABLE: BlockKind.PARAGRAPH}
WRITERS: dict[str, Callable[[_Element], Iterator[Piece]]] = {
    "head": heading,
    "list": bullets,
    "table": rows,
    "quote": quote,
}
