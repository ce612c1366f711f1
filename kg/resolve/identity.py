"""Statements, entities and worlds read with judged identity: many ids, one entity."""

from collections.abc import Iterable, Iterator

from kg.model.entity import Entity, Membership
from kg.model.statement import Statement
from kg.model.world import World
from kg.resolve.clusters import Clusters

ENDS = ("subject", "object", "via", "attributed_to", "publisher")
REFERENCES = ("provider", "parent", "jurisdiction", "country", "issuer")
LISTS = ("parents", "based_on")


def widened(ids: Iterable[str], clusters: Clusters) -> frozenset[str]:
    """Give ids with all that are one with them."""
    return frozenset(one for i in ids for one in clusters.members(i))


def read_as_one(statement: Statement, clusters: Clusters) -> Statement:
    """Put for each end of a statement the id that stands for it.

    The copy keeps the id of the statement that is stored, by which it is cited and found again.
    """
    ends = {name: getattr(statement, name) for name in ENDS}
    changed: dict[str, object] = {
        name: clusters.of(i) for name, i in ends.items() if i and clusters.of(i) != i
    }
    figure = statement.figure
    if figure and figure.compared_with:
        told = clusters.of(figure.compared_with)
        changed["figure"] = figure.model_copy(update={"compared_with": told})
    if not changed:
        return statement
    stored = statement.id
    copy = statement.model_copy(update=changed)
    copy.__dict__["id"] = stored
    return copy


def merged(entities: Iterable[Entity], clusters: Clusters) -> Iterator[Entity]:
    """Give one entity for all that are one, with the names of each, ordered by id."""
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(clusters.of(entity.id), []).append(entity)
    for head, group in sorted(groups.items()):
        first, *others = sorted(group, key=lambda e: (e.id != head, e.provisional, e.id))
        more = [name for other in others for name in (other.name, *other.aliases)]
        aliases = dict.fromkeys((*first.aliases, *(n for n in more if n != first.name)))
        yield referring(first.model_copy(update={"id": head, "aliases": tuple(aliases)}), clusters)


def referring(entity: Entity, clusters: Clusters) -> Entity:
    """Let an entity refer to others by the ids that stand for them."""
    told = {name: getattr(entity, name) for name in REFERENCES}
    changed: dict[str, object] = {
        name: clusters.of(i) for name, i in told.items() if i and clusters.of(i) != i
    }
    for name in LISTS:
        ids = getattr(entity, name)
        known = tuple(dict.fromkeys(map(clusters.of, ids)))
        if known != ids:
            changed[name] = known
    return entity.model_copy(update=changed) if changed else entity


def world_as_one(world: World, memberships: Iterable[Membership], clusters: Clusters) -> World:
    """Read the catalogue's world with what of it is judged to be one."""
    known = world.entities.keys()
    if not any(one in known and clusters.of(one) != one for c in clusters.all() for one in c):
        return world
    return World(merged(world.entities.values(), clusters), memberships)
