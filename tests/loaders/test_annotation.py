"""Parts of speech and lemmas that are looked up, against those of the model's own components."""

import pytest

from bench.texts import documents
from loaders.extractors import annotation, syntax
from loaders.extractors.annotation import Annotator

SEVERAL_WORDS = ["Let's go, it ain't so.", "You got ta wait, y'all.", "There's a ban.", "C'm on!"]
SPACED = ["  OpenAI \t blocked  it. ", "", " "]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Give the sentences of the examples, twice, with those that need the model's components."""
    lines = [line for d in documents(1) for line in d.text.split("\n") if line.strip()]
    return [*SEVERAL_WORDS, *lines, *SPACED, *lines]


def test_words_are_annotated_as_by_the_models_own_rules(texts: list[str]) -> None:
    model = syntax.load()
    assert model is not None
    columns = ["POS", "TAG", "DEP", "LEMMA", "MORPH", "HEAD", "SENT_START"]
    own = [doc.to_array(columns).tolist() for doc in model.pipe(texts, batch_size=64)]
    ours = [doc.to_array(columns).tolist() for doc in Annotator(model).pipe(texts, batch_size=64)]
    assert ours == own


def test_what_is_remembered_does_not_grow_without_end(
    texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = syntax.load()
    assert model is not None
    monkeypatch.setattr(annotation, "MOST_REMEMBERED", 50)
    few = [[t.lemma_ for t in doc] for doc in Annotator(model).pipe(texts, batch_size=64)]
    assert few == [[t.lemma_ for t in doc] for doc in model.pipe(texts, batch_size=64)]
