"""How firmly something is said: negation, plans, proposals, hearsay, mere possibilities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model.statement import Modality
from loaders.extractors.arguments import (
    DEPTH,
    governing_verb,
    is_verb,
    kids,
    membership,
    objects,
)
from loaders.extractors.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token


NEGATIVE = {"no", "not", "n't", "never", "neither", "nor", "hardly", "cannot", "nobody", "none",
            "nowhere"}  # fmt: skip
FUTURE = {"will", "shall", "'ll", "wo"}
POSSIBLE = {"may", "might", "could"}
ABLE = {"can", "ca", "could"}
PERMITTED = {"use", "access", "reach", "download", "go", "keep", "continue", "subject"}
SOLD = {"sell", "ship", "export", "supply", "offer", "buy"}
AGAIN = re.compile(r"\bmay (?:once )?(?:again|still|once more)\b|\bagain\b", re.IGNORECASE)
STILL = re.compile(r"\b(?:still|already|again|until|no longer)\b", re.IGNORECASE)
OPEN = {
    "prep",
    "pobj",
    "dobj",
    "attr",
    "nsubj",
    "nsubjpass",
    "acl",
    "xcomp",
    "pcomp",
    "acomp",
    "oprd",
}
DUTY = {"oblige", "mandate"}
"""Verbs of rules: what they want done is not done by that."""
OUGHT = {"should", "ought"}
TELLING = frozenset().union(
    *(words(name) for name in ("saying", "planning", "proposing", "supposing", "denying_verbs"))
)
HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|rumou?r(?:s|ed)?|purportedly|unconfirmed"
    r"|according to (?:\w+ )?(?:people|sources|reports?|media|insiders|a person)"
    r"|(?:is|are|was|were) said to)\b",
    re.IGNORECASE,
)


RETRACTED = re.compile(
    r"\b(?:earlier|previous|prior) version of this|\bcorrects? (?:an|the) (?:earlier|previous)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Stance:
    """What the words around a trigger make of it."""

    negated: bool = False
    modality: Modality = Modality.ACTUAL
    asserted: bool = True
    future: bool = False
    able: bool = False
    asked: bool = False

    def weaken(self, modality: Modality) -> None:
        """Take the weaker of two modalities."""
        order = list(Modality)
        self.modality = max(self.modality, modality, key=order.index)


def stance_of(trigger: Token, text: str) -> Stance:
    """Read the stance of a trigger from the words that govern it, up to the main verb."""
    found = Stance()
    if text.rstrip('"”’) ').endswith("?"):
        found.asked = True
    retracted, hearsay = passed_on(text)
    if retracted:
        found.asserted = False
    if hearsay:
        found.weaken(Modality.RUMOURED)
    if any(supposed(verb) for verb in trigger.ancestors) or kids(trigger, "csubj"):
        found.asserted = False
    here = start_of(trigger, found)
    for _ in range(DEPTH):
        local(here, found)
        if commands(here):
            found.asserted = False
        above = govern(here, found)
        if above is None:
            break
        here = above
    return found


@lru_cache(maxsize=16)
def passed_on(text: str) -> tuple[bool, bool]:
    """Tell whether a sentence takes something back, and whether it only passes it on."""
    return RETRACTED.search(text) is not None, HEARSAY.search(text) is not None


def commands(verb: Token) -> bool:
    """Tell whether a verb is, or stands below, an order to the reader ("record that ...")."""
    top = next((a for a in (verb, *verb.ancestors) if a.dep_ == "ROOT"), verb)
    bare = top.tag_ in {"VB", "VBP"} and not kids(top, "nsubj", "nsubjpass", "aux", "expl")
    return bare and (top.i == top.sent.start or top == verb)


def phrase_stance(noun: Token) -> Stance:
    """Read the stance of a noun phrase for itself: "the proposed rule"."""
    found = Stance()
    proposed = {"propose", "proposed", "draft", "planned", "possible"}
    if any(k.lemma_ in proposed or k.lower_ in proposed for k in kids(noun, "amod", "compound")):
        found.weaken(Modality.PROPOSED)
    if any(k.lower_ in {"no", "any"} for k in kids(noun, "det")):
        found.asserted = False
    verb = governing_verb(noun)
    if verb is not None and noun in objects(verb) and verb.lemma_ in words("proposing"):
        found.weaken(Modality.PROPOSED)
    return found


def start_of(trigger: Token, found: Stance) -> Token:
    """Give the verb that carries a trigger: itself, its copula, or a noun's light verb."""
    if is_verb(trigger):
        return trigger
    if trigger.pos_ == "ADJ" and is_verb(trigger.head):
        if negative_kids(trigger):
            found.negated = not found.negated
        return trigger.head
    return carrier(trigger, found)


