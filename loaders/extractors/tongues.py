"""Rules for pages in languages without a syntax model: a thing, a place, words of availability."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from kg.catalogue import NameKind
from kg.model.document import Document
from kg.model.statement import Channel
from loaders.extractors.dates import dates_in
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.reference import FIRMS, PROPER, THINGS
from loaders.extractors.sentences import Sentence

FILE = Path(__file__).parent / "data" / "tongues.yaml"
PLACES = (NameKind.NAME, NameKind.CAPITAL)
BEFORE = 24
LONGEST = 2000


@cache
def tongues() -> dict[str, dict[str, re.Pattern[str]]]:
    """Read the patterns of every language."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        language: {name: re.compile(pattern, re.IGNORECASE) for name, pattern in told.items()}
        for language, told in read.items()
    }


def language_of(document: Document) -> str | None:
    """Give the language of a document if the rules know it."""
    language = (document.language or "").split("-")[0].lower()
    return language if language in tongues() else None


def tongue_drafts(
    document: Document, sentence: Sentence, here: list[Naming], topic: Referent | None
) -> Iterator[Draft]:
    """Give what a sentence in another language says of availability and of operators."""
    language = language_of(document)
    if language is None or sentence.end - sentence.start > LONGEST:
        return
    patterns = tongues()[language]
    text = document.text[sentence.start : sentence.end]
    things = referents(here, THINGS)
    places = list(placed(document.text, here, patterns))
    if not places and topic is not None:
        places = [topic]
    operator = operator_of(document.text, here, patterns)
    if operator is not None:
        yield from operated(things, places, operator, sentence)
    failing = patterns["fails"].search(text)
    holding = patterns["holds"].search(patterns["fails"].sub("", text))
    if operator or patterns["doubt"].search(text) or bool(failing) == bool(holding):
        return
    for thing in things if len(things) == 1 else ():
        for place in places:
            draft = made(thing, "available_in", place, sentence, negated=bool(failing))
            yield replace(draft, valid_from=begins(document, sentence))


def begins(document: Document, sentence: Sentence) -> str | None:
    """Give the one date of a sentence, if it says from when something holds."""
    found = dates_in(document.text, sentence.start, sentence.end, document.published)
    led = document.text[found[0].start - 2 : found[0].start] if found else ""
    after = document.text[found[0].end : found[0].end + 2] if found else ""
    starts = found and (found[0].role == "from" or "起" in after or "从" in led or "自" in led)
    return found[0].past if len(found) == 1 and starts else None


def referents(here: list[Naming], types: tuple[str, ...]) -> list[Referent]:
    """Give what the names of a sentence mean as some types, each once."""
    found: dict[str, Referent] = {}
    for naming in here:
        reading = naming.read_as(types, PROPER)
        if reading is not None:
            referent = Referent(reading, naming.start, naming.end)
            found.setdefault(referent.key, referent)
    return list(found.values())


def placed(
    text: str, here: list[Naming], patterns: dict[str, re.Pattern[str]]
) -> Iterator[Referent]:
    """Give the regions that stand as places, alone or in a list of places."""
    listed_to = -1
    for naming in here:
        region = naming.read_as(("Region",), PLACES)
        led = text[max(0, naming.start - BEFORE) : naming.start]
        after = text[naming.end : naming.end + BEFORE]
        goes_on = listed_to >= 0 and patterns["and"].fullmatch(text[listed_to : naming.start])
        place = patterns["place"].search(led) or patterns["place_after"].match(after) or goes_on
        listed_to = naming.end if region and place else -1
        if region and place:
            yield Referent(region, naming.start, naming.end)


def operator_of(
    text: str, here: list[Naming], patterns: dict[str, re.Pattern[str]]
) -> Referent | None:
    """Give the firm that a service is said to be run by."""
    if "runs" not in patterns:
        return None
    for naming in here:
        firm = naming.read_as(FIRMS, PROPER)
        led = patterns["runs"].search(text[max(0, naming.start - 3) : naming.start])
        after = patterns["run_by"].search(text[naming.end : naming.end + 12])
        if firm and led and after:
            return Referent(firm, naming.start, naming.end)
    return None


def operated(
    things: list[Referent], places: list[Referent], operator: Referent, sentence: Sentence
) -> Iterator[Draft]:
    """Say of each thing that it is run by an operator, and so can be had in the place."""
    for thing in things:
        if thing.reading.provider == operator.reading.id:
            continue
        yield made(thing, "operates_through", operator, sentence, negated=False)
        for place in places:
            yield made(thing, "available_in", place, sentence, negated=False, via=operator)
    for place in places:
        yield made(operator, "operates_in", place, sentence, negated=False)


def made(
    subject: Referent,
    predicate: str,
    object_: Referent,
    sentence: Sentence,
    *,
    negated: bool,
    via: Referent | None = None,
) -> Draft:
    """Make one draft."""
    return Draft(
        subject=subject,
        predicate=predicate,
        object=object_,
        start=sentence.start,
        end=sentence.end,
        rule="other languages",
        tier="tongue",
        negated=negated,
        channel=Channel.JOINT_VENTURE if via else None,
        via=via,
    )
