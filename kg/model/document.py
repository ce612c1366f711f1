"""A document: its text, its blocks, when it was published and how that is known."""

import hashlib
import json
from enum import StrEnum
from functools import cached_property

from pydantic import model_validator

from kg.model.period import Edtf
from kg.model.value import Value


class Span(Value):
    """A piece of a text, in code points: the start counts, the end does not."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a block of a document is."""

    TITLE = "title"
    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    QUOTE = "quote"


class Block(Value):
    """A stretch of the text that stands for itself, without bullet or heading marks.

    `level` is the depth of a heading (1 is the widest) or bullet, and the row of a table (0 is
    its first row, so its head where it has one); `cells` are the spans of a table row's cells;
    `page` counts from 1 where there are pages.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    page: int | None = None
    cells: tuple[Span, ...] = ()


class DateOrigin(StrEnum):
    """Where the date of publication was found."""

    FILE = "file"
    PAGE = "page"
    OPTION = "option"


class Document(Value):
    """What was read, with its text as it is stored; every offset refers to that text."""

    id: str
    text: str
    title: str = ""
    published: Edtf | None = None
    published_from: DateOrigin | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()

    @model_validator(mode="after")
    def blocks_lie_in_the_text(self) -> "Document":
        """Refuse a block that reaches out of the text."""
        for block in self.blocks:
            if not 0 <= block.start <= block.end <= len(self.text):
                raise ValueError(f"block {block.start}-{block.end} lies outside '{self.id}'")
        return self

    @cached_property
    def key(self) -> str:
        """Name this version of the document: its id and a hash of all that it says."""
        told = (self.id, self.text, self.title, self.published, self.publisher, self.url)
        digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
        return f"{self.id}@{digest[:16]}"

    def quote(self, start: int, end: int) -> str:
        """Cut a quote from the text."""
        return self.text[start:end]
