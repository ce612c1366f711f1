"""Comparable names: how they are written differs, what they name does not."""

import re
import unicodedata
from functools import cache
from pathlib import Path

LEGAL_FORMS = frozenset({
    "ab", "ag", "bv", "co", "company", "corp", "corporation", "gmbh", "holdings", "inc",
    "incorporated", "limited", "llc", "lp", "ltd", "nv", "oy", "plc", "pte", "sa", "sas", "se",
    "spa", "srl",
})  # fmt: skip
FILLERS = frozenset({
    "a", "an", "and", "by", "for", "from", "in", "its", "new", "of", "on", "or", "that", "the",
    "their", "this", "to", "with",
})  # fmt: skip
DOTLESS_I = "ı"  # no accent to take off, and no lower case of I elsewhere
POSSESSIVE_OR_MARK = re.compile(r"['’`]s\b|['’`.]")
PARENTHESIS = re.compile(r"\s*\([^)]*\)")
DIGIT = re.compile(r"\d")
EQUALITIES = Path(__file__).with_name("equalities.txt")


def comparable(*names: object) -> frozenset[str]:
    """Give the forms in which some names are compared; what is no text names nothing.

    A name with something in parentheses counts without it too.
    """
    told = [name for name in names if isinstance(name, str)]
    told += [PARENTHESIS.sub("", name) for name in told if "(" in name]
    same = equalities()
    return frozenset(same.get(name, name) for name in map(plain, told) if name)


def plain(name: str) -> str:
    """Write a name without case, accents, punctuation, article, possessive and legal form."""
    words = re.findall(r"\w+", bare(name).replace("&", " and "))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def bare(name: str) -> str:
    """Take case, accents, apostrophes and full stops off a name."""
    letters = unicodedata.normalize("NFKD", name.replace(DOTLESS_I, "i")).casefold()
    unaccented = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return POSSESSIVE_OR_MARK.sub("", unaccented)


@cache
def equalities() -> dict[str, str]:
    """Read which names mean the same: each is given with the first of its line."""
    lines = EQUALITIES.read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith("#")]
    same = [[plain(name) for name in line.split("|")] for line in told]
    return {name: names[0] for names in same for name in names}


def alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether two descriptions have half of the words of the shorter in common."""
    return any(share_words(one, other) for one in left for other in right)


def share_words(one: str, other: str) -> bool:
    """Tell whether two names share half of the shorter's words; numbers must not part them.

    Ascend 910B and Ascend 910C share a word, but each has a number that the other lacks.
    """
    left, right = (set(name.split()) - FILLERS for name in (one, other))
    if not left or not right:
        return False
    left_numbers, right_numbers = numbered(left), numbered(right)
    if left_numbers and right_numbers and not left_numbers & right_numbers:
        return False
    return 2 * len(left & right) >= min(len(left), len(right))


def numbered(words: set[str]) -> set[str]:
    """Keep the words that hold a digit."""
    return {word for word in words if DIGIT.search(word)}
