"""Rules for pages in languages without a syntax model: a thing, a place, words of availability."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise, product
from pathlib import Path

import yaml

from kg.catalogue import NameKind
from kg.model.document import Document
from kg.model.statement import Channel, Modality
from loaders.extractors.dates import dates_in
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Reading, Referent
from loaders.extractors.reference import FIRMS, PROPER, THINGS
from loaders.extractors.sentences import Sentence

FILE = Path(__file__).parent / "data" / "tongues.yaml"
PLACES = (NameKind.NAME, NameKind.CAPITAL)
HOSTED = ("Service", "Model")
FROM = re.compile("[从自于於]")
"""What leads to the day from which something holds."""
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
    told = Told(document, sentence, here, patterns)
    topic = None if told.elsewhere else topic
    operator = operator_of(document.text, here, patterns)
    if operator is not None:
        run = run_by(document.text, told.things, operator, patterns)
        yield from operated(run, told.places or places_of(topic), operator, sentence)
    if operator:
        return
    for start, end in clauses(told.text, patterns):
        negated = verdict(told.text[start:end], patterns)
        if negated is None or patterns["doubt"].search(told.text[:end]):
            continue
        inside = [p for p in told.places if start <= p.start - sentence.start < end]
        places = inside if told.places else places_of(topic)
        for thing, place in product(told.things_in(start, end), places):
            yield told.status(thing, place, told.text[start:end], negated=negated)


def places_of(topic: Referent | None) -> list[Referent]:
    """Give the place that a page is about, where a sentence names none."""
    return [topic] if topic is not None else []


@dataclass(frozen=True)
class Told:
    """A sentence in another language with its things and places."""

    document: Document
    sentence: Sentence
    here: list[Naming]
    patterns: dict[str, re.Pattern[str]]

    @property
    def text(self) -> str:
        """Give the sentence."""
        return self.document.text[self.sentence.start : self.sentence.end]

    @cached_property
    def things(self) -> list[Referent]:
        """Give what may be had somewhere."""
        text = self.document.text
        served = served_by(text, self.sentence, self.here, self.patterns)
        named = [t for t in referents(self.here, THINGS) if not is_inside(text, t, self.patterns)]
        return named or served

    @cached_property
    def places(self) -> list[Referent]:
        """Give the regions that stand as places."""
        return list(placed(self.document.text, self.here, self.patterns))

    @property
    def elsewhere(self) -> bool:
        """Tell whether a region is named that is no place of a thing ("outside A")."""
        speaks = self.patterns.get("speaks")
        regions = [n for n in self.here if n.read_as(("Region",), PLACES)]
        return speaks is not None and any(speaks.match(self.document.text, n.end) for n in regions)

    @cached_property
    def zones(self) -> set[int]:
        """Give where the places start that are data-centre regions."""
        return in_data_centres(self.document.text, self.here, self.patterns)

    def things_in(self, start: int, end: int) -> list[Referent]:
        """Give what a clause speaks of: its own things in one list, else the only one before."""
        at = self.sentence.start
        inside = [t for t in self.things if start <= t.start - at < end]
        before = [t for t in self.things if t.start - at < start and not self.is_reason(t)]
        found = inside or (before if len(before) == 1 else [])
        text = self.document.text
        joined = (self.patterns["and"].fullmatch(text, a.end, b.start) for a, b in pairwise(found))
        return found if all(joined) else []

    def is_reason(self, thing: Referent) -> bool:
        """Tell whether a thing stands in the clause that says why something else is so."""
        return bool(cause(self.text, thing.start - self.sentence.start, self.patterns))

    def status(self, thing: Referent, place: Referent, clause: str, *, negated: bool) -> Draft:
        """Make the draft of what a clause says of a thing in a place."""
        hosted = place.start in self.zones and thing.type in HOSTED
        predicate = "hosted_in" if hosted else "available_in"
        draft = made(thing, predicate, place, self.sentence, negated=negated)
        since, published = begins(self.document, self.sentence), self.document.published
        past = bool(since and published and since <= published)
        firm = Modality.ACTUAL if past else firmness(clause, self.patterns, negated=negated)
        return replace(draft, valid_from=since, modality=firm)


def served_by(
    text: str, sentence: Sentence, here: list[Naming], patterns: dict[str, re.Pattern[str]]
) -> list[Referent]:
    """Give the one company of a sentence that serves places, or is blocked there, by name."""
    firms = referents(here, FIRMS)
    regions = [n for n in here if n.read_as(("Region",), PLACES)]
    served = "served" in patterns and any(
        patterns["served"].search(text[max(0, n.start - BEFORE) : n.start]) for n in regions
    )
    out = patterns["blocked"].search(text, sentence.start, sentence.end)
    return firms if (served or out) and len(firms) == 1 else []


def in_data_centres(
    text: str, here: list[Naming], patterns: dict[str, re.Pattern[str]]
) -> set[int]:
    """Give where the places start that are data-centre regions of a cloud."""
    zone = patterns.get("zone")
    groups = lists_of_regions(text, here, patterns["and"]) if zone else ()
    return {
        naming.start for g in groups if zone and zone.match(text, g[-1][0].end) for naming, _ in g
    }


def firmness(clause: str, patterns: dict[str, re.Pattern[str]], *, negated: bool) -> Modality:
    """Tell whether a clause says what is so, or only what will be.

    Of what fails the future often tells no more than that it does so.
    """
    ahead = "ends" if negated else "planned"
    planned = ahead in patterns and patterns[ahead].search(clause)
    return Modality.ANNOUNCED if planned else Modality.ACTUAL


def is_inside(text: str, thing: Referent, patterns: dict[str, re.Pattern[str]]) -> bool:
    """Tell whether something is said to be so within a thing: "cannot be used in X"."""
    inside = patterns.get("inside")
    return bool(inside and inside.match(text, thing.end))


def cause(text: str, at: int, patterns: dict[str, re.Pattern[str]]) -> list[tuple[int, int]]:
    """Give the clause that says why something is so, where a thing stands in it.

    "As X is limited, Y is not to be had" says nothing of X but what this clause says.
    """
    found = (m for m in patterns["cause"].finditer(text)) if "cause" in patterns else ()
    return [m.span() for m in found if m.start() <= at < m.end()]


def clauses(text: str, patterns: dict[str, re.Pattern[str]]) -> list[tuple[int, int]]:
    """Cut a sentence where it turns: "is to be had in A, but not in B".

    A place that opens the sentence before a comma belongs to what follows it.
    """
    lead = patterns["lead"].match(text) if "lead" in patterns else None
    from_ = lead.end() if lead else 0
    cuts = [f.start() for f in patterns["but"].finditer(text) if f.start() > from_]
    return list(pairwise([0, *cuts, len(text)]))


def verdict(text: str, patterns: dict[str, re.Pattern[str]]) -> bool | None:
    """Tell whether a clause denies (True) or affirms (False), or says neither or both."""
    rest = patterns["fails"].sub("", text)
    failing = bool(patterns["fails"].search(text))
    holding = bool(patterns["holds"].search(rest))
    if patterns["lifted"].search(text) or (holding and patterns["denial"].search(rest)):
        return None
    return failing if failing != holding else None


def begins(document: Document, sentence: Sentence) -> str | None:
    """Give the one date of a sentence, if it says from when something holds."""
    found = dates_in(document.text, sentence.start, sentence.end, document.published)
    led = document.text[max(0, found[0].start - 2) : found[0].start] if found else ""
    after = document.text[found[0].end : found[0].end + 2] if found else ""
    starts = found and (found[0].role == "from" or "起" in after or FROM.search(led))
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
    for group in lists_of_regions(text, here, patterns["and"]):
        first, last = group[0][0], group[-1][0]
        led = text[max(0, first.start - BEFORE) : first.start]
        after = text[last.end : last.end + BEFORE]
        speaks = "speaks" in patterns and patterns["speaks"].match(after)
        if not speaks and (patterns["place"].search(led) or patterns["place_after"].match(after)):
            yield from (Referent(region, n.start, n.end) for n, region in group)


def lists_of_regions(
    text: str, here: list[Naming], between: re.Pattern[str]
) -> Iterator[list[tuple[Naming, Reading]]]:
    """Give the regions of a sentence, those of one list together."""
    group: list[tuple[Naming, Reading]] = []
    for naming in here:
        region = naming.read_as(("Region",), PLACES)
        if region is None:
            continue
        if group and not between.fullmatch(text[group[-1][0].end : naming.start]):
            yield group
            group = []
        group.append((naming, region))
    if group:
        yield group


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


def run_by(
    text: str, things: list[Referent], operator: Referent, patterns: dict[str, re.Pattern[str]]
) -> list[Referent]:
    """Give what an operator runs: what stands before it, or what "run by it" describes."""
    run = patterns["run_by"].search(text, operator.end)
    describes = run is not None and text[run.end() : run.end() + 1] == "的"
    before = [t for t in things if t.end <= operator.start]
    after = [t for t in things if t.start >= operator.end][:1]
    return after if describes else before


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
