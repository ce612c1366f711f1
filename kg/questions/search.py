"""Names as they are typed: which entities somebody may mean."""

from collections.abc import Iterable
from functools import cache

from kg.catalogue import Catalogue, NameKind, plain
from kg.model.entity import Entity
from kg.model.surroundings import Found
from kg.questions.reader import Reader
from kg.vocabulary import vocabulary

Typed = tuple[str, str, str]
"""A comparable name, the name as it is written, and the id of its entity."""


def search(
    reader: Reader, text: str, *, kinds: Iterable[str] = (), limit: int = 20
) -> tuple[Found, ...]:
    """Find entities by the beginning of a name or of one of its words, the best first."""
    wanted = plain(text)
    if not wanted:
        return ()
    met = (reader.standing_for(e) for e in reader.store.entities() if e.provisional)
    brought = [e for e in met if e.provisional]
    entities = {**reader.base.entities, **{e.id: e for e in brought}}
    names = [*typed(reader.catalogue), *((plain(e.name), e.name, e.id) for e in brought)]
    best: dict[str, tuple[tuple[int, bool, int, str], str]] = {}
    for comparable, written, entity_id in names:
        rank = ranked(wanted, comparable)
        if rank is None:
            continue
        order = (rank, written != entities[entity_id].name, len(comparable), written)
        if entity_id not in best or order < best[entity_id][0]:
            best[entity_id] = (order, written)
    kept = ((order, found(entities[i], name)) for i, (order, name) in best.items())
    fit = [(order, one) for order, one in kept if fits(one, kinds)]
    return tuple(one for _, one in sorted(fit, key=lambda pair: (pair[0], pair[1].id))[:limit])


@cache
def typed(catalogue: Catalogue) -> tuple[Typed, ...]:
    """Make the catalogue's names and codes comparable once."""
    names = ((n.text, n.entity) for n in catalogue.names if n.kind is NameKind.NAME)
    codes = ((e.iso, e.id) for e in catalogue.entities.values() if e.iso)
    return tuple((plain(text), text, entity) for text, entity in (*names, *codes))


def ranked(wanted: str, name: str) -> int | None:
    """Tell how well a name fits what is typed: 0 the very name, then its beginning, a word's."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if len(wanted) > 2 and wanted in name else None


def found(entity: Entity, name: str) -> Found:
    """Tell of an entity that a name belongs to."""
    return Found(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        matched=name,
        provisional=entity.provisional,
    )


def fits(one: Found, kinds: Iterable[str]) -> bool:
    """Tell whether an entity is of one of some classes, or their kinds; none ask for all."""
    words = vocabulary()
    asked = list(kinds)
    return not asked or any(words.is_a(one.type, kind) for kind in asked)
