"""Triggers found in a syntax tree, with their roles filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.catalogue import NameKind
from loaders.extractors.arguments import (
    Argument,
    arguments,
    is_passive,
    kids,
    membership,
    subjects,
    with_conjuncts,
)
from loaders.extractors.frames import Frame, Lexicon, Role
from loaders.extractors.guards import GUARDS
from loaders.extractors.lexicon import words
from loaders.extractors.namings import Reading, Referent
from loaders.extractors.reference import FEATURES, Reference
from loaders.extractors.stance import Stance, stance_of

if TYPE_CHECKING:
    from spacy.tokens import Token


MOST_FILLERS = 60
"""A role takes no more referents: lists of thousands are no sentence."""
CORE = {"subject", "object", "by", "self", "apposition", "maker"}
"""Slots that are preferred: what is offered "for iPhone" or "on Azure" is not the thing itself."""
LISTED = words("place") | {"destination", "location", "place", "area"}
"""Nouns that stand for a list still to come, or just given."""
LIST_TO_COME = (Referent(Reading("", "Region"), 0, 0),)
"""What fills a role until a list names its members."""
MENDED = {"fin": "fine"}
"""Lemmas that the model gets wrong."""
PLAIN_NEEDS = {None, "confined", "unconfined", "kept", "together", "not you"}
"""Conditions that say nothing of what a trigger is about, so its roles are looked for as usual."""
KINDS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}


@dataclass(frozen=True, slots=True)
class Event:
    """A frame at its trigger, with who and what fills its roles."""

    frame: Frame
    trigger: Token
    roles: dict[str, tuple[Referent, ...]]
    stance: Stance


def events(reference: Reference, lexicon: Lexicon, text: str) -> Iterator[Event]:
    """Give the events of a sentence."""
    for token in reference.parsed.tokens:
        if token.i in reference.parsed.namings:
            continue
        frames = list(triggered(token, lexicon))
        if not frames:
            continue
        stance = stance_of(token, text)
        given = arguments(token)
        for frame in frames:
            if GUARDS[frame.needs](token, stance):
                roles = {
                    n: fill(r, token, given, reference, conditional=frame.needs not in PLAIN_NEEDS)
                    for n, r in frame.roles.items()
                }
                yield Event(frame, token, roles, stance)


def triggered(token: Token, lexicon: Lexicon) -> Iterator[Frame]:
    """Give the frames that a token triggers, alone or with its particle."""
    kind = KINDS.get(token.pos_)
    if kind is None or opens_a_date(token):
        return
    lemma = MENDED.get(token.lemma_.lower(), token.lemma_.lower())
    found = {frame.name: frame for frame in lexicon.frames(kind, lemma)}
    for mate in kids(token, "prt", "acomp", "advmod", "prep", "xcomp", "oprd", "ccomp"):
        found |= {f.name: f for f in lexicon.frames(kind, f"{lemma} {mate.lower_}")}
    if kind == "verbs" and token.tag_ == "VBN" and is_passive(token):
        found |= {f.name: f for f in lexicon.frames("adjectives", token.lower_) if not f.needs}
    for frame in found.values():
        if not frame.passive or kind != "verbs" or is_passive(token):
            yield frame


def opens_a_date(token: Token) -> bool:
    """Tell whether a word only leads to a date: "starting 3 July"."""
    leads = token.tag_ == "VBG" and token.lemma_ in {"start", "begin", "commence"}
    return leads and token.dep_ in {"prep", "advcl"} and not kids(token, "dobj", "nsubj")


def fill(
    role: Role,
    trigger: Token,
    given: list[Argument],
    reference: Reference,
    *,
    conditional: bool = False,
) -> tuple[Referent, ...]:
    """Give who or what fills a role."""
    strict = trigger.pos_ in {"VERB", "AUX"} and not conditional
    affected = [a for a in given if a.slot == "object" and not is_region(a.token, reference)]
    transitive = "object" in role.slots and bool(affected)
    near: dict[str, Referent] = {}
    far: dict[str, Referent] = {}
    for argument in given:
        if not (fits(role, trigger, argument) or is_people(role, argument, reference)):
            continue
        if (
            strict
            and argument.slot not in CORE
            and not reached(argument.token, trigger, reference)
        ):
            continue
        if argument.slot == "subject" and transitive and "Service" in role.types:
            continue
        if describes(argument.token, reference) or of_a_part(argument.token):
            continue
        found = near if argument.slot in CORE or "place" in role.slots else far
        beside = [*listed_before(argument), argument]
        told = [r for one in beside for r in referents_of(role, one, reference)]
        found |= {r.key: found.get(r.key, r) for r in told}
        if len(near) + len(far) >= MOST_FILLERS:
            break
    return tuple((near or far).values()) or open_role(role, trigger, given, reference)


def listed_before(argument: Argument) -> tuple[Argument, ...]:
    """Give what a misread list begins with: in "exports of A and B" both are exported."""
    token = argument.token
    of = kids(token.head, "prep") if token.dep_ == "conj" and token.pos_ == "PROPN" else []
    first = [p for k in of if k.lower_ == "of" and k.i < token.i for p in kids(k, "pobj")]
    named = [p for p in first if p.pos_ == "PROPN"] if token.head.pos_ == "NOUN" else []
    return tuple(replace(argument, token=p) for p in named)


def is_region(token: Token, reference: Reference) -> bool:
    """Tell whether a token names a place, which nothing is done to."""
    naming = reference.parsed.naming(token)
    return naming is not None and naming.first.type == "Region"


def describes(token: Token, reference: Reference) -> bool:
    """Tell whether a noun in apposition only describes the name that it follows."""
    beside_name = token.dep_ == "appos" and reference.parsed.naming(token.head) is not None
    return beside_name and reference.parsed.naming(token) is None


def examples(noun: Token, reference: Reference) -> tuple[Referent, ...]:
    """Give the regions that a clause names as examples: "places where ..., like X"."""
    found: list[Referent] = []
    for token in noun.doc[noun.i + 1 :]:
        if token.lower_ == "among" and token.i + 1 < len(token.doc):
            them = token.nbor(1).lower_ in {"them", "these", "those", "which"}
            near = [t for t in token.doc[token.i + 2 : token.i + 4] if reference.parsed.naming(t)]
            inner = with_conjuncts(near[:1]) if them else []
            found += [r for t in inner if (r := reference.resolve(t, ("Region",)))]
        elif token.dep_ == "prep" and token.lower_ in {"like", "including"}:
            inner = with_conjuncts(kids(token, "pobj"))
            found += [r for t in inner if (r := reference.resolve(t, ("Region",)))]
    return tuple(r for r in found if r.named)


def members(noun: Token, reference: Reference) -> tuple[Referent, ...]:
    """Give the regions that are said to be among places: "X is one of the countries where"."""
    verb = membership(noun)
    told = subjects(verb) if verb is not None else []
    return tuple(r for t in told if (r := reference.resolve(t, ("Region",))))


def open_role(
    role: Role, trigger: Token, given: list[Argument], reference: Reference
) -> tuple[Referent, ...]:
    """Leave a role open that "the following countries" fills: a list will name them."""
    if "subject" in role.slots or "Region" not in role.types:
        return ()
    for argument in given:
        noun = argument.token
        some = noun.tag_ == "NNS" or any(k.lower_ in {"any", "every"} for k in kids(noun, "det"))
        lists = some and noun.lemma_.lower() in LISTED
        if lists and fits(role, trigger, argument):
            return (
                members(noun, reference)
                or examples(noun, reference)
                or (Referent(Reading("", "Region"), 0, 0),)
            )
    return (Referent(Reading("", "Region"), 0, 0),) if asks_where(role, trigger) else ()


def asks_where(role: Role, trigger: Token) -> bool:
    """Tell whether a question asks for the places of a role: "where", "on which countries"."""
    first = [t.lower_ for t in trigger.sent[:2]]
    if first[0] == "where":
        return "place" in role.slots
    which = first[-1] in {"which", "what"} and ({first[0], "place"} & role.slots)
    return bool(which) and any(t.lemma_.lower() in LISTED for t in trigger.sent[2:6])


def fits(role: Role, trigger: Token, argument: Argument) -> bool:
    """Tell whether an argument stands where a role is looked for."""
    slot, slots = argument.slot, role.slots
    place = "place" in slots
    if slot in slots or (place and slot in words("place_slots")):
        return slot not in {"poss", "modifier"} or argument.under == trigger
    if slot in {"poss", "modifier"} and "owner" in slots and argument.under is not None:
        return argument.under.lemma_.lower() in words("house_rule")
    if slot == "adverb":
        return place and argument.token.lower_ in {"there", "here"}
    return slot in {"poss", "modifier"} and among_people(argument) and (place or "people" in slots)


def reached(token: Token, trigger: Token, reference: Reference) -> bool:
    """Tell whether only nouns that carry on the matter stand between a token and its trigger."""
    if token.is_ancestor(trigger):
        return True
    for above in token.ancestors:
        if above == trigger or above.pos_ in {"VERB", "AUX"}:
            return True
        if above.pos_ == "NOUN" and above.i not in reference.parsed.namings and not carries(above):
            return False
    return True


def of_a_part(token: Token) -> bool:
    """Tell whether only an unnamed part of a thing is spoken of: "the voice mode of X"."""
    inside = token.dep_ == "pobj" and token.head.lower_ in {"of", "in"}
    return inside and token.head.head.lemma_.lower() in FEATURES


def carries(noun: Token) -> bool:
    """Tell whether what is done to a noun is done to what hangs on it."""
    lemma = noun.lemma_.lower()
    return any(
        lemma in words(name)
        for name in ("bridge", "thing", "people", "policy", "company", "place")
    )


def is_people(role: Role, argument: Argument, reference: Reference) -> bool:
    """Tell whether an argument is the people of a region ("Canadians can use it")."""
    naming = reference.parsed.naming(argument.token)
    plural = argument.token.text.endswith("s") and argument.slot not in {"poss", "modifier"}
    people = naming is not None and plural and naming.is_demonym()
    return people and bool({"place", "people"} & role.slots)


def among_people(argument: Argument) -> bool:
    """Tell whether a word modifies people or customers; "the Chinese firm" is no customer."""
    noun = argument.under
    if noun is None or noun.lemma_.lower() not in words("people"):
        return False
    if argument.token.i + 1 < len(argument.token.doc) and argument.token.nbor(1).text == "-":
        return False
    one_firm = noun.lemma_.lower() in words("company") and noun.tag_ == "NN"
    return not one_firm


def misread_actor(argument: Argument, reference: Reference) -> bool:
    """Tell whether a region only ends a list of places: "exports to A and B need a licence"."""
    first = argument.token
    while first.dep_ == "conj":
        first = first.head
    naming = reference.parsed.naming(argument.token)
    listed = first != argument.token and first.pos_ == "NOUN"
    plain = listed and reference.parsed.naming(first) is None
    return plain and naming is not None and naming.first.type == "Region"


def referents_of(role: Role, argument: Argument, reference: Reference) -> list[Referent]:
    """Resolve an argument to the classes of a role."""
    naming = reference.parsed.naming(argument.token)
    if "GovernmentBody" in role.types and misread_actor(argument, reference):
        return []
    modifies = argument.slot in {"poss", "modifier"} or is_people(role, argument, reference)
    if naming is not None and modifies and "Region" in role.types:
        reading = naming.read_as(("Region",), tuple(NameKind))
        if reading is not None:
            return [Referent(reading, naming.start, naming.end)]
    return reference.resolve_all(argument.token, role.types)
