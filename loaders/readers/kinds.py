"""The readers by kind, and how a kind is told: by suffix, content type or first bytes."""

import re

from loaders.readers.docx import read_docx
from loaders.readers.feed import read_feed
from loaders.readers.html import read_html
from loaders.readers.markdown import read_markdown
from loaders.readers.origin import Reader
from loaders.readers.pdf import read_pdf
from loaders.readers.structured import read_json, read_json_lines
from loaders.readers.tables import or_table, table_reader
from loaders.readers.text import read_text
from loaders.readers.warc import read_warc

READERS: dict[str, Reader] = {
    ".atom": read_feed,
    ".csv": table_reader(".csv"),
    ".docx": read_docx,
    ".htm": or_table(".htm", read_html),
    ".html": or_table(".html", read_html),
    ".json": or_table(".json", read_json),
    ".jsonl": or_table(".jsonl", read_json_lines),
    ".md": read_markdown,
    ".pdf": read_pdf,
    ".rss": read_feed,
    ".tsv": table_reader(".tsv"),
    ".txt": read_text,
    ".warc": read_warc,
    ".xlsx": table_reader(".xlsx"),
    ".xml": read_feed,
}
"""The reader for each suffix of a file name."""

CONTENT_TYPES = {
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/x-ndjson": ".jsonl",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/tab-separated-values": ".tsv",
    "text/xml": ".xml",
}
"""The suffix for each content type of a server; any other is told by the first bytes."""

OPENINGS = (
    (".pdf", re.compile(rb"%PDF-")),
    (".docx", re.compile(rb"PK\x03\x04")),
    (".html", re.compile(rb"(?i)\s{0,100}(?:<!--[^>]{0,999}-->\s{0,100})?<(?:!doctype )?html\b")),
    (
        ".rss",
        re.compile(rb"(?i)\s{0,100}(?:<\?xml[^>]{0,200}\?>\s{0,100})?<(?:rss|feed|rdf:RDF)\b"),
    ),
    (".jsonl", re.compile(rb"\s{0,100}\{[^\n]*\}[ \t\r]*\n\s{0,100}\{")),
    (".json", re.compile(rb"\s{0,100}(?:\[\s{0,100})?\{\s{0,100}[\"}]")),
)


def kind_of(data: bytes) -> str:
    """Give the suffix that the data would carry as a file, .txt where nothing else fits."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    found = (suffix for suffix, opening in OPENINGS if opening.match(data))
    return next(found, ".txt")
