"""A store read as it was known at a moment, with the catalogue's knowledge beside it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kg.catalogue import Catalogue, plain
from kg.errors import UnknownName
from kg.explain import Explainer, statements_of
from kg.model.answer import Verdict
from kg.model.entity import Entity
from kg.model.evidence import Answer, Evidence
from kg.model.statement import Polarity, Statement
from kg.model.world import World
from kg.questions.days import end_of
from kg.reason.relevant import Lookup
from kg.reason.voices import Copies, copies, rivals
from kg.store.base import Store


class Reader:
    """Finds entities by name, statements by lookup, and the words behind verdicts.

    `known_on` is a day of knowledge: nothing that the store learnt later is seen. `base` is the
    catalogue's world.
    """

    def __init__(
        self, store: Store, catalogue: Catalogue, base: World, known_on: date | None = None
    ) -> None:
        self.store = store
        self.catalogue = catalogue
        self.base = base
        self.known_on = known_on

    def region(self, name: str) -> Entity:
        """Find a region by name, code or id."""
        return self.catalogue.region(name)

    def subject(self, name: str) -> Entity:
        """Find a subject by name: the catalogue's first, else one that documents brought."""
        try:
            return self.catalogue.subject(name)
        except UnknownName:
            for entity in self.store.entities():
                if entity.id == name or plain(entity.name) == plain(name):
                    return entity
            raise

    def fetch(self, lookup: Lookup) -> Iterator[Statement]:
        """Read the statements that meet a lookup."""
        return self.store.statements(
            subjects=lookup.subjects,
            predicates=lookup.predicates,
            objects=lookup.objects,
            listed=lookup.listed,
            known_on=end_of(self.known_on),
        )

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
        met = self.store.entities(strange | set(providers.values()))
        more = [e.model_copy(update={"provider": providers.get(e.id, e.provider)}) for e in met]
        known = [*self.base.entities.values(), *(e for e in more if e.provisional)]
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
        cited = list(statements)
        ends = {i for s in cited for i in (s.subject, s.object, s.via, s.attributed_to) if i}
        if not ends <= world.entities.keys():
            world = self.world(ends | world.entities.keys())
        return Explainer(world, self.store.texts({s.document for s in cited}))
