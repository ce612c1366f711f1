"""Statements of stories and histories as documents, so that stores can keep them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.catalogue import Catalogue
from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.recording import Recording
from kg.model.statement import Statement
from kg.model.world import World
from kg.questions.reader import Reader
from kg.store.base import Store

LENGTH = 1_000


def recordings(
    statements: Iterable[Statement], texts: Mapping[str, str] | None = None
) -> list[Recording]:
    """Make of statements the documents that they name, each with a text to cut quotes from."""
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        by_document[s.document].append(s)
    return [
        recording(name, said, (texts or {}).get(name, "-" * LENGTH))
        for name, said in by_document.items()
    ]


def recording(name: str, said: Iterable[Statement], text: str, made_by: str = "test") -> Recording:
    """Make one document of a name and a text, in which some statements were read."""
    document = Document(id=name, text=text)
    cited = (s.model_dump() | {"document": document.key} for s in said)
    found = {s.id: s for s in map(Statement.model_validate, cited)}
    return Recording(document=document, statements=tuple(found.values()), made_by=made_by)


def reader(store: Store, entities: Iterable[Entity], memberships: Iterable[Membership]) -> Reader:
    """Read a store with the catalogue of a small world."""
    known, links = tuple(entities), tuple(memberships)
    return Reader(store, Catalogue(known, (), links), World(known, links))


def mark(document: str, start: int) -> str:
    """Name a statement by what stays the same when its document gets a key."""
    return f"{document.partition('@')[0]}:{start}"
