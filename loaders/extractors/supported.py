"""Lists of supported places that a text speaks of: whose they are, and who is on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extractors.arguments import (
    governing_verb,
    is_passive,
    is_verb,
    kids,
    objects,
    subjects,
)
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Referent
from loaders.extractors.reference import FIRMS, THINGS, Reference, definite
from loaders.extractors.stance import negative_arguments, negative_kids, stance_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

SUPPORTED = {"supported", "served", "available"}
PLACES = {"country", "territory", "region", "place", "market"}
ADDING, REMOVING = {"add", "restore"}, {"remove", "drop", "delete", "strike", "take", "cut"}
JOINING, LEAVING = {"join", "enter"}, {"leave", "exit"}
"""Verbs by which a place comes on a list, or is taken off it."""
COUNTING = {"run", "include", "comprise", "contain", "hold", "name", "count", "cover", "list"}
"""Verbs that say how many places a list has."""


def list_drafts(reference: Reference) -> Iterator[Draft]:
    """Read "A and B are on the list", and "C is not" after it, of a list told of before."""
    for token in reference.parsed.tokens:
        if is_named_list(token, reference):
            yield from changed(token, reference)
        elif token.lemma_.lower() == "list" and token.pos_ == "NOUN":
            yield from listed(token, reference)
        elif supported_places(token):
            remember(token, reference)
            yield from told_of(token.head, objects(token.head), reference, negated=False)
        elif on_that(token, reference):
            yield from on_it(token.head.head, reference)
        elif ellipsis(token, reference) or is_supported(token):
            yield from on_it(token, reference)


def listed(token: Token, reference: Reference) -> Iterator[Draft]:
    """Read what is said of a list here: which it is, what is on it, what comes or goes."""
    if speaks_of_places(token):
        remember(token, reference)
        yield from changed(token, reference)
    elif is_that_list(token):
        yield from on_it(token.head.head, reference)


def speaks_of_places(token: Token) -> bool:
    """Tell whether a list is one of supported places."""
    told = {t.lemma_.lower() for t in token.subtree} | {t.lower_ for t in token.subtree}
    if definite(token) and token.dep_ in {"nsubj", "ROOT"}:
        counted = (t for t in token.doc[token.i :] if t.lemma_ in COUNTING and is_verb(t))
        return any({t.lemma_.lower() for t in verb.subtree} & PLACES for verb in counted)
    return bool(told & SUPPORTED and told & PLACES)


def remember(token: Token, reference: Reference) -> None:
    """Keep in mind whose list it is, and what it is a list for."""
    owner = reference.owner(token)
    verbs = [*(t for t in token.subtree if t.dep_ == "relcl"), governing_verb(token)]
    for doer in (t for verb in verbs if verb is not None for t in subjects(verb)):
        owner = owner or reference.resolve(doer, FIRMS)
    for other in () if owner else (t for t in token.subtree if t.dep_ == "poss"):
        owner = owner or reference.resolve(other, FIRMS)
    named = [r for t in token.subtree if (r := reference.resolve(t, THINGS)) and r.named]
    if owner is not None:
        named = named or [reference.discourse.offers.get(owner.key) or owner]
        reference.discourse.list_owner = owner
    if named:
        reference.discourse.supported = (named[0], reference.discourse.sentence)


def is_that_list(token: Token) -> bool:
    """Tell whether a list is the one spoken of: "on the list"."""
    definite = any(k.lower_ in {"the", "this", "that"} for k in kids(token, "det"))
    bare = not kids(token, "compound", "amod", "poss", "acl", "relcl") and not kids(token, "prep")
    on = token.head.lower_ == "on" and token.head.head.lemma_ in {"be", "remain", "stay"}
    return definite and bare and on


def on_that(token: Token, reference: Reference) -> bool:
    """Tell whether "it" is a list that the sentence before told of: "China is not on it"."""
    if token.lower_ != "it" or token.dep_ != "pobj":
        return False
    _, spoken = reference.discourse.supported or (None, -9)
    near = reference.discourse.sentence - spoken in {1, 2}
    on = token.head.lower_ == "on" and token.head.head.lemma_ in {"be", "remain", "stay"}
    return near and on


def ellipsis(token: Token, reference: Reference) -> bool:
    """Tell whether a verb leaves "on the list" to the sentence before: "C and D are not"."""
    told = reference.discourse.listed_in
    if token.lemma_ != "be" or kids(token, "acomp", "attr", "prep", "advmod", "expl"):
        return False
    likewise = token.dep_ == "conj" and any(
        k.lower_ in {"neither", "nor"} for k in (*token.children, *token.head.children)
    )
    here = reference.discourse.sentence
    alone = token.dep_ in {"ROOT", "ccomp"} and told == here - 1
    return alone or (likewise and told == here)


def is_supported(token: Token) -> bool:
    """Tell whether places are said to be supported, by nobody in particular."""
    return token.lemma_ == "support" and is_passive(token) and not kids(token, "agent")


def is_named_list(token: Token, reference: Reference) -> bool:
    """Tell whether a name is that of a company's list of supported places; then remember it."""
    naming = reference.parsed.naming(token)
    policy = naming.read_as(("Policy",)) if naming else None
    told = policy.name.lower() if policy else ""
    issuer = reference.knowledge.issuer(policy) if policy else None
    if naming is None or issuer is None or not (SUPPORTED & set(told.split())):
        return False
    owner = Referent(issuer, naming.start, naming.end, named=False)
    thing = reference.discourse.offers.get(owner.key)
    reference.discourse.supported = (thing or owner, reference.discourse.sentence)
    return "countr" in told or "region" in told or "territor" in told


