"""The embedded store: one SQLite file, crash-safe, read by many, written by one at a time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from sqlite3 import Connection, Cursor

from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.judgement import Judgement
from kg.model.recording import Recorded, Recording, SetAside, StoredDocument
from kg.model.review import Review
from kg.model.statement import Listed, Statement
from kg.store import rows, tables
from kg.store.base import Limits, Table
from kg.store.connection import File, parts
from kg.store.plan import (
    Change,
    Life,
    change,
    check,
    check_classes,
    recorded,
    rounds,
    together,
    total,
    whole_characters,
)
from kg.store.projection import Projection
from kg.store.reviewed import outcomes, unreviewed
from kg.vocabulary import Vocabulary, vocabulary


class SqliteStore:
    """Statements in one file (see `Store` for what it promises)."""

    def __init__(self, path: str, words: Vocabulary | None = None) -> None:
        self.url = f"sqlite:///{path}"
        self.words = words or vocabulary()
        self.file = File(path)
        self._kept: set[str] = set()
        self._projection = Projection(self.file, self.words)

    def record(self, batch: Sequence[Recording], *, at: datetime) -> Recorded:
        """Write documents with their statements in one transaction."""
        check(batch, self.words)
        counted = Recorded()
        kept = {
            entity.id: entity
            for recording in batch
            for entity in recording.entities
            if not entity.provisional and entity.id not in self._kept
        }
        with whole_characters(), self.file.writing() as connection:
            keep(connection, kept.values())
            for part in rounds(batch):
                lives = read_lives(connection, [r.document.id for r in part])
                moment = rows.stamp(at)
                changes = [change(r, lives[r.document.id], moment, self.words) for r in part]
                write(connection, [c for c in changes if c.touches])
                reread(connection, [c for c in changes if not c.opens])
                counted = together(counted, total(changes))
        self._kept.update(kept)
        return counted

    def remove(self, document_id: str, *, at: datetime, purge: bool = False) -> int:
        """Retract what a document says, and count it; `purge` erases it with its history."""
        with self.file.writing() as connection:
            if purge:
                counts = [connection.execute(q, (document_id,)).rowcount for q in tables.PURGE]
                found = counts[0]
            else:
                found = close(connection, document_id, rows.stamp(at))
        if purge:
            self.file.shrink()
        return found

    def add_world(self, entities: Iterable[Entity], memberships: Iterable[Membership]) -> None:
        """Write the catalogue's entities and the tree of regions, replacing older copies."""
        told = list(entities)
        check_classes(told, self.words)
        links = {(m.member, m.whole, m.valid_from, m.valid_to) for m in memberships}
        with whole_characters(), self.file.writing() as connection:
            connection.executemany(tables.PUT_ENTITY, ((e.id, rows.body_of(e)) for e in told))
            connection.execute("DELETE FROM membership")
            connection.executemany(tables.ADD_MEMBERSHIP, links)

    def statements(  # noqa: PLR0913 - each is a condition that may be left out
        self,
        *,
        ids: Collection[str] | None = None,
        subjects: Collection[str] | None = None,
        predicates: Collection[str] | None = None,
        objects: Collection[str] | None = None,
        listed: Listed | None = None,
        document_id: str | None = None,
        known_on: datetime | None = None,
    ) -> Iterator[Statement]:
        """Yield the statements that meet every given condition, ordered by id."""
        given = {"ids": ids, "subjects": subjects, "predicates": predicates, "objects": objects}
        asked = {name: frozenset(values) for name, values in given.items() if values is not None}
        alone = {"listed": listed, "document_id": document_id}
        asked |= {name: frozenset({value}) for name, value in alone.items() if value is not None}
        few = {name: values for name, values in asked.items() if len(values) <= MANY}
        many = {SIDES[name]: values for name, values in asked.items() if name not in few}
        query, values = statements_query(few, known_on)
        for row in self.file.rows(query, values):
            told = dict(zip(STATEMENT, row, strict=True))
            if all(told[side] in values for side, values in many.items()):
                yield rows.statement(told)

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Yield entities, ordered by id: those asked for, or all."""
        if ids is None:
            bodies = self.file.rows(tables.ALL_ENTITIES)
        else:
            bodies = self.file.rows_among(tables.SOME_ENTITIES, ids)
        yield from sorted((rows.entity(str(row[0])) for row in bodies), key=lambda e: e.id)

    def memberships(self) -> Iterator[Membership]:
        """Yield which region is part of which, ordered by member, whole and start."""
        found = self.file.rows(tables.MEMBERSHIPS)
        yield from sorted((rows.membership(row) for row in found), key=rows.membership_order)

    def documents(self, *, known_on: datetime | None = None) -> Iterator[StoredDocument]:
        """Yield the live documents without their texts, ordered by id."""
        known = rows.stamp(known_on) if known_on else None
        values = (known, known) if known else ()
        which = tables.KNOWN if known else tables.LIVE
        counted = self.file.rows(f"{tables.COUNTS}{which} GROUP BY document", values)
        counts = {str(key): int(str(number)) for key, number in counted}
        condition = tables.KNOWN_DOCUMENT if known else tables.LIVE_DOCUMENT
        found = sorted(self.file.rows(tables.DOCUMENTS + condition, values))
        for row in found:
            yield stored_document(row, counts, known)

    def made_by(self, document_ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """Give each live document's key and what made its statements, by document id."""
        found = self.file.rows_among(tables.MADE_BY, document_ids)
        return {str(i): (str(key), str(made_by)) for i, key, made_by in found}

    def texts(self, keys: Collection[str]) -> Mapping[str, Document]:
        """Give whole document versions by key, removed ones too (not purged ones)."""
        found = self.file.rows_among(tables.TEXTS, keys)
        return {
            str(key): rows.document(str(i), told, text=str(text), blocks=str(blocks))
            for i, key, *told, text, blocks in found
        }

    def set_aside(self, document_id: str | None = None) -> Iterator[tuple[str, SetAside]]:
        """Yield what was set aside of live documents as (document id, claim), in order."""
        for found, stored in sorted(self.file.rows(tables.ASIDE, (document_id,))):
            for claim in rows.set_aside(str(stored)):
                yield str(found), claim

    def review(self, review: Review) -> None:
        """Keep a person's decision on a claim, and let the document's statements follow it."""
        with whole_characters(), self.file.writing() as connection:
            before = read_lives(connection, [review.document])[review.document]
            connection.execute(tables.ADD_REVIEW, rows.review_of(review))
            if before.key is None:
                return
            taken = unreviewed(live_recording(connection, before), before.reviews)
            after = read_lives(connection, [review.document])[review.document]
            changed = change(taken, after, rows.stamp(review.at), self.words)
            write(connection, [changed] if changed.touches else [])

    def reviews(self, document_id: str | None = None) -> Iterator[Review]:
        """Yield all decisions, the overruled too, ordered by document, claim and moment."""
        for row in self.file.rows(tables.REVIEWS, (document_id,)):
            yield rows.review(row)

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Add decisions on identity to the log, and count those that were not there yet."""
        told = [(j.id, j.model_dump_json()) for j in judgements]
        with whole_characters(), self.file.writing() as connection:
            return connection.executemany(tables.ADD_JUDGEMENT, told).rowcount

    def judgements(self) -> Iterator[Judgement]:
        """Yield the whole log of decisions on identity, by time and id."""
        yield from rows.judgements(row[0] for row in self.file.rows(tables.JUDGEMENTS))

    def cypher(self, query: str, parameters: Mapping[str, object], *, limits: Limits) -> Table:
        """Answer one read-only Cypher query, within limits."""
        return self._projection.ask(query, parameters, limits)

    def size(self) -> tuple[int, int]:
        """Count the live documents and the live statements."""
        documents, statements = next(self.file.rows(tables.SIZE))
        return int(str(documents)), int(str(statements))

    def check(self) -> list[tuple[str, str]]:
        """Tell what a person wants to know of the store's health, as (name, value)."""
        told = [("engine", "SQLite"), ("file", self.file.name)]
        for name, query in tables.HEALTH:
            told.append((name, str(next(self.file.rows(query))[0])))
        told.append(("writable", "no" if self.file.readonly else "yes"))
        return told

    def close(self) -> None:
        """Let go of the file, and end the process that answers Cypher."""
        self._projection.close()
        self.file.close()


