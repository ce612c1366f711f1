"""The part of the graph around an entity, as a content that exports write."""

from collections.abc import Iterable

from kg.errors import InputError
from kg.model.content import Content
from kg.model.statement import Statement
from kg.questions.meaning import meant
from kg.questions.reader import Reader
from kg.reason.relevant import Lookup
from kg.vocabulary import vocabulary


def subgraph(reader: Reader, name: str, *, depth: int = 1) -> Content:
    """Collect what is said of an entity, and of those that are met, up to some steps away."""
    if depth < 1:
        raise InputError(f"a depth of {depth} reaches nobody; give 1 or more")
    center = meant(reader, name).id
    said: dict[str, Statement] = {}
    seen: set[str] = set()
    here = {center}
    for _ in range(depth):
        said |= {s.id: s for s in around(reader, here)}
        seen |= here
        here = {end for s in said.values() for end in (s.subject, s.object)} - seen
    return held(reader, said.values(), center)


def around(reader: Reader, ids: set[str]) -> Iterable[Statement]:
    """Fetch what is said of some entities, at either end."""
    ends, every = frozenset(ids), frozenset(vocabulary().predicates)
    yield from reader.fetch(Lookup(predicates=every, subjects=ends))
    yield from reader.fetch(Lookup(predicates=every, objects=ends))


def held(reader: Reader, said: Iterable[Statement], center: str) -> Content:
    """Put statements together with all that they name, and with the texts that they rest on."""
    statements = sorted(said, key=lambda s: s.id)
    ids = {center}
    for s in statements:
        compared = s.figure.compared_with if s.figure else None
        named = (s.subject, s.object, s.via, s.attributed_to, s.publisher, compared)
        ids |= {end for end in named if end}
    links = [m for m in reader.store.memberships() if {m.member, m.whole} <= ids]
    return Content(
        entities=tuple(reader.brought(ids)),
        memberships=tuple(links),
        statements=tuple(statements),
        documents=reader.store.texts({s.document for s in statements}),
    )
