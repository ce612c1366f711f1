"""The store on a Neo4j server: a graph that reads like the domain, shared by a team."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import neo4j

from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.judgement import Judgement
from kg.model.recording import Recorded, Recording, SetAside, StoredDocument
from kg.model.review import Review
from kg.model.statement import Listed, Statement
from kg.store import cypher, rows, shape
from kg.store.base import Limits, Table
from kg.store.free import ask
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
from kg.store.reviewed import outcomes, unreviewed
from kg.store.server import MIGRATIONS, Server, migrate
from kg.vocabulary import Vocabulary, vocabulary

CHUNK = 5_000
"""Rows that one query writes."""

Rows = list[dict[str, object]]


class Neo4jStore:
    """Statements in a graph on a server (see `Store` for what it promises)."""

    def __init__(
        self,
        url: str,
        *,
        user: str | None = None,
        password: str | None = None,
        words: Vocabulary | None = None,
    ) -> None:
        self.url = url
        self.words = words or vocabulary()
        self._server = Server(url, user, password)
        try:
            migrate(self._server, MIGRATIONS)
        except BaseException:
            self._server.close()
            raise

    def record(self, batch: Sequence[Recording], *, at: datetime) -> Recorded:
        """Write documents with their statements in one transaction."""
        check(batch, self.words)
        stamp = rows.stamp(at)

        def work(transaction: neo4j.ManagedTransaction) -> Recorded:
            counted = Recorded()
            writer = Writer(transaction, self.words)
            for part in rounds(batch):
                lives = writer.lives([recording.document.id for recording in part])
                changes = [change(r, lives[r.document.id], stamp, self.words) for r in part]
                writer.write([c for c in changes if c.touches])
                writer.reread([c for c in changes if not c.opens])
                counted = together(counted, total(changes))
            return counted

        with whole_characters():
            return self._server.writing(work)

    def remove(self, document_id: str, *, at: datetime, purge: bool = False) -> int:
        """Retract what a document says, and count it; `purge` erases it with its history."""

        def work(transaction: neo4j.ManagedTransaction) -> int:
            writer = Writer(transaction, self.words)
            return writer.purge(document_id) if purge else writer.close(document_id, at)

        return self._server.writing(work)

    def add_world(self, entities: Iterable[Entity], memberships: Iterable[Membership]) -> None:
        """Write the catalogue's entities and the tree of regions, replacing older copies."""
        told = {entity.id: entity for entity in entities}
        check_classes(told.values(), self.words)
        known = {entity.id: entity for entity in self.entities(told)}
        new = [entity for entity in told.values() if known.get(entity.id) != entity]
        links = sorted(set(memberships), key=rows.membership_order)
        moved = links != list(self.memberships())

        def work(transaction: neo4j.ManagedTransaction) -> None:
            writer = Writer(transaction, self.words)
            writer.put_entities(new)
            if moved:
                writer.put_memberships(links)

        with whole_characters():
            self._server.writing(work)

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
        values: dict[str, object] = {n: list(v) for n, v in given.items() if v is not None}
        if listed is not None:
            values["listed"] = listed
        if known_on is not None:
            values["known_on"] = utc(known_on)
        conditions = " AND ".join(cypher.CONDITIONS[name] for name in values) or "true"
        begin = cypher.LIVE if known_on is None else cypher.EVER
        if document_id is not None:
            begin = cypher.OF_DOCUMENT + begin
            values["document_id"] = document_id
        query = f"{begin}{cypher.ENDS} WHERE {conditions}{cypher.STATEMENT}"
        for row in self._server.rows(query, **values):
            yield statement(row)

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Yield entities, ordered by id: those asked for, or all."""
        if ids is None:
            found = self._server.rows(cypher.ALL_ENTITIES)
        else:
            found = self._server.rows(cypher.SOME_ENTITIES, ids=list(ids))
        yield from sorted((entity(row["entity"]) for row in found), key=lambda e: e.id)

    def memberships(self) -> Iterator[Membership]:
        """Yield which region is part of which, ordered by member, whole and start."""
        found = self._server.rows(cypher.MEMBERSHIPS)
        links = (Membership.model_validate(row) for row in found)
        yield from sorted(links, key=rows.membership_order)

    def documents(self, *, known_on: datetime | None = None) -> Iterator[StoredDocument]:
        """Yield the live documents without their texts, ordered by id."""
        at = utc(known_on) if known_on else None
        query = cypher.DOCUMENTS_THEN if at else cypher.DOCUMENTS_NOW
        found = (stored_document(row, at) for row in self._server.rows(query, known_on=at))
        yield from sorted(found, key=lambda told: told.document.id)

    def made_by(self, document_ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """Give each live document's key and what made its statements, by document id."""
        found = self._server.rows(cypher.MADE_BY, ids=list(document_ids))
        return {str(row["id"]): (str(row["key"]), str(row["made_by"])) for row in found}

    def texts(self, keys: Collection[str]) -> Mapping[str, Document]:
        """Give whole document versions by key, removed ones too (not purged ones)."""
        found = self._server.rows(cypher.TEXTS, keys=list(keys))
        return {str(row["key"]): document(row["document"], whole=True) for row in found}

    def set_aside(self, document_id: str | None = None) -> Iterator[tuple[str, SetAside]]:
        """Yield what was set aside of live documents as (document id, claim), in order."""
        found = self._server.rows(cypher.ASIDE, id=document_id)
        for name, stored in sorted((str(row["id"]), str(row["set_aside"])) for row in found):
            for claim in rows.set_aside(stored):
                yield name, claim

    def review(self, review: Review) -> None:
        """Keep a person's decision on a claim, and let the document's statements follow it."""

        def work(transaction: neo4j.ManagedTransaction) -> None:
            writer = Writer(transaction, self.words)
            before = writer.lives([review.document])[review.document]
            writer.decide(review)
            if before.key is None:
                return
            taken = unreviewed(writer.live_recording(before), before.reviews)
            after = writer.lives([review.document])[review.document]
            changed = change(taken, after, rows.stamp(review.at), self.words)
            writer.write([changed] if changed.touches else [])

        with whole_characters():
            self._server.writing(work)

    def reviews(self, document_id: str | None = None) -> Iterator[Review]:
        """Yield all decisions, the overruled too, ordered by document, claim and moment."""
        found = [decision(row) for row in self._server.rows(cypher.REVIEWS, id=document_id)]
        yield from sorted(found, key=lambda r: (r.document, r.claim, r.at, r.outcome))

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Add decisions on identity to the log, and count those that were not there yet."""
        told: Rows = [dict(shape.judgement_properties(j)) for j in judgements]

        def work(transaction: neo4j.ManagedTransaction) -> int:
            found = transaction.run(cypher.ADD_JUDGEMENTS, rows=told).single(strict=True)
            return int(found["number"])

        with whole_characters():
            return self._server.writing(work)

    def judgements(self) -> Iterator[Judgement]:
        """Yield the whole log of decisions on identity, by time and id."""
        yield from rows.judgements(row["body"] for row in self._server.rows(cypher.JUDGEMENTS))

    def cypher(self, query: str, parameters: Mapping[str, object], *, limits: Limits) -> Table:
        """Answer one read-only Cypher query, within limits."""
        return ask(self._server, query, parameters, limits)

    def size(self) -> tuple[int, int]:
        """Count the live documents and the live statements."""
        counted = next(self._server.rows(cypher.SIZE))
        return int(str(counted["documents"])), int(str(counted["statements"]))

    def check(self) -> list[tuple[str, str]]:
        """Tell what a person wants to know of the store's health, as (name, value)."""
        server = next(self._server.rows(cypher.SERVER))
        version = next(self._server.rows(cypher.READ_VERSION))["version"]
        told = [("engine", f"Neo4j {server['version']} {server['edition']}"), ("server", self.url)]
        told.append(("version", str(version)))
        counts = next(self._server.rows(cypher.HEALTH))
        return told + [(name, str(number)) for name, number in counts.items()]

    def close(self) -> None:
        """Let go of the connections."""
        self._server.close()


