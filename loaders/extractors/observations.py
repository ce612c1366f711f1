"""Figures: how many, of what, of whom, compared with whom."""

import re
from collections.abc import Iterator

from kg.model.document import Document
from kg.model.statement import Figure
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Reading, Referent
from loaders.extractors.reference import PROPER
from loaders.extractors.sentences import Sentence

NUMBER = (
    r"(?P<number>\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
    r"(?P<scale> (?:thousand|million|billion|trillion))?"
)
RELATION = (
    r"(?:(?P<relation>over|more than|at least|above|about|around|some|roughly|nearly|almost"
    r"|approximately|under|less than|fewer than|below|up to) )?"
)
TIMES = re.compile(
    rf"\b{RELATION}{NUMBER} times (?:as many|more|as much|the number of) "
    r"(?P<measure>[\w\s-]{3,60}?) (?:as|than|of) ",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"\b{RELATION}{NUMBER} (?P<measure>(?:[\w-]+ ){{0,3}}?"
    r"(?:patents?(?: applications| families)?|inventions|users|customers|subscribers|downloads"
    r"|employees|developers))\b",
    re.IGNORECASE,
)
TOLD_BY = (
    (TIMES, (" times ",)),
    (
        COUNTED,
        ("patent", "invention", "user", "customer", "subscriber", "download", "employee",
         "developer"),
    ),
)  # fmt: skip
"""The patterns, each with words of which a text that it fits has one."""
RELATIONS = {"over": "over", "more than": "over", "at least": "over", "above": "over",
             "under": "under", "less than": "under", "fewer than": "under", "below": "under",
             "nearly": "under", "almost": "under", "up to": "under"}  # fmt: skip
FILED = re.compile(
    r"\b(?:fil|hold|held|publish|account|count|regist|has|have|had|reach|record|appli)",
    re.IGNORECASE,
)
NAMES = "zero one two three four five six seven eight nine ten"
WORDS = {word: str(number) for number, word in enumerate(NAMES.split())}
WORDS |= {"twelve": "12", "twenty": "20"}
HOLDERS = ("Region", "Company", "JointVenture", "Organization", "Service", "Model")
SOURCES = ("Organization", "Company", "Regulator", "GovernmentBody")


def observations(document: Document, sentence: Sentence, here: list[Naming]) -> Iterator[Draft]:
    """Give the figures of a sentence whose holder stands before them."""
    low = document.text[sentence.start : sentence.end].casefold()
    for pattern in (p for p, words in TOLD_BY if any(word in low for word in words)):
        for found in pattern.finditer(document.text, sentence.start, sentence.end):
            made = observation(document, sentence, here, found)
            if made is not None:
                yield made
                return


def observation(
    document: Document, sentence: Sentence, here: list[Naming], found: re.Match[str]
) -> Draft | None:
    """Read one figure."""
    before = [n for n in here if n.end <= found.start()]
    after = [n for n in here if n.start >= found.end()]
    holder = next((r for n in reversed(before) if (r := referent(n, HOLDERS))), None)
    between = document.text[holder.end : found.start()] if holder else ""
    if holder is None or not FILED.search(between) or len(between) > 80:
        return None
    times = found.re is TIMES
    other = next((r for n in after if (r := referent(n, HOLDERS))), None) if times else None
    return Draft(
        subject=holder,
        predicate="observed",
        object=measure(found),
        start=sentence.start,
        end=sentence.end,
        rule="figure",
        figure=figure(found, other, times=times),
        source=source(document.text, before, holder),
    )


def referent(naming: Naming, types: tuple[str, ...]) -> Referent | None:
    """Give what a name means as one of some types."""
    reading = naming.read_as(types, PROPER)
    return Referent(reading, naming.start, naming.end) if reading else None


def measure(found: re.Match[str]) -> Referent:
    """Give what is counted."""
    name = " ".join(found["measure"].split())
    return Referent(Reading(name, "Measure"), found.start("measure"), found.end("measure"))


def figure(found: re.Match[str], other: Referent | None, *, times: bool) -> Figure:
    """Give the number with its relation."""
    number = WORDS.get(found["number"].lower(), found["number"].rstrip(".,").replace(",", ""))
    relation = (found["relation"] or "").lower()
    return Figure(
        value=number + (found["scale"] or ""),
        relation=RELATIONS.get(relation, "about" if relation else "exactly"),
        unit="times as many" if times else None,
        compared_with=other.reading.name if other else None,
    )


def source(text: str, before: list[Naming], holder: Referent) -> Referent | None:
    """Give who counted: the organisation after "according to" or before the holder."""
    told = [r for n in before if n.end <= holder.start and (r := referent(n, SOURCES))]
    for speaker in told:
        lead = text[max(0, speaker.start - 60) : speaker.start].lower()
        if "according to" in lead or "report" in lead or "by the" in lead:
            return speaker
    return None