STATEMENT = (*tables.STATEMENT, "retracted_at")
SIDES = {"ids": "id", "subjects": "subject", "predicates": "predicate", "objects": "object"}
MANY = 5_000
"""Values of one condition beyond which rows are compared here rather than by SQLite."""


def statements_query(
    asked: Mapping[str, Collection[str]], known_on: datetime | None
) -> tuple[str, tuple[str, ...]]:
    """Write the query for statements that meet conditions, with its values in order."""
    conditions = []
    values: list[str] = []
    for name, told in asked.items():
        marks = ", ".join("?" * len(told))
        conditions.append(tables.CONDITIONS[name].replace("{asked}", marks))
        values.extend(told)
    conditions.append(tables.LIVE if known_on is None else tables.KNOWN)
    if known_on is not None:
        values.extend([rows.stamp(known_on)] * 2)
    return f"{tables.SELECT_STATEMENTS} WHERE {' AND '.join(conditions)} ORDER BY id", tuple(
        values
    )


def read_lives(connection: Connection, ids: list[str]) -> dict[str, Life]:
    """Read what the store holds of some documents; what it does not know begins empty."""
    lives = {document_id: Life() for document_id in ids}
    for part in parts(ids):
        for document_id, changed_at, live, *version in ask(connection, tables.LIVES, part):
            life = lives[document_id]
            life.changed_at = max(life.changed_at, changed_at)
            if live:
                life.key, life.made_by, life.set_aside = version
        for document_id, found, publisher in ask(connection, tables.LIVE_STATEMENTS, part):
            lives[document_id].statements[found] = publisher
        for document_id, entity, body in ask(connection, tables.LIVE_MENTIONS, part):
            lives[document_id].introduced[entity] = body
        decided = outcomes(map(rows.review, ask(connection, tables.REVIEWS_OF, part)))
        for document_id, told in decided.items():
            lives[document_id].reviews = told
    return lives


