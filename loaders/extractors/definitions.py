"""What licences define: the territory in which their product may be had, and where it may not."""

import re
from collections import Counter
from collections.abc import Iterator

from kg.catalogue import NameKind
from kg.model.document import Document
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.reference import PROPER
from loaders.extractors.sentences import Sentence

PLACES = (NameKind.NAME, NameKind.CAPITAL)
OPENING = 3
"""A licence says in its first sentences what it licenses."""
TERRITORY = re.compile(
    r"\bterritor(?:y|ies)\W{1,3}(?:shall |will )?"
    r"(?:means?|refers? to|is|are|(?:is|are) defined as)\b"
    r"[^.;]*?\b(?:world\w*|global\w*|countries|jurisdictions|anywhere|territories)\b[^.;]*?"
    r"\b(?:excluding|excludes|excepting|except(?: for)?|other than|but not|not including"
    r"|with the exception of|apart from)\b",
    re.IGNORECASE,
)
"""A territory that is all the world without some regions."""
EXCLUDED = re.compile(
    r"\b(?:excluded|prohibited|restricted|unsupported) (?:territor(?:y|ies)|countr(?:y|ies)"
    r"|regions?|jurisdictions?)\W{1,3}(?:shall |will )?(?:means?|refers? to|is defined as"
    r"|are defined as)\b",
    re.IGNORECASE,
)
WITHHELD = re.compile(
    r"\b(?:licen[cs]e|agreement|terms)\b[^.;]{0,60}?\b(?:does|do|shall|will) not"
    r" (?:apply|extend|run)\w* (?:in|to|within)\b"
    r"|\brights?\b[^.;]{0,60}?\b(?:is|are) not (?:being )?(?:granted|given|extended)"
    r" (?:in|to|for|if)\b[^.;]{0,120}?\b(?:in|of)\b",
    re.IGNORECASE,
)
"""A licence that leaves regions out."""


def definition_drafts(
    document: Document, sentences: list[Sentence], names: list[list[Naming]]
) -> Iterator[Draft]:
    """Deny to the regions that a licence leaves out what it licenses."""
    licensed: list[Referent] | None = None
    for sentence, here in zip(sentences, names, strict=True):
        left = left_out(document.text, sentence, here)
        if not left:
            continue
        if licensed is None:
            licensed = licensed_things(names)
        for thing in things_of(here) or licensed:
            for place in left:
                yield Draft(
                    subject=thing,
                    predicate="available_in",
                    object=place,
                    start=sentence.start,
                    end=sentence.end,
                    rule="left out by a licence",
                    tier="structure",
                    negated=True,
                )


def left_out(text: str, sentence: Sentence, here: list[Naming]) -> list[Referent]:
    """Give the regions that a sentence of a licence leaves out."""
    for pattern in (TERRITORY, EXCLUDED, WITHHELD):
        told = pattern.search(text, sentence.start, sentence.end)
        if told:
            after = [n for n in here if n.start >= told.end()]
            return [
                Referent(region, n.start, n.end)
                for n in after
                if (region := n.read_as(("Region",), PLACES))
            ]
    return []


def things_of(here: list[Naming]) -> list[Referent]:
    """Give the services and models that some names stand for, each once."""
    found: dict[str, Referent] = {}
    for naming in here:
        reading = naming.read_as(("Model", "Service"), PROPER)
        if reading is not None and reading == naming.first:
            referent = Referent(reading, naming.start, naming.end)
            found.setdefault(referent.key, referent)
    return list(found.values())


def licensed_things(names: list[list[Naming]]) -> list[Referent]:
    """Give what a document licenses: what it opens with, and what it names most."""
    opening = things_of([n for here in names[:OPENING] for n in here])
    every = [t for here in names for t in things_of(here)]
    often = Counter(t.key for t in every).most_common(2)
    clear = often[:1] if len(often) < 2 or often[0][1] > often[1][1] else []
    most = [next(t for t in every if t.key == key) for key, count in clear if count > 2]
    return list({t.key: t for t in [*opening, *most]}.values())
