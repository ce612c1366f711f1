"""A store read as it was known at a moment, with the catalogue's knowledge beside it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from kg.catalogue import Catalogue, plain
from kg.explain import Explainer, statements_of
from kg.model.answer import Verdict
from kg.model.entity import Entity
from kg.model.evidence import Answer, Evidence
from kg.model.judgement import standing
from kg.model.statement import Polarity, Statement
from kg.model.world import World
from kg.questions.days import end_of
from kg.reason.relevant import Lookup
from kg.reason.voices import Copies, copies, rivals
from kg.resolve.clusters import Clusters
from kg.resolve.identity import merged, read_as_one, widened, world_as_one
from kg.store.base import Store


class Reader:
    """Finds entities by name, statements by lookup, and the words behind verdicts.

    `known_on` is a day of knowledge: nothing that the store learnt later is seen, nor decided
    later. `base` is the catalogue's world. What is judged to be one comes under one id.
    """

    def __init__(
        self, store: Store, catalogue: Catalogue, base: World, known_on: date | None = None
    ) -> None:
        self.store = store
        self.catalogue = catalogue
        self.known_on = known_on
        self._base = base

    @cached_property
    def clusters(self) -> Clusters:
        """Give what is judged to be one."""
        log = standing(self.store.judgements(), end_of(self.known_on))
        return Clusters(log, self.catalogue.entities)

    @cached_property
    def base(self) -> World:
        """Give the catalogue's world."""
        if not self.clusters:
            return self._base
        return world_as_one(self._base, self.catalogue.memberships, self.clusters)

    def region(self, name: str) -> Entity:
        """Find a region by name, code or id."""
        return self.catalogue.region(name)

    def subject(self, name: str) -> Entity:
        """Find a subject by name: the catalogue's first, else one that documents brought."""
        if known := [e for e in self.catalogue.named(name) if e.type != "Region"]:
            return self.standing_for(known[0])
        for entity in self.store.entities():
            if entity.id == name or plain(entity.name) == plain(name):
                return self.standing_for(entity)
        return self.catalogue.subject(name)  # raises, and says what is close

    def standing_for(self, entity: Entity) -> Entity:
        """Give the entity that stands for one, with the names of all that it is one with."""
        if not self.clusters or len(self.clusters.members(entity.id)) == 1:
            return entity
        known = self.base.entity(self.clusters.of(entity.id))
        return known or self.brought({entity.id})[0]

    def brought(self, ids: Iterable[str]) -> list[Entity]:
        """Read entities from the store, those that are judged to be one as one."""
        if not self.clusters:
            return list(self.store.entities(frozenset(ids)))
        return list(merged(self.store.entities(widened(ids, self.clusters)), self.clusters))

    def fetch(self, lookup: Lookup) -> Iterator[Statement]:
        """Read the statements that meet a lookup."""
        subjects, objects = lookup.subjects, lookup.objects
        if self.clusters:
            subjects = subjects if subjects is None else widened(subjects, self.clusters)
            objects = objects if objects is None else widened(objects, self.clusters)
        found = self.store.statements(
            subjects=subjects,
            predicates=lookup.predicates,
            objects=objects,
            listed=lookup.listed,
            known_on=end_of(self.known_on),
        )
        return self.as_one(found)

    def everything(self) -> Iterator[Statement]:
        """Read all statements."""
        return self.as_one(self.store.statements(known_on=end_of(self.known_on)))

    def as_one(self, statements: Iterator[Statement]) -> Iterator[Statement]:
        """Put for each end of statements the id that stands for it."""
        if not self.clusters:
            return statements
        return (read_as_one(statement, self.clusters) for statement in statements)

    def copies(self, said: Sequence[Statement], world: World) -> Copies:
        """Find which of some statements repeat the words of others, where it matters."""
        competing = rivals(said, world)
        return copies(competing, self.store.texts({s.document for s in competing}))

    def world(self, ids: Iterable[str]) -> World:
        """Give the catalogue's world with the provisional entities that a question meets."""
        strange = frozenset(i for i in ids if i not in self.base.entities)
        if not strange:
            return self.base
        lookup = Lookup(predicates=frozenset({"offers"}), objects=strange)
        offers = [s for s in self.fetch(lookup) if s.polarity is Polarity.AFFIRMED]
        providers = {s.object: s.subject for s in offers}
        met = self.brought(strange | set(providers.values()))
        more = [e.model_copy(update={"provider": providers.get(e.id, e.provider)}) for e in met]
        new = (e for e in more if e.id not in self.base.entities)
        known = [*self.base.entities.values(), *(e for e in new if e.provisional)]
        return World(known, self.catalogue.memberships)

    def world_of(self, subjects: Iterable[str]) -> World:
        """Give the world with some subjects, and what documents say that they offer."""
        known = frozenset(subjects)
        lookup = Lookup(subjects=known, predicates=frozenset({"offers"}))
        return self.world(known | {s.object for s in self.fetch(lookup)})

    def explained(self, verdicts: Sequence[Verdict], world: World) -> tuple[Answer, ...]:
        """Turn verdicts into answers with names and quotes."""
        explainer = self.explainer(statements_of(verdicts), world)
        return tuple(explainer.answer(verdict, self.known_on) for verdict in verdicts)

    def evidence(self, statements: Sequence[Statement]) -> tuple[Evidence, ...]:
        """Give the evidence of statements, in their order."""
        return self.explainer(statements, self.base).evidence(statements)

    def explainer(self, statements: Iterable[Statement], world: World) -> Explainer:
        """Read the documents and entities that some statements name."""
        cited = list({s.id: s for s in statements}.values())
        ends = {i for s in cited for i in (s.subject, s.object, s.via, s.attributed_to) if i}
        if not ends <= world.entities.keys():
            world = self.world(ends | world.entities.keys())
        return Explainer(world, self.store.texts({s.document for s in cited}))
