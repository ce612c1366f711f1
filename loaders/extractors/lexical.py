"""Rules over the names and words of a sentence, without syntax."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.catalogue import NameKind
from kg.model.document import Document
from kg.model.statement import Modality
from loaders.extractors.affiliations import affiliations
from loaders.extractors.discourse import Discourse
from loaders.extractors.drafts import Draft
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.qualifiers import terms_in, withdrawn_from_stores
from loaders.extractors.reference import BODIES, FIRMS, PROPER, THINGS
from loaders.extractors.sentences import Sentence

MOST_NAMES = 80
"""A sentence with more names is a list, or hostile; the rules over pairs leave it alone."""
HOLDS = re.compile(
    r"\b(?:is|are|was|were|became|now|remains?|made) "
    r"(?:now |still |also |generally |finally )*(?:available|accessible|supported|live)\b"
    r"|\blaunch(?:ed|es)\b|\brolled out\b",
    re.IGNORECASE,
)
FAILS = re.compile(
    r"\b(?:not|no longer|never|n't|isn't|aren't|wasn't|cannot) (?:\w+ ){0,2}"
    r"(?:available|accessible|supported)"
    r"|\b(?:unavailable|inaccessible|blocked|banned|suspended|withdrawn|removed|disabled)\b",
    re.IGNORECASE,
)
DOUBT = re.compile(
    r"\b(?:if|whether|could|may|might|would|will|plans?|proposed?|reportedly|except|outside|unlike"
    r"|despite|without|unless|once|when|until|till|had|but|only)\b|\?", re.IGNORECASE
)  # fmt: skip
LAWS = re.compile(r" (?:\w+ ){0,2}(?:legislation|laws?|rules?|regulations?)\b", re.IGNORECASE)
PLACED = re.compile(r"\b(?:in|across|from|within)(?: mainland| the)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the rules may lean on beside the sentence: the catalogue, and what went before."""

    knowledge: Knowledge
    discourse: Discourse
    named: frozenset[str]
    publisher: Referent | None = None

    def told_of(self, firm: str) -> bool:
        """Tell whether a firm publishes the document or is named in it."""
        publishes = self.publisher is not None and self.publisher.key == firm
        return publishes or firm in self.named or self.discourse.names(firm)


def lexical_drafts(
    document: Document, sentence: Sentence, here: list[Naming], memory: Memory
) -> Iterator[Draft]:
    """Give what the names of a sentence say together."""
    if len(here) > MOST_NAMES:
        return
    yield from makers(document, sentence, here, memory)
    yield from issuers(document, sentence, here, memory)
    yield from affiliations(document, sentence, here)
    yield from parents(document, sentence, here, memory)
    yield from availability(document, sentence, here)


def makers(
    document: Document, sentence: Sentence, here: list[Naming], memory: Memory
) -> Iterator[Draft]:
    """Give makers with their products: both named here, the maker just before, or publishing."""
    firms = {
        reading.id: Referent(reading, naming.start, naming.end)
        for naming in reversed(here)
        if (reading := naming.read_as(FIRMS, PROPER)) and reading.id
    }
    for naming in here:
        thing = naming.read_as(THINGS, PROPER)
        maker = memory.knowledge.provider(thing) if thing else None
        unmade = thing is not None and thing.id is None and thing.provider is None
        if unmade and maker is None and memory.publisher:
            maker = memory.publisher.reading if memory.publisher.type in FIRMS else None
        if thing is None or maker is None or maker.id is None:
            continue
        written = document.text[naming.start : naming.end].casefold()
        name = re.escape(maker.name.casefold())
        known = bool(re.match(rf"{name}(?:[’']s)? ", written)) or memory.told_of(maker.id)
        firm = firms.get(maker.id) or (
            Referent(maker, naming.start, naming.end) if known else None
        )
        if firm is not None:
            thing_here = Referent(thing, naming.start, naming.end)
            yield plain_draft(firm, "offers", thing_here, sentence, "maker and product")


