"""Which of a sentence's dates belong to an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.period import earliest
from loaders.extractors.arguments import DEPTH, governing_verb, is_exception, is_verb
from loaders.extractors.dates import MONTHS, NUMBERS, When, shifted
from loaders.extractors.lexicon import words
from loaders.extractors.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token


PARTS = {"end", "beginning", "start", "middle"}
"""Nouns for a part of a month or year."""


UNITS = {"day", "week", "month", "year"}


@dataclass(frozen=True, slots=True)
class Timing:
    """From when and until when something holds."""

    valid_from: str | None = None
    valid_to: str | None = None


def timing_of(trigger: Token, parsed: Parsed, dates: list[When], *, future: bool) -> Timing:
    """Give the dates that hang on a trigger."""
    start: str | None = None
    end: str | None = None
    future = future or scheduled(trigger)
    for when in dates:
        token = token_at(parsed, when)
        if token is None or when.role == "bound" or not belongs(token, trigger):
            continue
        put_off = when.role == "to" and is_put_off(trigger)
        if when.role == "to" and not put_off and of_a_noun(token, trigger):
            continue
        if when.role == "for" and not perfect(trigger):
            continue
        governor = governor_of(token)
        told_past = governor is not None and governor != trigger and past(governor)
        value = when.value(future=future and not told_past)
        if when.role == "from" and present(trigger):
            value = when.near or value
        if when.role == "to" and not put_off:
            end = end or value
        elif start is None or when.role == "from":
            start = value
    return Timing(start or spaced(trigger, parsed, dates), end)


def is_put_off(trigger: Token) -> bool:
    """Tell whether something is put off until a day, on which it is then to begin."""
    return any(puts_off(verb) for verb in (trigger, *trigger.ancestors))


def puts_off(verb: Token) -> bool:
    """Tell whether a verb puts something off."""
    off = any(k.lower_ == "off" for k in verb.children if k.dep_ == "prt")
    return verb.lemma_ in {"postpone", "delay", "defer"} or (verb.lemma_ == "put" and off)


def spaced(trigger: Token, parsed: Parsed, dates: list[When]) -> str | None:
    """Read "four weeks after it had been blocked, it came back on 28 April" backwards."""
    clause = apart_in_time(trigger)
    unit = next((k for k in clause.children if k.dep_ == "npadvmod"), None) if clause else None
    if clause is None or unit is None or unit.lemma_ not in UNITS:
        return None
    main = next((w.past for w in dates if w.past and dates_main(w, clause.head, parsed)), None)
    number = next((NUMBERS[k.lower_] for k in unit.children if k.lower_ in NUMBERS), None)
    if main is None or number is None or len(main) < 10:
        return None
    earlier = any(k.lower_ == "after" for k in clause.children)
    return shifted(earliest(main), -number if earlier else number, unit.lemma_)


def apart_in_time(trigger: Token) -> Token | None:
    """Give the clause with "after" or "before" in which a trigger stands."""
    here = trigger
    for _ in range(DEPTH):
        marked = any(k.lower_ in {"after", "before"} for k in here.children if k.dep_ == "mark")
        if here.dep_ == "advcl" and marked:
            return here
        if here.head == here or here.dep_ not in {"xcomp", "acomp", "conj"}:
            return None
        here = here.head
    return None


def dates_main(when: When, verb: Token, parsed: Parsed) -> bool:
    """Tell whether a date hangs on a verb itself."""
    token = token_at(parsed, when)
    return token is not None and when.role != "bound" and governor_of(token) == verb


def perfect(trigger: Token) -> bool:
    """Tell whether something has been so until now: "has been blocked for two years"."""
    verbs = [trigger, trigger.head] if trigger.pos_ == "ADJ" else [trigger]
    return any(k.lower_ in {"has", "have"} and k.dep_ == "aux" for v in verbs for k in v.children)


def present(trigger: Token) -> bool:
    """Tell whether something is told in the present tense: "starting 3 July, it is sold"."""
    verbs = [trigger, trigger.head] if trigger.pos_ == "ADJ" else [trigger]
    told = [
        t for v in verbs for t in (v, *(k for k in v.children if k.dep_ in {"aux", "auxpass"}))
    ]
    tenses = {t.tag_ for t in told}
    return bool(tenses & {"VBZ", "VBP"}) and "VBD" not in tenses and not perfect(trigger)


def scheduled(trigger: Token) -> bool:
    """Tell whether a present tense speaks of what is to come: "support ends in July"."""
    return trigger.tag_ in {"VBZ", "VBP"} and trigger.lemma_ in words("scheduled")


def token_at(parsed: Parsed, when: When) -> Token | None:
    """Give the highest token of a date."""
    inside = [t for t in parsed.tokens if when.start - 2 <= parsed.span(t)[0] < when.end]
    tops = [t for t in inside if t.head not in inside or t.head == t]
    return tops[0] if tops else None


def belongs(date: Token, trigger: Token) -> bool:
    """Tell whether a date hangs on a trigger, or on a verb that only carries it."""
    governor = governor_of(date)
    if governor is None:
        return False
    chain = carriers(trigger)
    if governor in chain or trigger in carriers(governor):
        return True
    later = puts_off(governor) and governor.is_ancestor(trigger)
    return later or shared(date, governor, trigger) or at_that_time(governor, chain)


def shared(date: Token, governor: Token, trigger: Token) -> bool:
    """Tell whether a date before the first of coordinated verbs holds for the next one too."""
    joined = trigger.dep_ == "conj" and trigger.head == governor
    return joined and date.i < governor.i and not any(k.dep_ == "nsubj" for k in trigger.children)


def at_that_time(governor: Token, chain: list[Token]) -> bool:
    """Tell whether a clause with "when", or "since it opened", dates the main clause."""
    when = any(
        k.lower_ in {"when", "as", "since"}
        for k in governor.children
        if k.dep_ in {"advmod", "mark"}
    )
    return governor.dep_ == "advcl" and when and governor.head in chain


def past(verb: Token) -> bool:
    """Tell whether a verb is in the past tense."""
    return verb.tag_ == "VBD" or any(k.tag_ == "VBD" for k in verb.children if k.dep_ == "aux")


def of_a_noun(date: Token, trigger: Token) -> bool:
    """Tell whether "until" limits a noun only: "a period of grace until March"."""
    head = date.head
    while head.lemma_ in PARTS or head.pos_ in {"ADP", "NUM", "SCONJ"} or is_month(head):
        if head.head == head:
            return False
        head = head.head
    return head.pos_ == "NOUN" and head != trigger


def is_month(token: Token) -> bool:
    """Tell whether a token is part of a date."""
    return token.lower_ in MONTHS or token.like_num


def governor_of(date: Token) -> Token | None:
    """Give the verb, adjective or event noun that a date hangs on."""
    here = date
    for _ in range(DEPTH):
        if here.head == here:
            return here
        here = here.head
        starting = here.lemma_ in {"start", "begin", "commence"} and here.dep_ in {
            "advcl",
            "acl",
            "prep",
        }
        if here.dep_ == "relcl" and any(k.dep_ == "neg" for k in here.children):
            continue
        if (is_verb(here) or here.pos_ == "ADJ") and not starting:
            return here.head if here.pos_ == "ADJ" and is_verb(here.head) else here
        if is_exception(here):
            return None
        if here.lemma_ in PARTS:
            continue
        if here.pos_ == "NOUN" and here.dep_ not in {
            "pobj",
            "npadvmod",
            "nmod",
            "compound",
            "conj",
        }:
            return here
    return None


def carriers(trigger: Token) -> list[Token]:
    """Give a trigger with the verbs and nouns that stand for it in the clause."""
    found = [trigger]
    here = trigger
    if trigger.pos_ == "NOUN":
        formed_as = trigger.dep_ == "pobj" and trigger.head.lower_ == "as"
        verb = trigger.head.head if formed_as else governing_verb(trigger)
        return [trigger, verb] if verb is not None else found
    for _ in range(DEPTH):
        head = here.head
        opens = here.dep_ in {"xcomp", "acl", "pcomp", "acomp", "prep", "dobj", "attr", "oprd"}
        if head == here or not opens or head.lemma_ in words("saying") - words("planning"):
            break
        found.append(head)
        here = head
    return found
