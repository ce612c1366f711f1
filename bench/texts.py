"""Documents to measure on: the shipped examples, repeated under other ids."""

from collections.abc import Iterator
from pathlib import Path

from kg.model.document import Document
from loaders.readers.read import read_all

EXAMPLES = Path(__file__).parent.parent / "examples"


def documents(copies: int) -> Iterator[Document]:
    """Yield every example `copies` times, each copy with an id of its own."""
    originals = [d for d in read_all([str(EXAMPLES)]) if isinstance(d, Document)]
    for number in range(copies):
        for document in originals:
            yield document.model_copy(update={"id": f"{document.id}-{number}"})
