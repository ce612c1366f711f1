"""What noun phrases say by themselves: "the Chinese start-up X", "X, a San Francisco company"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.catalogue import NameKind
from kg.model.statement import Modality
from loaders.extractors.arguments import (
    MODIFIERS,
    beside,
    governing_verb,
    is_passive,
    is_verb,
    kids,
    objects,
    subjects,
)
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Naming, Reading, Referent
from loaders.extractors.reference import FIRMS, PROPER, THINGS, Reference
from loaders.extractors.sentences import Sentence
from loaders.extractors.stance import stance_of

if TYPE_CHECKING:
    from spacy.tokens import Token


DUTY = {"must", "shall", "would"}
BINDING = {
    "have",
    "require",
    "oblige",
    "designate",
    "need",
    "class",
    "classify",
    "regulate",
    "fine",
}
HOMES = {"company", "firm", "group", "start-up", "startup", "giant", "developer", "lab", "maker",
         "corporation", "provider", "chipmaker", "business", "vendor", "operator", "conglomerate",
         "laboratory", "designer", "distributor", "investor", "retailer", "fund", "rival",
         "competitor", "enterprise", "player", "manufacturer", "carrier", "bank",
         "supplier", "refiner", "airline", "insurer", "lender", "utility", "studio", "broadcaster",
         "exchange", "organisation", "organization", "institute", "charity", "tank", "foundation",
         "university", "publisher", "owner", "parent", "backer", "unicorn"}  # fmt: skip


def phrase_drafts(reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Give what the noun phrases of a sentence say."""
    yield from expected(reference, sentence)
    for token in reference.parsed.tokens:
        if token.lemma_.lower() in HOMES:
            yield from seats(token, reference, sentence)
        elif token.lower_ == "which":
            yield from under_which(token, reference, sentence)
        elif token.lower_ == "based":
            yield from based(token, reference, sentence)
        elif (rule := reference.parsed.naming(token)) and rule.first.type == "Policy":
            yield from listings(token, rule, reference, sentence)
            yield from under_rule(token, rule, reference, sentence)
        if token.lower_ in {"its", "our"} and token.dep_ == "poss":
            yield from possessed(token, reference, sentence)


