"""The mapping on the page about sources does what the page says."""

import re
from pathlib import Path

import pytest

from kg.cli.main import main

PAGE = (Path(__file__).parents[1] / "docs" / "sources.md").read_text("utf-8")


def block(begin: str) -> str:
    found = re.search(rf"```\w*\n({re.escape(begin)}.*?)```", PAGE, re.DOTALL)
    assert found, begin
    return found[1]


def test_the_mapping_of_ten_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_STORE", f"sqlite:///{tmp_path / 'graph.db'}")
    monkeypatch.chdir(tmp_path)
    Path("launches.csv").write_text(block("app,place"))
    Path("launches.yaml").write_text(block("name: launches"))
    for told in block("$ kg load").strip().removeprefix("$ ").split("\n$ "):
        command, _, printed = told.partition("\n")
        monkeypatch.setattr("sys.argv", command.split())
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == 0
        assert capsys.readouterr().out.strip() == printed.strip()
