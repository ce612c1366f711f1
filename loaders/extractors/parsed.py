"""A sentence with its syntax, and the names at its tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.extractors.masking import Masked
from loaders.extractors.namings import Naming
from loaders.extractors.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence, its syntax tree with its tokens in order, and the names by token."""

    sentence: Sentence
    doc: Doc
    masked: Masked
    namings: dict[int, Naming]
    tokens: tuple[Token, ...] = ()

    def span(self, token: Token) -> tuple[int, int]:
        """Give a token's place in the document."""
        naming = self.namings.get(token.i)
        if naming:
            return naming.start, naming.end
        start = self.origin(token.idx)
        return start, start + len(token)

    def origin(self, offset: int) -> int:
        """Give the place in the document of a place in the replaced text."""
        at = max(bisect_right(self.masked.pieces, offset, key=place_of) - 1, 0)
        start, _, origin, naming = self.masked.pieces[at]
        return origin if naming else origin + offset - start

    def words(self, first: Token, last: Token) -> str:
        """Give the words from one token to another as the document's names have them."""
        told = [
            (self.namings[t.i].first.name if t.i in self.namings else t.text, t.whitespace_)
            for t in self.doc[first.i : last.i + 1]
        ]
        text = "".join(word + space for word, space in told).strip()
        return re.sub(
            r"^(?:the|an?|its|their|our|this|these|that|any|such) ", "", text, flags=re.IGNORECASE
        )

    def title(self, noun: Token) -> str:
        """Name a described thing: what stands before its noun, and the phrase right after it."""
        after = [k for k in noun.rights if k.dep_ == "prep" and k.lower_ in {"on", "for", "of"}]
        last = min(after[0].right_edge.i, noun.i + 8) if after else noun.i
        comma = next(
            (t.i for t in self.doc[noun.i : last] if t.is_punct and t.text == ","), last + 1
        )
        last = min(last, comma - 1)
        before = [
            k.left_edge for k in noun.lefts if k.dep_ in {"amod", "compound", "poss", "nmod"}
        ]
        first = min((t for t in before), key=lambda t: t.i, default=noun)
        return self.words(first, self.doc[last])

    @property
    def has_region(self) -> bool:
        """Tell whether the sentence names a region, or its people."""
        return any(n.read_as(("Region",)) for n in self.namings.values())

    def naming(self, token: Token) -> Naming | None:
        """Give the name at a token."""
        return self.namings.get(token.i)


def place_of(piece: tuple[int, int, int, Naming | None]) -> int:
    """Give where a piece begins in the replaced text."""
    return piece[0]


def parsed(sentence: Sentence, doc: Doc, masked: Masked) -> Parsed:
    """Put names to the tokens of a parsed sentence."""
    at = {start: naming for start, _, _, naming in masked.pieces if naming}
    namings = {token.i: at[token.idx] for token in doc if token.idx in at}
    return Parsed(sentence, doc, masked, namings, tuple(doc))
