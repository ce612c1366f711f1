"""Members of a family that a text tells apart: "the multi-modal models", "the 7B models"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.extractors.arguments import kids
from loaders.extractors.lexicon import words
from loaders.extractors.namings import Reading, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.extractors.reference import Reference

VARIANTS = {"model", "version", "variant", "edition", "weight"}
SIZE = re.compile(r"\d+(?:\.\d+)?[BMT]", re.IGNORECASE)
VERSION = re.compile(r"\d+(?:\.\d+)?")
POINTING = {"the", "these", "those", "both", "its", "their"}


def variants(token: Token, reference: Reference) -> list[Referent]:
    """Give the members of the family last spoken of that a plural noun tells apart."""
    if not (token.tag_ == "NNS" and token.lemma_.lower() in VARIANTS and pointed_out(token)):
        return []
    start, end = reference.parsed.span(token)
    family = versioned(reference.discourse.latest(["Model"], start, blocks=4), start, reference)
    first = head_of(token).left_edge.i
    told = [t for t in token.doc[first : token.i] if t.text.lower() not in POINTING]
    if family is None or not told or any(t.i in reference.parsed.namings for t in told):
        return []
    sizes = [t.text for t in told if SIZE.fullmatch(t.text)]
    if sizes:
        return [member(family, size, (start, end), reference) for size in sizes]
    plain = "".join(t.text_with_ws for t in told).strip()
    vague = {t.lower_ for t in told} & (words("vague") | {"previous", "earlier", "old", "older"})
    here = (reference.parsed.span(told[0])[0], end)
    return [] if vague else [kind(family, plain, here, reference)]


def versioned(family: Referent | None, before: int, reference: Reference) -> Referent | None:
    """Take the version that a text is about for its family: "Llama 3.2" where "Llama" is named."""
    if family is None:
        return None
    name = f"{family.reading.name.removesuffix(' models')} "

    def newer(found: Referent) -> bool:
        same = found.reading.name.startswith(name) and found.reading.provider
        return bool(same) and VERSION.fullmatch(found.reading.name[len(name) :]) is not None

    return reference.discourse.latest(["Model"], before, newer, blocks=4) or family


def pointed_out(token: Token) -> bool:
    """Tell whether a plural noun speaks of things that were spoken of."""
    return any(k.lower_ in POINTING for k in kids(head_of(token), "det", "poss", "predet"))


def head_of(token: Token) -> Token:
    """Give the first of the sizes before a noun: "the 7B and 14B models"."""
    joined = token.dep_ == "conj" and SIZE.fullmatch(token.head.text)
    return token.head if joined else token


def member(family: Referent, tail: str, span: tuple[int, int], reference: Reference) -> Referent:
    """Give a member of a family by its size."""
    name = f"{family.reading.name.removesuffix(' models')} {tail}"
    return Referent(known(name, reference) or made(family, name), *span)


def kind(family: Referent, told: str, span: tuple[int, int], reference: Reference) -> Referent:
    """Give the members of a family that an adjective tells apart, as one."""
    family_name = family.reading.name.removesuffix(" models")
    joined = re.sub(r"\s?-\s?", "", told)
    for name in (f"{family_name} {joined} models", f"{joined} {family_name}"):
        found = known(name, reference)
        if found is not None:
            return Referent(found, *span)
    return Referent(made(family, f"{family_name} {told} models"), *span)


def known(name: str, reference: Reference) -> Reading | None:
    """Give the model that the catalogue knows by a name."""
    return reference.knowledge.named(name, ("Model",))


def made(family: Referent, name: str) -> Reading:
    """Make a member of a family that the catalogue does not know."""
    maker = family.reading.provider
    return Reading(" ".join(name.split()), "Model", None, provider=maker)
