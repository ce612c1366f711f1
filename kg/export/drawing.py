"""Which entities a picture shows, where they stand, and how they are joined."""

from collections import defaultdict
from collections.abc import Iterable
from math import cos, pi, sin
from typing import NamedTuple

import networkx as nx

from kg.export.network import Network, network
from kg.model.content import Content

MOST = 60
"""Entities in a picture: more cannot be told apart. The rest is counted in its caption."""
PALE = "#9aa0a6"
COLOURS = {
    "Region": "#5b8c5a", "Company": "#35618f", "Service": "#b0602c", "Model": "#8a5a9e",
    "Policy": "#a23b3b", "Hardware": "#6d6d2f", "Regulator": "#2f7d7d",
    "GovernmentBody": "#2f7d7d", "JointVenture": "#35618f",
}  # fmt: skip
"""A colour for each class; the class stands beside the name, too."""


class Dot(NamedTuple):
    """An entity in a picture, by its place between -1 and 1."""

    id: str
    label: str
    kind: str
    x: float
    y: float


class Line(NamedTuple):
    """All statements with one predicate and polarity from one entity to another."""

    source: str
    target: str
    label: str
    negated: bool


class Drawing(NamedTuple):
    """A picture without its means: dots, lines, and how many entities are left out."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    hidden: int

    @property
    def caption(self) -> str:
        """Say what is seen, and what is not."""
        shown = f"{len(self.dots)} entities; a dashed line is denied"
        rest = f"; {self.hidden} more, joined to fewer others, are left out" if self.hidden else ""
        return shown + rest


def drawn(content: Content) -> Drawing:
    """Choose the entities that are joined to most others, and put them in rings by distance."""
    net = network(content)
    ranked = sorted(net, key=lambda node: (-len(set(nx.all_neighbors(net, node))), node))
    kept = net.subgraph(ranked[:MOST])
    places = rings(kept, ranked[:MOST])
    dots = tuple(dot(kept, node, places[node]) for node in sorted(kept))
    return Drawing(dots, tuple(lines(kept)), len(net) - len(dots))


def dot(net: Network, node: str, place: tuple[float, float]) -> Dot:
    """Give an entity its name, class and place."""
    told = net.nodes[node]
    return Dot(node, str(told.get("label", node)), str(told.get("type", "")), *place)


def lines(net: Network) -> list[Line]:
    """Give the lines of a picture, each once and in order."""
    found = {
        Line(source, target, str(data.get("label", "")), data.get("polarity") == "negated")
        for source, target, data in net.edges(data=True)
    }
    return sorted(found)


def rings(net: Network, ranked: list[str]) -> dict[str, tuple[float, float]]:
    """Place entities in rings around the one that is joined to most, by their distance to it."""
    if not ranked:
        return {}
    steps = nx.single_source_shortest_path_length(net.to_undirected(as_view=True), ranked[0])
    far = max(steps.values()) + 1
    by_ring: dict[int, list[str]] = defaultdict(list)
    for node in ranked:
        by_ring[steps.get(node, far)].append(node)
    last = max(1, *by_ring)
    return {
        node: place
        for ring, nodes in by_ring.items()
        for node, place in on_ring(sorted(nodes), ring, ring / last)
    }


def on_ring(
    nodes: list[str], ring: int, radius: float
) -> Iterable[tuple[str, tuple[float, float]]]:
    """Place entities on one ring at equal distances, each ring turned against the last."""
    for number, node in enumerate(nodes):
        angle = 2 * pi * number / len(nodes) + ring * 0.35
        yield node, (round(radius * cos(angle), 4), round(radius * sin(angle), 4))
