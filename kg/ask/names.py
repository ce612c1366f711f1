"""Names in a question: as the catalogue has them, spaced otherwise, or misspelt by a little."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.ask.lexicon import common
from kg.ask.words import Word
from kg.catalogue import Catalogue, Name, NameKind, plain
from kg.errors import UnknownName
from kg.model.entity import Entity
from kg.model.reply import How

LONGEST = 12
"""Words in the longest window that is looked up."""
FUZZY = 4
"""Words in the longest window in which a slip is looked for."""
LEADING = frozenset(
    {"in", "to", "from", "for", "of", "serve", "serves", "served", "serving", "and"}
)
NO_CODE = frozenset({"AI", "IT", "ML", "TV", "PC", "OK", "ID", "NO", "SO", "IS"})
"""Codes of regions that are words or terms more often than places."""
PLACES = frozenset({"in", "the"})


class Mention(NamedTuple):
    """Words of a question, by their first and last number, and the entities that they may mean."""

    first: int
    last: int
    entities: tuple[Entity, ...]
    how: How


class Names:
    """All names of a catalogue, and of entities that documents have brought, to be looked up."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.by_plain: dict[str, dict[str, Entity]] = defaultdict(dict)
        self.adjectives: dict[str, Entity] = {}
        self.spellings: set[str] = set()
        for name in catalogue.names:
            self._index(name)

    def _index(self, name: Name) -> None:
        entity = self.catalogue.entities[name.entity]
        if name.kind is NameKind.DEMONYM:
            self.adjectives.setdefault(plain(name.text), entity)
        if name.kind is not NameKind.NAME:
            return
        self.spellings.add(name.text)
        for text in {name.text, re.sub(r"['’]s\b", "", name.text)}:
            self.by_plain[plain(text)].setdefault(entity.id, entity)

    def with_brought(self, brought: Iterable[Entity]) -> "Names":
        """Add the entities that documents have brought, by their names and ids."""
        more = Names.__new__(Names)
        more.catalogue, more.adjectives = self.catalogue, self.adjectives
        more.spellings, more.by_plain = self.spellings, self.by_plain.copy()
        for entity in brought:
            for name in {plain(entity.name), plain(entity.id)}:
                more.by_plain[name] = more.by_plain.get(name, {}) | {entity.id: entity}
        return more

    @cached_property
    def squeezed(self) -> dict[str, dict[str, Entity]]:
        """Give the entities of each name without its spaces."""
        found: dict[str, dict[str, Entity]] = defaultdict(dict)
        for name, entities in self.by_plain.items():
            found[name.replace(" ", "")] |= entities
        return found

    @cached_property
    def long_names(self) -> list[str]:
        """Give the names in which a slip can be told from another name."""
        return [name for name in self.by_plain if len(name) >= len("china")]

    def find(self, words: Sequence[Word]) -> Iterator[Mention]:
        """Find the names in a question: the longest first, each word in one name only."""
        taken: set[int] = set()
        for length in range(min(LONGEST, len(words)), 0, -1):
            for first in range(len(words) - length + 1):
                window = range(first, first + length)
                if taken.isdisjoint(window) and (found := self._look(words, window)):
                    taken.update(window)
                    yield found

    def _look(self, words: Sequence[Word], window: range) -> Mention | None:
        """Look one window up, in all the ways in which it may stand for an entity."""
        inside = [words[i] for i in window]
        before = words[window[0] - 1].plain if window[0] else ""
        ways = (
            (How.NAME, self._exact(inside, before)),
            (How.ADJECTIVE, self._adjective(inside)),
            (How.SPACED, self._spaced(inside)),
            (How.SLIP, self._misspelt(inside)),
        )
        for how, found in ways:
            if found:
                return Mention(window[0], window[-1], tuple(found), how)
        return None

    def _exact(self, inside: Sequence[Word], before: str) -> list[Entity]:
        name = " ".join(word.plain for word in inside)
        found = list(self.by_plain.get(name, {}).values())
        if len(inside) > 1:
            return found
        (word,) = inside
        if found and word.plain in common() and word.text not in self.spellings:
            return found if before in PLACES and found[0].type == "Region" else []
        return found or self._coded(word, before)

    def _coded(self, word: Word, before: str) -> list[Entity]:
        """Find a region by its code, where a place is spoken of."""
        code = word.text
        if code.isupper() and len(code) in {2, 3} and before in LEADING and code not in NO_CODE:
            with suppress(UnknownName):
                return [self.catalogue.region(code)]
        return []

    def _adjective(self, inside: Sequence[Word]) -> list[Entity]:
        found = self.adjectives.get(" ".join(word.plain for word in inside))
        return [found] if found else []

    def _spaced(self, inside: Sequence[Word]) -> list[Entity]:
        if all(self.known(word) for word in inside):
            return []
        joined = "".join(word.plain for word in inside).replace(" ", "")
        return list(self.squeezed.get(joined, {}).values()) if len(joined) > 3 else []

    def _misspelt(self, inside: Sequence[Word]) -> list[Entity]:
        """Find the names that differ by a slip: a letter, or two in a long name.

        Digits are never slips, nor are words that are known; one at least must not be.
        """
        name = " ".join(word.plain for word in inside)
        strange = any(not self.known(word) and word.plain.isalpha() for word in inside)
        if not strange or len(inside) > FUZZY or len(name) < len("chna"):
            return []
        close = process.extract(
            name, self.long_names, scorer=OSA.distance, score_cutoff=2, limit=20
        )
        kept = {word.plain for word in inside if self.known(word)}
        near = [
            (int(distance), other)
            for other, distance, _ in close
            if slip(name, other) and kept <= set(other.split())
        ]
        best = min((distance for distance, _ in near), default=0)
        found: dict[str, Entity] = {}
        for distance, other in near:
            if distance == best:
                found |= self.by_plain[other]
        return list(found.values())

    def known(self, word: Word) -> bool:
        """Tell whether a word is one of the language of questions, or a whole name."""
        return word.plain in common() or word.plain in self.by_plain or word.plain.isdigit()


def slip(written: str, name: str) -> bool:
    """Tell whether one text can be a slip for another: the same digits and nearly the letters."""
    if re.findall(r"\d+", written) != re.findall(r"\d+", name):
        return False
    ours, theirs = written.split(), name.split()
    if len(ours) != len(theirs):
        return OSA.distance(written, name) == 1
    return all(map(same_word, ours, theirs))


def same_word(written: str, word: str) -> bool:
    """Tell whether a word is another, or that with a letter wrong, or two in a long one."""
    distance = OSA.distance(written, word)
    shorter = min(len(written), len(word))
    if distance <= 1:
        return distance == 0 or shorter >= len("chna")
    return distance == 2 and shorter >= len("anthropi") and written[0] == word[0]
