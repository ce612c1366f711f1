"""From a doubt to a statement and back, as users decide in Python and on the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import RefusedStatement, UnknownName
from kg.graph import Graph
from kg.model.recording import Recording
from kg.model.review import Outcome
from kg.model.statement import Claim, Mention
from kg.resolve.link import Linker
from kg.store.fingerprint import fingerprint
from loaders.readers.read import read
from tests.cli.conftest import Run, run_on_both

__all__ = ["run_on_both"]

TEXT = "ChatGPT is not available in Hong Kong. OpenAI offers ChatGPT in Japan.\n"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_what_is_less_sure_than_asked_waits_for_a_person(notice: Path, run_on_both: Run) -> None:
    run = run_on_both
    whole = run("load", notice).out
    ran = run("load", notice, "--min-confidence", "1")
    assert "claims: confidence 0." in ran.err
    assert "0 statements added" in ran.out
    assert "0 new, 1 changed" in ran.out
    open_claims = json.loads(run("review", "--format", "json").out)
    assert open_claims
    assert all(c["quote"] in TEXT and c["confidence"] < 1 for c in open_claims)
    decision = ("--by", "R. Reader", "--because", "it says so")
    for claim in open_claims:
        assert run("review", "--accept", claim["id"], *decision).code == 0
    assert f"{len(open_claims)} statements added" in whole
    assert json.loads(run("review", "--format", "json").out) == []
    answer = run("status", "ChatGPT", "Hong Kong", "--as-of", "2030-01-01", "--format", "json")
    assert json.loads(answer.out)["status"] == "unavailable"
    run("load", notice, "--min-confidence", "0.99")
    told = json.loads(run("review", "--all", "--document", "notice", "--format", "json").out)
    assert [(c["outcome"], c["by"], c["because"]) for c in told] == [
        ("accepted", "R. Reader", "it says so")
    ] * len(open_claims)
    first = open_claims[0]["id"]
    assert "rejected" in run("review", "--reject", first, *decision).out
    assert "0 statements added, 0 retracted" in run("load", notice).out
    assert "open" in run("review", "--reopen", first, *decision).out
    again = run("load", notice, "--min-confidence", "0.1")
    assert "0 statements added, 0 retracted" in again.out
    assert json.loads(run("review", "--all", "--format", "json").out) == []


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--accept", "x"), "--by WHO --because WHY"),
        (("--accept", "x", "--reject", "y"), "one claim at a time"),
        (("--accept", "x", "--by", "me", "--because", "so"), "no claim 'x' was set aside"),
    ],
)
def test_a_decision_needs_a_claim_a_name_and_a_reason(
    options: tuple[str, ...], complaint: str, run_on_both: Run
) -> None:
    ran = run_on_both("review", *options)
    assert ran.code == 1
    assert complaint in ran.err


def test_the_ontology_is_not_overruled(notice: Path, tmp_path: Path) -> None:
    (document,) = read(notice)
    claim = Claim(
        doc="notice",
        subject=Mention(name="Hong Kong", type="Region"),
        predicate="offers",
        object=Mention(name="ChatGPT", type="Service"),
        start=0,
        end=38,
    )
    with Graph(f"sqlite:///{tmp_path / 'graph.db'}") as graph:
        linked = Linker(graph.catalogue).link(document, [claim])
        recording = Recording(document=document, set_aside=linked.set_aside)
        graph.store.record([recording], at=datetime(2030, 1, 1, tzinfo=UTC))
        (doubt,) = graph.doubts()
        assert "must start at" in doubt.reason
        with pytest.raises(RefusedStatement, match=r"cannot be accepted.*reject it"):
            graph.accept(doubt.id, by="me", because="I like it")
        assert graph.reject(doubt.id, by="me", because="nonsense").outcome is Outcome.REJECTED
        assert graph.doubts() == ()
        with pytest.raises(UnknownName, match="kg review --all"):
            graph.accept("nothing", by="me", because="so")


def test_accepting_all_is_having_asked_for_no_confidence(notice: Path, tmp_path: Path) -> None:
    with (
        Graph(f"sqlite:///{tmp_path / 'one.db'}") as doubting,
        Graph(f"sqlite:///{tmp_path / 'two.db'}") as trusting,
    ):
        trusting.load(notice)
        doubting.load(notice, min_confidence=1.0)
        for doubt in doubting.doubts():
            doubting.accept(doubt.id, by="me", because="read it")
        assert fingerprint(doubting.store) == fingerprint(trusting.store)
        assert list(doubting.store.entities()) == list(trusting.store.entities())
