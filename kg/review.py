"""What was set aside, and what a person makes of it."""

from collections.abc import Iterator

from kg.catalogue import Catalogue
from kg.errors import RefusedStatement, UnknownName
from kg.model.recording import SetAside
from kg.model.review import Doubt, Outcome, Review
from kg.model.statement import Statement
from kg.shapes import violations
from kg.store.base import Store


def doubts(store: Store, document_id: str | None = None) -> Iterator[Doubt]:
    """Yield the claims of live documents that were set aside, with their sentences."""
    decided = {review.claim: review for review in latest(store, document_id)}
    for name, claims in by_document(store, document_id):
        text = text_of(store, name)
        for claim in claims:
            yield doubt(name, claim, text, decided.get(claim.id))


def latest(store: Store, document_id: str | None) -> list[Review]:
    """Give the reviews so that the one which counts comes last for each claim."""
    return sorted(store.reviews(document_id), key=lambda review: (review.at, review.outcome))


def by_document(store: Store, document_id: str | None) -> Iterator[tuple[str, list[SetAside]]]:
    """Gather what was set aside of each document."""
    name, claims = "", list[SetAside]()
    for found, claim in store.set_aside(document_id):
        if found != name and claims:
            yield name, claims
            claims = []
        name = found
        claims.append(claim)
    if claims:
        yield name, claims


def text_of(store: Store, document_id: str) -> str:
    """Give the text of a live document."""
    key, _ = store.made_by([document_id])[document_id]
    return store.texts([key])[key].text


def doubt(document_id: str, claim: SetAside, text: str, review: Review | None) -> Doubt:
    """Put a claim that was set aside together with its sentence and the decision on it."""
    statement = claim.statement
    return Doubt(
        id=claim.id,
        document=document_id,
        claim=claim.claim,
        reason=claim.reason,
        confidence=statement.confidence if statement else None,
        quote=text[claim.start : claim.end],
        start=claim.start,
        end=claim.end,
        outcome=review.outcome if review else Outcome.OPEN,
        by=review.by if review else None,
        because=review.because if review else None,
        at=review.at if review else None,
    )


def decide(store: Store, catalogue: Catalogue, review: Review) -> Doubt:
    """Keep a decision on a claim that was set aside; the ontology is not overruled."""
    aside = store.set_aside(review.document)
    found = next((claim for _, claim in aside if claim.id == review.claim), None)
    if found is None:
        raise unknown(review.claim, store)
    if review.outcome is Outcome.ACCEPTED and found.statement:
        refuse(found, found.statement, catalogue)
    store.review(review)
    return doubt(review.document, found, text_of(store, review.document), review)


def refuse(claim: SetAside, statement: Statement, catalogue: Catalogue) -> None:
    """Raise RefusedStatement where the ontology does not have room for a claim."""
    entities = {**catalogue.entities, **{entity.id: entity for entity in claim.entities}}
    if found := violations(statement, entities):
        raise RefusedStatement(
            f"claim '{claim.id}' ({claim.claim}) cannot be accepted: {'; '.join(found)}; "
            "reject it, or correct the document and load it again"
        )


def document_of(store: Store, claim: str) -> str:
    """Find the document of a claim that was set aside."""
    for document, aside in store.set_aside():
        if claim and aside.id == claim:
            return document
    raise unknown(claim, store)


def unknown(claim: str, store: Store) -> UnknownName:
    """Tell that nothing of that name was set aside."""
    return UnknownName(
        f"no claim '{claim}' was set aside in {store.url}; `kg review --all` lists those that were"
    )
