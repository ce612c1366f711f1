"""Regions of a cloud inside a country: who runs them, and what is had in "both" of them.

"AWS has two regions in China, Beijing and Ningxia. X has run the Beijing region since 2016.
SageMaker is offered in both." What is had in them is had in the country, by the local operator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model.statement import Channel
from loaders.extractors.arguments import kids, objects, subjects, with_conjuncts
from loaders.extractors.dates import When
from loaders.extractors.discourse import Discourse, Sites
from loaders.extractors.drafts import Draft
from loaders.extractors.licences import from_that_day
from loaders.extractors.namings import Referent
from loaders.extractors.reference import FIRMS, PROPER, Reference
from loaders.extractors.stance import stance_of
from loaders.extractors.timing import timing_of

if TYPE_CHECKING:
    from spacy.tokens import Token

REGION = "region"
RUNNING = {"run", "operate", "manage"}
OPERATED = {"run", "operate"}
AGAIN = re.compile(r"\b(?:the|these|both|its|their)(?: of the)?(?: two| three| four)? regions\b")


def remember_sites(reference: Reference) -> None:
    """Keep in mind that a sentence tells of several regions of a cloud in one country."""
    known = reference.discourse.sites
    if (found := told(reference)) is not None:
        reference.discourse.sites = found
    elif known is not None and run_there(reference):
        reference.discourse.sites = replace(known, local=True)


def regions_again(text: str, discourse: Discourse) -> None:
    """Keep in mind that a sentence speaks of the regions again: "the two regions"."""
    known = discourse.sites
    if known is not None and AGAIN.search(text):
        discourse.sites = replace(known, spoken=discourse.sentence)


def told(reference: Reference) -> Sites | None:
    """Read "there are two regions, A and B" of two parts of one country."""
    parsed, knowledge = reference.parsed, reference.knowledge
    if not any(is_regions(t) for t in parsed.tokens):
        return None
    parts: dict[str, str] = {}
    for naming in parsed.namings.values():
        place = naming.read_as(("Region",), PROPER)
        country = knowledge.country_of(place) if place else None
        if place and place.id and country and country.id and country.id != place.id:
            parts[place.id] = country.id
    countries = set(parts.values())
    country = knowledge.reading(next(iter(countries))) if len(countries) == 1 else None
    if len(parts) < 2 or country is None:
        return None
    here = reference.discourse.sentence
    at = parsed.sentence.start
    where = Referent(country, at, at, named=False)
    return Sites(the_cloud(reference), where, frozenset(parts), here, run_there(reference), here)


def is_regions(token: Token) -> bool:
    """Tell whether a noun means several regions of a cloud."""
    return token.lemma_.lower() == REGION and token.tag_ == "NNS"


def run_there(reference: Reference) -> bool:
    """Tell whether a sentence says that somebody of the country runs the regions."""
    return any(
        token.lemma_ in OPERATED and token.tag_ == "VBN" and kids(token, "agent")
        for token in reference.parsed.tokens
    )


def the_cloud(reference: Reference) -> Referent | None:
    """Give the cloud whose regions are told of: the sentence's own, else the document's."""
    for naming in reference.parsed.namings.values():
        reading = naming.read_as(("Service",), PROPER)
        if reading is not None and reference.knowledge.acts_for(reading):
            return Referent(reading, naming.start, naming.end)
    topic = reference.discourse.topic
    cloud = topic is not None and reference.knowledge.acts_for(topic.reading) is not None
    return topic if cloud else None


def at_sites(drafts: list[Draft], reference: Reference) -> Iterator[Draft]:
    """Give the drafts of a sentence with what the regions of a cloud add to them."""
    found = (from_that_day(draft, reference.discourse) for draft in drafts)
    yield from (in_sites(draft, reference) for draft in found)
    yield from edition_drafts(drafts, reference)


def in_sites(draft: Draft, reference: Reference) -> Draft:
    """Say of what is had in a cloud's regions that others run them, where that was told."""
    sites = reference.discourse.sites
    meant = sites is not None and draft.object.reading == sites.country.reading
    plain = draft.object.named or draft.channel is not None or draft.negated
    if not meant or plain or sites is None or not sites.local:
        return draft
    return replace(draft, channel=Channel.JOINT_VENTURE)


