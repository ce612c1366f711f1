"""Lists of places under a heading that says what they are: "Supported countries"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from kg.model.document import BlockKind, Document
from loaders.extractors.drafts import Draft
from loaders.extractors.lists import covers, member
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.reference import FIRMS
from loaders.extractors.sentences import Sentence
from loaders.extractors.statuses import PARTED, availability, only_thing, verdict

FILE = Path(__file__).parent / "data" / "headings.yaml"
HEADS = (BlockKind.TITLE, BlockKind.HEADING)
LONGEST_HEAD = 160
MOST_LEADING_WORDS = 12
"""A line that leads to a list without being marked as a heading has no more words."""
BRACKET = re.compile(r"\s*[(（\[]")
LEFT_OUT = re.compile(
    r"\b(?:except(?:ing|ion)?(?: for)?|exclud(?:es|ing)|other than|without|not including"
    r"|ausgenommen|außer|ohne|sauf|hors|excepté|excepto|salvo|tranne|escluso)\b|不包括|除外|除く|を除く",
    re.IGNORECASE,
)
"""What parts a place of a list from those in it that are left out."""


class Heading(NamedTuple):
    """What a heading says of the places under it: a thing, and whether they lack it."""

    thing: Referent
    negated: bool


CAUSE = re.compile(
    r"^\W*(?:because of|due to|owing to|given|since|as a result of|由于|因为|鉴于)", re.IGNORECASE
)
"""What opens a lead-in with the reason: the list is not of the thing that is the reason."""


@dataclass(slots=True)
class Page:
    """What the headings so far have set: what the page is about, and the word on the list.

    `firm` is the publisher until a heading names another; `leading` is the block of the last
    lead-in, after which a line of places is an item however it looks.
    """

    firm: Referent | None
    thing: Referent | None = None
    told: Heading | None = None
    leading: int | None = None

    def head(self, text: str, here: list[Naming]) -> None:
        """Read a heading: it ends the list before it, and may tell what the next one is."""
        self.thing = only_thing(here) or self.thing
        self.firm = only_thing(here, FIRMS) or self.firm
        self.told = None
        self.lead(text, here)

    def lead(self, text: str, here: list[Naming]) -> None:
        """Read a line that may lead to a list; a page that names no one thing is its company's."""
        negated = denies(text[:LONGEST_HEAD])
        if CAUSE.match(text) and only_thing(here):
            self.told = None
            return
        thing = only_thing(here) or self.thing or self.firm
        if negated is not None and thing is not None:
            self.told = Heading(thing, negated)

    def lists(self, text: str, sentence: Sentence, here: list[Naming]) -> bool:
        """Tell whether a line is an item of the list: names, and hardly anything else."""
        first = here[0] if here else None
        if first is None or not bare(text, sentence, here):
            return False
        parted = PARTED.match(text, first.end, sentence.end)
        return parted is None or verdict(text[parted.end() : sentence.end].strip()) is None


@cache
def headings() -> tuple[dict[str, re.Pattern[str]], ...]:
    """Read the patterns of all languages: a page does not always tell its own."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        {name: joined(told[name], told["places"]) for name in ("later", "fails", "holds")}
        for told in read.values()
    )


def joined(patterns: list[str], places: str) -> re.Pattern[str]:
    """Make one pattern of several, with the words for places put in."""
    return re.compile("|".join(patterns).replace("{places}", places), re.IGNORECASE)


def denies(text: str) -> bool | None:
    """Tell whether a heading denies (True) or affirms (False) the list under it, or neither."""
    for patterns in headings():
        if patterns["later"].search(text):
            return None
        if patterns["fails"].search(text):
            return True
        if patterns["holds"].search(text):
            return False
    return None


def headed_drafts(
    document: Document,
    sentences: list[Sentence],
    names: list[list[Naming]],
    publisher: Referent | None,
) -> Iterator[Draft]:
    """Give what the lists under telling headings say of their places."""
    page = Page(publisher)
    for sentence, here in zip(sentences, names, strict=True):
        text = document.text[sentence.start : sentence.end]
        led = page.leading == sentence.block - 1 and bare(document.text, sentence, here)
        if sentence.kind in HEADS and not (led and here):
            page.head(text, here)
        elif leads(text, sentence):
            page.lead(text, here)
            page.leading = sentence.block
        elif page.told and page.lists(document.text, sentence, here):
            yield from items(document.text, sentence, here, page.told)


def leads(text: str, sentence: Sentence) -> bool:
    """Tell whether a line without a mark leads to a list: short, with a colon at its end."""
    short = len(text.split()) <= MOST_LEADING_WORDS and text.rstrip().endswith((":", "："))
    return short and sentence.kind is not BlockKind.TABLE


def bare(text: str, sentence: Sentence, here: list[Naming]) -> bool:
    """Tell whether a line is hardly more than names, whatever stands in brackets after them."""
    bracket = BRACKET.search(text, here[0].end if here else sentence.start, sentence.end)
    end = bracket.start() if bracket else sentence.end
    return covers(text, replace(sentence, end=end), [n for n in here if n.end <= end])


def items(text: str, sentence: Sentence, here: list[Naming], told: Heading) -> Iterator[Draft]:
    """Give a claim for each place of an item; what it leaves out is said the other way round."""
    parted = LEFT_OUT.search(text, sentence.start, sentence.end)
    for naming in here:
        place = member(naming)
        if place is None:
            continue
        apart = parted is not None and naming.start > parted.end()
        said = availability(
            told.thing, place, (sentence.start, sentence.end), negated=told.negated != apart
        )
        yield replace(said, rule="list under a heading", listed=None if said.negated else "open")
