"""Claims to statements: which entity each name means, and what cannot be stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from kg.catalogue import Catalogue, NameKind, plain
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.recording import SetAside
from kg.model.review import claim_id
from kg.model.statement import Claim, Figure, Mention, Qualified, Statement
from kg.model.value import Value
from kg.resolve.bodies import Bodies
from kg.resolve.comparisons import in_general_words
from kg.resolve.forms import form
from kg.resolve.learnt import learnt
from kg.resolve.measures import measure, said_of
from kg.resolve.names import short_hash, slug
from kg.resolve.products import product
from kg.resolve.series import name_of
from kg.shapes import violations
from kg.vocabulary import vocabulary


class Linked(Value):
    """What became of a document's claims."""

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    set_aside: tuple[SetAside, ...]


Beside = Mapping[str, Entity]
"""Entities by the names that their document gives them beside their own."""


class Linker:
    """Finds the entity behind each mention: the catalogue's, or a provisional one.

    What it finds depends on the document and the catalogue alone, so that no order of loading
    changes it; what may be one across documents is proposed, and judged (`kg judge`).
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def link(self, document: Document, claims: Iterable[Claim], *, least: float = 0.0) -> Linked:
        """Turn a document's claims into statements.

        Those that the ontology refuses, and those of less confidence than asked, are set aside.
        """
        entities: dict[str, Entity] = {}
        statements: dict[str, Statement] = {}
        doubted: dict[str, SetAside] = {}
        told = list(claims)
        beside = {**self.measures(document, told), **self.beside(document, told)}
        for claim in told:
            statement, named = self.statement(document, claim, beside)
            reason = refusal(statement, named, document) or doubt(statement, least)
            if reason:
                found = aside(claim, reason, statement, named, document)
                doubted.setdefault(found.id, found)
                continue
            statements.setdefault(statement.id, statement)
            entities.update(named)
        set_aside = (
            a for a in doubted.values() if a.statement and a.statement.id not in statements
        )
        return Linked(
            statements=tuple(statements.values()),
            entities=tuple(entities[key] for key in sorted(entities)),
            set_aside=tuple(set_aside),
        )

    def statement(
        self, document: Document, claim: Claim, beside: Beside
    ) -> tuple[Statement, dict[str, Entity]]:
        """Identify everything that one claim names."""
        named: dict[str, Entity] = {}

        def identify(mention: Mention | None) -> str | None:
            if mention is None:
                return None
            entity = self.entity(document, mention, beside)
            named[entity.id] = entity
            return entity.id

        kept = {name: getattr(claim, name) for name in Qualified.model_fields}
        statement = Statement(
            **kept | {"figure": self.figure(claim.figure, named)},
            subject=identify(claim.subject) or "",
            object=identify(claim.object) or "",
            via=identify(claim.via),
            attributed_to=identify(claim.attributed_to),
            publisher=self.publisher(document),
            document=document.key,
            start=claim.start,
            end=claim.end,
            asserted_on=document.published,
        )
        return statement, named

    def entity(self, document: Document, mention: Mention, beside: Beside) -> Entity:
        """Give the catalogue's entity for a mention, the one that the text names, or a new one."""
        if known := self.of_catalogue(mention):
            return known
        policy = mention.type == "Policy"
        told = None if mention.described and not policy else beside.get(plain(mention.name))
        if told and same_kind(told.type, mention.type):
            return told
        return self.body(document, mention) or provisional(document, mention)

    def body(self, document: Document, mention: Mention) -> Entity | None:
        """Find the body of government that a name without a country means in a document.

        None where the name is anybody's; where several countries have it, and the text does not
        settle whose it is, it stands for itself in this document.
        """
        government = vocabulary().is_a(mention.type, "GovernmentBody")
        if mention.described or not government or not self._bodies.shared(mention.name):
            return None
        made = provisional(document, mention)
        if in_general_words(made):
            return None
        return self._bodies.meant(document, mention.name) or of_document(made, document)

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self.catalogue)

    def of_catalogue(self, mention: Mention) -> Entity | None:
        """Find a mention's entity in the catalogue: by id, by name, by name less legal form."""
        if mention.id and mention.id in self.catalogue.entities:
            return self.catalogue.entities[mention.id]
        if mention.described:
            return None
        found = self.catalogue.named(mention.name) or self.but_for_legal_form(mention)
        same = next((e for e in found if same_kind(e.type, mention.type)), None)
        return same or product(self.catalogue, mention)

    def measures(self, document: Document, claims: Iterable[Claim]) -> Beside:
        """Find the policies that a document describes, by the words in which it does so."""
        told: dict[str, list[tuple[Mention, Claim]]] = defaultdict(list)
        issuers: dict[str, str] = {}
        for claim in claims:
            for mention in (claim.subject, claim.object):
                if mention.type == "Policy" and not self.of_catalogue(mention):
                    told[plain(mention.name)].append((mention, claim))
            if claim.predicate == "issued_by" and (known := self.of_catalogue(claim.object)):
                issuers[claim.object.name] = known.id
        found: dict[str, Entity] = {}
        for name, uses in told.items():
            said = said_of((claim for _, claim in uses), document, issuers)
            meant = (measure(self.catalogue, document, mention, said) for mention, _ in uses)
            if entity := next((e for e in meant if e), None):
                found[name] = entity
        return found

    def but_for_legal_form(self, mention: Mention) -> list[Entity]:
        """Find the one organisation whose name differs from a mention's in its legal form alone.

        Where the catalogue too has a legal form, it must be the same one.
        """
        if not vocabulary().is_a(mention.type, "Organization"):
            return []
        name = form(mention.name)
        found = {
            entity for entity, legal in self._bare.get(name.bare, ()) if fits(legal, name.legal)
        }
        return [self.catalogue.entities[i] for i in found] if len(found) == 1 else []

    @cached_property
    def _bare(self) -> dict[str, set[tuple[str, frozenset[str]]]]:
        found: dict[str, set[tuple[str, frozenset[str]]]] = defaultdict(set)
        for name in self.catalogue.names:
            kind = self.catalogue.entities[name.entity].type
            if name.kind is NameKind.NAME and vocabulary().is_a(kind, "Organization"):
                made = form(name.text)
                found[made.bare].add((name.entity, made.legal))
        return found

    def beside(self, document: Document, claims: Iterable[Claim]) -> Beside:
        """Learn the other names that a document gives in brackets: "Baidu (百度)"."""
        found: dict[str, Entity] = {}
        for mention, other in sorted(learnt(document, claims).items(), key=lambda m: m[0].start):
            known = self.of_catalogue(mention)
            also = self.of_catalogue(mention.model_copy(update={"name": other, "id": None}))
            if known and also:
                continue
            entity = known or also or provisional(document, mention, other)
            found.setdefault(plain(mention.name), entity)
            found.setdefault(plain(other), entity)
        return found

    def figure(self, figure: Figure | None, named: dict[str, Entity]) -> Figure | None:
        """Identify what a figure is compared with, where the catalogue knows it."""
        if figure is None or figure.compared_with is None:
            return figure
        for entity in self.catalogue.named(figure.compared_with)[:1]:
            named[entity.id] = entity
            return figure.model_copy(update={"compared_with": entity.id})
        return figure

    def publisher(self, document: Document) -> str | None:
        """Give the publisher's id, or its name where the catalogue does not know it."""
        if document.publisher is None:
            return None
        found = [e for e in self.catalogue.named(document.publisher) if e.type != "Region"]
        return found[0].id if found else document.publisher


