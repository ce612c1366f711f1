"""The file of the embedded store: opened, refused or brought up to date, and its errors told."""

import contextlib
import sqlite3
import threading
import uuid
from collections import deque
from collections.abc import Iterable, Iterator
from os import W_OK, access
from pathlib import Path

from kg.errors import KgError, StoreNotWritable, StoreUnreachable, StoreVersion
from kg.store.tables import APPLICATION_ID, AT_ONCE, MIGRATIONS, among

MAGIC = b"SQLite format 3\x00"
PATIENCE = 20.0
"""Seconds to wait for another program that is writing."""

Migrations = tuple[tuple[str, ...], ...]
Values = tuple[str | None, ...]


class File:
    """One SQLite file: a single writer at a time, and as many readers as there are questions."""

    def __init__(self, path: str) -> None:
        self.name = path
        self.memory = path == ":memory:"
        self.readonly = not self.memory and inspect(Path(path))
        self.target = address(path, readonly=self.readonly)
        self.lock = threading.RLock()
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False
        with told(path):
            self.writer = connect(self.target)
            self._begin()

    def _begin(self) -> None:
        try:
            if self.readonly:
                check_version(self.writer, self.name, MIGRATIONS)
            else:
                migrate(self.writer, self.name)
                prepare(self.writer)
        except BaseException:
            self.writer.close()
            raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction that is committed as a whole or leaves nothing."""
        if self.readonly:
            raise StoreNotWritable(
                f"the store {self.name} is read-only; give yourself write access to the file and "
                "its folder, or choose another with --store"
            )
        with self.lock, told(self.name), transaction(self.writer):
            yield self.writer

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees the store as it is when its first query begins."""
        if self.memory:
            with self.lock, told(self.name):
                yield self.writer
            return
        with told(self.name):
            reader = self._idle.pop() if self._idle else connect(self.target)
            try:
                yield reader
            finally:
                self._give_back(reader)

    def rows(self, query: str, values: Values = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query; those of a store in memory are fetched at once."""
        with (
            self.reading() as connection,
            contextlib.closing(connection.execute(query, values)) as cursor,
        ):
            if not self.memory:
                yield from cursor
                return
            found = cursor.fetchall()
        yield from found

    def rows_among(self, query: str, values: Iterable[str]) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query about some values, however many they are."""
        for part in parts(values):
            yield from self.rows(among(query, len(part)), part)

    def state(self) -> tuple[int, int]:
        """Give what changes whenever anybody commits to the file."""
        with self.lock, told(self.name):
            version = self.writer.execute("PRAGMA data_version").fetchone()[0]
            return int(version), self.writer.total_changes

    def shrink(self) -> None:
        """Bring all that was written into the file, so that no trace stays beside it."""
        with self.lock, told(self.name):
            self.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close every connection."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()
        self.writer.close()

    def _give_back(self, reader: sqlite3.Connection) -> None:
        if self._closed:
            reader.close()
        else:
            self._idle.append(reader)


def parts(values: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Split values, each once, into as many as one query may have."""
    told = tuple(dict.fromkeys(values))
    for begin in range(0, len(told), AT_ONCE):
        yield told[begin : begin + AT_ONCE]


def address(path: str, *, readonly: bool = False) -> str:
    """Write the URI under which SQLite opens a path."""
    if path == ":memory:":
        return f"file:kg-{uuid.uuid4().hex}?mode=memory"
    uri = Path(path).absolute().as_uri()
    if not readonly:
        return f"{uri}?mode=rwc"
    # Beside a file that nobody may write to there is no journal to read, nor any to make.
    journal = Path(f"{path}-wal")
    return f"{uri}?mode=ro" if journal.exists() else f"{uri}?mode=ro&immutable=1"


def inspect(path: Path) -> bool:
    """Refuse a path that holds something else, untouched; tell whether it is read-only."""
    if not path.parent.is_dir():
        raise StoreUnreachable(
            f"the folder {path.parent} does not exist; make it, or correct --store"
        )
    if path.is_dir():
        raise StoreUnreachable(f"{path} is a folder; name a file in it as the store")
    if not path.exists():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreUnreachable(f"cannot read the store {path}: {error.strerror}") from error
    check_head(path, head)
    return not (access(path, W_OK) and access(path.parent, W_OK))


def check_head(path: Path, head: bytes) -> None:
    """Refuse the beginning of a file that is no store of ours."""
    if not head:
        return
    if not head.startswith(MAGIC):
        raise StoreVersion(f"{path} is not a store (no SQLite file); choose another with --store")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreVersion(
            f"{path} is a SQLite file of another program, and was left as it is; "
            "choose another with --store"
        )


def connect(target: str) -> sqlite3.Connection:
    """Open a connection in which transactions are begun and ended by hand."""
    connection = sqlite3.connect(
        target, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cache_size = -16000")
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """Choose what makes a commit durable, readers free and erased text gone.

    With a write-ahead log and synchronous=FULL a commit survives a loss of power; NORMAL would
    not, and measured no faster at a thousand documents a transaction.
    """
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_autocheckpoint = 4000").fetchall()
    connection.execute("PRAGMA secure_delete = ON").fetchall()


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what happens inside, or undo all of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def check_version(connection: sqlite3.Connection, name: str, migrations: Migrations) -> int:
    """Give the version of a file; refuse a newer one, and an older one that stays as it is."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(migrations):
        raise StoreVersion(
            f"the store {name} has version {version} and this program knows up to "
            f"{len(migrations)}; install a newer ai-geopolitics-kg, or choose another store"
        )
    return version


def migrate(
    connection: sqlite3.Connection, name: str, migrations: Migrations = MIGRATIONS
) -> None:
    """Bring a file to the newest version in one transaction."""
    if check_version(connection, name, migrations) == len(migrations):
        return
    with transaction(connection):
        version = check_version(connection, name, migrations)
        for step in migrations[version:]:
            for text in step:
                connection.execute(text)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


@contextlib.contextmanager
def told(name: str) -> Iterator[None]:
    """Raise what SQLite says as an error of ours that names the file and the way out."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, name) from error


def translated(error: sqlite3.Error, name: str) -> KgError:
    """Give the error of ours for one of SQLite's."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StoreNotWritable(
            f"no space left for the store {name}; nothing of this batch was written: "
            "make room and run it again"
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreNotWritable(
            f"the store {name} is locked by another program; run it again when that has ended"
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM}:
        return StoreNotWritable(f"cannot write to the store {name}: {error}; check file and disk")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return StoreUnreachable(f"the store {name} is damaged: {error}; restore a copy of it")
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreNotWritable(
            f"cannot open or create the store {name}; check its folder's rights"
        )
    return StoreUnreachable(f"the store {name} cannot be used: {error}")
