"""The README shows what the program prints, and its Python runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.readme import README, ROOT, printed, refreshed

TEXT = README.read_text("utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('readme') / 'examples.db'}"
    printed(["load", "examples"], url)
    return url


def test_every_shown_output_is_what_the_command_prints(store: str) -> None:
    assert refreshed(TEXT, store) == TEXT, "run python -m tools.readme"


def test_the_python_example_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "Microsoft" in ran.stdout


def test_every_link_to_a_file_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", TEXT)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
