"""The commands that read and keep documents, as a user calls them."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "ChatGPT is not available in Hong Kong. OpenAI offers ChatGPT in Japan.\n"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_claims_come_out_as_json_lines_with_exact_quotes(notice: Path, run: Run) -> None:
    plain = run("extract", notice)
    asked = run("extract", notice, "--format", "jsonl")
    assert plain.out == asked.out
    claims = [json.loads(line) for line in plain.out.splitlines()]
    assert {c["doc"] for c in claims} == {"notice"}
    spans = [c["evidence"] for c in claims]
    assert all(TEXT[s["start"] : s["end"]] == s["quote"] for s in spans)


@pytest.mark.parametrize("form", ["json", "csv", "md", "table"])
def test_claims_come_out_in_other_formats(form: str, notice: Path, run: Run) -> None:
    ran = run("extract", notice, "--format", form)
    assert ran.code == 0
    assert "Hong Kong" in ran.out


def test_many_questions_are_answered_in_their_order(
    notice: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("load", notice, "--published", "2024-07-01")
    asked = [
        {"id": "a", "subject": "ChatGPT", "region": "Hong Kong", "as_of": "2024-07-02"},
        {"id": "b", "subject": "Nobody's", "region": "Hong Kong", "as_of": "2024-07-02"},
        {"id": "c", "subject": "ChatGPT", "region": "Japan", "as_of": "2024-07-02"},
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(map(json.dumps, asked))))
    ran = run("status", "--from", "-")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [a["id"] for a in answers] == ["a", "b", "c"]
    assert [a.get("status") for a in answers] == ["unavailable", None, "available"]
    assert "Nobody's" in answers[1]["error"]
    assert "line 2" in ran.err


def test_a_removed_document_is_history_and_a_purged_one_is_gone(notice: Path, run: Run) -> None:
    run("load", notice)
    assert "notice" in run("documents").out
    assert "retracted" in run("remove", notice.stem).out
    assert "notice" not in run("documents", "--format", "csv").out
    run("load", notice)
    assert "erased" in run("remove", notice.stem, "--purge").out


def test_a_changed_document_replaces_what_it_said(notice: Path, run: Run) -> None:
    run("load", notice, "--published", "2024-07-01")
    notice.write_text("ChatGPT is available in Hong Kong.\n", "utf-8")
    ran = run("load", notice, "--published", "2024-07-01")
    assert "0 new, 1 changed" in ran.out
    answer = run("status", "ChatGPT", "Hong Kong", "--as-of", "2024-07-02", "--format", "json")
    assert json.loads(answer.out)["status"] == "available"


@pytest.mark.parametrize("suffix", ["ttl", "trig", "jsonld", "graphml", "gexf", "csv", "jsonl"])
def test_the_graph_is_written_in_every_format(
    suffix: str, notice: Path, tmp_path: Path, run: Run
) -> None:
    run("load", notice)
    target = tmp_path / f"out.{suffix}"
    assert run("export", "--to", target).code == 0
    assert "Hong Kong" in target.read_text("utf-8")


def test_doctor_tells_of_the_store_and_fails_where_it_does_not_answer(run: Run) -> None:
    assert run("doctor").code == 0
    assert run("doctor", "--store", "neo4j://127.0.0.1:9").code == 1


def test_every_command_shows_how_it_is_used(run: Run) -> None:
    listed = run("--help").out.partition("Commands:")[2]
    names = [line.split()[0] for line in listed.splitlines() if re.match(r"  \w", line)]
    assert {"load", "serves", "watch", "doctor"} <= set(names)
    lacking = [name for name in names if "Example" not in run(name, "--help").out]
    assert not lacking