class Writer:
    """The writes of one transaction."""

    def __init__(self, transaction: neo4j.ManagedTransaction, words: Vocabulary) -> None:
        self._transaction = transaction
        self._words = words
        self._classes = sorted(name for name in words.superclasses if name != "Entity")

    def lives(self, ids: list[str]) -> dict[str, Life]:
        """Read what the store holds of some documents; what it does not know begins empty."""
        found = {document_id: Life() for document_id in ids}
        for row in self._run(cypher.LIVES, ids=ids):
            life = found[str(row["id"])]
            times = [row[name] for name in ("changed_at", "removed_at") if row[name] is not None]
            life.changed_at = max((rows.stamp(native(t)) for t in times), default="")
            if row["key"] is not None:
                life.key, life.made_by = str(row["key"]), str(row["made_by"])
                life.set_aside = str(row["set_aside"])
        for row in self._run(cypher.LIVE_STATEMENTS, ids=ids):
            found[str(row["id"])].statements[str(row["statement"])] = text(row["publisher"])
        for row in self._run(cypher.LIVE_MENTIONS, ids=ids):
            found[str(row["id"])].introduced[str(row["entity"])] = str(row["body"])
        decided = outcomes(decision(row) for row in self._run(cypher.REVIEWS_OF, ids=ids))
        for document_id, told in decided.items():
            found[document_id].reviews = told
        return found

    def live_recording(self, life: Life) -> Recording:
        """Read the live version of a document with its statements, as it was recorded."""
        version = self._run(cypher.TEXTS, keys=[life.key])[0]["document"]
        said = self._run(cypher.SAID_NOW, key=life.key)
        return recorded(document(version, whole=True), map(statement, said), life)

    def decide(self, review: Review) -> None:
        """Add a person's decision to the log."""
        told = dict(zip(rows.REVIEW, rows.review_of(review), strict=True))
        name = "@".join((review.document, review.claim, told["at"], told["outcome"]))
        self._run(cypher.ADD_REVIEW, id=name, told={**told, "id": name})

    def write(self, changes: list[Change]) -> None:
        """Write changes: first what goes, then what comes."""
        self._retract([(i, rows.moment(c.moment)) for c in changes for i in c.retracted])
        self._forget(changes)
        self._close([(c.document_id, rows.moment(c.moment)) for c in changes if c.former])
        self._open(changes)
        self._put_mentioned(changes)
        self._add_statements(changes)
        self._introduce(changes)

    def reread(self, changes: list[Change]) -> None:
        """Take over what a newer reading of the very same version knows better."""
        found: Rows = []
        for told in (c.recording.document for c in changes):
            _, _, origin, _, _, language = rows.told(told)
            blocks = rows.blocks_of(told)
            found.append(
                {"id": told.id, "blocks": blocks, "language": language, "published_from": origin}
            )
        self._each(cypher.REREAD_DOCUMENTS, found)

    def close(self, document_id: str, at: datetime) -> int:
        """End the life of a document and of all that it says; count its statements."""
        life = self.lives([document_id])[document_id]
        when = rows.moment(max(rows.stamp(at), life.changed_at))
        self._retract([(statement_id, when) for statement_id in life.statements])
        self._each(cypher.FORGET_ALL, [{"id": document_id}])
        self._close([(document_id, when)])
        self._settle(life.introduced)
        return len(life.statements)

    def purge(self, document_id: str) -> int:
        """Erase a document with all that it ever said; count the statements."""
        brought = [str(row["id"]) for row in self._run(cypher.BROUGHT_BY, id=document_id)]
        life = self.lives([document_id])[document_id]
        self._each(cypher.DROP_EDGES, [{"id": found} for found in life.statements])
        counted = self._run(cypher.PURGE_STATEMENTS, id=document_id)
        self._run(cypher.PURGE_DOCUMENTS, id=document_id)
        self._run(cypher.PURGE_REVIEWS, id=document_id)
        self._settle(brought)
        return int(str(counted[0]["number"]))

    def put_entities(self, entities: Iterable[Entity]) -> None:
        """Write entities of the catalogue with the edges that follow from them."""
        told = list(entities)
        self._write_entities(told)
        self._in_chunks(cypher.DROP_STRUCTURE, "ids", [e.id for e in told])
        edges = [edge._asdict() for e in told for edge in shape.structure(e, self._words)]
        self._each(cypher.ADD_STRUCTURE, edges)

    def put_memberships(self, links: Iterable[Membership]) -> None:
        """Write the tree of regions anew."""
        self._run(cypher.DROP_MEMBERSHIPS)
        found: Rows = [
            {"start": m.member, "end": m.whole, "properties": shape.membership_properties(m)}
            for m in links
        ]
        self._each(cypher.ADD_MEMBERSHIPS, found)

    def _retract(self, gone: Sequence[tuple[str, datetime]]) -> None:
        found: Rows = [{"id": statement_id, "at": at} for statement_id, at in gone]
        for query in (cypher.DROP_EDGES, cypher.ERASE_STATEMENTS, cypher.RETRACT):
            self._each(query, found)

    def _forget(self, changes: list[Change]) -> None:
        gone: Rows = [
            {"id": c.document_id, "entity": e} for c in changes for e in sorted(c.forgotten)
        ]
        self._each(cypher.FORGET, gone)

    def _close(self, former: Sequence[tuple[str, datetime]]) -> None:
        found: Rows = [{"id": document_id, "at": at} for document_id, at in former]
        self._each(cypher.ERASE_DOCUMENTS, found)
        self._each(cypher.CLOSE_DOCUMENTS, found)

    def _open(self, changes: list[Change]) -> None:
        new: Rows = []
        stay: Rows = []
        for c in changes:
            made_by = c.recording.made_by
            if c.opens:
                known = (c.recording.document, c.moment, made_by, c.set_aside)
                new.append(dict(shape.document_properties(*known)))
            else:
                at = rows.moment(c.moment)
                told = {"made_by": made_by, "set_aside": c.set_aside}
                stay.append({"id": c.document_id, "at": at, **told})
        self._each(cypher.ADD_DOCUMENTS, new)
        self._each(cypher.TOUCH_DOCUMENTS, stay)

    def _put_mentioned(self, changes: list[Change]) -> None:
        """Write what the catalogue knows but the store does not, and a place for each other id."""
        told = {e.id: e for c in changes for e in c.recording.entities if not e.provisional}
        known = {row["id"] for row in self._run(cypher.KNOWN_ENTITIES, ids=list(told))}
        self.put_entities(e for e in told.values() if e.id not in known)
        ids = {i for c in changes for s in c.added for i in mentioned(s)} - told.keys()
        self._in_chunks(cypher.PLACEHOLDERS, "ids", sorted(ids))

    def _add_statements(self, changes: list[Change]) -> None:
        """Write the statements, each node with its edges in one query, by few query texts."""
        families: dict[str, Rows] = defaultdict(list)
        for c in changes:
            for added in c.added:
                query = cypher.ADD_STATEMENTS
                query += cypher.ATTRIBUTED if added.attributed_to else ""
                query += cypher.VIA if added.via else ""
                families[query].append(statement_row(added, c))
        for query, found in families.items():
            self._each(query, found)

    def _introduce(self, changes: list[Change]) -> None:
        found: Rows = [
            {"document": c.document_id, "entity": e, "body": body}
            for c in changes
            for e, body in c.introduced.items()
        ]
        self._each(cypher.INTRODUCE, found)
        self._settle({e for c in changes for e in (*c.introduced, *c.forgotten)})

    def _settle(self, ids: Iterable[str]) -> None:
        """Give provisional entities what the documents that brought them say, or nothing."""
        asked = sorted(ids)
        told: list[Entity] = []
        bare: list[str] = []
        for row in self._run(cypher.BROUGHT, ids=asked) if asked else ():
            if row["body"] is None:
                bare.append(str(row["id"]))
            else:
                told.append(rows.entity(str(row["body"])))
        self._write_entities(told)
        if bare:
            self._run(cypher.STRIP_ENTITIES, ids=bare, classes=self._classes)

    def _write_entities(self, entities: Iterable[Entity]) -> None:
        found: Rows = [
            {
                "id": e.id,
                "properties": shape.entity_properties(e),
                "labels": shape.labels(e.type, self._words),
            }
            for e in entities
        ]
        self._each(cypher.PUT_ENTITIES, found, classes=self._classes)

    def _each(self, query: str, found: Rows, **values: object) -> None:
        for begin in range(0, len(found), CHUNK):
            self._run(query, rows=found[begin : begin + CHUNK], **values)

    def _in_chunks(self, query: str, name: str, found: list[str]) -> None:
        for begin in range(0, len(found), CHUNK):
            self._run(query, **{name: found[begin : begin + CHUNK]})

    def _run(self, query: str, **values: object) -> list[Mapping[str, object]]:
        result = self._transaction.run(query, values)
        return [record.data() for record in result]