def provisional(document: Document, mention: Mention, *aliases: str) -> Entity:
    """Make an entity of a mention that nobody knows.

    A described thing is the same only within its document, in all of its versions, and so is a
    body of government in words that any country's could have; their ids carry the document's.
    """
    made = Entity(
        id=f"{slug(mention.name)}.{mention.type.lower()}",
        type=mention.type,
        name=mention.name,
        aliases=aliases,
        provisional=True,
    )
    if mention.described or in_general_words(made):
        return of_document(made, document)
    return made


def of_document(entity: Entity, document: Document) -> Entity:
    """Let an entity be one within the versions of its document alone."""
    whole = name_of(document.id) or document.id
    return entity.model_copy(update={"id": f"{entity.id}.{short_hash(whole)}"})


def fits(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether legal forms may be one: the same, or one is not given."""
    return not left or not right or bool(left & right)


def same_kind(left: str, right: str) -> bool:
    """Tell whether one class is the other or a kind of it."""
    words = vocabulary()
    return words.is_a(left, right) or words.is_a(right, left)


def refusal(statement: Statement, named: Mapping[str, Entity], document: Document) -> str:
    """Say what the ontology refuses of a statement, if anything."""
    return "; ".join(violations(statement, named, document=document))


def doubt(statement: Statement, least: float) -> str:
    """Say that a statement is less sure than asked, if it is."""
    sure = statement.confidence
    return f"confidence {sure:.2f} is below {least:g}" if sure < least else ""


def aside(
    claim: Claim,
    reason: str,
    statement: Statement,
    named: Mapping[str, Entity],
    document: Document,
) -> SetAside:
    """Note a claim that is not stored, with all that a person needs to store it yet."""
    return SetAside(
        claim=f"{claim.subject.name} {claim.predicate} {claim.object.name}",
        reason=reason,
        start=claim.start,
        end=claim.end,
        id=claim_id(statement, document),
        statement=statement,
        entities=tuple(named[name] for name in sorted(named) if named[name].provisional),
    )
