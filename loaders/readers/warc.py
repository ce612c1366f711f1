"""Reads web archives (WARC): each page that a server gave, as it stood when it was archived."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from kg.errors import UnreadableDocument
from kg.model.document import DateOrigin, Document
from loaders.readers.html import MOST_HTML_BYTES, read_html
from loaders.readers.origin import Origin, Reading
from loaders.unpack import Budget, pieces, size_of

PAGES = ("text/html", "application/xhtml+xml")
MOST_RECORDS = 1_000_000


def read_warc(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read the pages of a web archive; a page without a date is dated by its archiving."""
    budget = Budget(size_of(stream), origin.place)
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if record.format != "warc":
                raise UnreadableDocument(f"{origin.place}: a broken web archive, or none")
            if number > MOST_RECORDS:
                raise UnreadableDocument(f"{origin.place}: more than {MOST_RECORDS:,} records")
            data = b"".join(pieces(record.content_stream(), budget))
            if is_page(record):
                yield page(record, data, origin)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise UnreadableDocument(f"{origin.place}: a broken web archive ({error})") from error
    if not number:
        raise UnreadableDocument(f"{origin.place}: holds no records; check the file")


def is_page(record: ArcWarcRecord) -> bool:
    """Tell whether a record is a page as a server gave it."""
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = str(record.http_headers.get_header("Content-Type") or "").partition(";")[0]
    return record.http_headers.get_statuscode() == "200" and kind.strip().lower() in PAGES


def page(record: ArcWarcRecord, data: bytes, origin: Origin) -> Reading:
    """Read one page; its id is its address and the moment of archiving."""
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    moment = str(record.rec_headers.get_header("WARC-Date") or "")
    place = f"{origin.place}: {address} of {moment}"
    if len(data) > MOST_HTML_BYTES:
        return UnreadableDocument(f"{place}: larger than {MOST_HTML_BYTES:,} bytes; left out")
    inner = Origin(
        id=f"{address} ({moment})", place=place, url=address, published=origin.published
    )
    try:
        result = next(read_html(BytesIO(data), inner))
    except UnreadableDocument as error:
        return error
    if isinstance(result, Document) and result.published is None and moment[:10]:
        known = {"published": moment[:10], "published_from": DateOrigin.PAGE}
        return result.model_copy(update=known)
    return result
