"""Parts of speech and lemmas put to a parsed sentence, each word looked up once.

The model's own rules look at one word after the other: its form, its tag and its dependency. What
they make of such a triple is remembered, so that the rules are run for new ones only. Sentences
in which a rule on several words applies are left to the model's components.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc
    from thinc.types import Ints2d

    Shapes = list[list[dict[str, object]]]
    Triple = tuple[int, int, int]
    Told = tuple[int, int, int]

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
LOOKED_AT = {"LOWER", "TAG", "DEP", "IS_SPACE"}
"""What the rules on single words look at; with others, nothing is remembered."""
MOST_REMEMBERED = 100_000
"""Triples after which the memory begins anew, so that it does not grow with the documents."""


class Annotator:
    """Parses texts with a model as its pipeline does, sooner."""

    def __init__(self, model: Language) -> None:
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
        from spacy.matcher import Matcher

        self._model = model
        self._ruler = cast("AttributeRuler", model.get_pipe(RULER))
        self._lemmatizer = cast("Lemmatizer", model.get_pipe(LEMMATIZER))
        self._key, self._told = [ORTH, TAG, DEP], [POS, MORPH, LEMMA]
        self._known: dict[Triple, Told] = {}
        self._spanning = Matcher(model.vocab)
        patterns = [p for rule in self._ruler.patterns for p in cast("Shapes", rule["patterns"])]
        self._plain = all(set(word) <= LOOKED_AT for p in patterns for word in p)
        self._spanning.add("several words", [p for p in patterns if len(p) > 1])

    def pipe(self, texts: Iterable[str], batch_size: int) -> Iterator[Doc]:
        """Parse texts in order."""
        parsed = self._model.pipe(texts, batch_size=batch_size, disable=[RULER, LEMMATIZER])
        for doc in parsed:
            yield self._annotated(doc)

    def _annotated(self, doc: Doc) -> Doc:
        spaced = any(token.is_space for token in doc)
        if not self._plain or spaced or self._spanning(doc, allow_missing=True):
            return self._lemmatizer(self._ruler(doc))
        from numpy import array

        if len(self._known) > MOST_REMEMBERED:
            self._known.clear()
        triples = [cast("Triple", tuple(row)) for row in doc.to_array(self._key).tolist()]
        rows = [self._known.get(t) or self._learnt(doc, i, t) for i, t in enumerate(triples)]
        if rows:
            doc.from_array(self._told, cast("Ints2d", array(rows, dtype="uint64")))
        return doc

    def _learnt(self, doc: Doc, place: int, triple: Triple) -> Told:
        """Run the model's rules on one word of a sentence."""
        names = self._model.vocab.strings
        one = doc[place : place + 1]
        rules = sorted(
            (int(names[rule]), rule, place, place + 1)
            for rule, *_ in self._ruler.matcher(one, allow_missing=True, as_spans=False)
        )
        self._ruler.set_annotations(doc, rules)  # type: ignore[no-untyped-call]  # spaCy's own
        token = doc[place]
        if token.lemma == 0:
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]
        told = cast("Told", tuple(doc.to_array(self._told)[place].tolist()))
        self._known[triple] = told
        return told
