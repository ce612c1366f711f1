"""The seed document through the command line, on both stores."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SEED = Path(__file__).parents[2].parent / "shared" / "corpus" / "seed.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/corpus is not here")


@pytest.fixture
def loaded(run_on_both: Run) -> Run:
    ran = run_on_both("load", SEED, "--published", "2024-07-05")
    assert (ran.code, ran.err) == (0, "")
    return run_on_both


def asked(run: Run, *arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(*arguments, "--format", "json").out)
    return found


def test_microsoft_serves_china_and_openai_does_not(loaded: Run) -> None:
    ran = loaded("serves", "China", "--as-of", "2024-07-15", "--format", "json")
    providers = {p["provider"]: p for p in json.loads(ran.out)}
    serving = {name for name, p in providers.items() if p["serves"]}
    assert serving == {"Microsoft"}
    services = {s["subject"]: s for s in providers["Microsoft"]["services"]}
    azure = services["Azure OpenAI Service"]
    assert (azure["status"], azure["channels"]) == ("limited", ["offshore"])
    assert azure["audiences"] == ["eligible customers"]
    assert {e["attributed_to"] for e in azure["evidence"]} == {"Microsoft"}


def test_the_api_closes_on_its_date(loaded: Run) -> None:
    before = asked(loaded, "status", "OpenAI API", "China", "--as-of", "2024-07-01")
    after = asked(loaded, "status", "OpenAI API", "China", "--as-of", "2024-07-15")
    assert before["status"] != "unavailable"
    assert [e["valid_from"] for e in before["upcoming"]] == ["2024-07-09"]
    assert after["status"] == "unavailable"


@pytest.mark.parametrize("region", ["China", "Mainland China", "cn"])
def test_chatgpt_is_unavailable(loaded: Run, region: str) -> None:
    answer = asked(loaded, "status", "ChatGPT", region, "--as-of", "2024-07-15")
    assert answer["status"] == "unavailable"


def test_the_us_proposal_is_a_risk_and_no_fact(loaded: Run) -> None:
    answer = asked(loaded, "status", "Microsoft Azure", "China", "--as-of", "2024-07-15")
    assert {e["modality"] for e in answer["risks"]} == {"proposed"}
    assert answer["status"] == "available"


def test_every_quote_is_cut_from_the_text(loaded: Run, tmp_path: Path) -> None:
    text = SEED.read_text("utf-8")
    target = tmp_path / "all.jsonl"
    loaded("export", "--to", target)
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert len(lines) > 5
    assert all(text[line["start"] : line["end"]] == line["quote"] for line in lines)
    observed = [line for line in lines if line["predicate"] == "observed"]
    assert [(o["subject"], o["attributed_to"]) for o in observed] == [
        ("China", "World Intellectual Property Organization")
    ]
    ventures = [line for line in lines if line["channel"] == "joint_venture"]
    assert {(v["subject"], v["object"]) for v in ventures} == {("Microsoft Azure", "China")}


def test_loading_it_again_writes_nothing(loaded: Run) -> None:
    ran = loaded("load", SEED, "--published", "2024-07-05")
    assert "0 new, 0 changed, 1 unchanged" in ran.out
    assert "0 statements added, 0 retracted" in ran.out