def carrier(noun: Token, found: Stance) -> Token:
    """Give the verb that carries a noun, with what the noun's own words say of it."""
    if any(k.lower_ in NEGATIVE for k in kids(noun, "det", "neg", "advmod")):
        found.negated = found.negated == denies_its_verb(noun)
    described(noun, found)
    verb = governing_verb(noun)
    if verb is None:
        return noun
    undone = with_particle(verb) & (words("lifting") | words("refusing"))
    if on_hold(verb) or over(noun, verb) or (undone and noun in objects(verb)):
        found.negated = not found.negated
    elif verb.lemma_ in words("proposing"):
        found.weaken(Modality.PROPOSED)
    elif verb.lemma_ in {"avoid", "escape", "fear", "oppose"}:
        found.asserted = False
    return verb


def described(noun: Token, found: Stance) -> None:
    """Read the adjectives by which a noun is only proposed, or still to come."""
    told = {word for k in kids(noun, "amod") for word in (k.lemma_, k.lower_)}
    if told & {"propose", "proposed", "draft", "planned", "possible"}:
        found.weaken(Modality.PROPOSED)
    if told & {"upcoming", "forthcoming", "planned", "coming"}:
        found.weaken(Modality.ANNOUNCED)


def over(noun: Token, verb: Token) -> bool:
    """Tell whether what a noun names has come to its end: "the ban expired"."""
    return noun.dep_ == "nsubj" and verb.lemma_ in {"end", "expire", "lapse"} and not objects(verb)


def on_hold(verb: Token) -> bool:
    """Tell whether something is, or is put, on hold."""
    waiting = [p for k in kids(verb, "prep") if k.lower_ == "on" for p in kids(k, "pobj")]
    return any(t.lower_ in {"hold", "ice"} for t in waiting)


def denies_its_verb(noun: Token) -> bool:
    """Tell whether the "no" of a noun is counted as the denial of its verb ("has no access")."""
    denied = any(k.lower_ in {"no", "neither"} for k in kids(noun, "det", "preconj"))
    return denied and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and is_verb(noun.head)


def with_particle(verb: Token) -> set[str]:
    """Give the lemma of a verb, alone and with its particle ("put off")."""
    return {verb.lemma_, *(f"{verb.lemma_} {k.lower_}" for k in kids(verb, "prt"))}


def local(verb: Token, found: Stance) -> None:
    """Read the auxiliaries, negations and marks of one verb."""
    if negative_kids(verb) or negative_arguments(verb):
        found.negated = not found.negated
    if (
        verb.dep_ == "ROOT"
        and verb.tag_ == "VB"
        and any(k.lower_ == "to" for k in kids(verb, "aux"))
    ):
        found.future = True
        found.weaken(Modality.ANNOUNCED)
    auxiliaries = {k.lower_ for k in kids(verb, "aux", "auxpass")}
    lasting = verb.lemma_ in words("lasting")
    if (auxiliaries & FUTURE or going_to(verb)) and not lasting:
        found.future = True
        found.weaken(Modality.ANNOUNCED)
    if auxiliaries & ABLE:
        found.able = True
    conditional(verb, auxiliaries, found)
    if any(k.lower_ in words("hypothetical") for k in kids(verb, "mark", "advmod")):
        found.asserted = False


def conditional(verb: Token, auxiliaries: set[str], found: Stance) -> None:
    """Read may, might, could, would and should."""
    if auxiliaries & POSSIBLE and not kids(verb, "acomp"):
        prohibition = "may" in auxiliaries and found.negated
        allowed = {"could", "may"} if STILL.search(verb.sent.text) else {"may"}
        again = PERMITTED | SOLD if AGAIN.search(verb.sent.text) else PERMITTED
        permission = auxiliaries & allowed and verb.lemma_ in again
        found.asserted = found.asserted and (prohibition or bool(permission))
    if auxiliaries & OUGHT:
        found.asserted = found.asserted and reported(verb)
        found.weaken(Modality.PROPOSED)
    if auxiliaries & {"would", "'d"}:
        if reported(verb):
            found.future = True
            found.weaken(Modality.ANNOUNCED)
        else:
            found.weaken(Modality.PROPOSED)
            found.asserted = found.asserted and not unreal(verb)