def seats(token: Token, reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read the seat of a company from a description with a place before it."""
    places = [
        (t, r)
        for t in token.children
        if t.dep_ in MODIFIERS
        and (n := reference.parsed.naming(t))
        and (r := n.read_as(("Region",)))
    ]
    for prep in kids(token, "prep"):
        for inner in kids(prep, "pobj") if prep.lower_ in {"of", "from", "in"} else ():
            naming = reference.parsed.naming(inner)
            region = (
                naming.read_as(("Region",), (NameKind.NAME, NameKind.CAPITAL)) if naming else None
            )
            places += [(inner, region)] if region else []
    if not places:
        return
    firms = described(token, reference)
    if not firms and (
        token.tag_ == "NNS" or any(k.lower_ in {"a", "an"} for k in kids(token, "det"))
    ):
        reference.discourse.expect(places[0][1])
    for firm in firms:
        for place, region in places:
            if seated(firm, region, token, reference):
                yield seat(firm, region, place, reference, sentence)


def expected(reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read firms as those that were announced: "Chinese rivals moved at once. X offered ..."."""
    region = reference.discourse.expected_seat()
    if region is None:
        return
    for i, naming in reference.parsed.namings.items():
        token = reference.parsed.doc[i]
        firm = firm_at(token, reference) if token.dep_ == "nsubj" else None
        if firm is not None and reference.knowledge.sits_in(firm.reading, region.id or ""):
            place = Referent(region, naming.start, naming.end, named=False)
            yield replace(seat(firm, region, token, reference, sentence), object=place)


def seated(firm: Referent, region: Reading, token: Token, reference: Reference) -> bool:
    """Tell whether a company may sit in a region: of several that are meant, each must."""
    sits = reference.knowledge.sits_in(firm.reading, region.id) if region.id else None
    return bool(sits) if token.tag_ == "NNS" else sits is not False


def described(token: Token, reference: Reference) -> list[Referent]:
    """Give the companies that a description stands beside, or refers back to."""
    close = just_before(token)
    if close is not None:
        firm = firm_at(close, reference)
        return [firm] if firm else []
    named = [r for t in beside(token) if (r := firm_at(t, reference))]
    if named:
        return named[:1]
    if token.dep_ == "appos" and token.head.pos_ in {"PROPN", "X", "CCONJ"}:
        return []
    if token.tag_ == "NNS":
        return together(token, reference)
    found = reference.resolve(token, FIRMS)
    return [found] if found and not rivalled(found, reference) else []


def just_before(token: Token) -> Token | None:
    """Give the name right before an apposition, which it describes whatever the tree says."""
    first = token.left_edge
    if token.dep_ != "appos" or first.i < 2 or first.nbor(-1).text != ",":
        return None
    before = first.nbor(-2)
    return before if before.pos_ == "PROPN" else None


def together(token: Token, reference: Reference) -> list[Referent]:
    """Give the companies that "the two American groups" and "both firms" speak of."""
    several = {"the", "both", "these", "two", "neither", "either"}
    told = [t.lower_ for t in (*token.lefts, *kids(token, "predet"), *token.ancestors)][:6]
    if not several & set(told):
        return []
    return reference.discourse.together(FIRMS)


def rivalled(found: Referent, reference: Reference) -> bool:
    """Tell whether another company of the same seat was spoken of close by."""
    seat_ = reference.knowledge.seat(found.reading)
    discourse = reference.discourse
    return any(
        s.referent.type in FIRMS
        and s.referent.key != found.key
        and s.sentence >= discourse.sentence - 1
        and reference.knowledge.seat(s.referent.reading) == seat_
        for s in discourse.spoken
    )


def firm_at(token: Token, reference: Reference) -> Referent | None:
    """Give the company or organisation named at a token."""
    naming = reference.parsed.naming(token)
    reading = naming.read_as((*FIRMS, "Organization"), PROPER) if naming else None
    return Referent(reading, naming.start, naming.end) if naming and reading else None


def seat(
    firm: Referent, region: Reading, place: Token, reference: Reference, sentence: Sentence
) -> Draft:
    """Make the draft of a seat."""
    start, end = reference.parsed.span(place)
    plain = reference.knowledge.reading(region.id) or region
    if plain.name.startswith(f"{region.name}, "):
        plain = replace(plain, name=region.name)
    return Draft(
        subject=firm,
        predicate="headquartered_in",
        object=Referent(plain, start, end),
        start=sentence.start,
        end=sentence.end,
        rule="seat in a description",
    )


def based(token: Token, reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read "Hangzhou-based X"."""
    places = [
        t for t in token.lefts if (n := reference.parsed.naming(t)) and n.read_as(("Region",))
    ]
    head = token.head
    firms = [firm_at(head, reference), *(firm_at(t, reference) for t in beside(head))]
    found = next((f for f in firms if f), None) or reference.resolve(head, FIRMS)
    for place in places:
        naming = reference.parsed.naming(place)
        region = naming.read_as(("Region",), (NameKind.NAME, NameKind.CAPITAL)) if naming else None
        if found and region:
            yield seat(found, region, place, reference, sentence)


def possessed(token: Token, reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read "its chatbot X" where the catalogue agrees that X is its own."""
    owner = reference.pronoun(token, FIRMS)
    heads = [token.head, *kids(token.head, "appos", "compound", "conj")]
    for head in heads:
        naming = reference.parsed.naming(head)
        thing = naming.read_as(THINGS, PROPER) if naming else None
        if owner and naming and thing and reference.knowledge.belongs(thing, owner.reading):
            yield Draft(
                subject=owner,
                predicate="offers",
                object=Referent(thing, naming.start, naming.end),
                start=sentence.start,
                end=sentence.end,
                rule="its own",
            )


def listings(
    token: Token, rule: Naming, reference: Reference, sentence: Sentence
) -> Iterator[Draft]:
    """Read "China is not on X's list of supported countries", where the list has that name."""
    verb = governing_verb(token)
    maker = reference.knowledge.issuer(rule.first) or reference.knowledge.reading(
        rule.first.provider
    )
    if verb is None or maker is None or maker.type not in FIRMS or token.head.lower_ != "on":
        return
    stance = stance_of(verb, "")
    for subject in subjects(verb):
        place = reference.resolve(subject, ("Region",))
        if place is not None and stance.asserted:
            yield Draft(
                subject=Referent(maker, rule.start, rule.end),
                predicate="available_in",
                object=place,
                start=sentence.start,
                end=sentence.end,
                rule="on a list",
                negated=stance.negated,
                modality=stance.modality,
            )


def under_which(token: Token, reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read "the X Act, under which Y has to ..."."""
    verb = token.head.head
    if token.head.lower_ != "under" or verb.dep_ != "relcl":
        return
    rule = reference.resolve(verb.head, ("Policy",))
    for subject in subjects(verb) if rule is not None else ():
        target = reference.resolve(subject, (*FIRMS, *THINGS))
        if rule is not None and target is not None:
            yield Draft(
                subject=rule,
                predicate="applies_to",
                object=target,
                start=sentence.start,
                end=sentence.end,
                rule="under which",
            )


def under_rule(
    token: Token, rule: Naming, reference: Reference, sentence: Sentence
) -> Iterator[Draft]:
    """Read "Under the X Act, Y must ...": the rule binds who has the duty."""
    verb = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ != "under" or not is_verb(verb):
        return
    duty = {k.lower_ for k in kids(verb, "aux")} & DUTY
    bound = objects(verb) if is_passive(verb) and verb.lemma_ in BINDING else subjects(verb)
    if not duty and verb.lemma_ not in BINDING:
        return
    stance = stance_of(verb, "")
    for subject in bound:
        target = reference.resolve(subject, (*FIRMS, *THINGS))
        if target is not None and (stance.asserted or duty):
            yield Draft(
                subject=Referent(rule.first, rule.start, rule.end),
                predicate="applies_to",
                object=target,
                start=sentence.start,
                end=sentence.end,
                rule="under a rule",
                modality=stance.modality if "would" in duty else Modality.ACTUAL,
            )
