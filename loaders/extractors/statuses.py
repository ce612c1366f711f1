"""Lines of a list that tell a status beside their places: "Canada and Peru: coming in March"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.catalogue import NameKind
from kg.model.document import BlockKind, Document
from kg.model.statement import Modality
from loaders.extractors.dates import dates_in
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.qualifiers import terms_in
from loaders.extractors.reference import PROPER, THINGS
from loaders.extractors.sentences import Sentence

PLACES = (NameKind.NAME, NameKind.CAPITAL)
HOLDS = re.compile(
    r"^(?:yes|available(?: now)?|supported|live|launched|open|ga|general(?:ly)? availab\w+"
    r"|✓|✔|☑|✅|●|是|可用|ja|verfügbar|oui|disponible|sì|disponibile|sí)(?:\W.*)?$",
    re.IGNORECASE,
)
FAILS = re.compile(
    r"^(?:no(?:t (?:yet )?(?:available|supported|offered|launched).*)?|unavailable|unsupported"
    r"|blocked|banned|suspended|withdrawn|✗|✘|❌|✖|否|不可用|nein|nicht verfügbar|non"
    r"|non disponib\w+|no disponible|not? yet)(?:\W.*)?$",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"^(?:coming|planned|expected|scheduled|launch(?:es|ing)|arriv(?:es|ing)|starting|soon"
    r"|to follow|rolling out (?:in|from|soon)|available (?:from|starting|soon))\b",
    re.IGNORECASE,
)
SOME = re.compile(
    r"^(?:for |only )?(?:[\w-]+ ){0,3}(?:customers|subscribers|users|accounts|members)"
    r"(?: only)?\.?$",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"^(?:available |live |launched |supported )?(?:since|as of|from|in|on)\b", re.IGNORECASE
)
PARTED = re.compile(r"\s*(?:[:：]|\s[-–—]\s)\s*")
JOINED = re.compile(r"(?:,| and| &|, and| or)? (?:the )?")


def labelled(
    document: Document, sentences: list[Sentence], names: list[list[Naming]]
) -> Iterator[Draft]:
    """Read "Region: status" lines under a heading or a sentence that names one thing."""
    topic: Referent | None = None
    page = only_thing(names[0]) if names else None
    for sentence, here in zip(sentences, names, strict=True):
        if sentence.kind is not BlockKind.BULLET:
            topic = only_thing(here) or (page if sentence.kind is BlockKind.HEADING else topic)
        elif topic is not None:
            yield from told_of(topic, document, sentence, here)


def told_of(
    topic: Referent, document: Document, sentence: Sentence, here: list[Naming]
) -> Iterator[Draft]:
    """Read one line: places, a colon or dash, and a status."""
    places = leading(document.text, sentence, here)
    parted = PARTED.match(document.text, places[-1].end, sentence.end) if places else None
    if parted is None:
        return
    for place in places:
        span = (sentence.start, sentence.end)
        made = availability(topic, place, span, negated=False)
        draft = with_status(made, document, (parted.end(), sentence.end))
        if draft is not None:
            yield draft


def leading(text: str, sentence: Sentence, here: list[Naming]) -> list[Referent]:
    """Give the places with which a line begins."""
    found: list[Referent] = []
    for naming in here:
        reading = naming.read_as(("Region",), PLACES)
        at = found[-1].end if found else sentence.start
        joined = JOINED.fullmatch(text, at, naming.start) if found else naming.start <= at + 4
        if reading is None or not joined:
            break
        found.append(Referent(reading, naming.start, naming.end))
    return found


def with_status(draft: Draft, document: Document, told: tuple[int, int]) -> Draft | None:
    """Give the draft as a status tells it, None where the status is not understood."""
    text = document.text[told[0] : told[1]].strip()
    dates = dates_in(document.text, *told, document.published)
    negated = verdict(text)
    if AHEAD.match(text):
        since = dates[0].future if len(dates) == 1 else None
        return replace(draft, modality=Modality.ANNOUNCED, valid_from=since)
    if negated is None and SINCE.match(text) and len(dates) == 1:
        return replace(draft, valid_from=dates[0].past)
    audience = terms_in(text).audience
    if negated is None and not (audience and SOME.match(text)):
        return None
    return replace(draft, negated=bool(negated), audience=None if negated else audience)


def verdict(text: str) -> bool | None:
    """Tell whether a cell or status denies (True), affirms (False) or says neither."""
    if FAILS.match(text):
        return True
    return False if HOLDS.match(text) else None


def only_thing(here: list[Naming], types: tuple[str, ...] = THINGS) -> Referent | None:
    """Give the one thing, or thing of some other types, that some names speak of."""
    found = {
        reading.id or reading.name: Referent(reading, naming.start, naming.end)
        for naming in here
        if (reading := naming.read_as(types, PROPER))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def availability(
    thing: Referent, place: Referent, span: tuple[int, int], *, negated: bool
) -> Draft:
    """Make the draft of a status."""
    return Draft(
        subject=thing,
        predicate="available_in",
        object=place,
        start=span[0],
        end=span[1],
        rule="form of a list or table",
        tier="structure",
        negated=negated,
        listed="open",
    )
