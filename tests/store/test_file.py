"""The embedded store's file: what is refused untouched, upgraded, and told when it cannot be."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreNotWritable, StoreUnreachable, StoreVersion
from kg.store import connection, tables
from kg.store.connection import migrate
from kg.store.open import open_store
from kg.store.sqlite import SqliteStore
from tests.store.build import MONDAY, TUESDAY, cut_off, document, recording

NEWS = document()
LONG = document("long", text="a long text " * 50_000)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a store that holds one document."""
    found = tmp_path / "store.db"
    with opened(found) as store:
        store.record([recording(NEWS)], at=MONDAY)
    return found


class opened:  # noqa: N801 - reads as a verb
    """Open a store for a block."""

    def __init__(self, path: Path) -> None:
        self._store = SqliteStore(str(path))

    def __enter__(self) -> SqliteStore:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


def test_a_store_is_one_file_when_it_is_closed(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == ["store.db"]


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="no such place"):
        open_store(f"sqlite:///{tmp_path / 'no such place' / 'store.db'}")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="is a folder"):
        open_store(f"sqlite:///{tmp_path}")


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    found = tmp_path / "store.db"
    found.touch()
    with opened(found) as store:
        assert store.record([recording(NEWS)], at=MONDAY).new == 2


def test_a_relative_path_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///store.db").close()
    assert (tmp_path / "store.db").exists()


@pytest.mark.parametrize("content", [b"Dear reader,\n", b"SQLite", b"\x00" * 4096])
def test_what_is_no_database_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    found = tmp_path / "letter.db"
    found.write_bytes(content)
    with pytest.raises(StoreVersion, match=r"letter\.db is not a store"):
        open_store(f"sqlite:///{found}")
    assert found.read_bytes() == content
    assert len(list(tmp_path.iterdir())) == 1


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    found = tmp_path / "photos.db"
    other = sqlite3.connect(found)
    other.execute("CREATE TABLE statement (id TEXT)")
    other.close()
    before = found.read_bytes()
    with pytest.raises(StoreVersion, match="another program"):
        open_store(f"sqlite:///{found}")
    assert found.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_file_is_told(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreUnreachable, match="damaged"), opened(path) as store:
        list(store.statements())


STEP = (
    "ALTER TABLE document ADD COLUMN seen INTEGER NOT NULL DEFAULT 7",
    "CREATE INDEX document_seen ON document (seen)",
)


def test_an_older_file_is_upgraded_and_keeps_what_it_holds(path: Path) -> None:
    raw = connection.connect(connection.address(str(path)))
    migrate(raw, str(path), (*tables.MIGRATIONS, STEP))
    assert raw.execute("PRAGMA user_version").fetchone() == (len(tables.MIGRATIONS) + 1,)
    assert raw.execute("SELECT id, seen FROM document").fetchall() == [("news", 7)]
    assert raw.execute("SELECT count(*) FROM statement").fetchone() == (2,)
    raw.close()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    raw = connection.connect(connection.address(str(path)))
    with pytest.raises(sqlite3.OperationalError):
        migrate(raw, str(path), (*tables.MIGRATIONS, (*STEP, "ALTER TABLE nothing ADD x")))
    raw.close()
    with opened(path) as store:
        assert dict(store.check())["version"] == str(len(tables.MIGRATIONS))
        assert len(list(store.statements())) == 2


def test_a_newer_file_is_refused_with_both_versions(path: Path) -> None:
    raw = connection.connect(connection.address(str(path)))
    migrate(raw, str(path), (*tables.MIGRATIONS, STEP))
    raw.close()
    known = len(tables.MIGRATIONS)
    with pytest.raises(StoreVersion, match=rf"version {known + 1} .* up to {known}; install"):
        open_store(f"sqlite:///{path}")


def test_a_full_disk_is_told_and_nothing_is_half_written(path: Path) -> None:
    with opened(path) as store:
        pages = store.file.writer.execute("PRAGMA page_count").fetchone()[0]
        store.file.writer.execute(f"PRAGMA max_page_count = {pages + 4}").fetchall()
        with pytest.raises(StoreNotWritable, match="no space left"):
            store.record([recording(document("small")), recording(LONG)], at=TUESDAY)
        assert [d.document.id for d in store.documents()] == ["news"]
        assert len(list(store.statements())) == 2
        store.file.writer.execute("PRAGMA max_page_count = 100000").fetchall()
        store.record([recording(document("small")), recording(LONG)], at=TUESDAY)
        assert len(list(store.statements())) == 6


def test_a_file_that_another_program_is_writing_is_told(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    with opened(path) as store:
        store.file.writer.execute("PRAGMA busy_timeout = 50").fetchall()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreNotWritable, match="locked by another program"):
            store.remove("news", at=TUESDAY)
        assert len(list(store.statements())) == 2
        other.execute("ROLLBACK")
        assert store.remove("news", at=TUESDAY) == 2
    other.close()


def test_two_programs_read_what_a_third_writes(path: Path) -> None:
    with opened(path) as writer, opened(path) as first, opened(path) as second:
        asked = first.statements()
        next(asked)
        writer.record([recording(document("other"))], at=TUESDAY)
        assert len(list(second.statements())) == 4
        assert len(list(asked)) == 1


def test_a_purge_leaves_no_trace_in_any_file(tmp_path: Path) -> None:
    secret = document("secret", text="The unspeakable name is Xyzzyplugh. " * 400)
    with opened(tmp_path / "store.db") as store:
        store.record([recording(NEWS)], at=MONDAY)
        store.record([recording(secret, cut_off(secret, condition="Xyzzyplugh"))], at=MONDAY)
        assert any(b"Xyzzyplugh" in file.read_bytes() for file in tmp_path.iterdir())
        store.remove("secret", at=TUESDAY, purge=True)
        assert not any(b"Xyzzyplugh" in file.read_bytes() for file in tmp_path.iterdir())
        assert len(list(store.statements())) == 2


AS_READER = """
import os, sys
from kg.errors import StoreNotWritable
from kg.store.open import open_store
from kg.vocabulary import vocabulary
from tests.store.build import TUESDAY, document, recording
vocabulary()
if os.geteuid() == 0:
    os.setuid(65534)
store = open_store(f"sqlite:///{sys.argv[1]}")
print(len(list(store.statements())), dict(store.check())["writable"])
try:
    store.record([recording(document("other"))], at=TUESDAY)
except StoreNotWritable as error:
    print(error)
store.close()
try:
    open_store(f"sqlite:///{sys.argv[1]}.new")
except StoreNotWritable as error:
    print(error)
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """Give a folder that another user may look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_store_that_may_only_be_read_can_be_read_and_says_so(shared: Path) -> None:
    path = shared / "store.db"
    with opened(path) as store:
        store.record([recording(NEWS)], at=MONDAY)
    path.chmod(0o444)
    shared.chmod(0o555)
    before = path.read_bytes()
    ran = subprocess.run(
        [sys.executable, "-c", AS_READER, str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    read, refused, new = ran.stdout.splitlines()
    assert read == "2 no"
    assert f"the store {path} is read-only" in refused
    assert f"cannot open or create the store {path}.new" in new
    assert path.read_bytes() == before
