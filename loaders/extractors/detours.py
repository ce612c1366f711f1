"""Ways round a block: "readers in A report that a VPN is enough"."""

import re
from collections.abc import Iterator

from kg.catalogue import NameKind
from kg.model.statement import Channel
from loaders.extractors.discourse import Discourse
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.reference import PROPER, THINGS
from loaders.extractors.sentences import Sentence

SUFFICES = re.compile(
    r"\b(?:VPNs?|virtual private networks?|prox(?:y|ies)"
    r"|foreign (?:SIM|phone) (?:cards?|numbers?))\b"
    r"[^.;?]{0,40}?\b(?:(?:is|are|was|were|be) (?:enough|sufficient)|suffic(?:e|es|ed)"
    r"|do(?:es)? the (?:rest|trick|job)|did the (?:rest|trick|job)|(?:still )?works?"
    r"|(?:still )?helps?|get(?:s)? (?:\w+ )?(?:in|through|round|around))\b"
    r"|\b(?:with|through|via|by using|over) (?:an? )?(?:VPNs?|virtual private networks?)\b"
    r"[^.;?]{0,20}?\b(?:it|the (?:app|service|chatbot|site|website)) (?:still )?works\b",
    re.IGNORECASE,
)
"""Words by which a way round a block is said to work."""
UNSURE = re.compile(
    r"\b(?:no longer|not|n[’']t|never|whether|if|might|would|could)\b|\?", re.IGNORECASE
)
REACH = 3
"""How many sentences back the thing and the place may have been named."""


def detour_drafts(
    text: str, sentence: Sentence, here: list[Naming], discourse: Discourse
) -> Iterator[Draft]:
    """Say that a thing is had unofficially where a way round the block is said to work."""
    told = SUFFICES.search(text)
    if not told or UNSURE.search(text):
        return
    thing = thing_of(here) or discourse.last_kept_from(REACH)
    if thing is None:
        return
    last = discourse.place_of(thing.key, REACH)
    for place in places_of(here) or ([last] if last else []):
        yield Draft(
            subject=thing,
            predicate="available_in",
            object=place,
            start=sentence.start,
            end=sentence.end,
            rule="a way round",
            channel=Channel.UNOFFICIAL,
        )


def thing_of(here: list[Naming]) -> Referent | None:
    """Give the one thing that a sentence names."""
    found = {
        r.id or r.name: Referent(r, n.start, n.end)
        for n in here
        if (r := n.read_as(THINGS, PROPER)) and r == n.first
    }
    return next(iter(found.values())) if len(found) == 1 else None


def places_of(here: list[Naming]) -> list[Referent]:
    """Give the regions that a sentence names, and those of the peoples in it."""
    kinds = (NameKind.NAME, NameKind.CAPITAL, NameKind.DEMONYM)
    found = ((n, n.read_as(("Region",), kinds)) for n in here)
    return [Referent(r, n.start, n.end) for n, r in found if r and r == n.first]
