"""`kg judge` from proposals to a decision, its undoing and the log."""

import json
from pathlib import Path

import pytest

from kg.graph import Graph
from tests.cli.conftest import Run
from tests.questions.conftest import Teller


@pytest.fixture
def loaded(tmp_path: Path, run: Run) -> Run:
    """Fill the store of the command line with a company under two names."""
    with Graph(f"sqlite:///{tmp_path / 'graph.db'}") as graph:
        teller = Teller(graph)
        for name in ("Zedrona Robotics", "Zedrona Robotics GmbH"):
            key = f"{name.lower().replace(' ', '-')}.company"
            teller.knows(key, "Company", name)
            teller.tell(name, f"{key} operates_in de")
    return run


def listed(run: Run, *more: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("judge", *more, "--format", "json").out)
    return found


def test_a_pair_is_proposed_decided_and_taken_back(loaded: Run) -> None:
    (pair,) = listed(loaded)
    ids = [pair["left"]["id"], pair["right"]["id"]]  # type: ignore[index]
    assert "same form: " in loaded("judge").out
    ran = loaded("judge", *ids, "--same", "--because", "the register", "--by", "Ada")
    assert (ran.code, "same, because the register" in ran.out) == (0, True)
    assert listed(loaded) == []
    assert loaded("judge", *ids, "--undo", "--because", "another register").code == 0
    assert len(listed(loaded)) == 1
    log = listed(loaded, "--log")
    assert [(j["verdict"], j["decider"], j["by"], j["because"]) for j in log] == [
        ("same", "person", "Ada", "the register"),
        ("open", "person", "", "another register"),
    ]


def test_the_program_decides_what_it_is_sure_of_when_asked(loaded: Run) -> None:
    (made,) = listed(loaded, "--sure")
    assert made["decider"] == "program"
    assert str(made["because"]).startswith("same form: ")
    assert listed(loaded) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("a", "b"), "--same, --different or --undo"),
        (("a", "b", "--same"), "--because WHY"),
        (("a", "--same", "--because", "x"), "name two entities"),
        (("a", "b", "--same", "--undo", "--because", "x"), "choose one"),
        (("a", "b", "--same", "--because", "x"), "no entity with the id or name 'a'"),
    ],
)
def test_half_a_judgement_is_refused_with_the_way_out(
    run: Run, given: tuple[str, ...], words: str
) -> None:
    ran = run("judge", *given)
    assert (ran.code, words in ran.err) == (1, True)
