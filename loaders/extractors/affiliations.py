"""Seats that stand right after a name: "University of X, Country", "X Institute (Country)"."""

import re
from collections.abc import Iterator

from kg.catalogue import NameKind
from kg.model.document import Document
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Reading, Referent
from loaders.extractors.sentences import Sentence

PLACES = (NameKind.NAME, NameKind.CAPITAL)
COMMA = re.compile(r"(?: \([^()]{1,30}\))?, (?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, )?")
BRACKET = re.compile(r" \(")
JOINED = re.compile(r"(?: \([^()]{1,30}\))? and (?:the )?")
ENDS = re.compile(r"\s*(?:[,.;)\n]|$|and\b)")


def affiliations(document: Document, sentence: Sentence, here: list[Naming]) -> Iterator[Draft]:
    """Give the seats of organisations that a place follows."""
    text = document.text
    for number, naming in enumerate(here[:-1]):
        place = here[number + 1]
        region = place.read_as(("Region",), PLACES)
        if region is None or not ENDS.match(text, place.end, sentence.end):
            continue
        for firm in with_joined(here, number, text):
            body = organisation(firm, text[naming.end : place.start])
            if body is not None:
                yield seat(Referent(body, firm.start, firm.end), place, region, sentence)


def with_joined(here: list[Naming], number: int, text: str) -> Iterator[Naming]:
    """Give a name, and those that "and" joins to it."""
    yield here[number]
    while number and JOINED.fullmatch(text[here[number - 1].end : here[number].start]):
        number -= 1
        yield here[number]


def organisation(naming: Naming, between: str) -> Reading | None:
    """Give the organisation of a name: after a comma no company, which a list may hold."""
    if COMMA.fullmatch(between):
        return naming.read_as(("Organization",), (NameKind.NAME,))
    if BRACKET.fullmatch(between):
        return naming.read_as(("Organization", "Company"), (NameKind.NAME,))
    return None


def seat(body: Referent, place: Naming, region: Reading, sentence: Sentence) -> Draft:
    """Make the draft of a seat."""
    return Draft(
        subject=body,
        predicate="headquartered_in",
        object=Referent(region, place.start, place.end),
        start=sentence.start,
        end=sentence.end,
        rule="a place after a name",
        tier="structure",
    )
