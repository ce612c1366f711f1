"""What lists, tables and "Region: status" lines say by their form."""

from collections.abc import Iterator

from kg.model.document import Document
from loaders.extractors.drafts import Draft
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.namings import Naming
from loaders.extractors.sentences import Sentence


def structure_drafts(
    document: Document, sentences: list[Sentence], names: list[list[Naming]], knowledge: Knowledge
) -> Iterator[Draft]:
    """Give what the form of a document says."""
    yield from ()
