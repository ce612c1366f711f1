"""Takes a question apart: its words, the names and dates in it, and what is left of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.ask.dates import Span, dated
from kg.ask.lexicon import common_form
from kg.ask.names import Mention, Names
from kg.ask.words import Word, words_of
from kg.model.reply import Dated, How

LETTERS = {"Region": "R", "Policy": "P"}


@dataclass(frozen=True)
class Parsed:
    """A question taken apart.

    In `bare`, its words in small letters and spelt rightly, S0, R1, P2, N3 and D4 stand for
    subjects, regions, policies, adjectives of regions and dates. `left` are the numbers of the
    words that are nothing of all this.
    """

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[Dated, ...]
    bare: str
    left: tuple[int, ...] = ()

    @cached_property
    def marks(self) -> dict[str, Mention]:
        """Give each name by what stands for it in the bare form."""
        return {mark(number, m): m for number, m in enumerate(self.mentions)}

    def said(self, first: int, last: int) -> str:
        """Give some words as they are written."""
        return self.text[self.words[first].start : self.words[last].end]


def mark(number: int, mention: Mention) -> str:
    """Give what stands for a name in the bare form of a question."""
    if mention.how is How.ADJECTIVE:
        return f"N{number}"
    return f"{LETTERS.get(mention.entities[0].type, 'S')}{number}"


def parse(text: str, names: Names, on: date) -> Parsed:
    """Take a question apart."""
    words = words_of(text)
    mentions = sorted(names.find(words), key=lambda m: m.first)
    found = dated(masked(text, words, mentions), on)
    stands = dict(standing(words, mentions, [span for span, _ in found]))
    forms = [stands.get(i, common_form(word.plain)) for i, word in enumerate(words)]
    shown = (form if form is not None else w.plain for form, w in zip(forms, words, strict=True))
    return Parsed(
        text=text,
        words=tuple(words),
        mentions=tuple(mentions),
        dates=tuple(as_written(text, span, told) for span, told in found),
        bare=" ".join(filter(None, shown)),
        left=tuple(i for i, form in enumerate(forms) if form is None),
    )


def as_written(text: str, span: Span, told: Dated) -> Dated:
    """Give a date in the words of the question."""
    return told.model_copy(update={"words": text[span.start : span.end].strip(" ,")})


def masked(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> str:
    """Put a text into small letters, and hide the names in it, some of which hold a date."""
    letters = [c.lower() if len(c.lower()) == 1 else c for c in text]
    for mention in mentions:
        place = slice(words[mention.first].start, words[mention.last].end)
        letters[place] = "·" * (place.stop - place.start)
    return "".join(letters)


def standing(
    words: Sequence[Word], mentions: Sequence[Mention], spans: Sequence[Span]
) -> Iterator[tuple[int, str]]:
    """Give what stands for each word of a name or a date: a mark, and nothing for the rest."""
    for number, mention in enumerate(mentions):
        for i in range(mention.first, mention.last + 1):
            yield i, mark(number, mention) if i == mention.first else ""
    for number, span in enumerate(spans, start=len(mentions)):
        inside = [i for i, w in enumerate(words) if span.start <= w.start < span.end]
        for i in inside:
            yield i, f"D{number}" if i == inside[0] else ""
