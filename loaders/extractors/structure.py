"""What lists and tables say by their form: "Region: status" lines, and cells of a table."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.catalogue import NameKind
from kg.model.document import Block, BlockKind, Document, Span
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.reference import PROPER, THINGS
from loaders.extractors.sentences import Sentence
from loaders.extractors.statuses import availability, labelled, only_thing, verdict

PLACES = (NameKind.NAME, NameKind.CAPITAL)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table with the names in it."""

    start: int
    end: int
    text: str
    names: tuple[Naming, ...]

    def only(self, types: tuple[str, ...], kinds: tuple[NameKind, ...]) -> Referent | None:
        """Give what the cell names, if that is about all that it says."""
        for naming in self.names:
            reading = naming.read_as(types, kinds)
            if reading and (naming.end - naming.start) * 2 >= len(self.text):
                return Referent(reading, naming.start, naming.end)
        return None


def structure_drafts(
    document: Document, sentences: list[Sentence], names: list[list[Naming]]
) -> Iterator[Draft]:
    """Give what the form of a document says."""
    yield from labelled(document, sentences, names)
    everything = [naming for here in names for naming in here]
    head: list[Cell] = []
    topic: Referent | None = None
    for block in document.blocks:
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            topic = only_thing(between(everything, block.start, block.end)) or topic
        if block.kind is not BlockKind.TABLE or not block.cells:
            head = []
            continue
        cells = cells_of(document, block, everything)
        yield from row_drafts(head, cells, topic, block)
        head = cells if block.level == 0 or not head else head


def cells_of(document: Document, block: Block, everything: list[Naming]) -> list[Cell]:
    """Give the cells of a row."""

    def cell(span: Span) -> Cell:
        inside = tuple(between(everything, span.start, span.end))
        return Cell(span.start, span.end, document.quote(span.start, span.end).strip(), inside)

    return [cell(span) for span in block.cells]


def between(everything: list[Naming], start: int, end: int) -> list[Naming]:
    """Give the names in a stretch of the text."""
    first = bisect_left(everything, start, key=lambda n: n.start)
    last = bisect_left(everything, end, key=lambda n: n.start)
    return everything[first:last]


def row_drafts(
    head: list[Cell], cells: list[Cell], topic: Referent | None, block: Block
) -> Iterator[Draft]:
    """Read a row: one cell names a place or a thing, the others say whether it can be had."""
    if not head or head == cells:
        return
    places = [c.only(("Region",), PLACES) for c in cells]
    things = [c.only(THINGS, PROPER) for c in cells]
    for column, cell in enumerate(cells):
        negated = verdict(cell.text)
        if negated is None or column >= len(head):
            continue
        above = head[column]
        thing = above.only(THINGS, PROPER) or next((t for t in things if t), None) or topic
        place = above.only(("Region",), PLACES) or next((p for p in places if p), None)
        if thing is not None and place is not None:
            yield availability(thing, place, (block.start, block.end), negated=negated)
