"""What is left in a region if a provider leaves it."""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

import networkx as nx

from kg.model.evidence import Answer, ProviderAnswer
from kg.model.network import Fate, Left
from kg.model.statement import Polarity
from kg.questions.network import holdings
from kg.questions.reader import Reader
from kg.questions.serves import serves
from kg.reason.relevant import Lookup, is_company
from kg.reason.tree import SERVED

Basis: TypeAlias = "nx.DiGraph[str]"
ORDER = {Fate.STAYS: 0, Fate.LEANS: 1, Fate.GONE: 2}


def without(reader: Reader, provider: str, region: str, *, on: date) -> tuple[Left, ...]:
    """Tell what becomes of each service in a region if a provider and its companies leave.

    What the provider offers is gone, and so is what is reached only through it. What runs on
    something of it stays, by the rule that another company's offer is its own, and is marked.
    """
    owned, _ = holdings(reader, on)
    mover = reader.subject(provider).id
    leaving = {mover, *owned.controlled_by(mover)}
    basis = bases(reader, leaving)
    found = [
        left(reader, p, answer, leaving, basis)
        for p in serves(reader, region, on=on)
        for answer in p.services or (p.answer,)
        if answer.status in SERVED
    ]
    return tuple(sorted(found, key=lambda one: (ORDER[one.fate], one.provider, one.service)))


def left(
    reader: Reader, provider: ProviderAnswer, answer: Answer, leaving: set[str], basis: Basis
) -> Left:
    """Tell what becomes of one service."""
    fate, why = judged(reader, provider, answer, leaving, basis)
    return Left(
        provider=provider.provider,
        service=answer.subject,
        service_id=answer.subject_id,
        region=answer.region,
        status=answer.status,
        fate=fate,
        why=why,
        evidence=answer.evidence,
    )


def judged(
    reader: Reader, provider: ProviderAnswer, answer: Answer, leaving: set[str], basis: Basis
) -> tuple[Fate, str]:
    """Give the fate of a service, and why in a few words."""
    if provider.provider_id in leaving:
        return Fate.GONE, f"offered by {provider.provider}"
    name = reader.base.name
    movers = {name(i) for i in leaving}
    ways = [e.via for e in answer.evidence if e.polarity is Polarity.AFFIRMED]
    if ways and all(way in movers for way in ways):
        return Fate.GONE, f"reached through {', '.join(sorted({str(way) for way in ways}))}"
    below = nx.descendants(basis, answer.subject_id) if answer.subject_id in basis else set()
    of_movers = sorted(name(i) for i in below if basis.nodes[i].get("leaves"))
    return (Fate.LEANS, f"runs on {', '.join(of_movers)}") if of_movers else (Fate.STAYS, "")


def bases(reader: Reader, leaving: set[str]) -> Basis:
    """Draw what runs on what, and mark what the leaving ones offer."""
    basis: Basis = nx.DiGraph()
    basis.add_edges_from(built(reader))
    for node in basis:
        entity = reader.base.entity(node)
        basis.nodes[node]["leaves"] = entity is not None and entity.provider in leaving
    return basis


def built(reader: Reader) -> Iterator[tuple[str, str]]:
    """Give what runs on what: as sources say, as the catalogue knows, and parts on their whole."""
    for s in reader.fetch(Lookup(predicates=frozenset({"built_on"}))):
        if s.polarity is Polarity.AFFIRMED:
            yield s.subject, s.object
    for entity in reader.base.entities.values():
        yield from ((entity.id, basis) for basis in entity.based_on)
        if entity.parent and not is_company(entity):
            yield entity.id, entity.parent