def issuers(
    document: Document, sentence: Sentence, here: list[Naming], memory: Memory
) -> Iterator[Draft]:
    """Give policies with their issuers: the catalogue's, or the region right before the name."""
    regions = {
        r.id: Referent(r, n.start, n.end)
        for n in reversed(here)
        if (r := n.read_as(("Region",)))
        and (not n.is_demonym() or LAWS.match(document.text, n.end))
    }
    bodies = {
        r.id: Referent(r, n.start, n.end)
        for n in reversed(here)
        if (r := n.read_as(BODIES, PROPER))
    }
    for number, naming in enumerate(here):
        policy = naming.read_as(("Policy",))
        if policy is None:
            continue
        house = memory.knowledge.reading(policy.provider)
        if house is not None:
            rule = Referent(policy, naming.start, naming.end)
            owner = Referent(house, naming.start, naming.end)
            yield plain_draft(rule, "issued_by", owner, sentence, "house rule")
            continue
        maker = memory.knowledge.issuer(policy)
        region = memory.knowledge.jurisdiction(maker) if maker else None
        found = bodies.get(maker.id) if maker else None
        found = found or (regions.get(region.id) if region else None)
        found = found or before(document.text, here, number)
        again = memory.discourse.rules[policy.id or policy.name] > 1 and says_more(
            document.text[sentence.start : sentence.end], here, sentence.start
        )
        owned = re.match(r"[^'’]+['’]s ", document.text[naming.start : naming.end])
        if (
            found is None
            and (again or owned)
            and maker is not None
            and (owned or maker.id in memory.named)
        ):
            found = Referent(maker, naming.start, naming.end)
        if found is not None and (found.type in BODIES or memory.knowledge.governs(found.reading)):
            plain = memory.knowledge.reading(found.reading.id) or found.reading
            issuer = Referent(plain, found.start, found.end)
            rule = Referent(policy, naming.start, naming.end)
            yield plain_draft(rule, "issued_by", issuer, sentence, "policy and issuer")


def says_more(text: str, here: list[Naming], start: int) -> bool:
    """Tell whether a sentence has words beside its names: a mere list says nothing."""
    for naming in reversed(here):
        text = text[: naming.start - start] + text[naming.end - start :]
    return re.search(r"\b[a-z]{2,}\b", text) is not None


def parents(
    document: Document, sentence: Sentence, here: list[Naming], memory: Memory
) -> Iterator[Draft]:
    """Give owners with what they own, in "X's Y" where the catalogue agrees."""
    for first, second in pairwise(here):
        owner, owned = first.read_as(FIRMS, PROPER), second.read_as(FIRMS, PROPER)
        touching = re.fullmatch(r"['’]s? ", document.text[first.end : second.start])
        entity = memory.knowledge.entity(owned.id) if owned else None
        if owner and owned and touching and entity and entity.parent == owner.id:
            child = Referent(owned, second.start, second.end)
            parent = Referent(owner, first.start, first.end)
            yield plain_draft(child, "owned_by", parent, sentence, "owner and owned")


def before(text: str, here: list[Naming], number: int) -> Referent | None:
    """Give the region that stands right before a name: "the EU's AI Act"."""
    if number == 0:
        return None
    last, naming = here[number - 1], here[number]
    region = last.read_as(("Region",))
    touching = re.fullmatch(r"(?:['’]s?)? (?:new |own )?", text[last.end : naming.start])
    return Referent(region, last.start, last.end) if region and touching else None


def plain_draft(
    subject: Referent, predicate: str, object_: Referent, sentence: Sentence, rule: str
) -> Draft:
    """Make a draft without qualifiers."""
    return Draft(
        subject=subject,
        predicate=predicate,
        object=object_,
        start=sentence.start,
        end=sentence.end,
        rule=rule,
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
    stores = negated and withdrawn_from_stores(text)
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
            audience=terms.audience or ("new customers" if stores else None),
        )


def placed(text: str, here: list[Naming]) -> Iterator[tuple[Naming, Referent]]:
    """Give the regions that stand after "in", with those listed after them."""
    listing = False
    last_end = 0
    for naming in here:
        region = naming.read_as(("Region",), (NameKind.NAME, NameKind.CAPITAL))
        between = text[last_end : naming.start]
        goes_on = listing and re.fullmatch(r"(?:,| and| or|, and|, or|\s)+(?:the )?", between)
        listing = bool(region) and bool(
            goes_on or PLACED.search(text[max(0, naming.start - 16) : naming.start])
        )
        if listing and region:
            yield naming, Referent(region, naming.start, naming.end)
        last_end = naming.end
