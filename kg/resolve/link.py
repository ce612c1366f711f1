"""Claims to statements: which entity each name means, and what cannot be stored."""

from collections.abc import Iterable, Mapping

from kg.catalogue import Catalogue
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.recording import SetAside
from kg.model.review import claim_id
from kg.model.statement import Claim, Figure, Mention, Qualified, Statement
from kg.model.value import Value
from kg.resolve.names import short_hash, slug
from kg.shapes import violations
from kg.vocabulary import vocabulary


class Linked(Value):
    """What became of a document's claims."""

    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    set_aside: tuple[SetAside, ...]


class Linker:
    """Finds the entity behind each mention: the catalogue's, or a provisional one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def link(self, document: Document, claims: Iterable[Claim], *, least: float = 0.0) -> Linked:
        """Turn a document's claims into statements.

        Those that the ontology refuses, and those of less confidence than asked, are set aside.
        """
        entities: dict[str, Entity] = {}
        statements: dict[str, Statement] = {}
        doubted: dict[str, SetAside] = {}
        for claim in claims:
            statement, named = self.statement(document, claim)
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

    def statement(self, document: Document, claim: Claim) -> tuple[Statement, dict[str, Entity]]:
        """Identify everything that one claim names."""
        named: dict[str, Entity] = {}

        def identify(mention: Mention | None) -> str | None:
            if mention is None:
                return None
            entity = self.entity(document, mention)
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

    def entity(self, document: Document, mention: Mention) -> Entity:
        """Give the catalogue's entity for a mention, else a provisional one.

        A described thing is the same only within its document, so its id carries the document's.
        """
        if mention.id and mention.id in self.catalogue.entities:
            return self.catalogue.entities[mention.id]
        known = [] if mention.described else self.catalogue.named(mention.name)
        for entity in known:
            if same_kind(entity.type, mention.type):
                return entity
        scope = f".{short_hash(document.id)}" if mention.described else ""
        return Entity(
            id=f"{slug(mention.name)}.{mention.type.lower()}{scope}",
            type=mention.type,
            name=mention.name,
            provisional=True,
        )

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
