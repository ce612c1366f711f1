"""Q11: who owns, funds, runs, supplies and works with whom, and who depends on whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import islice, pairwise
from typing import TypeAlias

import networkx as nx

from kg.errors import InputError
from kg.explain import Explainer
from kg.model.evidence import Named
from kg.model.network import Chain, Community, Connected, Edge, Network, OwnedFrom, Side, State
from kg.model.statement import Polarity, Statement
from kg.model.world import World
from kg.questions.reader import Reader
from kg.reason.holding import changes, listed_owners
from kg.reason.ownership import Ownership, gather_owners
from kg.reason.reading import Effect, effect, start
from kg.reason.relevant import Lookup

RELATIONS = frozenset(
    {
        "owned_by", "invests_in", "partners_with", "joint_venture_of", "operates_through",
        "built_on", "offers",
    }
)  # fmt: skip
"""The predicates that make up the network."""
HOLDING = frozenset({"owned_by", "invests_in", "joint_venture_of"})

Pair = tuple[str, str, str]
Told = dict[Pair, list[Statement]]
Net: TypeAlias = "nx.Graph[str]"
MOST_CHAINS = 10


def network(
    reader: Reader,
    name: str,
    *,
    on: date,
    depth: int = 1,
    owned_from: Iterable[str] = (),
    side: Side | None = None,
) -> Network:
    """Collect the edges around an entity, up to a number of steps away.

    With a side only who owns or funds it, or whom it owns or funds itself.
    """
    if depth < 1:
        raise InputError(f"a depth of {depth} reaches nobody; give 1 or more")
    entity = reader.subject(name)
    distances = {entity.id: 0}
    told: Told = {}
    for step in range(1, depth + 1):
        here = frozenset(i for i, distance in distances.items() if distance == step - 1)
        found = together(around(reader, here))
        told |= found
        met = {end for _, pair in edge_states(found, on) for end in (pair[0], pair[2])}
        met |= {owner for i in here for owner in listed_owners(reader.base.entity(i))}
        distances |= dict.fromkeys(met - distances.keys(), step)
    edges = [*drawn(reader, told, on, distances), *listed(reader, told, distances)]
    return Network(
        entity=entity.name,
        entity_id=entity.id,
        as_of=on,
        known_on=reader.known_on,
        edges=tuple(e for e in sorted(edges, key=rank) if stands_on(side, e, entity.id)),
        owned_from=tuple(shares(reader, entity.id, owned_from, on)),
        controls=tuple(controlled(reader, entity.id, on)),
    )


def stands_on(side: Side | None, edge: Edge, entity_id: str) -> bool:
    """Tell whether an edge is a holding by an entity's owners, or one of its own."""
    if side is None:
        return True
    holder = edge.source_id if edge.relation == "invests_in" else edge.target_id
    held = edge.target_id if edge.relation == "invests_in" else edge.source_id
    ends = {Side.OWNERS: held, Side.HOLDINGS: holder}
    return edge.relation in HOLDING and ends[side] == entity_id


def rank(edge: Edge) -> tuple[object, ...]:
    """Order edges: the nearest first, then by what they say."""
    return edge.distance, edge.relation, edge.source.casefold(), edge.target.casefold()


def around(reader: Reader, ids: frozenset[str]) -> Iterator[Statement]:
    """Fetch what is said of some entities, at either end."""
    yield from reader.fetch(Lookup(subjects=ids, predicates=RELATIONS))
    yield from reader.fetch(Lookup(objects=ids, predicates=RELATIONS))


def together(statements: Iterable[Statement]) -> Told:
    """Put the statements on one edge together; who partners with whom has no direction."""
    found: dict[Pair, dict[str, Statement]] = defaultdict(dict)
    for s in statements:
        source, target = s.subject, s.object
        if s.predicate == "partners_with":
            source, target = sorted((source, target))
        found[source, s.predicate, target][s.id] = s
    return {pair: [told[key] for key in sorted(told)] for pair, told in sorted(found.items())}


def edge_states(told: Told, on: date) -> Iterator[tuple[State, Pair]]:
    """Give the edges that hold on a day, are to come, or are suggested; not those that ended."""
    for pair, statements in told.items():
        if state := edge_state(statements, on):
            yield state, pair


