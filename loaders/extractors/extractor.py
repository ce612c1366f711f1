"""The extractor: documents in, claims out, with everything it needs built once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from kg.catalogue import Catalogue
from kg.model.document import Document
from kg.model.statement import Claim
from kg.vocabulary import vocabulary
from loaders.extractors import syntax
from loaders.extractors.annotation import Annotator
from loaders.extractors.confidence import calibration
from loaders.extractors.frames import lexicon
from loaders.extractors.gazetteer import Gazetteer
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.lists import completed
from loaders.extractors.merge import merged
from loaders.extractors.reading import Reading, Tools

if TYPE_CHECKING:
    from spacy.tokens import Doc


VERSION = "1.0"
SENTENCES_AT_ONCE = 64
DOCUMENTS_AT_ONCE = 32


class Extractor:
    """Reads claims from documents by frames and rules, offline.

    Built once for a catalogue, with the syntax model where one is installed; `name` says which,
    as the claims do. `confidence` is how sure each method is, as measured unless given; one that
    is not `syntactic` reads by words alone, as without the model.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        confidence: Mapping[str, float] | None = None,
        *,
        syntactic: bool = True,
    ) -> None:
        self._confidence = confidence or calibration()
        gazetteer = Gazetteer(catalogue)
        self._tools = Tools(gazetteer, Knowledge(catalogue, gazetteer), lexicon())
        model = syntax.load() if syntactic else None
        self._model = Annotator(model) if model is not None else None
        read_by = f"frames/{VERSION}+{syntax.model_name()}"
        self.name = read_by if self._model else f"lexical/{VERSION}"

    def extract(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """Give each document with its claims, in the order in which they come."""
        source = iter(documents)
        while batch := list(islice(source, DOCUMENTS_AT_ONCE)):
            readings = [Reading(document, self._tools).prepare() for document in batch]
            for reading, docs in zip(readings, self._parse(readings), strict=True):
                drafts = completed(reading.drafts(docs), reading.document.text)
                claims = merged(
                    drafts, reading.document, vocabulary(), self.name, self._confidence
                )
                yield reading.document, claims

    def _parse(self, readings: list[Reading]) -> Iterator[dict[int, Doc]]:
        """Parse the masked sentences of a batch together."""
        waiting = [(at, n) for at, reading in enumerate(readings) for n in reading.masked]
        found: list[dict[int, Doc]] = [{} for _ in readings]
        if self._model is not None:
            texts = (readings[at].masked[n].text for at, n in waiting)
            trees = self._model.pipe(texts, SENTENCES_AT_ONCE)
            for (at, n), tree in zip(waiting, trees, strict=True):
                found[at][n] = tree
        return iter(found)
