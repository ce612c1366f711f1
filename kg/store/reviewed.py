"""What reviews make of a recording: what is accepted becomes a statement, what is rejected none.

`reviewed` and `unreviewed` undo each other, so that a decision gives the same store whether it
comes before the document or after it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.model.entity import Entity
from kg.model.recording import Recording, SetAside
from kg.model.review import Outcome, Review, claim_id
from kg.model.statement import Statement
from kg.vocabulary import Vocabulary

Outcomes = Mapping[str, Outcome]

REFUSED = "rejected in review"
"""The reason of a claim that no rule of ours set aside, but a person."""


def outcomes(reviews: Iterable[Review]) -> dict[str, dict[str, Outcome]]:
    """Give the decision that counts, the latest, by document and claim."""
    found: dict[str, dict[str, Outcome]] = defaultdict(dict)
    for review in sorted(reviews, key=lambda review: (review.at, review.outcome)):
        found[review.document][review.claim] = review.outcome
    return found


def reviewed(recording: Recording, decided: Outcomes, words: Vocabulary) -> Recording:
    """Apply people's decisions to what was taken from a document."""
    if not decided:
        return recording
    refused = list(rejected(recording, decided))
    gone = {claim.statement.id for claim in refused if claim.statement}
    taken = [s for s in accepted(recording, decided) if storable(s, recording, words)]
    kept = {s.id: s for s in (*recording.statements, *taken) if s.id not in gone}
    aside = (*recording.set_aside, *refused)
    return told(recording, tuple(kept.values()), aside)


def unreviewed(recording: Recording, decided: Outcomes) -> Recording:
    """Give what was taken from a document before people's decisions were applied."""
    if not decided:
        return recording
    taken = {statement.id for statement in accepted(recording, decided)}
    back = [c.statement for c in recording.set_aside if c.reason == REFUSED and c.statement]
    kept = {s.id: s for s in (*recording.statements, *back) if s.id not in taken}
    bare = told(recording, tuple(kept.values()), recording.set_aside)
    aside = tuple(c for c in recording.set_aside if c.reason != REFUSED)
    return bare.model_copy(update={"set_aside": aside})


def accepted(recording: Recording, decided: Outcomes) -> Iterator[Statement]:
    """Give the statements that were set aside and then accepted."""
    for claim in recording.set_aside:
        if claim.statement and decided.get(claim.id) is Outcome.ACCEPTED:
            yield claim.statement


def rejected(recording: Recording, decided: Outcomes) -> Iterator[SetAside]:
    """Set aside the statements that a person has rejected."""
    provisional = [entity for entity in recording.entities if entity.provisional]
    for s in sorted(recording.statements, key=lambda s: (s.start, s.id)):
        name = claim_id(s, recording.document)
        if decided.get(name) is Outcome.REJECTED:
            ends = set(mentioned(s))
            yield SetAside(
                claim=f"{s.subject} {s.predicate} {s.object}",
                reason=REFUSED,
                start=s.start,
                end=s.end,
                id=name,
                statement=s,
                entities=tuple(entity for entity in provisional if entity.id in ends),
            )


def storable(statement: Statement, recording: Recording, words: Vocabulary) -> bool:
    """Tell whether a store may keep what was set aside, as it asks of every statement."""
    document = recording.document
    return (
        statement.predicate in words.predicates
        and statement.document == document.key
        and 0 <= statement.start <= statement.end <= len(document.text)
    )


def told(
    recording: Recording, statements: tuple[Statement, ...], aside: tuple[SetAside, ...]
) -> Recording:
    """Give a recording other statements, with those of the doubted entities that they mention."""
    doubted = {entity.id for claim in aside for entity in claim.entities}
    used = {name for statement in statements for name in mentioned(statement)}
    known: dict[str, Entity] = {}
    for entity in (*recording.entities, *(e for claim in aside for e in claim.entities)):
        if entity.id in used or entity.id not in doubted:
            known.setdefault(entity.id, entity)
    return recording.model_copy(
        update={
            "statements": statements,
            "entities": tuple(known[name] for name in sorted(known)),
            "set_aside": aside,
        }
    )


def mentioned(statement: Statement) -> Iterator[str]:
    """Give the ids of the entities that a statement points to."""
    figure = statement.figure.compared_with if statement.figure else None
    for name in (statement.subject, statement.object, statement.via, statement.attributed_to):
        if name:
            yield name
    if figure:
        yield figure