def edge_state(statements: list[Statement], on: date) -> State | None:
    """Tell how an edge stands on a day: the latest word counts."""
    days = sorted((day, holds) for day, holds, _ in changes(statements, on))
    if days:
        return State.HOLDS if days[-1][1] else None
    said = [s for s in statements if s.polarity is Polarity.AFFIRMED]
    if any(is_ahead(s, on) for s in said):
        return State.UPCOMING
    risk = any(effect(s) is Effect.RISK and (s.asserted_on or "") <= str(on) for s in said)
    return State.PROPOSED if risk else None


def is_ahead(statement: Statement, on: date) -> bool:
    """Tell whether a statement announces or dates something for later."""
    if effect(statement) is Effect.UPCOMING:
        return True
    begins = start(statement)
    ahead = begins is not None and begins.event and begins.day > on
    return ahead and effect(statement) is Effect.COUNTS


def drawn(
    reader: Reader, told: Told, on: date, distances: dict[str, int] | None = None
) -> Iterator[Edge]:
    """Draw the edges that statements tell of, with the words behind each."""
    states = list(edge_states(told, on))
    cited = [s for _, pair in states for s in told[pair]]
    explainer = reader.explainer(cited, reader.base)
    for state, pair in states:
        ends = [(distances or {}).get(end, 0) for end in (pair[0], pair[2])]
        said = bearing(told[pair], state, on)
        yield edge(explainer, pair, said, state).model_copy(update={"distance": max(1, *ends)})


def bearing(told: list[Statement], state: State, on: date) -> list[Statement]:
    """Give the statements that an edge rests on, the oldest first."""
    counting = {s.id for _, holds, s in changes(told, on) if holds}
    said = [s for s in told if s.polarity is Polarity.AFFIRMED]
    if state is State.HOLDS:
        said = [s for s in said if s.id in counting]
    return sorted(said, key=lambda s: (s.asserted_on or "", s.id))


def edge(explainer: Explainer, pair: Pair, said: list[Statement], state: State) -> Edge:
    """Draw one edge from what it rests on."""
    figures = [s.figure for s in said if s.figure]
    world = explainer.world
    return Edge(
        source=world.name(pair[0]),
        source_id=pair[0],
        relation=pair[1],
        target=world.name(pair[2]),
        target_id=pair[2],
        state=state,
        since=min((s.valid_from for s in said if s.valid_from), default=None),
        until=max((s.valid_to for s in said if s.valid_to), default=None),
        told=max((s.asserted_on for s in said if s.asserted_on), default=None),
        figure=figures[-1] if figures else None,
        evidence=explainer.evidence(said),
    )


def listed(reader: Reader, told: Told, distances: dict[str, int]) -> Iterator[Edge]:
    """Draw the owners that only the catalogue knows."""
    world = reader.base
    companies = (*distances, *(c for i in distances for c in world.narrower(i)))
    for company in sorted(set(companies)):
        entity = world.entity(company)
        for owner in listed_owners(entity):
            owned = entity is not None and owner == entity.parent
            relation = "owned_by" if owned else "joint_venture_of"
            if {company, owner} & distances.keys() and (company, relation, owner) not in told:
                near = [distances[end] for end in (company, owner) if end in distances]
                yield Edge(
                    source=world.name(company),
                    source_id=company,
                    relation=relation,
                    target=world.name(owner),
                    target_id=owner,
                    state=State.HOLDS,
                    distance=max(1, *near),
                )


def shares(reader: Reader, company: str, regions: Iterable[str], on: date) -> Iterator[OwnedFrom]:
    """Bound the parts of a company that come from some regions."""
    names = list(regions)
    if not names:
        return
    statements = gather_owners(company, reader.base, reader.fetch)
    world = met(reader, statements)
    owned = Ownership(statements, world, on)
    for region in map(reader.region, names):
        share = owned.share_from(company, region.id)
        yield OwnedFrom(
            region=region.name,
            region_id=region.id,
            low=str(Fraction(share.low)),
            high=str(Fraction(share.high)),
            more_than_half=owned.more_than_half_from(company, region.id),
        )


def met(reader: Reader, statements: Iterable[Statement]) -> World:
    """Give the world with the provisional entities that some statements name."""
    return reader.world({end for s in statements for end in (s.subject, s.object)})


