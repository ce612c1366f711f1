"""What a reader is given and gives back, and the limits that hold for each source."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from kg.errors import UnreadableDocument
from kg.model.claimed import Claimed, Versions
from kg.model.document import Document
from kg.model.period import Edtf
from kg.model.value import Value

MOST_BYTES = 100_000_000
"""Bytes of a file that is read as a whole, or of one line of JSON lines."""


class Origin(Value):
    """Where bytes come from: the id of a document that states none, and how messages name it.

    `published` is the date that the user gives; it counts where the document itself states none.
    `charset` is what a server calls the encoding; `mapping` is the file that says what the columns
    of a table mean.
    """

    id: str
    place: str
    published: Edtf | None = None
    url: str | None = None
    charset: str | None = None
    mapping: str | None = None


Reading = Document | Claimed | Versions | UnreadableDocument
Reader = Callable[[BinaryIO, Origin], Iterator[Reading]]


def whole(stream: BinaryIO, origin: Origin, *, most: int = MOST_BYTES) -> bytes:
    """Read all bytes, or refuse a source that is larger than the limit."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise UnreadableDocument(
            f"{origin.place}: larger than {most // 1_000_000} MB, the limit for one file; "
            "split it, or give documents as JSON lines"
        )
    if not data:
        raise UnreadableDocument(f"{origin.place}: the file is empty; give one with text")
    return data
