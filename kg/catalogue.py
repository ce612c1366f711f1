"""The entities that the product knows from the start, and all the names that they go by."""

import difflib
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from kg.entries import Entry, Stretch, read_entries
from kg.errors import InputError, UnknownName
from kg.model.entity import Entity, Membership
from kg.model.period import Edtf
from kg.model.value import Value
from kg.vocabulary import vocabulary
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
    """One way of writing an entity; `cased` names count only in this very case ("US", "Meta").

    What a text calls by a `former` name goes by its first former name in that text's claims.
    """

    text: str
    entity: str
    kind: NameKind = NameKind.NAME
    cased: bool = False
    former: str | None = None


class Hint(Value):
    """By what a text may mean a policy that it does not name: its day, and words on its subject.

    Every one of `about` must be met; each is a pattern.
    """

    issued: Edtf | None = None
    about: tuple[str, ...] = ()


class Catalogue:
    """Entities, names and the tree of regions, read from data files."""

    def __init__(
        self,
        entities: Iterable[Entity],
        names: Iterable[Name],
        memberships: Iterable[Membership],
        codes: Mapping[str, str] | None = None,
        hints: Mapping[str, Hint] | None = None,
    ) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self.names = tuple(dict.fromkeys(names))
        self.memberships = tuple(memberships)
        self.hints = dict(hints or {})
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            if name.kind is NameKind.NAME:
                known = self._by_name[plain(name.text)]
                if name.entity not in known:
                    known.append(name.entity)
        self._by_code = {code.casefold(): entity for code, entity in (codes or {}).items()}

    @cached_property
    def version(self) -> str:
        """Give a short hash over all the data, to see whether two catalogues are the same."""
        values = chain(self.entities.values(), self.names, self.memberships)
        lines = sorted(value.model_dump_json() for value in values)
        lines += [f"{i}: {hint.model_dump_json()}" for i, hint in sorted(self.hints.items())]
        codes = sorted(self._by_code.items())
        return hashlib.sha256(f"{lines}{codes}".encode()).hexdigest()[:12]

    def named(self, name: str) -> list[Entity]:
        """Find the entities that have a name or id, whatever its case, accents and marks."""
        if name in self.entities:
            return [self.entities[name]]
        return [self.entities[entity] for entity in self._by_name.get(plain(name), ())]

    def region(self, name: str) -> Entity:
        """Find a region by name, code or id; UnknownName says which names are close."""
        found = [e for e in self.named(name) if e.type == "Region"]
        return self._one(name, "region", found or self._coded(name))

    def subject(self, name: str) -> Entity:
        """Find a company, service, model or other thing that is no region."""
        return self._one(name, "entity", [e for e in self.named(name) if e.type != "Region"])

    def _coded(self, code: str) -> list[Entity]:
        known = code.casefold()
        found = self.entities.get(self._by_code.get(known, known))
        return [found] if found and found.type == "Region" else []

    def close_to(self, name: str, kind: str) -> list[str]:
        """List names that are spelt much like one, of up to three entities."""
        pool = {
            plain(n.text): n
            for n in self.names
            if n.kind is NameKind.NAME
            and (self.entities[n.entity].type == "Region") == (kind == "region")
        }
        close = difflib.get_close_matches(plain(name), pool, n=9, cutoff=0.7)
        nearest = {pool[key].entity: pool[key].text for key in reversed(close)}
        return list(reversed(nearest.values()))[:3]

    def _one(self, name: str, kind: str, found: list[Entity]) -> Entity:
        if found:
            return found[0]
        close = self.close_to(name, kind)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise UnknownName(f"no {kind} named '{name}'{hint}")


def plain(name: str) -> str:
    """Make a name comparable: no case, accents, full-width forms, punctuation or article."""
    text = name.casefold() if name.isascii() else bare(name)
    words = re.findall(r"\w+", re.sub(r"['’`.]", "", text).replace("&", " and "))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def bare(name: str) -> str:
    """Take away case, accents and full-width forms."""
    text = unicodedata.normalize("NFKD", name.replace("ı", "i")).casefold()
    return "".join(c for c in text if not unicodedata.combining(c))


@cache
def catalogue(*extensions: Path) -> Catalogue:
    """Read the shipped data files and the user's own; a later entry replaces an older one.

    An extension is a data file or a folder of them; the classes of its entities must be in the
    vocabulary, or in Turtle files that stand in the folder.
    """
    entries: dict[str, Entry] = {}
    for source in (CATALOGUE, *extensions):
        put_in(entries, read_entries(source))
    if extensions:
        check_types(entries, extensions)
    check_references(entries)
    return Catalogue(
        entities=[entity(entry) for entry in entries.values()],
        names=chain.from_iterable(
            (*names(entry), *described(entry, entries)) for entry in entries.values()
        ),
        memberships=chain.from_iterable(memberships(entry) for entry in entries.values()),
        codes={code: entry.id for entry in entries.values() for code in entry.codes},
        hints={
            entry.id: Hint(issued=entry.issued, about=entry.about)
            for entry in entries.values()
            if entry.about
        },
    )


