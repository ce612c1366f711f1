"""Every command of the tutorial runs, one after the other, and prints what stands under it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
KG = f'kg() {{ "{sys.executable}" -m kg "$@"; }}\n'


def steps() -> list[tuple[str, list[str]]]:
    """Give each command with the lines that it is to print."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(BLOCKS).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


@pytest.mark.timeout(600)
def test_every_command_prints_what_stands_under_it(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for command, told in steps():
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            environment[name] = value
            continue
        ran = subprocess.run(
            ["bash", "-c", KG + command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, f"{command}: {ran.stderr}"
        assert [line for line in told if line not in ran.stdout + ran.stderr] == [], command


def test_it_has_enough_to_run() -> None:
    assert len(steps()) > 25


def test_it_is_installed_as_the_readme_says() -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    lines = [line.removesuffix(" &&") for line in block.strip().splitlines()]
    assert [line for line in lines if line not in (ROOT / "README.md").read_text("utf-8")] == []
