"""Which words of one name answer to which of another, whatever their order and small slips."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from kg.resolve.words import GENERAL


@dataclass(frozen=True, slots=True)
class Aligned:
    """The words that two names share, those that nearly agree, and those that each has alone.

    `slips` are pairs that differ by a few letters; `share` is the part of both names, by weight,
    that agrees.
    """

    same: tuple[str, ...]
    slips: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    share: float

    @property
    def telling(self) -> float:
        """Weigh what the names share."""
        return sum(map(weight, self.same)) + sum(weight(word) for word, _ in self.slips)


def aligned(left: tuple[str, ...], right: tuple[str, ...]) -> Aligned:
    """Pair the words of two names: equal ones, joined ones, then those a few letters apart."""
    same, mine, theirs = equal(left, right)
    same += joined(mine, theirs) + joined(theirs, mine)
    slips = nearly(mine, theirs)
    whole = sum(map(weight, left)) + sum(map(weight, right))
    alone = sum(map(weight, mine)) + sum(map(weight, theirs))
    lost = sum(distance(a, b) / max(len(a), len(b)) * (weight(a) + weight(b)) for a, b in slips)
    share = (whole - alone - lost) / whole if whole else 0.0
    return Aligned(tuple(same), tuple(slips), tuple(mine), tuple(theirs), share)


def weight(word: str) -> float:
    """Weigh a word: one that thousands of names have counts for little."""
    return 0.3 if word in GENERAL else 1.0


def equal(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Take out the words that both names have, each as often as both do."""
    theirs = list(right)
    same, mine = [], []
    for word in left:
        if word in theirs:
            theirs.remove(word)
            same.append(word)
        else:
            mine.append(word)
    return same, mine, theirs


def joined(one: list[str], other: list[str]) -> list[str]:
    """Take out a word of one name that the other writes as several that follow each other."""
    found = []
    for word in list(one):
        parts = run_of(word, other)
        if parts:
            one.remove(word)
            del other[parts[0] : parts[1]]
            found.append(word)
    return found


def run_of(word: str, words: list[str]) -> tuple[int, int] | None:
    """Find words in a row that together are a word."""
    for begin in range(len(words) - 1):
        if word.startswith(words[begin]):
            text = words[begin]
            for end in range(begin + 1, len(words)):
                text += words[end]
                if text == word:
                    return begin, end + 1
    return None


def nearly(mine: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """Take out pairs of words that are a few letters apart, the closest first."""
    close = []
    for a in mine:
        for b in theirs:
            apart = distance(a, b)
            if apart <= allowed(a, b):
                close.append((apart, a, b))
    found = []
    for _, a, b in sorted(close):
        if a in mine and b in theirs:
            mine.remove(a)
            theirs.remove(b)
            found.append((a, b))
    return found


def distance(left: str, right: str) -> int:
    """Count the letters to add, drop, change or swap with a neighbour."""
    return OSA.distance(left, right)


def allowed(left: str, right: str) -> int:
    """Give the number of slips that two words may have: none in short ones and in whole signs.

    Nor in words with a digit: the 910B is not the 910C.
    """
    length = min(len(left), len(right))
    if length < 4 or not (left.isascii() and right.isascii()):
        return 0
    if not (left.isalpha() and right.isalpha()):
        return 0
    return 1 if length < 8 else 2
