"""The words of a question, with their places in it."""

import re
from typing import NamedTuple

from kg.catalogue import plain

WORD = re.compile(r"[^\W_]+(?:[.&'’][^\W_]+)*\+?")
OWN = re.compile(r"['’]s$|(?<=s)['’]$")


class Word(NamedTuple):
    """One word as it is written, comparable, and its place."""

    text: str
    plain: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Tell whether it is written like a name."""
        return any(c.isupper() for c in self.text)


def words_of(text: str) -> list[Word]:
    """Take a question apart; who owns something is written without the mark of owning."""
    found = []
    for match in WORD.finditer(text):
        bare = OWN.sub("", match.group())
        found.append(Word(bare, plain(bare), match.start(), match.start() + len(bare)))
    return found
