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
LOCATED = (
    r"(?:located|residents?|residing|domiciled|based|established|organi[sz]ed|incorporated|present"
    r"|citizens?|nationals?|living)"
)
REPRESENTED = re.compile(
    r"\b(?:you|(?:customer|licensee|user|recipient|subscriber)s?)(?: \w+){0,3}?"
    r" (?:represent|warrant|confirm|certify|acknowledge|agree|undertake)s?\b[^.;]{0,120}?"
    rf"\b(?:are|is) not(?: \w+){{0,4}}? {LOCATED}\b[^.;]{{0,80}}?"
    r"\b(?:in|of|from|under the laws of)\b",
    re.IGNORECASE,
)
"""What customers must declare not to be: "you represent that you are not located in X"."""
BARRED = re.compile(
    r"\b(?:may|must|shall|can|will) ?not (?:\w+ ){0,3}?(?:use|access|download|register|install)\b"
    r"[^.;]{0,120}?\b(?:if|where|when|while)\b[^.;]{0,30}?\b(?:are|is|reside|live)\b"
    rf"(?: \w+){{0,3}}?(?: {LOCATED})?[^.;]{{0,60}}?\b(?:in|of|from)\b",
    re.IGNORECASE,
)
"""Whom terms keep out: "you may not use the services if you are located in X"."""
GAP = re.compile(r"(?:,|;|/|\band\b|\bor\b|\bthe\b|\bin\b|\bof\b|\bregions?\b|[\s()“”\"'’])*$")
"""What may stand between the names of a list."""


def definition_drafts(
    document: Document,
    sentences: list[Sentence],
    names: list[list[Naming]],
    publisher: Referent | None,
) -> Iterator[Draft]:
    """Deny to the regions that a licence leaves out what it licenses."""
    licensed: list[Referent] | None = None
    for sentence, here in zip(sentences, names, strict=True):
        left = left_out(document.text, sentence, here)
        if not left:
            continue
        if licensed is None:
            licensed = licensed_things(names) or ([publisher] if publisher else [])
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
    for pattern in (TERRITORY, EXCLUDED, WITHHELD, REPRESENTED, BARRED):
        told = pattern.search(text, sentence.start, sentence.end)
        if told:
            after = [n for n in here if n.start >= told.end()]
            own = pattern in {REPRESENTED, BARRED}
            return regions_of(listed(text, told.end(), after) if own else after)
    return []


def regions_of(names: list[Naming]) -> list[Referent]:
    """Give the regions that some names stand for."""
    found = ((n, n.read_as(("Region",), PLACES)) for n in names)
    return [Referent(region, n.start, n.end) for n, region in found if region]


def listed(text: str, at: int, names: list[Naming]) -> list[Naming]:
    """Give the names of the list that begins at a place."""
    found: list[Naming] = []
    for naming in names:
        if not GAP.match(text, at, naming.start):
            break
        found.append(naming)
        at = naming.end
    return found


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
