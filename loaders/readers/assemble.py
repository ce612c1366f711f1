"""Puts a document together from its text and what is known about it, and refuses junk."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.errors import BadDate, UnreadableDocument
from kg.model.document import Block, BlockKind, DateOrigin, Document, Span
from kg.model.period import parts
from loaders.lines import LINE_BREAK
from loaders.readers.origin import Origin

MOST_CHARACTERS = 20_000_000
MOST_LINES = 200_000
LONGEST_ID = 500
SURROGATE = re.compile(r"[\ud800-\udfff]")
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{2}:\d{2}.*)?", re.ASCII | re.DOTALL)


class Found(NamedTuple):
    """What a source says about the document in it; `page_date` is less sure than `published`."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    page_date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


class Piece(NamedTuple):
    """A block still without a place: its words, or the words of a table row's cells."""

    kind: BlockKind
    words: str
    level: int = 0
    page: int | None = None
    cells: tuple[str, ...] = ()


def document(origin: Origin, text: str, blocks: Sequence[Block], found: Found) -> Document:
    """Make the document; the date is the document's own, else the user's, else the page's.

    So `--published` never overrides a date that the file states, and always one that had to be
    found in a web page.
    """
    published, published_from = dated(origin, found)
    title = found.title or next(
        (text[b.start : b.end] for b in blocks if b.kind is BlockKind.TITLE), ""
    )
    return Document(
        id=identity(origin, found),
        text=text,
        title=" ".join(title.split()),
        published=published,
        published_from=published_from,
        publisher=found.publisher,
        url=found.url or origin.url,
        language=found.language,
        blocks=tuple(blocks),
    )


def dated(origin: Origin, found: Found) -> tuple[str | None, DateOrigin | None]:
    """Choose the date of publication and say where it was found."""
    if found.published:
        return date_of(found.published, origin.place), DateOrigin.FILE
    if origin.published:
        return origin.published, DateOrigin.OPTION
    if found.page_date:
        return date_of(found.page_date, origin.place), DateOrigin.PAGE
    return None, None


def date_of(stated: str, place: str) -> str:
    """Give the date of a date or a time stamp."""
    shaped = DATE.fullmatch(stated.strip())
    try:
        parts(shaped.group(1) if shaped else stated)
    except BadDate as error:
        raise UnreadableDocument(f"{place}: 'published': {error}") from error
    return shaped.group(1) if shaped else stated


def identity(origin: Origin, found: Found) -> str:
    """Give the document's own id, else that of its source; refuse one that would not print."""
    own = (found.id or "").strip() or origin.id
    if not own.isprintable() or len(own) > LONGEST_ID:
        raise UnreadableDocument(
            f"{origin.place}: the id {own[:40]!r} holds signs that do not print, or more than "
            f"{LONGEST_ID}; give the document a plain 'id' or file name"
        )
    return own


def checked(text: str, place: str) -> str:
    """Refuse a text that is none: empty, too long, broken signs or binary data."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableDocument(
            f"{place}: {len(text):,} characters, and the limit for one document is "
            f"{MOST_CHARACTERS:,}; split it"
        )
    check_signs(text, place)
    if "\0" in text or 1_000 * len(CONTROL.findall(text)) > len(text):
        raise UnreadableDocument(f"{place}: binary data, not text; give a file with text")
    if not any(map(str.isalnum, text)):
        raise UnreadableDocument(f"{place}: holds no words; give a file with text")
    if sum(1 for _ in LINE_BREAK.finditer(text)) >= MOST_LINES:
        raise UnreadableDocument(
            f"{place}: more than {MOST_LINES:,} lines, the limit for one document; split it"
        )
    return text


def check_signs(text: str, place: str) -> None:
    """Refuse half of a character, which no store or file could hold."""
    if broken := SURROGATE.search(text):
        raise UnreadableDocument(
            f"{place}: half a character (U+{ord(broken.group()):04X}) at offset "
            f"{broken.start()}; write the text again as UTF-8"
        )


def composed(pieces: Iterable[Piece], place: str) -> tuple[str, tuple[Block, ...]]:
    """Write pieces as one text, parted by blank lines, and give the blocks in it."""
    lines: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        line, block = placed(piece, at)
        lines.append(line)
        blocks.append(block)
        at += len(line) + 2
        if at > MOST_CHARACTERS or len(blocks) > MOST_LINES:
            break
    return checked("\n\n".join(lines), place), tuple(blocks)


def placed(piece: Piece, at: int) -> tuple[str, Block]:
    """Write one piece as it stands in the text from an offset on."""
    if piece.kind is BlockKind.TABLE:
        return row_placed(piece, at)
    mark = "- " if piece.kind is BlockKind.BULLET else ""
    words = clean(piece.words)
    start = at + len(mark)
    block = Block(
        kind=piece.kind, start=start, end=start + len(words), level=piece.level, page=piece.page
    )
    return mark + words, block


def row_placed(piece: Piece, at: int) -> tuple[str, Block]:
    """Write a table row with a bar around each cell."""
    line = "|"
    cells = []
    for cell in piece.cells:
        words = clean(cell).replace("|", "/")
        start = at + len(line) + 1
        cells.append(Span(start=start, end=start + len(words)))
        line += f" {words} |"
    block = Block(
        kind=BlockKind.TABLE,
        start=at,
        end=at + len(line),
        level=piece.level,
        page=piece.page,
        cells=tuple(cells),
    )
    return line, block


def clean(words: str) -> str:
    """Put one space for every white space and sign that does not print."""
    return " ".join(CONTROL.sub(" ", words.replace("\0", " ")).split())
