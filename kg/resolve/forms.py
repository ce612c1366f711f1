"""The normal form of a name: what is left of it once script, case, marks and form are alike."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rigour.names import extract_org_types
from rigour.text.translit import ascii_text

from kg.resolve.words import FILLING, KINDS, LEGAL, NUMBERS, SAME, TENS, TITLES

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"['’‘`´ʼ]s\b|['’‘`´ʼ]")
INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:[./]\s?[^\W\d_])+(?![^\W_])\.?")
WHOLE_WORDS = re.compile("[぀-ヿ㐀-䶿一-鿿가-힯]")
"""Chinese, Japanese and Korean: what sounds alike there is not the same name."""
COMPANY = re.compile("(?<=[^\\W\\d_]{2})(?<![子分])公司$")
"""The Chinese word for a company at the end of a name; before it 子 and 分 make it a branch."""
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
VALUES = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Form:
    """A name made comparable: its words in Latin letters, its numbers and its legal forms.

    `words` has neither filling words nor those that say "company"; where nothing else is left,
    they stay. `legal` are classes of legal forms (`llc` for GmbH, Ltd and 有限公司). `whole` is
    all of the name without gaps, `bare` all but its legal form; `initials` are the first letters
    of its words, with and without the filling ones.
    """

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    legal: frozenset[str]
    whole: str = ""
    bare: str = ""
    initials: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Give the words and numbers as one text, in their order and without gaps."""
        return "".join((*self.words, *self.numbers))


@lru_cache(maxsize=200_000)
def form(name: str, *, person: bool = False) -> Form:
    """Bring a name into its normal form."""
    text = unicodedata.normalize("NFKC", name)
    text = INITIALS.sub(lambda found: re.sub(r"[./\s]", "", found[0]), text)
    if person:
        found = [word for word in split(text) if word not in TITLES]
        return Form(tuple(found), (), frozenset())
    bare, legal = without_legal_form(text)
    return parted(split(COMPANY.sub("", bare.strip())), legal, "".join(split(text)))


def parted(found: list[str], legal: frozenset[str], whole: str) -> Form:
    """Tell numbers, kinds and filling from the words that make a name."""
    numbers, words, kinds = [], [], []
    for place, word in enumerate(counted(found)):
        if number := number_of(word, first=place == 0):
            numbers.append(number)
        elif word in KINDS:
            kinds.append(word)
        elif word not in FILLING:
            words.append(word)
    left = words or kinds or ([] if numbers else found)
    return Form(tuple(left), tuple(numbers), legal, whole, "".join(found), initials(found))


def initials(words: list[str]) -> frozenset[str]:
    """Give the first letters of a name of three words or more, filling words in and out."""
    telling = [word for word in words if word not in FILLING]
    if len(telling) < 3:
        return frozenset()
    return frozenset("".join(word[0] for word in some) for some in (words, telling))


def without_legal_form(text: str) -> tuple[str, frozenset[str]]:
    """Take the legal forms out of a name, and give their classes."""
    classes: set[str] = set()
    for written, known in LEGAL.items():
        if written in text:
            text, classes = text.replace(written, " "), classes | {known}
    lowered = text.casefold()
    found = [f for f in extract_org_types(lowered, generic=True) if not ROMAN.fullmatch(f[0])]
    for written, known in found:
        left = lowered.replace(written, " ", 1) if lowered.strip() != written else lowered
        if WORD.search(left):
            lowered, classes = left, classes | {known}
    return (lowered if found else text), frozenset(classes)


def split(text: str) -> list[str]:
    """Cut a text into words in Latin letters, initials together, spellings made one."""
    text = APOSTROPHE.sub("", text).replace("&", " and ")
    lowered = text.casefold() if text.isascii() else latin(text)
    return [part for word in WORD.findall(lowered) for part in SAME.get(word, word).split()]


def latin(text: str) -> str:
    """Write what can be read letter by letter in Latin letters, without marks and case."""
    if WHOLE_WORDS.search(text):
        return text.casefold()
    return ascii_text(text).casefold().replace("'", "").replace('"', " ")


def counted(words: list[str]) -> list[str]:
    """Write numbers of two words ("forty four") as one."""
    found: list[str] = []
    for word in words:
        value, tens = NUMBERS.get(word, int(word) if word.isdecimal() else 0), found[-1:]
        if tens and 0 < value < 10 and (tens[0] in TENS or tens[0] == "fourty"):
            found[-1] = str(NUMBERS[tens[0]] + value)
        else:
            found.append(word)
    return found


def number_of(word: str, *, first: bool) -> str | None:
    """Read a word that is a number: 44, 2nd, third, VIII (but not as the first word), AR16."""
    if word in NUMBERS:
        return str(NUMBERS[word])
    if ordinal := ORDINAL.fullmatch(word):
        return ordinal[1]
    if word[-1].isdecimal() and word.isalnum() and len(word) <= 6:
        return word.lstrip("0") or "0"
    if not first and ROMAN.fullmatch(word):
        return str(roman(word))
    return None


def roman(word: str) -> int:
    """Read a Roman numeral."""
    values = [VALUES[letter] for letter in word]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