def put_in(entries: dict[str, Entry], more: Iterable[Entry]) -> None:
    """Put a source's entries over those that are there, then what it adds to any of them."""
    whole: dict[str, Entry] = {}
    added = []
    for entry in more:
        if entry.name is None:
            added.append(entry)
        elif entry.id in whole:
            raise InputError(f"{entry.place}: also in {whole[entry.id].place}; keep one")
        else:
            whole[entry.id] = entry
    entries.update(whole)
    for entry in added:
        if entry.id not in entries:
            raise InputError(f"{entry.place}: nothing to add to; give it a 'name' and a 'type'")
        entries[entry.id] = entries[entry.id].with_more(entry)


def check_types(entries: Mapping[str, Entry], extensions: Iterable[Path]) -> None:
    """Refuse a class that the vocabulary does not have."""
    turtles = [path for folder in extensions for path in sorted(folder.glob("*.ttl"))]
    classes = vocabulary(*turtles).superclasses
    for entry in entries.values():
        if entry.type not in classes:
            known = ", ".join(sorted(classes))
            given = entry.type or "missing"
            raise InputError(f"{entry.place}: its 'type' is {given}; use one of {known}")


def check_references(entries: Mapping[str, Entry]) -> None:
    """Refuse an id that nothing has."""
    for entry in entries.values():
        for field, found in references(entry):
            if found not in entries:
                close = difflib.get_close_matches(found, entries, n=1)
                hint = f"did you mean '{close[0]}'?" if close else "add an entry for it"
                raise InputError(f"{entry.place}: '{field}' names '{found}'; {hint}")


def references(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give the ids that an entry names, each with its field."""
    for field in ("provider", "parent", "jurisdiction", "country", "issuer"):
        if found := getattr(entry, field):
            yield field, found
    for field in ("parents", "based_on"):
        yield from ((field, found) for found in getattr(entry, field))
    for field in ("part_of", "members"):
        yield from ((field, found) for part in getattr(entry, field) for found in part.regions)


def entity(entry: Entry) -> Entity:
    """Make the entity of an entry."""
    shared = Entity.model_fields.keys() & Entry.model_fields.keys()
    fields = {name: getattr(entry, name) for name in shared}
    other = {entry.name, *entry.demonyms, *entry.capitals, *entry.offices}
    also = [
        text
        for text in dict.fromkeys((*entry.aliases, *entry.cased, *entry.former))
        if text not in other
    ]
    return Entity.model_validate(fields | {"aliases": tuple(also)})


def names(entry: Entry) -> Iterator[Name]:
    """Give all the names of an entry, each once."""
    own = dict.fromkeys((entry.name or "", *entry.aliases))
    cased = {*entry.cased} | ({*entry.translations} - own.keys())
    first = next(iter(entry.former), None)
    others = {*entry.demonyms, *entry.capitals, *entry.offices} - own.keys()
    for kind, texts in (
        (NameKind.NAME, (*own, *entry.cased, *entry.translations, *entry.former)),
        (NameKind.DEMONYM, entry.demonyms),
        (NameKind.CAPITAL, entry.capitals),
        (NameKind.OFFICE, entry.offices),
    ):
        for text in dict.fromkeys(texts):
            if kind is not NameKind.NAME or text not in others:
                former = first if text in entry.former else None
                yield Name(
                    text=text, entity=entry.id, kind=kind, cased=text in cased, former=former
                )


def described(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Name]:
    """Give the names that a body has by its role: "Italian government", "Italy's government"."""
    if not (entry.roles and entry.jurisdiction):
        return
    region = entries[entry.jurisdiction]
    short = [text for text in region.cased if text.isupper()]
    whose = [*region.demonyms[:1], *short, *(f"{who}'s" for who in (region.name, *short))]
    for role in entry.roles:
        texts = [f"{role} of {region.name}", f"{role} of the {region.name}"]
        texts += [f"{who} {role}" for who in whose]
        yield from (Name(text=text, entity=entry.id) for text in texts)


def memberships(entry: Entry) -> Iterator[Membership]:
    """Give the regions that an entry's region is part of, and those that are part of it."""
    for part in entry.part_of:
        for whole in part.regions:
            yield link(entry.id, whole, part)
    for part in entry.members:
        for member in part.regions:
            yield link(member, entry.id, part)


def link(member: str, whole: str, part: Stretch) -> Membership:
    """Make one membership."""
    return Membership(member=member, whole=whole, valid_from=part.begin, valid_to=part.end)
