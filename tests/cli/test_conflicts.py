"""The lines of `kg conflicts` name the ways, or the customers, on which the sides differ."""

from pathlib import Path

import pytest

from tests.cli.conftest import runner
from tests.questions.saying import graph_at, record, saying

CN = "azure-openai available_in cn"


@pytest.mark.parametrize(
    ("one", "other", "heads"),
    [
        ({"channel": "offshore"}, {"channel": "joint_venture"}, ("(offshore)", "(joint venture)")),
        ({"audience": "enterprises"}, {"audience": "eligible customers"},
         ("(enterprises)", "(eligible customers)")),
    ],
    ids=["ways", "customers"],
)  # fmt: skip
def test_sides_are_told_apart(
    one: dict[str, str],
    other: dict[str, str],
    heads: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with graph_at(tmp_path / "g.db") as graph:
        record(graph, saying(CN, told="2024-07-01", **one))
        record(graph, saying(CN, told="2024-07-02", **other))
    monkeypatch.setenv("KG_STORE", f"sqlite:///{tmp_path / 'g.db'}")
    ran = runner(monkeypatch, capsys)("conflicts", "--as-of", "2024-07-03")
    assert all(head in ran.out for head in heads)
