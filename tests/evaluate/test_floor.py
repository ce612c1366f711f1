"""A figure that falls under its recorded floor fails the run, and says by how much."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.floor import Floor, fallen, read_floor, write_floor
from tests.cli.conftest import Run, run

__all__ = ["run"]

RECORDED = Path(__file__).parent / "floor.yaml"
FLOOR = Floor(margin=0.01, at_least={"precision": 0.9}, at_most={"swaps": 2})


def measured(precision: float, swaps: int) -> Floor:
    return Floor(at_least={"precision": precision}, at_most={"swaps": swaps})


@pytest.mark.parametrize(("precision", "swaps"), [(0.9, 2), (0.95, 0), (0.891, 2)])
def test_what_holds_says_nothing(precision: float, swaps: int) -> None:
    assert list(fallen(FLOOR, measured(precision, swaps))) == []


def test_what_falls_is_told_with_the_difference() -> None:
    assert list(fallen(FLOOR, measured(0.85, 3))) == [
        "precision is 0.8500, 0.0500 below its floor of 0.9000 (margin 0.01)",
        "swaps is 3, 1 more than the 2 recorded",
    ]
    assert list(fallen(FLOOR, Floor(at_least={}, at_most={})))


def test_a_floor_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_floor(FLOOR, tmp_path / "floor.yaml")
    assert read_floor(tmp_path / "floor.yaml") == FLOOR


@pytest.mark.parametrize("text", ["{", "at_least: 3", None])
def test_what_is_no_floor_is_told_with_the_way_out(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "floor.yaml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="--record"):
        read_floor(path)


def test_a_run_fails_where_a_figure_falls(shared: Path, tmp_path: Path, run: Run) -> None:
    said = tmp_path / "said.jsonl"
    said.write_text("", "utf-8")
    ran = run("eval", shared / "gold", "--pred", said, "--floor", RECORDED, "--format", "json")
    assert ran.code == 1
    assert "fallen: core_recall is 0.0000" in ran.err


@pytest.mark.timeout(900)  # it reads all documents of the gold, one at a time for the answers
def test_extraction_holds_its_recorded_floor(shared: Path, run: Run) -> None:
    gold, corpus = shared / "gold", shared / "corpus"
    ran = run("eval", gold, "--documents", corpus, "--floor", RECORDED, "--format", "json")
    assert ran.code == 0, ran.err