def statement_row(added: Statement, c: Change) -> dict[str, object]:
    """Give all that the query needs to write one statement with its edges."""
    properties = shape.statement_properties(added)
    return {
        "subject": added.subject,
        "object": added.object,
        "via": added.via,
        "attributed_to": added.attributed_to,
        "document": c.document_id,
        "type": shape.edge_type(added.predicate),
        "properties": {**properties, "recorded_at": rows.moment(c.moment)},
        "evidence": shape.evidence_properties(added, c.recording.document.text),
        "edge": shape.edge_properties(properties),
    }


def mentioned(added: Statement) -> Iterator[str]:
    """Give the ids of the entities that a statement points to."""
    yield added.subject
    yield added.object
    if added.via:
        yield added.via
    if added.attributed_to:
        yield added.attributed_to


def statement(row: Mapping[str, object]) -> Statement:
    """Read a statement from a row of the query for statements."""
    said = fields(row["said"])
    read = {name: said.get(name) for name in (*rows.SAID, "recorded_at", "retracted_at")}
    ends = {name: row[name] for name in rows.ENDS}
    times = {n: native(read[n]) for n in ("recorded_at", "retracted_at") if read[n] is not None}
    return rows.statement({**read, **ends, **times, "id": said.get("statement", said["id"])})


