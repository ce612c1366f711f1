"""What a possessor says: "its API", "the firm's Russian subsidiary", "X's data centres in Y"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.catalogue import NameKind
from loaders.extractors.arguments import MODIFIERS, kids
from loaders.extractors.drafts import Draft
from loaders.extractors.lexicon import words
from loaders.extractors.namings import Referent
from loaders.extractors.reference import FIRMS, PROPER, THINGS, Reference
from loaders.extractors.sentences import Sentence
from loaders.extractors.stance import stance_of

PLACES = (NameKind.NAME, NameKind.CAPITAL, NameKind.DEMONYM)
STANDING = words("premises") - {"business", "agent", "representative", "region", "store"}
"""What a company has where it works."""


def possession_drafts(reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Give what the possessors of a sentence say: products that are known, and premises."""
    for token in reference.parsed.tokens:
        lemma = token.lemma_.lower()
        if token.i in reference.parsed.namings:
            yield from new_things(token, reference, sentence)
        if token.pos_ not in {"NOUN", "PROPN"} or token.i in reference.parsed.namings:
            continue
        if lemma in words("service") | words("model"):
            yield from products(token, reference, sentence)
            yield from made_by(token, reference, sentence)
        if lemma in STANDING:
            yield from premises(token, reference, sentence)


def products(token: Token, reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read "its API" and "OpenAI's chatbot" where the catalogue knows that very product."""
    owner = reference.owner(token) or reference.doer(token)
    if owner is None or owner.reading.id is None:
        return
    compounds = [k.text for k in kids(token, "compound") if not reference.parsed.naming(k)]
    for noun in (" ".join([*compounds, token.lemma_]), *compounds, token.lemma_):
        product = reference.knowledge.product(owner.reading, noun, THINGS)
        if product is not None:
            start, end = reference.parsed.span(token)
            thing = Referent(product, start, end, named=False)
            yield stated(owner, "offers", thing, sentence, "product of an owner")
            return


def made_by(token: Token, reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read "X, a model from a Y company"."""
    if token.dep_ != "appos":
        return
    naming = reference.parsed.naming(token.head)
    thing = naming.read_as(THINGS, PROPER) if naming else None
    sources = [
        p for k in kids(token, "prep") if k.lower_ in {"from", "by"} for p in kids(k, "pobj")
    ]
    near = [t for p in sources for t in (p, *kids(p, "compound", "nmod", "poss"))]
    for source in near if naming is not None and thing is not None else ():
        named = reference.parsed.naming(source)
        firm = named.read_as(FIRMS, PROPER) if named else None
        if naming is not None and thing is not None and named is not None and firm is not None:
            maker = Referent(firm, named.start, named.end)
            made = Referent(thing, naming.start, naming.end)
            yield stated(maker, "offers", made, sentence, "a thing from its maker")
            return


def new_things(token: Token, reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read "the company's new X" of a thing that the catalogue does not hold."""
    naming = reference.parsed.naming(token)
    thing = naming.read_as(THINGS) if naming else None
    if naming is None or thing is None or thing.id or thing.provider:
        return
    noun = token.head if token.dep_ in {"compound", "appos", "nmod"} else token
    for own in (token, noun):
        owner = reference.owner(own) if kids(own, "poss") else None
        if owner is not None:
            there = Referent(thing, naming.start, naming.end)
            yield stated(owner, "offers", there, sentence, "its new thing")
            return


def premises(token: Token, reference: Reference, sentence: Sentence) -> Iterator[Draft]:
    """Read "its Russian subsidiary" and "the firm's office in Tokyo"."""
    owner = reference.owner(token)
    stance = stance_of(token, "")
    if owner is None or not stance.asserted or stance.negated:
        return
    inner = [p for k in kids(token, "prep") if k.lower_ == "in" for p in kids(k, "pobj")]
    before = [k for k in token.children if k.dep_ in MODIFIERS]
    for place in [*inner, *before]:
        naming = reference.parsed.naming(place)
        region = naming.read_as(("Region",), PLACES) if naming else None
        if naming is not None and region is not None and region.id:
            plain = reference.knowledge.reading(region.id) or region
            there = Referent(plain, naming.start, naming.end)
            draft = stated(owner, "operates_in", there, sentence, "premises")
            yield replace(draft, modality=stance.modality)


def stated(
    subject: Referent, predicate: str, object_: Referent, sentence: Sentence, rule: str
) -> Draft:
    """Make a plain draft."""
    return Draft(
        subject=subject,
        predicate=predicate,
        object=object_,
        start=sentence.start,
        end=sentence.end,
        rule=rule,
    )
