"""Reads plain text: the decoded file as it stands, with line ends made equal."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import UnreadableDocument
from loaders.readers.assemble import Found, checked, document
from loaders.readers.origin import Origin, Reading, whole
from loaders.segment import blocks_of

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


ENCODINGS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "euc-jp": "euc_jp",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    **{f"windows-{page}": f"cp{page}" for page in range(1250, 1259)},
    **{f"iso-8859-{part}": f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 13, 15)},
}
"""What pages and servers call an encoding, and what it is; all else is read as UTF-8."""


def read_text(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read a text file as one document."""
    data = whole(stream, origin)
    text = checked(decoded(data, origin.place, charset=origin.charset), origin.place)
    yield document(origin, text, blocks_of(text), Found())


def decoded(data: bytes, place: str, *, charset: str | None = None) -> str:
    """Decode by the byte order mark, by what the encoding is called, else as UTF-8.

    Nothing is guessed. Line ends are made equal.
    """
    if data.startswith(b"%PDF-"):
        raise UnreadableDocument(f"{place}: a PDF under another name; call it .pdf")
    named = ENCODINGS.get((charset or "").lower(), "utf-8")
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), named)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{place}: not {encoding.upper()} at byte {error.start} "
            f"(0x{data[error.start]:02X}); convert it to UTF-8, as with "
            "'iconv -f WINDOWS-1252 -t UTF-8'"
        ) from error
    if "\0" in text:
        raise UnreadableDocument(
            f"{place}: a zero byte at offset {text.index(chr(0))}: binary data, or UTF-16 "
            "without a byte order mark; give text in UTF-8"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