def operator_drafts(reference: Reference, dates: list[When]) -> Iterator[Draft]:
    """Read "X has run the Beijing region since 2016": through X the cloud is had there."""
    sites = reference.discourse.sites
    for verb in reference.parsed.tokens:
        if verb.lemma_ not in RUNNING or sites is None or sites.cloud is None:
            continue
        cloud = sites.cloud
        stance = stance_of(verb, reference.parsed.doc.text)
        here = any(site_of(t, reference, sites) for t in objects(verb))
        if not here or stance.negated or not stance.asserted:
            continue
        since = timing_of(verb, reference.parsed, dates, future=stance.future).valid_from
        for firm in operators(verb, reference, cloud):
            yield from through(cloud, firm, sites, since, reference)


def site_of(token: Token, reference: Reference, sites: Sites) -> bool:
    """Tell whether a noun is one of the regions of a cloud: "the Beijing region"."""
    if token.lemma_.lower() != REGION:
        return False
    near = [
        n for k in kids(token, "compound", "amod", "nmod") if (n := reference.parsed.naming(k))
    ]
    found = (n.read_as(("Region",)) for n in near)
    return any(r is not None and r.id in sites.places for r in found)


def operators(verb: Token, reference: Reference, cloud: Referent) -> Iterator[Referent]:
    """Give the firms that run a region and are not the cloud's own."""
    for token in with_conjuncts(subjects(verb)):
        naming = reference.parsed.naming(token)
        reading = naming.read_as(FIRMS, PROPER) if naming else None
        if naming and reading and not reference.knowledge.belongs(cloud.reading, reading):
            yield Referent(reading, naming.start, naming.end)


def through(
    cloud: Referent, firm: Referent, sites: Sites, since: str | None, reference: Reference
) -> Iterator[Draft]:
    """Say that a cloud is had in the country through an operator."""
    sentence = reference.parsed.sentence
    thing = replace(cloud, start=firm.start, end=firm.end, named=False)
    base = Draft(
        subject=thing,
        predicate="operates_through",
        object=firm,
        start=sentence.start,
        end=sentence.end,
        rule="runs its region",
        valid_from=since,
    )
    yield base
    country = replace(sites.country, start=firm.start, end=firm.end, named=False)
    yield had_there(base, country, firm)


def had_there(draft: Draft, country: Referent, operator: Referent) -> Draft:
    """Say of what an operator runs that it is had in the country through it."""
    return replace(
        draft,
        predicate="available_in",
        object=country,
        via=operator,
        channel=Channel.JOINT_VENTURE,
    )


def edition_drafts(drafts: list[Draft], reference: Reference) -> Iterator[Draft]:
    """Say of a region's own edition of a cloud, run by somebody there, that it is had there.

    "Azure China is run by 21Vianet": the name tells the place.
    """
    for draft in drafts:
        if draft.predicate != "operates_through" or draft.negated:
            continue
        place = region_in(draft.subject.reading.name, reference)
        local = place and reference.knowledge.sits_in(draft.object.reading, place.reading.id or "")
        if place is not None and local:
            where = replace(place, start=draft.subject.start, end=draft.subject.end, named=False)
            yield replace(had_there(draft, where, draft.object), rule="edition of a region")


def region_in(name: str, reference: Reference) -> Referent | None:
    """Give the region that ends a name: "Azure China"."""
    last = name.rpartition(" ")[2]
    found = reference.knowledge.named(last, ("Region",)) if last != name else None
    return Referent(found, 0, 0) if found else None