def decision(row: Mapping[str, object]) -> Review:
    """Read a person's decision from the properties of its node."""
    told = fields(row["review"])
    return rows.review([told[name] for name in rows.REVIEW])


def entity(properties: object) -> Entity:
    """Read an entity from the properties of its node."""
    found = fields(properties)
    kind = found.pop("kind")
    return Entity.model_validate({**found, "type": kind})


def document(properties: object, *, whole: bool = False) -> Document:
    """Read a document from the properties of its node, with its text where asked."""
    found = fields(properties)
    name = str(found.get("document") or found["id"])
    told = [found.get(field) for field in rows.TOLD]
    if not whole:
        return rows.document(name, told)
    return rows.document(name, told, text=str(found["text"]), blocks=str(found["blocks"]))


def stored_document(row: Mapping[str, object], known: datetime | None) -> StoredDocument:
    """Read one document of the list; what a later run made of it is not told of then."""
    found = fields(row["document"])
    removed = found.get("removed_at")
    then = known is None or native(found["changed_at"]) <= known
    return StoredDocument(
        document=document(found),
        key=str(found["key"]),
        recorded_at=native(found["recorded_at"]),
        removed_at=None if removed is None else native(removed),
        made_by=str(found["made_by"]) if then else "",
        statements=int(str(row["statements"])),
        set_aside=len(rows.set_aside(str(found["set_aside"]))) if then else 0,
    )


def fields(properties: object) -> dict[str, object]:
    """Take the properties of a node as a dictionary."""
    if not isinstance(properties, dict):
        raise TypeError(f"no properties of a node: {properties!r}")
    return dict(properties)


def utc(at: datetime) -> datetime:
    """Give a moment in UTC."""
    return rows.moment(rows.stamp(at)).astimezone(UTC)


def native(value: object) -> datetime:
    """Give a moment of the driver's as one of Python's."""
    found = value.to_native() if isinstance(value, neo4j.time.DateTime) else value
    if not isinstance(found, datetime):
        raise TypeError(f"no moment: {value!r}")
    return found.astimezone(UTC)


def text(value: object) -> str | None:
    """Give a value as a text, or nothing."""
    return None if value is None else str(value)
