"""What a clause adds to a claim: through whom, in which form only, and for whom not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.catalogue import NameKind
from kg.model.statement import Channel, Modality
from loaders.extractors.arguments import kids, with_conjuncts
from loaders.extractors.clauses import (
    clause_tokens,
    condition,
    exceptions,
    is_pluperfect,
    said,
    when_said,
)
from loaders.extractors.dates import When
from loaders.extractors.drafts import Draft
from loaders.extractors.lexicon import words
from loaders.extractors.merge import LEFT_OUT
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.qualifiers import terms_in
from loaders.extractors.reference import FIRMS, PROPER, THINGS, Reference

THROUGH = {"through", "via"}
STATES = {"is available", "is unavailable", "be had", "come to people", "confined to",
          "serve a region", "words of availability"}  # fmt: skip
"""Frames that describe a state rather than a change."""
RESUMED = "back when it was over"
"""The rule for what is had again after a block that is told of as ended."""
PAST_PERFECT = {"had", "'d"}
CENTRES = {"center", "centre", "datacenter", "datacentre"}
"""Last words for the places where clouds run."""
UNTIL_NOW = re.compile(r"\b(?:until|till|up to) now,?(?: [\w-]+){0,3} $", re.IGNORECASE)
HOSTING = {"host", "house", "deploy"}
"""Participles that say where a thing runs, not who has it."""
ONLY = re.compile(
    r"\b(?:only|solely|exclusively|restricted|limited|confined|reserved)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a draft was read: its trigger, and the sentence with its dates."""

    trigger: Token
    reference: Reference
    text: str
    dates: list[When]
    published: str | None

    @property
    def clause(self) -> str:
        """Give the words of the trigger's clause."""
        return said(clause_tokens(self.trigger), self.reference.parsed, self.text)


def with_circumstances(draft: Draft, setting: Setting) -> Iterator[Draft]:
    """Give a draft of availability with what its clause adds, and those whom it leaves out."""
    if draft.predicate != "available_in":
        yield until_done(draft, setting) if draft.predicate == "restricts" else draft
        return
    done = until_done(draft, setting)
    if done.negated and done.valid_to and done != draft and done.audience is None:
        yield replace(done, negated=False, valid_from=done.valid_to, valid_to=None, rule=RESUMED)
    draft = elsewhere(ended(done, setting), setting)
    if in_data_centres(draft, setting):
        draft = replace(draft, predicate="hosted_in", audience=None)
    if draft.negated or draft.predicate == "hosted_in":
        yield draft
        yield from for_customers_there(draft, setting)
        return
    form = said(condition(setting.trigger), setting.reference.parsed, setting.text)
    yield from local_partner(replace(draft, condition=form or None), setting)
    yield from left_out(draft, setting)


def in_data_centres(draft: Draft, setting: Setting) -> bool:
    """Tell whether a thing is had "from data centres in" a place: that is where it runs."""
    parsed = setting.reference.parsed
    named = {n.start for n in parsed.namings.values()}
    for i, naming in parsed.namings.items():
        meant = draft.object.start not in named and names(naming, draft.object)
        same = naming.start == draft.object.start or meant
        if same and draft.subject.type in {"Service", "Model"}:
            above = [t.lemma_.lower() for t in parsed.doc[i].ancestors if t.pos_ == "NOUN"]
            hosted = hosts(parsed.doc[i], setting.trigger)
            return (
                hosted
                or bool(set(above[:1]) & CENTRES)
                or in_cloud_region(parsed.doc[i], draft, setting)
            )
    return False


def for_customers_there(draft: Draft, setting: Setting) -> Iterator[Draft]:
    """Say of what runs in data centres that it is had by the customers there that are named.

    "Available from data centres in A, so that customers in R can keep their data in the country."
    """
    knowledge, parsed = setting.reference.knowledge, setting.reference.parsed
    site = draft.object.reading.id or ""
    for i, naming in parsed.namings.items() if not draft.negated else ():
        region = naming.read_as(("Region",))
        people = parsed.doc[i].head.head if parsed.doc[i].dep_ == "pobj" else parsed.doc[i].head
        if (
            region is not None
            and people.lemma_.lower() in words("people") - words("place")
            and region.id in knowledge.around(site)
        ):
            where = Referent(region, naming.start, naming.end)
            yield replace(draft, predicate="available_in", object=where, rule="customers there")


def elsewhere(draft: Draft, setting: Setting) -> Draft:
    """Say that a thing is had from abroad where it is hosted in another country."""
    if draft.channel or draft.negated:
        return draft
    knowledge = setting.reference.knowledge
    around = knowledge.around(draft.object.reading.id or "")
    for i, naming in setting.reference.parsed.namings.items():
        place = naming.read_as(("Region",), PROPER)
        if place is None or not hosts(setting.reference.parsed.doc[i], setting.trigger):
            continue
        countries = knowledge.is_country(place) and knowledge.is_country(draft.object.reading)
        if countries and place.id not in around:
            return replace(draft, channel=Channel.OFFSHORE)
    return draft


def names(naming: Naming, place: Referent) -> bool:
    """Tell whether a name is that of a place."""
    found = naming.read_as(("Region",), PROPER)
    return found is not None and found.id is not None and found.id == place.reading.id


