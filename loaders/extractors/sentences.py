"""Blocks of a document cut into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.document import Block, BlockKind, Document

ENDING = re.compile(
    r"(?:[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*(?:[A-Z0-9À-ÖØ-ÞА-Я\u2e80-\uffef]|[a-z]{1,3}[A-Z]))"
    r"|[。！？]+[”」』）]*)\s*"
)
ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Art|Sec|vs|etc|e\.g|i\.e|cf|Co|Corp|Inc|Ltd"
    r"|Gov|Sen|Rep|Gen|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|Fig|[A-Z]"
    r"|U\.S|U\.K|U\.N|E\.U|a\.m|p\.m|z\.B|bzw|Nr)\.$"
)
OFTEN_LAST = re.compile(r"(?:U\.S|U\.K|U\.N|E\.U|Inc|Ltd|Corp|Co|etc|a\.m|p\.m)\.$")
NEW_START = re.compile(r"\s+(?:The|A|In|It|This|But|However|On|We|They|He|She|If|Its|That)\b")
ORDINAL = re.compile(r"\b\d{1,2}\.$")
GERMAN_MONTH = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember)\b"
)
WORDS_PARSED = 120
"""Longer sentences are read by the lexical rules only: parsing them costs too much."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place: the block it stands in and the heading above it."""

    start: int
    end: int
    block: int
    kind: BlockKind
    heading: int | None = None


def sentences_of(document: Document) -> list[Sentence]:
    """Cut every block of a document into sentences."""
    found: list[Sentence] = []
    heading: int | None = None
    for number, block in enumerate(document.blocks):
        spans = list(cut(document.text, block))
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE) and spans:
            heading = len(found)
        found += [Sentence(start, end, number, block.kind, heading) for start, end in spans]
    return found


def cut(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Give the spans of a block's sentences, without white space at their ends."""
    if block.kind is BlockKind.TABLE:
        yield from trimmed(text, block.start, block.end)
        return
    start = block.start
    for found in ENDING.finditer(text, block.start, block.end):
        if ends_here(text, start, found):
            yield from trimmed(text, start, found.end())
            start = found.end()
    yield from trimmed(text, start, block.end)


def ends_here(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether a full stop ends the sentence rather than an abbreviation."""
    stop = text[found.start() : found.end()].rstrip()
    if stop[0] != "." or stop.startswith(".."):
        return True
    before = text[max(start, found.start() - 12) : found.start() + 1]
    if ORDINAL.search(before) and GERMAN_MONTH.match(text, found.start() + 1):
        return False
    if not ABBREVIATION.search(before):
        return True
    following = text[found.start() + len(stop) : found.end() + 12]
    return bool(OFTEN_LAST.search(before) and NEW_START.match(following))


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give a span without the white space at its ends, if anything is left of it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