def unreal(verb: Token) -> bool:
    """Tell whether "would" speaks of what is only imagined: an if-clause, "would have"."""
    clauses = [c for c in kids(verb, "advcl") if c.lemma_ not in words("lawmaking")]
    imagined = any(
        k.lower_ in words("hypothetical")
        for c in clauses
        for k in kids(c, "mark", "advmod", "aux")
    )
    return imagined or any(k.lower_ == "have" for k in kids(verb, "aux"))


def reported(verb: Token) -> bool:
    """Tell whether a clause is what somebody said."""
    here = verb
    for _ in range(3):
        if here.dep_ == "conj":
            here = here.head
    return here.dep_ == "ccomp" and here.head.lemma_ in words("saying") | words("planning")


def going_to(verb: Token) -> bool:
    """Tell whether a bare "is to", "is due to", "is set to" stands before a verb."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.tag_ == "VB"


def negative_kids(token: Token) -> list[Token]:
    """Give the words that deny a verb or adjective; "not only" and "not the first" do not."""
    found = [
        k
        for k in token.children
        if k.dep_ == "neg" or (k.dep_ in {"advmod", "preconj", "cc"} and k.lower_ in NEGATIVE)
    ]
    no_longer = [k for k in kids(token, "advmod", "npadvmod") if k.lower_ == "longer"]
    if not found and no_longer:
        found = no_longer
    following = {k.nbor(1).lower_ for k in found if k.i + 1 < len(k.doc)}
    return [] if following & {"only", "just", "merely", "least", "the"} else found


def negative_arguments(verb: Token) -> bool:
    """Tell whether a subject or object denies the verb: "no provider", "nobody", "nothing"."""
    ends = kids(verb, "nsubj", "nsubjpass")[-1:] + kids(verb, "dobj", "attr", "preconj")
    near = [t for e in ends for t in (e, *kids(e, "det", "preconj"))]
    return any(t.lower_ in {"no", "nobody", "none", "neither", "nothing"} for t in near)


def govern(here: Token, found: Stance) -> Token | None:
    """Apply what governs a verb to the stance, and give the governor to go on with."""
    head, dep = here.head, here.dep_
    if joined(here):
        return head
    if dep in {"advcl", "xcomp", "acl", "relcl"} and purpose(here):
        aim(head, found)
    if dep == "advcl" and purpose(here) and asked_of(head):
        return under(here, head, found)
    if dep == "advcl" and any(k.lower_ == "off" for k in kids(head, "prt")):
        return under(here, head, found)
    if head == here or dep in {"relcl", "advcl"}:
        conditional_clause(here, found)
        if dep == "relcl" and any(k.lower_ in {"every", "each", "any"} for k in kids(head, "det")):
            found.asserted = False
        return membership(head) if dep == "relcl" else None
    if dep == "ccomp":
        return None if stands_apart(here) else told(head, found)
    return under(here, head, found) if dep in OPEN else None


def purpose(verb: Token) -> bool:
    """Tell whether a verb stands in an infinitive that says what for."""
    return verb.tag_ == "VB" and any(k.lower_ == "to" for k in kids(verb, "aux"))


def asked_of(verb: Token) -> bool:
    """Tell whether a verb asks or orders somebody to do something."""
    asks = verb.lemma_ in words("object_control") & (words("proposing") | {"order", "tell"})
    return asks and bool(kids(verb, "dobj", "nsubjpass"))


def aim(head: Token, found: Stance) -> None:
    """Take what something is needed for, or done for, for no more than that."""
    needed = {"require", "need", "necessary", "mandatory", "want", "seek", "request"}
    others = any(k.pos_ in {"PROPN", "PRON"} for k in kids(head, "dobj"))
    if (head.lemma_ in needed and not others) or not_given(head):
        found.asserted = False


def joined(verb: Token) -> bool:
    """Tell whether a verb is coordinated with another and shares what stands before that.

    A participle after a comma is often taken for a clause of its own.
    """
    head = verb.head
    own = kids(verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark")
    if own or not is_verb(head):
        return False
    loose = verb.dep_ == "advcl" and bool(kids(head, "auxpass")) and verb.tag_ == "VBN"
    return loose or (verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN"})


def stands_apart(clause: Token) -> bool:
    """Tell whether a clause is one of its own that the syntax hangs on a later one.

    It comes before the other one, set off by a colon, a semicolon or a dash, or the other verb
    tells nothing ("X is not available in A, B included").
    """
    head = clause.head
    if clause.i > head.i:
        return False
    marks = {t.text for t in clause.doc[clause.i : head.i] if t.dep_ == "punct"}
    return bool(marks & {":", ";", "—", "–"}) or head.lemma_ not in TELLING


def supposed(verb: Token) -> bool:
    """Tell whether a verb stands in a clause with "if" or the like."""
    marks = kids(verb, "mark", "advmod", "aux") if verb.dep_ in {"advcl", "ccomp", "pcomp"} else []
    return any(k.lower_ in words("hypothetical") for k in marks)


def conditional_clause(here: Token, found: Stance) -> None:
    """Take a clause with "if" for a mere supposition."""
    if any(k.lower_ in words("hypothetical") for k in kids(here, "mark", "advmod", "aux")):
        found.asserted = False


def told(head: Token, found: Stance) -> Token | None:
    """Apply the verb that a clause is told by, or that lets or makes somebody do it."""
    lemma = head.lemma_
    if lemma in DUTY:
        found.asserted = False
    if lemma in words("object_control") - words("saying"):
        weigh(head, found)
        return head
    denied = bool(negative_kids(head)) or (head.pos_ == "ADJ" and bool(negative_kids(head.head)))
    said_of_it = {k.lemma_ for k in kids(head, "acomp")} if lemma == "be" else set()
    if denied or (said_of_it | {lemma}) & words("denying_verbs"):
        found.asserted = False
    elif lemma in words("proposing"):
        found.weaken(Modality.PROPOSED)
    elif lemma in words("supposing"):
        found.weaken(Modality.RUMOURED)
    return head if lemma in {"ensure", "mean", "make", "plan", "think"} else None


def under(here: Token, head: Token, found: Stance) -> Token | None:
    """Apply the verb, noun or adjective that an open clause hangs on."""
    if head.pos_ == "ADP":
        found.negated = found.negated != (head.lower_ in {"against", "without"})
        return head
    if here.dep_ in {"dobj", "attr", "nsubj", "nsubjpass", "pobj"} and not noun_of_will(here):
        return None
    weigh(head, found)
    if head.lemma_ in DUTY:
        found.asserted = False
    if here.dep_ == "acl" and head.lemma_.lower() in words("unproven"):
        found.asserted = False
    if here.dep_ in {"xcomp", "acl"} and head.lemma_ == "be":
        found.weaken(Modality.ANNOUNCED)
        found.future = True
    return head


def not_given(permission: Token) -> bool:
    """Tell whether a permission is only needed or asked for: "needs a licence to sell"."""
    if permission.lemma_.lower() not in words("permission"):
        return False
    verb = governing_verb(permission)
    wanting = {"need", "require", "want", "seek", "request", "lack", "await", "apply"}
    return verb is not None and verb.lemma_ in wanting


def weigh(head: Token, found: Stance) -> None:
    """Apply a governing word by its class: refusing, proposing, planning, trying."""
    lemma = head.lemma_.lower()
    if lemma in {"have", "be", "remain"} and any(k.lower_ == "yet" for k in kids(head, "advmod")):
        found.negated = not found.negated
    put_off = lemma == "put" and any(k.lower_ == "off" for k in kids(head, "prt"))
    if on_hold(head):
        found.negated = not found.negated
    elif put_off or lemma in {"postpone", "defer"}:
        found.weaken(Modality.ANNOUNCED)
    elif lemma in words("refusing"):
        found.negated = not found.negated
    elif lemma in words("proposing"):
        found.weaken(Modality.PROPOSED)
    elif lemma in words("planning"):
        found.future = True
        found.weaken(Modality.ANNOUNCED)
    elif lemma in words("trying"):
        found.asserted = found.asserted and lemma in words("able_nouns")


def noun_of_will(noun: Token) -> bool:
    """Tell whether a noun carries on the clause below it: "the decision to block"."""
    lemma = noun.lemma_.lower()
    return any(lemma in words(name) for name in ("planning", "proposing", "refusing", "trying"))
