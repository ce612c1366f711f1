"""The entities that the product knows from the start, and all the names that they go by."""

import difflib
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from kg.errors import InputError, UnknownName
from kg.model.entity import Entity, Membership
from kg.model.value import Value
from ontology import CATALOGUE


class NameKind(StrEnum):
    """How a name stands for its entity.

    `name` is the entity itself; a `demonym` ("Chinese") qualifies or names its people; a
    `capital` ("Beijing") is a place in the region that also stands for its government; an
    `office` ("President Macron") is a person who speaks for the body.
    """

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    OFFICE = "office"


class Name(Value):
    """One way of writing an entity; `cased` names count only in this very case ("US", "Meta")."""

    text: str
    entity: str
    kind: NameKind = NameKind.NAME
    cased: bool = False


class Catalogue:
    """Entities, names and the tree of regions, read from data files."""

    def __init__(
        self, entities: Iterable[Entity], names: Iterable[Name], memberships: Iterable[Membership]
    ) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self.names = tuple(names)
        self.memberships = tuple(memberships)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            if name.kind is NameKind.NAME and name.entity not in self._by_name[plain(name.text)]:
                self._by_name[plain(name.text)].append(name.entity)

    def named(self, name: str) -> list[Entity]:
        """Find the entities that have a name or id, whatever its case, accents and marks."""
        if name in self.entities:
            return [self.entities[name]]
        return [self.entities[entity] for entity in self._by_name.get(plain(name), ())]

    def region(self, name: str) -> Entity:
        """Find a region by name, code or id; UnknownName says which names are close."""
        return self._one(name, "region", [e for e in self.named(name) if e.type == "Region"])

    def subject(self, name: str) -> Entity:
        """Find a company, service, model or other thing that is no region."""
        return self._one(name, "entity", [e for e in self.named(name) if e.type != "Region"])

    def close_to(self, name: str, kind: str) -> list[str]:
        """List names that are spelt much like one."""
        pool = {
            plain(n.text): n.text
            for n in self.names
            if n.kind is NameKind.NAME
            and (self.entities[n.entity].type == "Region") == (kind == "region")
        }
        return [pool[key] for key in difflib.get_close_matches(plain(name), pool, n=3, cutoff=0.7)]

    def _one(self, name: str, kind: str, found: list[Entity]) -> Entity:
        if found:
            return found[0]
        close = self.close_to(name, kind)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise UnknownName(f"no {kind} named '{name}'{hint}")


def plain(name: str) -> str:
    """Make a name comparable: no case, accents, full-width forms, punctuation or article."""
    text = unicodedata.normalize("NFKD", name.replace("ı", "i")).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"['’`.]", "", text).replace("&", " and "))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def catalogue(*extensions: Path) -> Catalogue:
    """Read the shipped data files and the user's own; a later entry replaces an older one."""
    raise NotImplementedError
