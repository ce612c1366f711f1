"""Which of a sentence's dates belong to an event."""

from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extractors.arguments import DEPTH, governing_verb, is_verb
from loaders.extractors.dates import When
from loaders.extractors.lexicon import words
from loaders.extractors.parsed import Parsed


@dataclass(frozen=True, slots=True)
class Timing:
    """From when and until when something holds."""

    valid_from: str | None = None
    valid_to: str | None = None


def timing_of(trigger: Token, parsed: Parsed, dates: list[When], *, future: bool) -> Timing:
    """Give the dates that hang on a trigger."""
    start: str | None = None
    end: str | None = None
    for when in dates:
        token = token_at(parsed, when)
        if token is None or when.role == "bound" or not belongs(token, trigger):
            continue
        value = when.value(future=future)
        if when.role == "to":
            end = end or value
        elif start is None or when.role == "from":
            start = value
    return Timing(start, end)


def token_at(parsed: Parsed, when: When) -> Token | None:
    """Give the highest token of a date."""
    inside = [t for t in parsed.doc if when.start <= parsed.span(t)[0] < when.end]
    tops = [t for t in inside if t.head not in inside or t.head == t]
    return tops[0] if tops else None


def belongs(date: Token, trigger: Token) -> bool:
    """Tell whether a date hangs on a trigger, or on a verb that only carries it."""
    governor = governor_of(date)
    if governor is None:
        return False
    chain = carriers(trigger)
    return governor in chain or trigger in carriers(governor)


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
        if (is_verb(here) or here.pos_ == "ADJ") and not starting:
            return here.head if here.pos_ == "ADJ" and is_verb(here.head) else here
        if here.pos_ == "NOUN" and here.dep_ not in {"pobj", "npadvmod", "nmod", "compound"}:
            return here
    return None


def carriers(trigger: Token) -> list[Token]:
    """Give a trigger with the verbs and nouns that stand for it in the clause."""
    found = [trigger]
    here = trigger
    if trigger.pos_ == "NOUN":
        verb = governing_verb(trigger)
        return [trigger, verb] if verb is not None else found
    for _ in range(DEPTH):
        head = here.head
        opens = here.dep_ in {"xcomp", "acl", "pcomp", "acomp", "prep", "dobj", "attr", "oprd"}
        if head == here or not opens or head.lemma_ in words("saying") - words("planning"):
            break
        found.append(head)
        here = head
    return found