def controlled(reader: Reader, holder: str, on: date) -> list[str]:
    """Name the companies that a holder controls."""
    owned, world = holdings(reader, on)
    return sorted((world.name(c) for c in owned.controlled_by(holder)), key=str.casefold)


def holdings(reader: Reader, on: date) -> tuple[Ownership, World]:
    """Read all holdings that the store tells of."""
    statements = list(reader.fetch(Lookup(predicates=HOLDING)))
    world = met(reader, statements)
    return Ownership(statements, world, on), world


def chains(reader: Reader, name: str, other: str, *, on: date) -> tuple[Chain, ...]:
    """Find the shortest ways from one entity to another, each step with its evidence."""
    ends = reader.subject(name).id, reader.subject(other).id
    told, net = whole(reader, on)
    if not all(end in net for end in ends) or not nx.has_path(net, *ends):
        return ()
    ways = sorted(islice(nx.all_shortest_paths(net, *ends), MOST_CHAINS))
    steps = {frozenset(step) for way in ways for step in pairwise(way)}
    kept = {pair: told[pair] for pair in told if frozenset((pair[0], pair[2])) in steps}
    edges = list(drawn(reader, kept, on))
    return tuple(chain(way, edges) for way in ways)


def chain(way: list[str], edges: list[Edge]) -> Chain:
    """Put the edges of one way in order."""
    by_ends: dict[frozenset[str], list[Edge]] = defaultdict(list)
    names: dict[str, str] = {}
    for e in edges:
        by_ends[frozenset((e.source_id, e.target_id))].append(e)
        names |= {e.source_id: e.source, e.target_id: e.target}
    steps = [e for step in pairwise(way) for e in by_ends[frozenset(step)]]
    return Chain(names=tuple(names.get(i, i) for i in way), edges=tuple(steps))


def whole(reader: Reader, on: date) -> tuple[Told, Net]:
    """Read the whole network of edges that hold on a day."""
    told = together(reader.fetch(Lookup(predicates=RELATIONS)))
    net: Net = nx.Graph()
    kept = {pair: told[pair] for state, pair in edge_states(told, on) if state is State.HOLDS}
    net.add_edges_from((pair[0], pair[2]) for pair in kept)
    return kept, net


def most_connected(reader: Reader, *, on: date, limit: int = 20) -> tuple[Connected, ...]:
    """Rank entities by how many others they are joined to."""
    told, net = whole(reader, on)
    edges: dict[str, int] = defaultdict(int)
    for source, _, target in told:
        edges[source] += 1
        edges[target] += 1
    world = reader.world(net.nodes)
    ranked = sorted(net.nodes, key=lambda i: (-len(net[i]), -edges[i], i))
    return tuple(
        Connected(
            entity=world.name(i),
            entity_id=i,
            type=entity.type if (entity := world.entity(i)) else "",
            neighbours=len(net[i]),
            edges=edges[i],
        )
        for i in ranked[:limit]
    )


def communities(reader: Reader, *, on: date) -> tuple[Community, ...]:
    """Part the network of a day into communities, the largest first.

    By greedy modularity (Clauset, Newman, Moore): each entity begins alone, and those two groups
    are joined, again and again, whose joining raises the modularity most, as long as one does.
    Nodes and edges come in order of ids, so that the same graph gives the same parting.
    """
    told, net = whole(reader, on)
    if not net:
        return ()
    ordered: Net = nx.Graph()
    ordered.add_nodes_from(sorted(net))
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in net.edges))
    parts = [sorted(part) for part in nx.community.greedy_modularity_communities(ordered)]
    world = reader.world(net.nodes)
    ends = [{source, target} for source, _, target in told]
    found = [community(ordered, part, ends, world) for part in parts]
    return tuple(sorted(found, key=lambda c: (-len(c.members), c.members[0].id)))


def community(net: Net, part: list[str], ends: list[set[str]], world: World) -> Community:
    """Describe one community by its members and edges."""
    here = set(part)
    ranked = sorted(part, key=lambda i: (-len(net[i]), i))
    return Community(
        members=tuple(Named(id=i, name=world.name(i)) for i in ranked),
        inside=sum(pair <= here for pair in ends),
        outside=sum(bool(pair & here) and not pair <= here for pair in ends),
    )
