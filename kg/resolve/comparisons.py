"""How two entities are compared: small functions that each say what they found, and why.

`FOR` speaks for their being one and `AGAINST` for their being two; the best of `FOR`, less all of
`AGAINST`, is the score. From `LIKELY` on a pair is proposed to a person, from `SURE` on the
program may decide it.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.model.entity import Entity
from kg.resolve.alignment import Aligned, aligned
from kg.resolve.forms import Form, form
from kg.resolve.words import GENERAL
from kg.vocabulary import vocabulary

LIKELY = 0.7
SURE = 0.97


class Score(NamedTuple):
    """What a comparison found, from 0 to 1, and why."""

    value: float
    why: str


class Found(NamedTuple):
    """What a comparison found, and how much that counts for (or, below 0, against) the pair."""

    comparison: str
    counts: float
    why: str


NOTHING = Score(0.0, "")


@dataclass(frozen=True)
class Names:
    """One name of each of two entities, in normal form, and which of their words agree."""

    left: str
    right: str
    forms: tuple[Form, Form]
    person: bool

    @cached_property
    def words(self) -> Aligned:
        """Pair the words."""
        return aligned(self.forms[0].words, self.forms[1].words)


# --- for their being one, from a name of each


def same_form(pair: Names) -> Score:
    """Find one normal form: script, case, marks, gaps and the legal form apart."""
    left, right = pair.forms
    if left.key and (left.key == right.key or (left.whole and left.whole == right.whole)):
        return Score(1.0, f"'{pair.left}' and '{pair.right}' are one name, {left.key}")
    return NOTHING


def same_words(pair: Names) -> Score:
    """Find the same words in another order, or written together or apart."""
    if alone(pair) or pair.words.slips or not pair.words.same:
        return NOTHING
    return Score(1.0, f"the same words: {', '.join(pair.words.same)}")


def few_slips(pair: Names) -> Score:
    """Find the same words but for a letter or two, some of them telling ones."""
    if alone(pair) or not pair.words.slips or pair.words.telling < 1.0:
        return NOTHING
    told = ", ".join(f"{a} / {b}" for a, b in pair.words.slips)
    return Score(pair.words.share, f"a few letters differ: {told}")


def acronym(pair: Names) -> Score:
    """Find that one name is the first letters of the other's words."""
    for short, long in (pair.forms, pair.forms[::-1]):
        word = short.words[0] if len(short.words) == 1 else ""
        if 3 <= len(word) <= 6 and word in long.initials:
            return Score(1.0, f"{word.upper()} are the first letters of the other")
    return NOTHING


def fuller_name(pair: Names) -> Score:
    """Find that a person's one name has all words of the other and some more."""
    words = pair.words
    shared = len(words.same) + len(words.slips)
    if not pair.person or shared < 2 or (words.left and words.right):
        return NOTHING
    return Score(1.0, f"both have {', '.join(words.same)}; one has more")


def initials_agree(pair: Names) -> Score:
    """Find that a person's one name has an initial where the other has the word."""
    words = pair.words
    if not (pair.person and words.same and words.left and words.right):
        return NOTHING
    if len(words.left) != len(words.right) or not all(map(opens, words.left, words.right)):
        return NOTHING
    return Score(1.0, f"{', '.join(words.left)} / {', '.join(words.right)}")


def opens(left: str, right: str) -> bool:
    """Tell whether one word is the first letter of the other."""
    return left[0] == right[0] and 1 in {len(left), len(right)}


# --- against their being one, from a name of each


def different_numbers(pair: Names) -> Score:
    """Find different numbers: the second fund, brigade or version is another."""
    left, right = (form.numbers for form in pair.forms)
    if sorted(left) == sorted(right):
        return NOTHING
    return Score(1.0, f"numbers {', '.join(left) or 'none'} / {', '.join(right) or 'none'}")


def different_legal_form(pair: Names) -> Score:
    """Find two legal forms: a register has two entries."""
    left, right = (form.legal for form in pair.forms)
    apart = left and right and not left & right
    why = f"{', '.join(sorted(left))} / {', '.join(sorted(right))}"
    return Score(1.0, why) if apart else NOTHING


# --- for and against, from what is known of the entities


def shared_identifier(left: Entity, right: Entity) -> Score:
    """Find one item of Wikidata, or one code of ISO 3166."""
    codes = {left.wikidata, left.iso} & {right.wikidata, right.iso} - {None}
    return Score(1.0, f"both have {', '.join(sorted(filter(None, codes)))}") if codes else NOTHING


def learnt_alias(left: Entity, right: Entity) -> Score:
    """Find that a list or text gives one the other's name, or both a third, in any script."""
    if not (left.aliases or right.aliases):
        return NOTHING
    mine, theirs = ({form(n).whole: n for n in (e.name, *e.aliases)} for e in (left, right))
    shared = sorted(key for key in mine.keys() & theirs.keys() if len(key) > 1)
    return Score(1.0, f"both are called {mine[shared[0]]}") if shared else NOTHING


