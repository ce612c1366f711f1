"""Looks for mistakes in the catalogue: `python -m tools.catalogue_check [FILE_OR_FOLDER]...`.

Data files of your own are checked together with the shipped ones. Each finding is a line with the
file, the line in it, the entry, and the way out; the exit status is 1 where there is any.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from rigour.territories import get_territory
from spacy.lookups import Lookups

from kg.catalogue import NameKind, names, plain, put_in, references
from kg.entries import Entry, read_entries
from kg.errors import InputError
from kg.resolve.forms import form
from kg.resolve.words import several
from kg.vocabulary import vocabulary
from loaders.extractors.syntax import find
from ontology import CATALOGUE

Entries = Mapping[str, Entry]

MEANT = several("amd anthropic cisco europol gallium germanium nasa unesco")
"""Names that a dictionary has too, and that texts on AI use for nothing else in small letters."""
UNLISTED = frozenset({"IN-DL"})
"""Codes of ISO 3166-2 that the list of territories lacks."""
RENAMED = frozenset({frozenset({"nebius", "yandex"})})
"""Two that had one name: Yandex N.V., which sold Yandex in 2024, is Nebius today."""


def ambiguous(entries: Entries) -> Iterator[str]:
    """Find names that two entries have, whatever their case, accents and marks."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in entries.values():
        for name in names(entry):
            if name.kind is NameKind.NAME:
                owners[plain(name.text)][entry.id] = name.text
    for told in owners.values():
        first, *others = told
        for other in others:
            yield f"{entries[other].place}: '{told[other]}' is a name of '{first}' too; keep one"


def doubled(entries: Entries) -> Iterator[str]:
    """Find organisations whose names differ in their legal form alone: they may be one."""
    owners: dict[str, str] = {}
    for entry in entries.values():
        if not vocabulary().is_a(entry.type or "", "Organization"):
            continue
        for text in (entry.name or "", *entry.aliases):
            known = owners.setdefault(form(text).bare, entry.id)
            if known != entry.id and {known, entry.id} not in RENAMED:
                yield f"{entry.place}: '{text}' is a name of '{known}' but for its legal form"


def rings(entries: Entries) -> Iterator[str]:
    """Find entries that are above themselves by `parent`, `provider`, `based_on` or regions."""
    steps: dict[str, Callable[[Entry], Iterable[str]]] = {
        "parent": lambda e: [*([e.parent] if e.parent else ()), *e.parents],
        "based_on": lambda e: e.based_on,
        "provider": lambda e: [e.provider] if e.provider else [],
        "part_of": lambda e: [region for part in e.part_of for region in part.regions],
    }
    for field, step in steps.items():
        for entry in entries.values():
            if entry.id in above(entry, entries, step):
                yield f"{entry.place}: its '{field}' leads back to itself; cut the ring"


def above(entry: Entry, entries: Entries, step: Callable[[Entry], Iterable[str]]) -> set[str]:
    """Give all that is reached from an entry by steps."""
    found: set[str] = set()
    queue = [entry]
    while queue:
        fresh = [i for i in step(queue.pop()) if i not in found and i in entries]
        found.update(fresh)
        queue += [entries[i] for i in fresh]
    return found


def dead(entries: Entries) -> Iterator[str]:
    """Find ids that nothing has."""
    for entry in entries.values():
        for field, named in references(entry):
            if named not in entries:
                yield f"{entry.place}: '{field}' names '{named}', which nothing has; add it"


def misplaced(entries: Entries) -> Iterator[str]:
    """Find countries that are no region, and owners and providers that are no organisation."""
    wanted = {
        "country": "Region", "jurisdiction": "Region", "provider": "Organization",
    }  # fmt: skip
    for entry in entries.values():
        for field, kind in wanted.items():
            other = entries.get(getattr(entry, field) or "")
            if other and not vocabulary().allowed(other.type or "", frozenset({kind})):
                yield f"{entry.place}: its '{field}' is '{other.id}', a {other.type}, no {kind}"


def miscoded(entries: Entries) -> Iterator[str]:
    """Find codes that ISO 3166 does not have, and codes that are another region's."""
    owners: dict[str, str] = {}
    for entry in entries.values():
        if entry.iso is None:
            continue
        if get_territory(entry.iso) is None and entry.iso not in UNLISTED:
            yield f"{entry.place}: no region has the ISO code '{entry.iso}'"
        known = owners.setdefault(entry.iso.casefold(), entry.id)
        if known != entry.id:
            yield f"{entry.place}: '{entry.iso}' is the code of '{known}' too"
        if entry.iso.isalpha() and entry.id != entry.iso.casefold():
            yield f"{entry.place}: the id of a country is its code, '{entry.iso.casefold()}'"


def unprotected(entries: Entries) -> Iterator[str]:
    """Find names that are a plain English word in small letters, and are not under `cased`."""
    for entry in entries.values():
        if entry.type == "Region":
            continue
        for name in names(entry):
            text = name.text.casefold()
            if not name.cased and text not in MEANT and text in english():
                yield f"{entry.place}: '{name.text}' is a word; put it under 'cased' as well"


def nobodys(entries: Entries) -> Iterator[str]:
    """Find ministries and agencies that say nowhere whose they are."""
    for entry in entries.values():
        body = vocabulary().is_a(entry.type or "", "GovernmentBody")
        if body and not entry.jurisdiction:
            yield f"{entry.place}: say whose it is under 'jurisdiction'"


@cache
def english() -> frozenset[str]:
    """Read the words of the syntax model: verbs, adjectives, adverbs and nouns."""
    folder = find()
    if folder is None:
        raise InputError("no syntax model to read English words from; pip install '.[nlp]'")
    index = Lookups().from_disk(folder / "lemmatizer" / "lookups").get_table("lemma_index")
    return frozenset(word for words in index.values() for word in words)


CHECKS = (ambiguous, doubled, rings, dead, misplaced, miscoded, unprotected, nobodys)


def problems(*sources: Path) -> Iterator[str]:
    """Check the shipped data files with others over them."""
    entries: dict[str, Entry] = {}
    for source in (CATALOGUE, *sources):
        put_in(entries, read_entries(source))
    for check in CHECKS:
        yield from check(entries)


def main() -> int:
    """Print what is wrong."""
    try:
        found = list(problems(*map(Path, sys.argv[1:])))
    except InputError as error:
        found = [str(error)]
    for line in found:
        print(line)
    print(f"{len(found)} findings" if found else "nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
