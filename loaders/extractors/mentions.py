"""All names of a document: of the catalogue, by pattern, and by the document's own short forms."""

from kg.model.document import Document
from loaders.extractors.gazetteer import Gazetteer
from loaders.extractors.instruments import instruments
from loaders.extractors.namings import Naming
from loaders.extractors.patterns import merge, productive, short_forms
from loaders.extractors.strangers import strangers


def namings_of(document: Document, gazetteer: Gazetteer) -> list[Naming]:
    """Give the names of a document from left to right."""
    found = productive(document.text, gazetteer.find(document.text), gazetteer)
    found = merge(found, instruments(document, found, gazetteer))
    found = merge(found, short_forms(document.text, found))
    return merge(found, strangers(document.text, found))


def within(namings: list[Naming], start: int, end: int, at: int = 0) -> tuple[list[Naming], int]:
    """Give the names inside a stretch, looking on from a position in the list."""
    while at < len(namings) and namings[at].start < start:
        at += 1
    here = at
    while here < len(namings) and namings[here].end <= end:
        here += 1
    return namings[at:here], here
