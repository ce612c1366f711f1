"""Reads RSS and Atom feeds: each item is a document of its own, named after feed and item."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from time import struct_time
from typing import BinaryIO

import feedparser
from lxml import etree, html
from lxml.etree import LxmlError

from kg.errors import UnreadableDocument
from kg.model.document import Document
from loaders.readers.assemble import LONGEST_ID, Found, checked, document
from loaders.readers.origin import Origin, Reading, whole
from loaders.segment import blocks_of

MOST_FEED_BYTES = 100_000_000
MOST_ITEMS = 50_000
DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
BREAKING = (
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
)  # fmt: skip
"""Elements that stand apart from what is around them."""
SILENT = ("script", "style", "head", "noscript", "template")

Item = Mapping[str, object]


def read_feed(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read a feed; an item that has no words is reported, and the next is read."""
    data = whole(stream, origin, most=MOST_FEED_BYTES)
    if DECLARED.search(data.replace(b"\0", b"")):
        raise UnreadableDocument(f"{origin.place}: XML with a document type or entities; refused")
    feed = feedparser.parse(BytesIO(data), resolve_relative_uris=False)
    if not feed.entries and (feed.bozo or not feed.version):
        raise UnreadableDocument(f"{origin.place}: no RSS or Atom feed; check the file")
    if len(feed.entries) > MOST_ITEMS:
        raise UnreadableDocument(f"{origin.place}: more than {MOST_ITEMS:,} items; split it")
    publisher = plain(str(feed.feed.get("title", "")))
    language = str(feed.feed.get("language", ""))[:2].lower()
    for number, entry in enumerate(feed.entries, start=1):
        known = Found(publisher=publisher or None, language=language or None)
        try:
            yield item(entry, known, origin, number)
        except UnreadableDocument as error:
            yield error


def item(entry: Item, known: Found, origin: Origin, number: int) -> Document:
    """Make a document of an item: its title and all that it says."""
    title = plain(str(entry.get("title", "")))
    link = str(entry.get("link", ""))
    name = str(entry.get("id") or link or title)
    place = f"{origin.place}, item {number}"
    text = checked("\n\n".join(part for part in (title, body_of(entry)) if part), place)
    found = known._replace(
        id=" ".join(f"{origin.id} {name}".split())[:LONGEST_ID],
        title=title or None,
        published=day_of(entry),
        url=link if link.startswith(("http://", "https://")) else None,
    )
    return document(
        origin.model_copy(update={"place": place, "url": None}),
        text,
        blocks_of(text, title=title),
        found,
    )


def body_of(entry: Item) -> str:
    """Give the words of an item: its whole content where there is one, else its summary."""
    contents = entry.get("content")
    told = [str(part.get("value", "")) for part in contents] if isinstance(contents, list) else []
    return plain(max([*told, str(entry.get("summary", ""))], key=len))


def day_of(entry: Item) -> str | None:
    """Give the day of an item, as it says itself."""
    for name in ("published_parsed", "updated_parsed"):
        told = entry.get(name)
        if isinstance(told, struct_time):
            try:
                return datetime(*told[:6], tzinfo=UTC).date().isoformat()
            except ValueError:
                continue
    return None


def plain(words: str) -> str:
    """Give the words of a piece of HTML, a paragraph for each of its own."""
    return paragraphs(without_tags(words) if "<" in words else unescape(words))


def without_tags(words: str) -> str:
    """Take the tags off a piece of HTML; what stands apart in it stays apart."""
    try:
        tree = html.fragment_fromstring(words, create_parent="div")
    except (LxmlError, ValueError):
        return ""
    etree.strip_elements(tree, etree.Comment, *SILENT, with_tail=False)
    for element in tree.iter(*BREAKING):
        element.text = f"\n\n{element.text or ''}"
        element.tail = f"\n\n{element.tail or ''}"
    return "".join(str(part) for part in tree.itertext())


def paragraphs(text: str) -> str:
    """Put each paragraph on a line, with a blank one between."""
    lines = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(filter(None, lines))
