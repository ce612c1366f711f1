"""Saved questions: silent while nothing that matters is told, and exact when something is."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import Graph
from kg.model.document import Document
from kg.model.statement import Statement
from kg.model.watch import Fired, Watches
from kg.questions.prove import question
from kg.questions.watch import read_watches, with_watch, without_watch, write_watches
from tests.cli.conftest import Run, runner
from tests.questions.saying import graph_at, record, saying

DAY = date(2025, 10, 1)
LATER = datetime(2026, 2, 1, tzinfo=UTC)
QUESTIONS = {
    "italy": ("status", "ChatGPT", "Italy"),
    "peru": ("status", "Gemini", "Peru"),
    "china": ("serves", "China"),
    "japan": ("serves", "Japan"),
}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with graph_at(tmp_path / "g.db") as opened:
        record(
            opened,
            saying("chatgpt available_in it", told="2025-01-05", by="openai"),
            saying("azure available_in cn", told="2025-01-06", by="microsoft"),
            saying("ernie-bot available_in cn", told="2025-01-07", by="baidu"),
            saying("chatgpt available_in jp", told="2025-01-08", by="openai"),
        )
        yield opened


@pytest.fixture
def watches(graph: Graph) -> Watches:
    found = Watches()
    for name, (kind, *names) in QUESTIONS.items():
        asked = question(kind, names, as_of=DAY)
        found = with_watch(found, graph.watching(name, asked))
    return found


def run(graph: Graph, watches: Watches, on: date = DAY) -> tuple[Watches, list[Fired]]:
    ran = [graph.watch(watch, as_of=on) for watch in watches.watches]
    fired = [one for _, found in ran for one in found]
    return Watches(watches=tuple(watch for watch, _ in ran)), fired


def irrelevant() -> Iterator[tuple[Document, Statement]]:
    """Say a thousand things that touch none of the questions, or repeat what is known."""
    things = ["chatgpt", "gemini", "claude", "azure", "grok", "llama-3", "ernie-bot", "openai-api"]
    places = ["fr", "de", "us", "br", "gb", "kr", "hk", "tw", "sg", "in"]
    for number in range(1000):
        thing, place = things[number % 8], places[number // 8 % 10]
        word = "not " if number % 3 else ""
        told = f"2025-{number % 8 + 2:02}-{number % 27 + 1:02}"
        yield saying(f"{thing} {word}available_in {place}", told=told, name=f"other-{number}")


def test_a_thousand_irrelevant_documents_fire_nothing(graph: Graph, watches: Watches) -> None:
    record(graph, *irrelevant(), at=LATER)
    assert len(list(graph.documents())) > 1000
    ran, fired = run(graph, watches)
    assert fired == []
    assert [w.cells for w in ran.watches] == [w.cells for w in watches.watches]


def test_a_confirmation_fires_nothing(graph: Graph, watches: Watches) -> None:
    record(graph, saying("chatgpt available_in it", told="2025-09-01", by="openai"), at=LATER)
    assert run(graph, watches)[1] == []


def test_one_relevant_amendment_fires_exactly_what_it_changes(
    graph: Graph, watches: Watches
) -> None:
    record(graph, *irrelevant(), at=LATER)
    end = saying(
        "azure not available_in cn", "Azure leaves China.", told="2025-09-20", by="microsoft",
        valid_from="2025-09-20",
    )  # fmt: skip
    record(graph, end, at=LATER)
    ran, fired = run(graph, watches)
    assert {(f.watch, f.subject, f.region) for f in fired} == {
        ("china", "Microsoft", "China"),
        ("china", "Microsoft Azure", "China"),
    }
    for one in fired:
        assert one.before
        assert one.after
        assert (one.before.status, one.after.status) == ("available", "unavailable")
        assert [e.quote for e in one.because] == ["Azure leaves China."]
    assert run(graph, ran)[1] == []


def test_a_new_service_and_a_removed_document_fire(graph: Graph, watches: Watches) -> None:
    record(graph, saying("gemini available_in jp", told="2025-09-02", by="google", name="new"))
    ran, fired = run(graph, watches)
    assert {(f.subject, f.before, f.after and f.after.status) for f in fired} == {
        ("Google", None, "available"), ("Gemini", None, "available"),
    }  # fmt: skip
    graph.remove("new")
    _, fired = run(graph, ran)
    assert {(f.subject, f.after) for f in fired} == {("Google", None), ("Gemini", None)}


def test_a_day_that_comes_fires_with_the_words_that_named_it(graph: Graph) -> None:
    plan = saying(
        "chatgpt not available_in it", "It will close on 1 November.", told="2025-09-01",
        by="openai", modality="announced", valid_from="2025-11-01",
    )  # fmt: skip
    record(graph, plan)
    asked = question("status", ["ChatGPT", "Italy"], as_of=DAY)
    moving, fixed = graph.watching("a", asked), graph.watching("b", asked, fixed_day=True)
    later = date(2025, 11, 2)
    watch, fired = graph.watch(moving, as_of=later)
    assert [(f.before and f.before.status, f.after and f.after.status) for f in fired] == [
        ("available", "unavailable")
    ]
    assert "It will close on 1 November." in [e.quote for e in fired[0].because]
    assert watch.question.as_of == later
    assert graph.watch(fixed, as_of=later)[1] == ()


def test_names_are_unique_and_must_exist(watches: Watches) -> None:
    with pytest.raises(InputError, match="there is a watch 'italy'"):
        with_watch(watches, watches.watches[0])
    assert len(without_watch(watches, "peru").watches) == 3
    with pytest.raises(InputError, match="there are: italy, peru"):
        without_watch(watches, "spain")


def test_the_file_keeps_everything_and_a_broken_one_is_refused(
    watches: Watches, tmp_path: Path
) -> None:
    path = tmp_path / "w.json"
    assert read_watches(path) == Watches()
    write_watches(path, watches)
    assert read_watches(path) == watches
    assert [p.name for p in tmp_path.glob("*.part")] == []
    path.write_text(path.read_text("utf-8")[:-5], "utf-8")
    with pytest.raises(InputError, match=r"w\.json"):
        read_watches(path)


def test_the_command_tells_by_its_exit_code(
    graph: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KG_STORE", graph.store.url)
    kg: Run = runner(monkeypatch, capsys)
    day = ("--as-of", str(DAY))
    assert kg("watch", "add", "italy", "status", "ChatGPT", "Italy", *day).code == 0
    assert (tmp_path / "g.db.watch.json").exists()
    assert kg("watch", "add", "italy", "serves", "China").code == 1
    assert json.loads(kg("watch", "list", "--format", "json").out)[0]["name"] == "italy"
    assert kg("watch", "run").code == 0
    record(graph, saying("chatgpt not available_in it", told="2025-09-20", by="openai"))
    ran = kg("watch", "run", "--format", "jsonl")
    assert ran.code == 3
    (line,) = map(json.loads, ran.out.splitlines())
    assert (line["before"]["status"], line["after"]["status"]) == ("available", "unavailable")
    assert kg("watch", "run").code == 0
    assert kg("watch", "remove", "italy").code == 0
    assert kg("watch", "remove", "italy").code == 1


def test_a_file_of_its_own_can_be_named(
    graph: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KG_STORE", graph.store.url)
    kg: Run = runner(monkeypatch, capsys)
    file = tmp_path / "mine.json"
    assert kg("watch", "add", "c", "serves", "China", "--file", file).code == 0
    assert file.exists()
    assert not (tmp_path / "g.db.watch.json").exists()
    assert kg("watch", "run", "--file", tmp_path / "no" / "where.json").code == 1