def different_identifier(left: Entity, right: Entity) -> Score:
    """Find two items of Wikidata."""
    if left.wikidata and right.wikidata and left.wikidata != right.wikidata:
        return Score(1.0, f"{left.wikidata} / {right.wikidata}")
    return NOTHING


def different_place(left: Entity, right: Entity) -> Score:
    """Find that the two govern, or have their seats, in different regions."""
    for field in ("jurisdiction", "country"):
        mine, theirs = getattr(left, field), getattr(right, field)
        if mine and theirs and mine != theirs:
            return Score(1.0, f"{field} {mine} / {theirs}")
    return NOTHING


def no_place_known(left: Entity, right: Entity) -> Score:
    """Find a body of government in general words alone, and nobody says whose it is.

    There is a "Ministry of Commerce" in a hundred countries.
    """
    for entity in (left, right):
        if in_general_words(entity) and not entity.jurisdiction:
            return Score(1.0, f"whose '{entity.name}' is not known")
    return NOTHING


def in_general_words(entity: Entity) -> bool:
    """Tell whether an entity is a body of government whose name could be any country's."""
    if not vocabulary().is_a(entity.type, "GovernmentBody"):
        return False
    return all(word in GENERAL for word in form(entity.name).words)


def different_kind(left: Entity, right: Entity) -> Score:
    """Find that the class of neither is a kind of the other's: a model is no service."""
    words = vocabulary()
    if words.is_a(left.type, right.type) or words.is_a(right.type, left.type):
        return NOTHING
    return Score(1.0, f"{left.type} / {right.type}")


OfNames = Callable[[Names], Score]
OfEntities = Callable[[Entity, Entity], Score]

NAMES_FOR: dict[OfNames, float] = {
    same_form: 1.0,
    same_words: 0.95,
    few_slips: 0.93,
    acronym: 0.75,
    fuller_name: 0.75,
    initials_agree: 0.75,
}
NAMES_AGAINST: dict[OfNames, float] = {
    different_numbers: 0.5,
    different_legal_form: 0.35,
}
ENTITIES_FOR: dict[OfEntities, float] = {shared_identifier: 1.0, learnt_alias: 1.0}
ENTITIES_AGAINST: dict[OfEntities, float] = {
    different_identifier: 1.0,
    different_kind: 1.0,
    different_place: 0.5,
    no_place_known: 0.25,
}


def alone(pair: Names) -> bool:
    """Tell whether either name has words that the other lacks."""
    return bool(pair.words.left or pair.words.right)


def compare_names(left: str, right: str, *, person: bool = False) -> tuple[float, list[Found]]:
    """Score two names, with the reasons."""
    pair = Names(left, right, (form(left, person=person), form(right, person=person)), person)
    best = max((found(c, c(pair), counts) for c, counts in NAMES_FOR.items()), key=counting)
    if best.counts == 0.0:
        return 0.0, []
    return summed([best, *(found(c, c(pair), -counts) for c, counts in NAMES_AGAINST.items())])


def compare(left: Entity, right: Entity) -> tuple[float, list[Found]]:
    """Score two entities by their best names and all that is known of them, with the reasons."""
    against = [found(c, c(left, right), -counts) for c, counts in ENTITIES_AGAINST.items()]
    if sum(map(counting, against)) <= -1.0:
        return summed(against)
    known = [found(c, c(left, right), counts) for c, counts in ENTITIES_FOR.items()]
    score, reasons = max(named(left, right), key=lambda pair: pair[0])
    if score < max(map(counting, known)):
        reasons = []
    return summed([*reasons, *known, *against])


def named(left: Entity, right: Entity) -> Iterator[tuple[float, list[Found]]]:
    """Compare every name of one entity with every one of another."""
    person = "Person" in {left.type, right.type}
    for mine in (left.name, *left.aliases):
        for theirs in (right.name, *right.aliases):
            yield compare_names(mine, theirs, person=person)


def found(comparison: OfNames | OfEntities, score: Score, weight: float) -> Found:
    """Weigh what one comparison says."""
    return Found(comparison.__name__, score.value * weight, score.why)


def counting(one: Found) -> float:
    """Give how much something counts."""
    return one.counts


def summed(reasons: list[Found]) -> tuple[float, list[Found]]:
    """Add up reasons: the best for, less all against; what counts for nothing is left out."""
    told = [one for one in reasons if one.counts]
    best = max((one.counts for one in told if one.counts > 0), default=0.0)
    score = best + math.fsum(one.counts for one in told if one.counts < 0)
    told.sort(key=lambda one: (-abs(one.counts), one.comparison))
    return max(0.0, round(score, 3)), told
