"""What a recording changes, worked out once for every engine."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import RefusedStatement
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.recording import Recorded, Recording
from kg.model.review import Outcome
from kg.model.statement import Statement
from kg.store.reviewed import reviewed
from kg.store.rows import body_of, entity, set_aside, set_aside_of
from kg.vocabulary import Vocabulary


@dataclass
class Life:
    """What a store holds of one document id: its live version, and when anything last changed.

    `reviews` are the decisions that count, by claim.
    """

    changed_at: str = ""
    key: str | None = None
    made_by: str = ""
    set_aside: str = "[]"
    statements: dict[str, str | None] = field(default_factory=dict)
    introduced: dict[str, str] = field(default_factory=dict)
    reviews: dict[str, Outcome] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """What one recording changes.

    `moment` is the time given, or that of the document's last change if that is later: the
    history of a document never runs backwards. `statements` of a life and `retracted` hold ids.
    """

    recording: Recording
    moment: str
    former: str | None
    opens: bool
    touches: bool
    added: tuple[Statement, ...]
    retracted: tuple[str, ...]
    unchanged: int
    introduced: Mapping[str, str]
    forgotten: frozenset[str]
    set_aside: str

    @property
    def document_id(self) -> str:
        """Give the id of the document."""
        return self.recording.document.id

    @property
    def key(self) -> str:
        """Give the key of the version."""
        return self.recording.document.key


def change(taken: Recording, life: Life, at: str, words: Vocabulary) -> Change:
    """Work out what was taken from a document changes in its life, with people's decisions."""
    recording = reviewed(taken, life.reviews, words)
    wanted = {statement.id: statement for statement in recording.statements}
    had = life.statements
    same = {i for i in had if i in wanted and had[i] == wanted[i].publisher}
    introduced = {e.id: body_of(e) for e in recording.entities if e.provisional}
    laid = set_aside_of(recording.set_aside)
    added = tuple(s for i, s in wanted.items() if i not in same) if same else (*wanted.values(),)
    retracted = tuple(i for i in had if i not in same)
    opens = life.key != recording.document.key
    told = (recording.made_by, laid, introduced)
    return Change(
        recording=recording,
        moment=max(at, life.changed_at),
        former=life.key if opens else None,
        opens=opens,
        touches=opens
        or bool(added or retracted)
        or told != (life.made_by, life.set_aside, life.introduced),
        added=added,
        retracted=retracted,
        unchanged=len(same),
        introduced=introduced,
        forgotten=frozenset(life.introduced),
        set_aside=laid,
    )


def recorded(document: Document, statements: Iterable[Statement], life: Life) -> Recording:
    """Give the recording that the life of a document comes from."""
    bare = {"recorded_at": None, "retracted_at": None}
    return Recording(
        document=document,
        statements=tuple(s.model_copy(update=bare) for s in statements),
        entities=tuple(entity(body) for body in life.introduced.values()),
        set_aside=set_aside(life.set_aside),
        made_by=life.made_by,
    )


def total(changes: Iterable[Change]) -> Recorded:
    """Count what changes add, leave and retract."""
    found = list(changes)
    return Recorded(
        new=sum(len(c.added) for c in found),
        unchanged=sum(c.unchanged for c in found),
        retracted=sum(len(c.retracted) for c in found),
    )


def together(first: Recorded, second: Recorded) -> Recorded:
    """Add two counts."""
    return Recorded(
        new=first.new + second.new,
        unchanged=first.unchanged + second.unchanged,
        retracted=first.retracted + second.retracted,
    )


def rounds(batch: Sequence[Recording]) -> Iterator[list[Recording]]:
    """Split a batch so that no part holds two versions of one document, keeping the order."""
    part: dict[str, Recording] = {}
    for recording in batch:
        if recording.document.id in part:
            yield list(part.values())
            part = {}
        part[recording.document.id] = recording
    if part:
        yield list(part.values())


def check(batch: Sequence[Recording], words: Vocabulary) -> None:
    """Refuse what no store keeps: unknown predicates and classes, evidence from elsewhere."""
    known = words.predicates
    for recording in batch:
        check_classes(recording.entities, words)
        length, key = len(recording.document.text), recording.document.key
        for s in recording.statements:
            if (
                s.predicate not in known
                or s.document != key
                or not 0 <= s.start <= s.end <= length
            ):
                raise refused(s, recording, words)


def check_classes(entities: Iterable[Entity], words: Vocabulary) -> None:
    """Refuse an entity of a class that the ontology does not have."""
    for told in entities:
        if told.type not in words.superclasses:
            raise RefusedStatement(
                f"entity '{told.id}' has the class '{told.type}', which the ontology does "
                "not have; add it to a Turtle file of your own, or choose one that it has"
            )


def refused(statement: Statement, recording: Recording, words: Vocabulary) -> RefusedStatement:
    """Tell why a statement is not from this document or has no known predicate."""
    told, key = f"statement {statement.id}", recording.document.key
    if statement.predicate not in words.predicates:
        return RefusedStatement(
            f"{told} in '{key}' has the predicate '{statement.predicate}', which the ontology "
            "does not have; add it to a Turtle file of your own"
        )
    if statement.document != key:
        return RefusedStatement(
            f"{told} cites '{statement.document}' but is recorded with '{key}'; cite the version "
            "that it was read in"
        )
    return RefusedStatement(
        f"{told} cites characters {statement.start} to {statement.end} of '{key}', which has "
        f"{len(recording.document.text)}"
    )


@contextlib.contextmanager
def whole_characters() -> Iterator[None]:
    """Refuse half of a character (a lone surrogate), which no store can write."""
    try:
        yield
    except UnicodeEncodeError as error:
        around = error.object[max(0, error.start - 20) : error.end + 20]
        raise RefusedStatement(
            f"half a character (a lone surrogate) in {around!r} cannot be stored; "
            "read the document again with its true encoding"
        ) from error
