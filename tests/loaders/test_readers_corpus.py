"""The documents of the corpus, where it lies beside the repository."""

import json
from pathlib import Path

import pytest

from kg.model.document import DateOrigin, Document
from loaders.readers.read import read

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = sorted(CORPUS.glob("*/*.json"))

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus does not lie beside the repository")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_document_keeps_its_text_and_says_what_its_file_says(path: Path) -> None:
    (document,) = read(path)
    assert isinstance(document, Document)
    stated = json.loads(path.read_text(encoding="utf-8"))
    for key in ("id", "text", "title", "published", "publisher", "url", "language"):
        assert getattr(document, key) == stated[key], key
    assert document.published_from is (DateOrigin.FILE if stated["published"] else None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_with_a_word_lies_in_a_block(path: Path) -> None:
    (document,) = read(path)
    assert isinstance(document, Document)
    at = 0
    for line in document.text.split("\n"):
        if any(map(str.isalnum, line)):
            assert any(b.start < at + len(line) and at < b.end for b in document.blocks), line
        at += len(line) + 1
