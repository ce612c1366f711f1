"""`kg ask`: how a question was read, its answer in every format, and what is asked back."""

import csv
import io
import json
from pathlib import Path

import pytest

from kg.cli.plainly import ROWS, TELL
from kg.cli.render import Format
from kg.graph import Graph
from kg.model.reply import Kind
from tests.cli.conftest import Run, runner

ROOT = Path(__file__).parents[2]
DAY = "--as-of=2025-10-01"
QUESTIONS: dict[Kind, str] = {
    Kind.SERVES: "Who still serves China?",
    Kind.STATUS: "Was ChatGPT available in Italy in April 2023?",
    Kind.TIMELINE: "How did access to ChatGPT in Italy change over time?",
    Kind.POLICIES: "Which rules touch DeepSeek?",
    Kind.PATHS: "How can customers in China reach GPT-4?",
    Kind.COMPARE: "Compare Microsoft and OpenAI in China",
    Kind.WHATIF: "What if the EU AI Act were in force?",
    Kind.DIFF: "What changed in China since June 2024?",
    Kind.CONFLICTS: "Where do sources disagree about ChatGPT?",
    Kind.NETWORK: "Who are the partners of Anthropic?",
    Kind.CHAINS: "How is Amazon connected to Anthropic?",
    Kind.WITHOUT: "What is left in China if Microsoft leaves?",
    Kind.FIGURES: "How many patents did China file?",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('ask') / 'examples.db'}"
    with Graph(url) as graph:
        graph.load(ROOT / "examples")
    return url


@pytest.fixture
def run(store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("KG_STORE", store)
    return runner(monkeypatch, capsys)


def test_every_kind_of_answer_can_be_printed() -> None:
    assert set(QUESTIONS) == set(TELL) == set(ROWS) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("form", Format)
def test_every_kind_prints_every_format(kind: Kind, form: Format, run: Run) -> None:
    ran = run("ask", QUESTIONS[kind], DAY, "--format", form.value)
    assert (ran.code, ran.err) == (0, "")
    if form in {Format.JSON, Format.JSONL}:
        assert json.loads(ran.out)["understood"]["kind"] == kind
    elif form is Format.CSV:
        head, *rows = csv.reader(io.StringIO(ran.out))
        assert all(len(row) == len(head) for row in rows)
    elif form is Format.TABLE:
        assert ran.out.startswith("read as: ")


def test_the_reading_and_the_changes_stand_before_the_answer(run: Run) -> None:
    out = run("ask", "Was", "chatgtp", "available in Italy", "in April 2023?", DAY).out
    told = [
        "read as: the status of ChatGPT in Italy on 2023-04-30",
        "“chatgtp” read as ChatGPT",
        "“April 2023”: its last day counts",
        "kg status ChatGPT Italy --as-of 2023-04-30",
        "it changed between 2023-04-01 and 2023-04-30",
        "2023-04-28 ChatGPT in Italy: UNAVAILABLE → AVAILABLE",
        "ChatGPT in Italy on 2023-04-30: AVAILABLE",
    ]
    places = [out.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_what_is_not_understood_ends_with_one(run: Run) -> None:
    ran = run("ask", "Is Zorblax available in China?")
    assert ran.code == 1
    assert "nothing is named 'Zorblax'" in ran.out
    assert "Who still serves China?" in ran.out
    told = json.loads(run("ask", "Is Zorblax available in China?", "--format", "json").out)
    assert (told["answer"], told["command"]) == (None, None)


def test_nobody_tells_who_owns_an_operator(run: Run) -> None:
    assert "nobody tells of such an edge of 21Vianet" in run("ask", "Who owns 21Vianet?").out


def test_a_beginning_is_completed(run: Run) -> None:
    assert "Who still serves Hong Kong\n" in run("ask", "--complete", "Who still serves Hon").out


def test_how_it_is_used_is_shown(run: Run) -> None:
    shown = run("ask", "--help").out
    assert "Example" in shown
    assert "kg ask" in shown


def test_communities_are_printed_in_every_format(run: Run) -> None:
    told = json.loads(run("network", "--communities", DAY, "--format", "json").out)
    assert {"members", "inside", "outside"} == set(told[0])
    assert told[0]["members"][0].keys() == {"id", "name"}
    head, *rows = csv.reader(io.StringIO(run("network", "--communities", DAY, "--format=csv").out))
    assert (head, len(rows)) == (["inside", "outside", "members"], len(told))
    assert told[0]["members"][0]["name"] in run("network", "--communities", DAY).out


def test_an_answer_is_kept_as_a_page_and_nothing_else(run: Run, tmp_path: Path) -> None:
    assert run("ask", "Who serves China?", DAY, "--to", tmp_path / "a.html").code == 0
    assert "Who serves China?" in (tmp_path / "a.html").read_text("utf-8")
    refused = run("ask", "Who serves China?", DAY, "--to", tmp_path / "a.pdf")
    assert (refused.code, "is written as .html" in refused.err) == (1, True)


def test_the_part_around_an_entity_is_written(run: Run, tmp_path: Path) -> None:
    near = run("export", "--center", "Anthropic", "--to", tmp_path / "a.csv")
    far = run("export", "--center", "Anthropic", "--depth", "2", "--to", tmp_path / "b.csv")
    assert (near.code, far.code) == (0, 0)
    assert len((tmp_path / "a.csv").read_bytes()) < len((tmp_path / "b.csv").read_bytes())
    assert (
        "nothing is named 'Zorblax'"
        in run("export", "--center", "Zorblax", "--to", tmp_path / "c.csv").err
    )


def test_the_proposals_of_a_state_are_told_with_what_they_ask_for(run: Run) -> None:
    ran = run("ask", "What would the US proposals of 2024 cut?", DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "proposals of United States: supposed in force on 2024-12-31" in ran.out
    assert "identify customers" in ran.out
    assert "not said to close anything" in ran.out