def live_recording(connection: Connection, life: Life) -> Recording:
    """Read the live version of a document with its statements, as it was recorded."""
    key = (life.key or "",)
    name, _, *told, text, blocks = ask(connection, tables.TEXTS, key).fetchone()
    said = connection.execute(tables.SAID_NOW, key)
    return recorded(
        rows.document(name, told, text=text, blocks=blocks),
        (rows.statement(dict(zip(STATEMENT, row, strict=True))) for row in said),
        life,
    )


def ask(connection: Connection, query: str, values: tuple[str, ...]) -> Cursor:
    """Ask about some values in the transaction that is open."""
    return connection.execute(tables.among(query, len(values)), values)


def write(connection: Connection, changes: list[Change]) -> None:
    """Write changes: first what goes, then what comes."""
    put = connection.executemany
    gone = [(i, c.moment) for c in changes for i in c.retracted]
    put(tables.ERASE_STATEMENT, gone)
    put(tables.RETRACT, gone)
    former = [(c.document_id, c.moment) for c in changes if c.former]
    put(tables.ERASE_DOCUMENT, former)
    put(tables.CLOSE_DOCUMENT, former)
    put(tables.ADD_DOCUMENT, (document_row(c) for c in changes if c.opens))
    stay = [c for c in changes if not c.opens]
    put(
        tables.TOUCH_DOCUMENT,
        [(c.moment, c.recording.made_by, c.set_aside, c.document_id) for c in stay],
    )
    added = [(*rows.said(s), *rows.ends(s), c.moment) for c in changes for s in c.added]
    added.sort(key=itemgetter(0))  # in the order of the index by id, which is much cheaper
    put(tables.ADD_STATEMENT, added)
    write_mentions(connection, changes)


def keep(connection: Connection, entities: Iterable[Entity]) -> None:
    """Write entities of the catalogue; those that are there already stand."""
    connection.executemany(tables.KEEP_ENTITY, ((e.id, rows.body_of(e)) for e in entities))


def write_mentions(connection: Connection, changes: list[Change]) -> None:
    """Write which provisional entities documents bring."""
    put = connection.executemany
    put(tables.FORGET_MENTIONS, [(c.former or c.key,) for c in changes])
    put(tables.PUT_MENTION, [(e, c.key, b) for c in changes for e, b in c.introduced.items()])


def document_row(change: Change) -> tuple[object, ...]:
    """Give the row of a version that begins to live."""
    document = change.recording.document
    return (
        document.id, document.key, *rows.told(document), change.moment, change.moment,
        change.recording.made_by, change.set_aside, rows.blocks_of(document), document.text,
    )  # fmt: skip


def reread(connection: Connection, changes: list[Change]) -> None:
    """Take over what a newer reading of the very same version knows better."""
    values = []
    for document in (c.recording.document for c in changes):
        _, _, origin, _, _, language = rows.told(document)
        values.append((origin, language, rows.blocks_of(document), document.id))
    connection.executemany(tables.REREAD_DOCUMENT, values)


def close(connection: Connection, document_id: str, at: str) -> int:
    """End the life of a document and of all that it says; count its statements."""
    life = read_lives(connection, [document_id])[document_id]
    when = max(at, life.changed_at)
    gone = [(statement_id, when) for statement_id in life.statements]
    for query in (tables.ERASE_STATEMENT, tables.RETRACT):
        connection.executemany(query, gone)
    for query in (tables.ERASE_DOCUMENT, tables.CLOSE_DOCUMENT):
        connection.execute(query, (document_id, when))
    connection.execute(tables.FORGET_MENTIONS, (life.key,))
    return len(gone)


def stored_document(
    row: tuple[object, ...], counts: Mapping[str, int], known: str | None
) -> StoredDocument:
    """Read one document of the list; what a later run made of it is not told of then."""
    document_id, key, recorded_at, removed_at, changed_at, made_by, aside, *told = row
    then = known is None or str(changed_at) <= known
    return StoredDocument(
        document=rows.document(str(document_id), told),
        key=str(key),
        recorded_at=rows.moment(str(recorded_at)),
        removed_at=rows.moment(str(removed_at)) if removed_at else None,
        made_by=str(made_by) if then else "",
        statements=counts.get(str(key), 0),
        set_aside=int(str(aside)) if then else 0,
    )
