"""Which predicted claim meets which gold claim, one to one."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.evaluate.claim import ComparableClaim, End, GoldClaim
from kg.evaluate.names import alike

SYMMETRIC = frozenset({"partners_with"})
DESCRIBED = frozenset({"Policy", "Hardware"})  # often described rather than named
QUOTE_HEAD = 60  # so many characters of a quote tell its place


class Qualifier(NamedTuple):
    """A field in which two claims may agree, and what that weighs when pairs compete."""

    name: str
    value: Callable[[ComparableClaim], object]
    weight: int

    def agrees(self, gold: ComparableClaim, predicted: ComparableClaim) -> bool:
        """Tell whether both claims have the same value, of names at least one."""
        left, right = self.value(gold), self.value(predicted)
        if isinstance(left, frozenset) and isinstance(right, frozenset) and left & right:
            return True
        return left == right


QUALIFIERS = (
    Qualifier("polarity", lambda claim: claim.polarity, 8),
    Qualifier("modality", lambda claim: claim.modality, 3),
    Qualifier("valid_from", lambda claim: claim.valid_from, 2),
    Qualifier("valid_to", lambda claim: claim.valid_to, 1),
    Qualifier("channel", lambda claim: claim.channel, 4),
    Qualifier("attributed_to", lambda claim: claim.attributed_to, 0),
)


class Pairing(NamedTuple):
    """Gold and predicted claims that count, and the pairs of their indexes that met."""

    gold: Sequence[GoldClaim]
    predicted: Sequence[ComparableClaim]
    met: Sequence[tuple[int, int]]

    def couples(self) -> list[tuple[GoldClaim, ComparableClaim]]:
        """Give the claims that met."""
        return [(self.gold[i], self.predicted[j]) for i, j in self.met]


def same_triple(gold: GoldClaim, predicted: ComparableClaim) -> bool:
    """Tell whether two claims have the predicate and both ends in common."""
    if gold.predicate != predicted.predicate:
        return False
    same_place = quotes_overlap(gold.quote, predicted.quote)
    if same_end(gold.subject, predicted.subject, same_place=same_place) and same_end(
        gold.object, predicted.object, same_place=same_place
    ):
        return True
    return gold.predicate in SYMMETRIC and crossed(gold, predicted)


def same_end(gold: End, predicted: End, *, same_place: bool) -> bool:
    """Tell whether two ends share a name; a thing that is described need not.

    Half of the words are enough for it, and for a policy the place in the text.
    """
    if gold.names & predicted.names:
        return True
    if gold.type not in DESCRIBED:
        return False
    policies = gold.type == predicted.type == "Policy"
    return (policies and same_place) or alike(gold.names, predicted.names)


def crossed(gold: GoldClaim, predicted: ComparableClaim) -> bool:
    """Tell whether each claim's subject is the other's object."""
    there = gold.subject.names & predicted.object.names
    back = gold.object.names & predicted.subject.names
    return bool(there and back)


def quotes_overlap(left: str | None, right: str | None) -> bool:
    """Tell whether one quote holds the other, or at least the head of it."""
    one, other = (" ".join((quote or "").split()) for quote in (left, right))
    if not one or not other:
        return False
    return one[:QUOTE_HEAD] in other or other[:QUOTE_HEAD] in one


def fold(predicted: Sequence[ComparableClaim]) -> list[ComparableClaim]:
    """Drop predictions that repeat an earlier one in all but evidence and source."""
    seen: dict[object, ComparableClaim] = {}
    for claim in predicted:
        ends = (claim.subject.names, claim.predicate, claim.object.names)
        qualifiers = tuple(q.value(claim) for q in QUALIFIERS if q.weight)
        seen.setdefault((claim.doc, ends, qualifiers), claim)
    return list(seen.values())


def pair(gold: Sequence[GoldClaim], predicted: Sequence[ComparableClaim]) -> Pairing:
    """Match claims one to one: as many as can be, the likest first."""
    options = fitting(gold, predicted)
    ranked = sorted((-weight, i, j) for j, fits in options.items() for weight, i in fits)
    owner: dict[int, int] = {}
    placed: set[int] = set()
    for _, i, j in ranked:
        if i not in owner and j not in placed:
            owner[i] = j
            placed.add(j)
    places = {j: [i for _, i in fits] for j, fits in options.items()}
    for j in places:
        if j not in placed:
            make_room(j, places, owner, set())
    return Pairing(gold, predicted, sorted(owner.items()))


def fitting(
    gold: Sequence[GoldClaim], predicted: Sequence[ComparableClaim]
) -> dict[int, list[tuple[int, int]]]:
    """List for every prediction the gold claims that it may meet, with their likeness to it."""
    by_place: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, wanted in enumerate(gold):
        by_place[wanted.doc, wanted.predicate].append(i)
    options: dict[int, list[tuple[int, int]]] = {}
    for j, claim in enumerate(predicted):
        near = by_place[claim.doc, claim.predicate]
        fits = [(likeness(gold[i], claim), i) for i in near if same_triple(gold[i], claim)]
        options[j] = sorted(fits, key=lambda fit: -fit[0])
    return options


def likeness(gold: GoldClaim, predicted: ComparableClaim) -> int:
    """Weigh in how much two claims of one triple agree."""
    return sum(q.weight for q in QUALIFIERS if q.agrees(gold, predicted))


def make_room(
    j: int, places: dict[int, list[int]], owner: dict[int, int], tried: set[int]
) -> bool:
    """Find a place for a prediction, moving others to another place of theirs."""
    for i in places[j]:
        if i in tried:
            continue
        tried.add(i)
        if i not in owner or make_room(owner[i], places, owner, tried):
            owner[i] = j
            return True
    return False


def without_optional(pairing: Pairing) -> Pairing:
    """Leave out gold claims that may be taken or not, and the predictions that met them."""
    gold, predicted, met = pairing
    spent = {j for i, j in met if gold[i].optional}
    kept_gold = [i for i, claim in enumerate(gold) if not claim.optional]
    kept_predicted = [j for j in range(len(predicted)) if j not in spent]
    new_i = {i: new for new, i in enumerate(kept_gold)}
    new_j = {j: new for new, j in enumerate(kept_predicted)}
    return Pairing(
        gold=[gold[i] for i in kept_gold],
        predicted=[predicted[j] for j in kept_predicted],
        met=[(new_i[i], new_j[j]) for i, j in met if i in new_i],
    )
