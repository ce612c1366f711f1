"""Bad input: a clear message, the rest loaded, a non-zero exit where nothing could be done."""

import json
import sqlite3
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import Run

GOOD = "OpenAI said on 24 June 2024 that ChatGPT is not available in Hong Kong.\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, "utf-8")
    return path


def encrypted_pdf(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def long_line(path: Path) -> None:
    path.write_text("word " * 10_000_000, "utf-8")


BAD = {
    "empty": ("empty.txt", b"", "empty"),
    "junk": ("junk.txt", bytes(range(256)) * 20, "junk.txt"),
    "encoding": ("latin.txt", "déjà vu à Paris".encode("latin-1"), "UTF-8"),
    "html without text": ("page.html", b"<html><body><script>1</script></body></html>", "text"),
    "json of another shape": ("list.json", b'{"id": "x"}', "text"),
    "unknown kind": ("tool.exe", b"MZ", ".exe"),
    "broken docx": ("note.docx", b"not a zip", "note.docx"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_named_and_the_rest_is_loaded(
    case: str, tmp_path: Path, good: Path, run: Run
) -> None:
    name, content, word = BAD[case]
    (tmp_path / name).write_bytes(content)
    ran = run("load", tmp_path / name, good)
    assert (ran.code, "1 new" in ran.out) == (0, True)
    assert name in ran.err
    assert word in ran.err


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_alone_fails(case: str, tmp_path: Path, run: Run) -> None:
    name, content, _ = BAD[case]
    (tmp_path / name).write_bytes(content)
    assert run("load", tmp_path / name).code == 1


def test_a_missing_file_is_named(tmp_path: Path, good: Path, run: Run) -> None:
    ran = run("load", tmp_path / "absent.txt", good)
    assert ran.code == 0
    assert "absent.txt" in ran.err


def test_a_missing_path_without_a_suffix_is_named(tmp_path: Path, run: Run) -> None:
    ran = run("load", tmp_path / "absent")
    assert "absent: No such file or directory; check the path" in ran.err


def test_nobody_in_a_region_is_said_in_words(run: Run) -> None:
    ran = run("serves", "Japan")
    assert (ran.code, ran.out) == (0, "nothing is told of who serves Japan\n")


def test_an_encrypted_pdf_says_so(tmp_path: Path, run: Run) -> None:
    encrypted_pdf(tmp_path / "locked.pdf")
    ran = run("load", tmp_path / "locked.pdf")
    assert ran.code == 1
    assert "encrypted" in ran.err


def test_a_single_line_of_50_mb_ends_with_a_message_or_a_document(
    tmp_path: Path, run: Run
) -> None:
    long_line(tmp_path / "line.txt")
    ran = run("load", tmp_path / "line.txt")
    assert ran.code == (1 if "line.txt" in ran.err else 0)


def test_a_broken_json_line_is_named_and_the_other_four_are_loaded(
    tmp_path: Path, run: Run
) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": f"{GOOD} Number {n}."}) for n in range(5)]
    lines[2] = '{"id": "d2", "text": '
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    ran = run("load", path)
    assert ran.code == 0
    assert "4 new" in ran.out
    assert "line 3" in ran.err


def test_an_unknown_region_is_answered_with_a_close_one(good: Path, run: Run) -> None:
    run("load", good)
    ran = run("serves", "Honk Kong")
    assert ran.code == 1
    assert "did you mean Hong Kong" in ran.err


@pytest.mark.parametrize("day", ["2024-02-30", "yesterday", "2024"])
def test_an_impossible_day_says_how_to_write_one(day: str, run: Run) -> None:
    ran = run("status", "ChatGPT", "Italy", "--as-of", day)
    assert ran.code == 1
    assert "YYYY-MM-DD" in ran.err


def test_an_impossible_publication_date_says_how_to_write_one(good: Path, run: Run) -> None:
    ran = run("load", good, "--published", "2024-13-01")
    assert ran.code == 1
    assert "2024-13-01" in ran.err


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("neo4j://127.0.0.1:9", "127.0.0.1:9"),
        ("postgres://x", "sqlite:///"),
        ("sqlite:////nowhere/at/all/graph.db", "/nowhere/at/all"),
    ],
)
def test_a_store_that_cannot_be_opened_says_why(url: str, word: str, good: Path, run: Run) -> None:
    ran = run("load", good, "--store", url)
    assert ran.code == 1
    assert word in ran.err


def test_a_store_of_a_newer_version_is_refused_untouched(
    tmp_path: Path, good: Path, run: Run
) -> None:
    run("load", good)
    path = tmp_path / "graph.db"
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 999")
    file.close()
    ran = run("load", good)
    assert ran.code == 1
    assert "999" in ran.err


def test_a_document_that_is_not_there_cannot_be_removed(good: Path, run: Run) -> None:
    run("load", good)
    ran = run("remove", "absent")
    assert ran.code == 1
    assert "absent" in ran.err
