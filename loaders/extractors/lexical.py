"""Rules over the names and words of a sentence, without syntax."""

import re
from collections.abc import Iterator

from kg.catalogue import NameKind
from kg.model.document import Document
from kg.model.statement import Modality
from loaders.extractors.drafts import Draft
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.qualifiers import terms_in
from loaders.extractors.reference import FIRMS, PROPER, THINGS
from loaders.extractors.sentences import Sentence

MOST_NAMES = 80
"""A sentence with more names is a list, or hostile; the rules over pairs leave it alone."""
HOLDS = re.compile(
    r"\b(?:is|are|was|were|became|now|remains?|made) (?:now |still |also |generally |finally )*"
    r"(?:available|accessible|supported|live)\b|\blaunch(?:ed|es)\b|\brolled out\b", re.IGNORECASE
)  # fmt: skip
FAILS = re.compile(
    r"\b(?:not|no longer|never|n't|isn't|aren't|wasn't|cannot) (?:\w+ ){0,2}(?:available|accessible|supported)"
    r"|\b(?:unavailable|inaccessible|blocked|banned|suspended|withdrawn|removed|disabled)\b", re.IGNORECASE
)  # fmt: skip
DOUBT = re.compile(
    r"\b(?:if|whether|could|may|might|would|will|plans?|proposed?|reportedly|except|outside|unlike"
    r"|despite|without|unless|once|when)\b|\?", re.IGNORECASE
)  # fmt: skip
PLACED = re.compile(r"\b(?:in|across|from|within)(?: mainland| the)?\s*$", re.IGNORECASE)


def lexical_drafts(
    document: Document, sentence: Sentence, here: list[Naming], knowledge: Knowledge
) -> Iterator[Draft]:
    """Give what the names of a sentence say together."""
    if len(here) > MOST_NAMES:
        return
    yield from makers(document, sentence, here, knowledge)
    yield from availability(document, sentence, here)


def makers(
    document: Document, sentence: Sentence, here: list[Naming], knowledge: Knowledge
) -> Iterator[Draft]:
    """A maker and its product in one sentence, or one in the other's name."""
    firms = {
        reading.id: Referent(reading, naming.start, naming.end)
        for naming in reversed(here)
        if (reading := naming.read_as(FIRMS, PROPER)) and reading.id
    }
    for naming in here:
        thing = naming.read_as(THINGS, PROPER)
        maker = knowledge.provider(thing) if thing else None
        if thing is None or maker is None or maker.id is None:
            continue
        written = document.text[naming.start : naming.end].casefold()
        inside = written.startswith(f"{maker.name.casefold()} ")
        firm = firms.get(maker.id) or (
            Referent(maker, naming.start, naming.end) if inside else None
        )
        if firm is not None:
            yield Draft(
                subject=firm,
                predicate="offers",
                object=Referent(thing, naming.start, naming.end),
                start=sentence.start,
                end=sentence.end,
                rule="maker and product",
                tier="structure",
            )


def availability(document: Document, sentence: Sentence, here: list[Naming]) -> Iterator[Draft]:
    """One thing, a word of availability, and places after "in": no doubt, no second thing."""
    text = document.text[sentence.start : sentence.end]
    negated = bool(FAILS.search(text))
    if DOUBT.search(text) or negated == bool(HOLDS.search(FAILS.sub("", text))):
        return
    things = [(n, r) for n in here if (r := n.read_as(THINGS, PROPER))]
    if len({r.id or r.name for _, r in things}) != 1:
        return
    naming, thing = things[0]
    terms = terms_in(text)
    for place, region in placed(document.text, here):
        if place.start < naming.start:
            continue
        yield Draft(
            subject=Referent(thing, naming.start, naming.end),
            predicate="available_in",
            object=region,
            start=sentence.start,
            end=sentence.end,
            rule="words of availability",
            tier="lexical",
            negated=negated,
            modality=Modality.ACTUAL,
            channel=None if negated else terms.channel,
            audience=terms.audience,
        )


def placed(text: str, here: list[Naming]) -> Iterator[tuple[Naming, Referent]]:
    """Give the regions that stand after "in", with those listed after them."""
    listing = False
    last_end = 0
    for naming in here:
        region = naming.read_as(("Region",), (NameKind.NAME, NameKind.CAPITAL))
        between = text[last_end : naming.start]
        goes_on = listing and re.fullmatch(r"(?:,| and| or|, and|, or|\s)+(?:the )?", between)
        listing = bool(region) and bool(goes_on or PLACED.search(text[: naming.start][-16:]))
        if listing and region:
            yield naming, Referent(region, naming.start, naming.end)
        last_end = naming.end
