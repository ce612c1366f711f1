"""Lists of supported places that a text speaks of: whose they are, and who is on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extractors.arguments import governing_verb, is_passive, is_verb, kids, subjects
from loaders.extractors.drafts import Draft
from loaders.extractors.namings import Referent
from loaders.extractors.reference import FIRMS, Reference, definite
from loaders.extractors.stance import negative_arguments, negative_kids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

SUPPORTED = {"supported", "served", "available"}
PLACES = {"country", "territory", "region", "place", "market"}
COUNTING = {"run", "include", "comprise", "contain", "hold", "name", "count", "cover", "list"}
"""Verbs that say how many places a list has."""


def list_drafts(reference: Reference) -> Iterator[Draft]:
    """Read "A and B are on the list", and "C is not" after it, of a list told of before."""
    for token in reference.parsed.doc:
        if token.lemma_.lower() == "list" and token.pos_ == "NOUN":
            if speaks_of_places(token):
                remember(token, reference)
            elif is_that_list(token):
                yield from on_it(token.head.head, reference)
        elif on_that(token, reference):
            yield from on_it(token.head.head, reference)
        elif ellipsis(token, reference) or is_supported(token):
            yield from on_it(token, reference)


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
    if owner is not None:
        thing = reference.discourse.offers.get(owner.key)
        reference.discourse.list_owner = owner
        reference.discourse.supported = (thing or owner, reference.discourse.sentence)


def is_that_list(token: Token) -> bool:
    """Tell whether a list is the one spoken of: "on the list"."""
    definite = any(k.lower_ in {"the", "this", "that"} for k in kids(token, "det"))
    bare = not kids(token, "compound", "amod", "poss", "acl", "relcl") and not kids(token, "prep")
    on = token.head.lower_ == "on" and token.head.head.lemma_ in {"be", "remain", "stay"}
    return definite and bare and on


def on_that(token: Token, reference: Reference) -> bool:
    """Tell whether "it" is a list that the sentence before told of: "China is not on it"."""
    _, spoken = reference.discourse.supported or (None, -9)
    near = reference.discourse.sentence - spoken in {1, 2}
    on = token.head.lower_ == "on" and token.head.head.lemma_ in {"be", "remain", "stay"}
    return near and on and token.lower_ == "it" and token.dep_ == "pobj"


def ellipsis(token: Token, reference: Reference) -> bool:
    """Tell whether a verb leaves "on the list" to the sentence before: "C and D are not"."""
    told = reference.discourse.listed_in
    bare = token.lemma_ == "be" and not kids(token, "acomp", "attr", "prep", "advmod", "expl")
    likewise = token.dep_ == "conj" and any(
        k.lower_ in {"neither", "nor"} for k in (*token.children, *token.head.children)
    )
    here = reference.discourse.sentence
    return bare and (
        (token.dep_ in {"ROOT", "ccomp"} and told == here - 1) or (likewise and told == here)
    )


def is_supported(token: Token) -> bool:
    """Tell whether places are said to be supported, by nobody in particular."""
    return token.lemma_ == "support" and is_passive(token) and not kids(token, "agent")


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