def hosts(place: Token, trigger: Token) -> bool:
    """Tell whether a place is where a thing is hosted: "can use models hosted in Japan"."""
    here = place
    while here.dep_ == "conj" and here.head != here:
        here = here.head
    verb = here.head.head if here.dep_ == "pobj" else here
    return verb != trigger and verb.dep_ in {"acl", "relcl"} and verb.lemma_ in HOSTING


def written_as_region(draft: Draft, setting: Setting) -> bool:
    """Tell whether a place is written as clouds write their regions: "Asia Pacific (Tokyo)"."""
    start = setting.reference.parsed.sentence.start
    told = setting.text[draft.object.start - start : draft.object.end - start]
    return draft.object.named and told.endswith(")")


def in_cloud_region(token: Token, draft: Draft, setting: Setting) -> bool:
    """Tell whether a place names a region of a cloud: "in the Frankfurt region"."""
    here = token
    while here.dep_ == "conj" and here.head != here:
        here = here.head
    regions = here.head.lemma_.lower() == "region" and here.dep_ in {"compound", "amod", "nmod"}
    demonym = draft.object.reading.kind is NameKind.DEMONYM
    return written_as_region(draft, setting) or (
        regions and not demonym and not setting.reference.knowledge.is_bloc(draft.object.reading)
    )


def until_done(draft: Draft, setting: Setting) -> Draft:
    """End what was so "until X met its demands": when that is told, it is over."""
    if draft.valid_to or draft.modality is not Modality.ACTUAL:
        return draft
    for clause in kids(setting.trigger, "advcl"):
        marks = {k.lower_ for k in kids(clause, "mark", "advmod")}
        perfect = any(k.lower_ in PAST_PERFECT for k in kids(clause, "aux"))
        if marks & {"until", "till"} and (clause.tag_ == "VBD" or perfect):
            day = when_said(list(clause.subtree), setting.reference.parsed, setting.dates)
            vague = draft.valid_from if len(draft.valid_from or "") in {4, 7} else None
            return replace(draft, valid_to=day or vague or setting.published)
    return draft


def ended(draft: Draft, setting: Setting) -> Draft:
    """Give the end of a state that is told of as past, on publication at the latest.

    What was to be had in some places only did not end there when it reached others, and what was
    open to some people only was opened to the rest.
    """
    if draft.valid_to and not draft.negated and ONLY.search(setting.clause):
        if draft.audience and not draft.valid_from:
            return replace(draft, audience=None, valid_from=draft.valid_to, valid_to=None)
        return draft if draft.audience else replace(draft, valid_to=None)
    past = draft.rule in STATES and draft.modality is Modality.ACTUAL
    if past and so_far(setting):
        return replace(draft, valid_from=None, valid_to=setting.published)
    if draft.valid_from or draft.valid_to or not past or not is_pluperfect(setting.trigger):
        return draft
    here = [w.past for w in setting.dates if w.past and w.role != "bound"]
    return replace(draft, valid_to=here[0] if here else setting.published)


def so_far(setting: Setting) -> bool:
    """Tell whether a state is told of as it was "until now"."""
    parsed = setting.reference.parsed
    at = parsed.span(setting.trigger)[0] - parsed.sentence.start
    return UNTIL_NOW.search(setting.text, 0, at) is not None


def left_out(draft: Draft, setting: Setting) -> Iterator[Draft]:
    """Deny to the people whom a clause excepts what it affirms for others."""
    parsed = setting.reference.parsed
    for phrase in exceptions(setting.trigger):
        words_ = said([t for t in phrase if t.i >= phrase_start(phrase)], parsed, setting.text)
        yield replace(
            draft,
            negated=True,
            rule=LEFT_OUT,
            audience=terms_in(words_).audience or draft.audience,
            condition=words_,
            valid_from=when_said(phrase, parsed, setting.dates),
            valid_to=None,
            channel=None,
            via=None,
        )


def phrase_start(phrase: list[Token]) -> int:
    """Give where the excepted people are named, after "not to"."""
    return next((t.i + 1 for t in phrase if t.lower_ in {"to", "for"}), phrase[0].i)


def local_partner(draft: Draft, setting: Setting) -> Iterator[Draft]:
    """Give a draft with the partner or local operator through whom a region is served."""
    for firm in partners(draft, setting):
        place = draft.object.reading.id or ""
        knowledge = setting.reference.knowledge
        local = firm.type == "JointVenture" or knowledge.sits_in(firm.reading, place)
        way = Channel.JOINT_VENTURE if local else Channel.PARTNER
        yield replace(draft, via=firm, channel=draft.channel or way)
        if local:
            yield replace(
                draft, predicate="operates_through", object=firm, rule="through an operator",
                audience=None, channel=None, valid_from=None, valid_to=None,
            )  # fmt: skip
        return
    yield draft


def partners(draft: Draft, setting: Setting) -> Iterator[Referent]:
    """Give the firms of "through X" that are not the maker of the thing."""
    knowledge = setting.reference.knowledge
    for prep in clause_tokens(setting.trigger):
        if prep.lower_ not in THROUGH:
            continue
        for token in with_conjuncts(kids(prep, "pobj")):
            naming = setting.reference.parsed.naming(token)
            reading = naming.read_as((*FIRMS, *THINGS), PROPER) if naming else None
            if naming is None or reading is None:
                continue
            firm = reading if reading.type in FIRMS else knowledge.provider(reading)
            own = firm is None or knowledge.belongs(draft.subject.reading, firm)
            if firm is not None and not own and firm.id != draft.subject.key:
                yield Referent(firm, naming.start, naming.end)
