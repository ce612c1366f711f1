"""The commands for the wider questions, on the shipped examples."""

import csv
import io
import json
from pathlib import Path

import pytest

from kg.cli.render import Format
from kg.graph import Graph
from tests.cli.conftest import Ran, Run, runner

ROOT = Path(__file__).parents[2]
COMMANDS: dict[str, list[str]] = {
    "timeline": ["timeline", "ChatGPT", "--region", "Italy"],
    "policies": ["policies", "European Union", "--as-of", "2025-06-01"],
    "paths": ["paths", "GPT-4", "China", "--as-of", "2024-07-20"],
    "compare": ["compare", "Microsoft", "OpenAI", "--region", "China", "--as-of", "2024-07-20"],
    "diff": ["diff", "China", "--from", "2024-07-01", "--to", "2024-10-22"],
    "conflicts": ["conflicts", "--as-of", "2024-11-01"],
    "figures": ["figures", "China"],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('exploring') / 'examples.db'}"
    with Graph(url) as graph:
        graph.load(ROOT / "examples")
    return url


@pytest.fixture
def run(store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("KG_STORE", store)
    return runner(monkeypatch, capsys)


def asked(run: Run, *arguments: str) -> Ran:
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    return ran


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", Format)
def test_every_command_prints_every_format(command: str, form: Format, run: Run) -> None:
    out = asked(run, *COMMANDS[command], "--format", form.value).out
    if form is Format.JSON:
        assert json.loads(out) is not None
    elif form is Format.JSONL:
        assert all(json.loads(line)["line"] for line in out.splitlines())
    elif form is Format.CSV:
        head, *rows = csv.reader(io.StringIO(out))
        assert all(len(row) == len(head) for row in rows)
    else:
        assert out.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_how_it_is_used(command: str, run: Run) -> None:
    shown = run(command, "--help").out
    assert "Example" in shown
    assert f"kg {command}" in shown


def test_chatgpt_in_italy_closes_and_returns(run: Run) -> None:
    out = asked(run, *COMMANDS["timeline"], "--format", "json").out
    changes = json.loads(out)["changes"]
    told = [(c["on"], c["after"]["status"]) for c in changes]
    (closed, *_), last = told[-2], told[-1]
    assert closed == "2023-03-31"
    assert [status for _, status in told[-2:]] == ["unavailable", "available"]
    assert last[0] == "2023-04-28"
    text = (ROOT / "examples" / f"{changes[-1]['because'][0]['doc']}.json").read_text("utf-8")
    assert json.loads(text)["text"].count(changes[-1]["because"][0]["quote"]) >= 1


def test_china_between_the_block_and_the_limit_to_enterprises(run: Run) -> None:
    changes = json.loads(asked(run, *COMMANDS["diff"], "--format", "json").out)
    azure = next(c for c in changes if c["subject"] == "Azure OpenAI Service")
    assert "eligible customers" in azure["before"]["audiences"]
    assert "enterprises" in azure["after"]["audiences"]
    assert "2024-10-azure-openai-china-enterprise-only" in {e["doc"] for e in azure["because"]}


def test_microsoft_is_the_way_to_a_closed_model(run: Run) -> None:
    paths = json.loads(asked(run, *COMMANDS["paths"], "--format", "json").out)["paths"]
    assert [(p["service"]["name"], p["way"], p["status"]) for p in paths if p["open"]] == [
        ("Azure OpenAI Service", "offshore", "limited")
    ]
    closed = {p["service"]["name"] for p in paths if p["status"] == "unavailable"}
    assert closed == {"ChatGPT", "OpenAI API"}


def test_more_quotes_are_shown_where_asked(run: Run) -> None:
    short, long = (asked(run, *COMMANDS["paths"], *more).out for more in ([], ["--why"]))
    assert "--why shows all" in short
    assert "--why shows all" not in long
    assert long.count("“") > short.count("“")


def test_a_difference_needs_two_days(run: Run) -> None:
    ran = run("diff", "China")
    assert ran.code == 1
    assert "--from" in ran.err


def test_a_misspelt_name_is_answered_with_a_close_one(run: Run) -> None:
    ran = run("timeline", "Honk Kong")
    assert ran.code == 1
    assert "did you mean Hong Kong" in ran.err


def test_nothing_to_tell_is_said(run: Run) -> None:
    assert "nobody speaks" in asked(run, "paths", "GPT-4", "Kenya", "--as-of", "2024-07-20").out
    assert (
        "no answer differs"
        in asked(run, "diff", "China", "--from", "2024-07-20", "--to", "2024-07-20").out
    )