def changed(token: Token, reference: Reference) -> Iterator[Draft]:
    """Read "X was added to the list", "A joins the list", "A dropped X from its list"."""
    if token.dep_ == "dobj" and token.head.lemma_ in JOINING | LEAVING:
        negated = token.head.lemma_ in LEAVING
        yield from told_of(token.head, subjects(token.head), reference, negated=negated)
    elif token.dep_ == "pobj" and token.head.lower_ in {"to", "from", "off"}:
        verb = token.head.head
        if verb.lemma_ in ADDING | REMOVING:
            negated = verb.lemma_ in REMOVING
            yield from told_of(verb, objects(verb), reference, negated=negated)


def supported_places(token: Token) -> bool:
    """Tell whether a company's supported places are said to include others."""
    if token.dep_ != "nsubj" or token.lemma_.lower() not in PLACES:
        return False
    supported = any(k.lower_ in SUPPORTED for k in kids(token, "amod"))
    return supported and bool(kids(token, "poss")) and token.head.lemma_ == "include"


def told_of(
    verb: Token, places: list[Token], reference: Reference, *, negated: bool
) -> Iterator[Draft]:
    """Give the drafts for places that come on the list, are on it, or leave it."""
    thing, spoken = reference.discourse.supported or (None, -9)
    if thing is None or spoken != reference.discourse.sentence:
        return
    stance = stance_of(verb, reference.parsed.doc.text)
    if not stance.asserted:
        return
    sentence = reference.parsed.sentence
    for region in (r for t in places if (r := reference.resolve(t, ("Region",)))):
        yield Draft(
            subject=thing,
            predicate="available_in",
            object=region,
            start=sentence.start,
            end=sentence.end,
            rule="on the list",
            negated=negated != stance.negated,
            modality=stance.modality,
        )


def on_it(verb: Token, reference: Reference) -> Iterator[Draft]:
    """Give the drafts for the places that are, or are not, on the list."""
    discourse = reference.discourse
    thing, spoken = discourse.supported or (None, 0)
    if thing is None or discourse.sentence - spoken > 4:
        return
    subject = [t for s in kids(verb, "nsubj") for t in s.subtree]
    none = bool({"not", "none"} & {t.lower_ for t in subject}) or negative_arguments(verb)
    negated = bool(negative_kids(verb)) or none
    sentence = reference.parsed.sentence
    for token in [t for s in kids(verb, "nsubj", "nsubjpass") for t in s.subtree]:
        naming = reference.parsed.naming(token)
        region = naming.read_as(("Region",)) if naming else None
        if naming is not None and region is not None:
            discourse.listed_in = discourse.sentence
            yield Draft(
                subject=thing,
                predicate="available_in",
                object=Referent(region, naming.start, naming.end),
                start=sentence.start,
                end=sentence.end,
                rule="on the list",
                negated=negated,
                listed=None if negated else "open",
            )
