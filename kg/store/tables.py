"""The tables of the embedded store and the texts that write them.

Never run ANALYZE on them: with its statistics SQLite builds a filter for every query that costs
more than the query itself (measured thirty times slower on 100,000 statements).
"""

from kg.store.rows import ENDS, REVIEW, SAID, TOLD

APPLICATION_ID = 0x4B474149
"""Marks a file as ours, at byte 68 of its header ("KGAI")."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE statement (
            id TEXT NOT NULL, recorded_at TEXT NOT NULL, retracted_at TEXT,
            subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL,
            polarity TEXT NOT NULL, modality TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
            channel TEXT, via TEXT, audience TEXT, condition TEXT, listed TEXT,
            figure_value TEXT, figure_relation TEXT, figure_unit TEXT, figure_compared_with TEXT,
            attributed_to TEXT, publisher TEXT, document TEXT NOT NULL,
            "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, asserted_on TEXT,
            confidence REAL NOT NULL, extractor TEXT NOT NULL,
            PRIMARY KEY (id, recorded_at)
        ) STRICT""",
        "CREATE INDEX statement_subject ON statement (subject, predicate)",
        "CREATE INDEX statement_object ON statement (object, predicate)",
        "CREATE INDEX statement_predicate ON statement (predicate)",
        "CREATE INDEX statement_document ON statement (document)",
        """CREATE INDEX statement_listed ON statement (listed, subject)
            WHERE listed IS NOT NULL""",
        """CREATE TABLE document (
            key TEXT NOT NULL, id TEXT NOT NULL, recorded_at TEXT NOT NULL, removed_at TEXT,
            changed_at TEXT NOT NULL, made_by TEXT NOT NULL, headline TEXT NOT NULL,
            published TEXT, published_from TEXT, publisher TEXT, url TEXT, language TEXT,
            set_aside TEXT NOT NULL, blocks TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (key, recorded_at)
        ) STRICT""",
        "CREATE INDEX document_id ON document (id)",
        "CREATE UNIQUE INDEX document_live ON document (id) WHERE removed_at IS NULL",
        "CREATE TABLE entity (id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL) STRICT",
        """CREATE TABLE mention (
            entity TEXT NOT NULL, document TEXT NOT NULL, body TEXT NOT NULL,
            live INTEGER NOT NULL, PRIMARY KEY (entity, document)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX mention_document ON mention (document)",
        """CREATE TABLE membership (
            member TEXT NOT NULL, whole TEXT NOT NULL, valid_from TEXT, valid_to TEXT
        ) STRICT""",
    ),
    (
        """CREATE TABLE review (
            claim TEXT NOT NULL, document TEXT NOT NULL, outcome TEXT NOT NULL,
            "by" TEXT NOT NULL, because TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (document, claim, at, outcome)
        ) STRICT, WITHOUT ROWID""",
    ),
    ("CREATE TABLE judgement (id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL) STRICT",),
)
"""Each entry brings a file from the version that is its index to the next."""


def quoted(names: tuple[str, ...]) -> str:
    """Write column names, which SQLite may know as keywords."""
    return ", ".join(f'"{name}"' for name in names)


def insert(table: str, names: tuple[str, ...]) -> str:
    """Write an insertion of whole rows; table and columns are constants of this module."""
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({quoted(names)}) VALUES ({marks})"  # noqa: S608 - constants


AT_ONCE = 10_000
"""Values that one query is asked about; SQLite allows some three times as many."""


def among(query: str, count: int) -> str:
    """Put a mark for each value where a query says `{asked}`, each time the same ones.

    A list as JSON would need one mark alone, but SQLite ends its texts at a NUL character.
    """
    return query.replace("{asked}", ", ".join(f"?{number + 1}" for number in range(count)))


STATEMENT = (*SAID, *ENDS, "recorded_at")
DOCUMENT = (
    "id",
    "key",
    *TOLD,
    "recorded_at",
    "changed_at",
    "made_by",
    "set_aside",
    "blocks",
    "text",
)

ADD_STATEMENT = insert("statement", STATEMENT)
ADD_DOCUMENT = insert("document", DOCUMENT)
ADD_REVIEW = f"{insert('review', REVIEW)} ON CONFLICT DO NOTHING"
ADD_MEMBERSHIP = insert("membership", ("member", "whole", "valid_from", "valid_to"))

# A life of no length is erased: nothing was ever known of it.
ERASE_STATEMENT = (
    "DELETE FROM statement WHERE id = ? AND retracted_at IS NULL AND recorded_at >= ?"
)
RETRACT = "UPDATE statement SET retracted_at = ?2 WHERE id = ?1 AND retracted_at IS NULL"
ERASE_DOCUMENT = "DELETE FROM document WHERE id = ? AND removed_at IS NULL AND recorded_at >= ?"
CLOSE_DOCUMENT = "UPDATE document SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL"

TOUCH_DOCUMENT = """UPDATE document SET changed_at = ?, made_by = ?, set_aside = ?
    WHERE id = ? AND removed_at IS NULL"""
REREAD_DOCUMENT = """UPDATE document SET published_from = ?1, language = ?2, blocks = ?3
    WHERE id = ?4 AND removed_at IS NULL
    AND (published_from IS NOT ?1 OR language IS NOT ?2 OR blocks IS NOT ?3)"""

KEEP_ENTITY = "INSERT INTO entity (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"
PUT_ENTITY = """INSERT INTO entity (id, body) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET body = excluded.body WHERE body IS NOT excluded.body"""
PUT_MENTION = """INSERT INTO mention (entity, document, body, live) VALUES (?, ?, ?, 1)
    ON CONFLICT (entity, document) DO UPDATE SET body = excluded.body, live = 1"""
FORGET_MENTIONS = "UPDATE mention SET live = 0 WHERE document = ? AND live"

LIVES = """SELECT id, max(changed_at, coalesce(removed_at, '')), removed_at IS NULL, key,
        made_by, set_aside
    FROM document WHERE id IN ({asked})"""
LIVE_STATEMENTS = """SELECT document.id, statement.id, statement.publisher
    FROM document JOIN statement ON statement.document = document.key
    WHERE document.id IN ({asked})
    AND document.removed_at IS NULL AND statement.retracted_at IS NULL"""
LIVE_MENTIONS = """SELECT document.id, entity, body
    FROM document JOIN mention ON mention.document = document.key
    WHERE document.id IN ({asked})
    AND document.removed_at IS NULL AND live"""
REVIEWS_OF = f"SELECT {quoted(REVIEW)} FROM review WHERE document IN ({{asked}})"  # noqa: S608 - constants

SELECT_STATEMENTS = f"SELECT {quoted((*STATEMENT, 'retracted_at'))} FROM statement"  # noqa: S608 - constants
CONDITIONS = {
    "ids": "id IN ({asked})",
    "subjects": "subject IN ({asked})",
    "predicates": "predicate IN ({asked})",
    "objects": "object IN ({asked})",
    "listed": "listed IN ({asked})",
    "document_id": "document IN (SELECT key FROM document WHERE id IN ({asked}))",
}
LIVE = "retracted_at IS NULL"
SAID_NOW = f"{SELECT_STATEMENTS} WHERE document = ? AND {LIVE} ORDER BY id"
KNOWN = "recorded_at <= ? AND (retracted_at IS NULL OR retracted_at > ?)"

WHOLE_DOCUMENTS = f"SELECT {quoted((*DOCUMENT, 'removed_at'))} FROM document"  # noqa: S608 - constants
DOCUMENTS = f"""SELECT id, key, recorded_at, removed_at, changed_at, made_by,
        json_array_length(set_aside), {quoted(TOLD)}
    FROM document WHERE """  # noqa: S608 - constants
LIVE_DOCUMENT = "removed_at IS NULL"
KNOWN_DOCUMENT = "recorded_at <= ? AND (removed_at IS NULL OR removed_at > ?)"
COUNTS = "SELECT document, count(*) FROM statement WHERE "

ALL_ENTITIES = """SELECT body FROM entity UNION ALL
    SELECT min(body) FROM mention WHERE live AND entity NOT IN (SELECT id FROM entity)
    GROUP BY entity"""
SOME_ENTITIES = """SELECT body FROM entity WHERE id IN ({asked}) UNION ALL
    SELECT coalesce(min(CASE WHEN live THEN body END), min(body)) FROM mention
    WHERE entity IN ({asked}) AND entity NOT IN (SELECT id FROM entity)
    GROUP BY entity"""
CATALOGUE = "SELECT body FROM entity"
BROUGHT = """SELECT coalesce(min(CASE WHEN live THEN body END), min(body)) FROM mention
    WHERE entity NOT IN (SELECT id FROM entity) GROUP BY entity"""
MENTIONS = "SELECT document, entity, body, live FROM mention"
MEMBERSHIPS = "SELECT member, whole, valid_from, valid_to FROM membership"
ADD_JUDGEMENT = "INSERT INTO judgement (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"
JUDGEMENTS = "SELECT body FROM judgement"
MADE_BY = """SELECT id, key, made_by FROM document
    WHERE removed_at IS NULL AND id IN ({asked})"""
TEXTS = f"""SELECT id, key, {quoted(TOLD)}, text, blocks FROM document
    WHERE key IN ({{asked}}) GROUP BY key"""  # noqa: S608 - constants
ASIDE = """SELECT id, set_aside FROM document
    WHERE removed_at IS NULL AND (?1 IS NULL OR id = ?1) AND set_aside <> '[]'"""
REVIEWS = f"""SELECT {quoted(REVIEW)} FROM review WHERE ?1 IS NULL OR document = ?1
    ORDER BY document, claim, at, outcome"""  # noqa: S608 - constants

PURGE = (
    "DELETE FROM statement WHERE document IN (SELECT key FROM document WHERE id = ?)",
    "DELETE FROM mention WHERE document IN (SELECT key FROM document WHERE id = ?)",
    "DELETE FROM document WHERE id = ?",
    "DELETE FROM review WHERE document = ?",
)

SIZE = """
SELECT (SELECT count(*) FROM document WHERE removed_at IS NULL),
  (SELECT count(*) FROM statement WHERE retracted_at IS NULL)
"""
HEALTH = (
    ("version", "PRAGMA user_version"),
    ("journal", "PRAGMA journal_mode"),
    ("integrity", "PRAGMA quick_check(1)"),
    ("documents", "SELECT count(*) FROM document WHERE removed_at IS NULL"),
    ("former documents", "SELECT count(*) FROM document WHERE removed_at IS NOT NULL"),
    ("statements", "SELECT count(*) FROM statement WHERE retracted_at IS NULL"),
    ("retracted statements", "SELECT count(*) FROM statement WHERE retracted_at IS NOT NULL"),
    ("judgements", "SELECT count(*) FROM judgement"),
    ("entities", f"SELECT count(*) FROM ({ALL_ENTITIES})"),  # noqa: S608 - a constant
)
