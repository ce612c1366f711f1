"""The names of the catalogue, found in a text in one pass."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import ahocorasick_rs

from kg.catalogue import Catalogue, Name, NameKind
from kg.model.entity import Entity
from loaders.extractors.namings import Naming, Reading

FOLDED = str.maketrans({"’": "'", "‘": "'", "‑": "-", "\u00a0": " ", "\n": " ", "\t": " "})
KIND_ORDER = {kind: n for n, kind in enumerate(NameKind)}


class Gazetteer:
    """Finds the longest known name at each place, at word boundaries."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._readings: dict[str, list[tuple[Name, Reading]]] = defaultdict(list)
        for name in catalogue.names:
            reading = reading_of(catalogue.entities[name.entity], name.kind)
            reading = replace(reading, name=name.former) if name.former else reading
            self._readings[fold(name.text)].append((name, reading))
        self._cities = {
            text.partition(", ")[0]: reading_of(catalogue.entities[name.entity], name.kind)
            for name in catalogue.names
            if ", " in (text := name.text) and catalogue.entities[name.entity].type == "Region"
        }
        self._patterns = [text for text in self._readings if text.strip()]
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns) if self._patterns else None

    def city(self, word: str) -> Reading | None:
        """Give the only region that is called by a word and its state ("Redmond, Washington")."""
        return self._cities.get(word)

    def find(self, text: str) -> list[Naming]:
        """Give the names in a text, from left to right, none inside another."""
        found: list[Naming] = []
        for start, end, pattern in self._longest(text):
            readings = self._read(text[start:end], pattern)
            if readings:
                found.append(Naming(start, end, readings))
        return found

    def lookup(self, name: str) -> tuple[Reading, ...]:
        """Give what a whole name stands for."""
        return self._read(name, fold(name))

    def _longest(self, text: str) -> Iterator[tuple[int, int, str]]:
        folded = fold(text)
        best: dict[int, tuple[int, str]] = {}
        for number, start, end in self._matches(folded):
            pattern = self._patterns[number]
            if stands_alone(text, start, end) and self._read(text[start:end], pattern):
                best[start] = max(best.get(start, (0, "")), (end, pattern))
        reached = 0
        for start in sorted(best):
            end, pattern = best[start]
            if start >= reached:
                yield start, end, pattern
                reached = end

    def _matches(self, folded: str) -> list[tuple[int, int, int]]:
        if self._automaton is None:
            return []
        return list(self._automaton.find_matches_as_indexes(folded, overlapping=True))

    def _read(self, written: str, pattern: str) -> tuple[Reading, ...]:
        fitting = [r for name, r in self._readings.get(pattern, ()) if case_fits(name, written)]
        unique = dict.fromkeys(sorted(fitting, key=lambda r: KIND_ORDER[r.kind]))
        return tuple(unique)


def reading_of(entity: Entity, kind: NameKind) -> Reading:
    """Give the reading of a name of an entity."""
    return Reading(entity.name, entity.type, entity.id, kind, entity.provider)


def fold(text: str) -> str:
    """Take case and typographic marks away, keeping every offset."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(FOLDED)


def case_fits(name: Name, written: str) -> bool:
    """Tell whether a name is written as it must be: cased ones exactly, words with a capital."""
    plain = name.text.translate(FOLDED)
    if name.cased:
        return written.translate(FOLDED) == plain
    one_word = " " not in plain
    return not (one_word and any_upper(plain) and written.isascii() and not any_upper(written))


def any_upper(text: str) -> bool:
    """Tell whether a text has a capital letter."""
    return any(c.isupper() for c in text)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins and ends at the edge of words, outside addresses."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if is_word(before) and is_word(text[start]):
        return False
    if is_word(after) and is_word(text[end - 1]):
        return False
    in_address = before in {"@", "/", "."} and is_word(text[max(start - 2, 0) : start - 1] or " ")
    goes_on = after in {".", "@"} and text[end + 1 : end + 2].islower()
    return not (before == "@" or (before == "." and in_address) or goes_on)


def is_word(char: str) -> bool:
    """Tell whether a character binds to its neighbours (scripts without spaces do not)."""
    return bool(char) and (char.isalnum() or char == "_") and char < "\u2e80"
