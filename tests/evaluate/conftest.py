"""The scorer that stands beside the repository, run as a program of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.fixture
def shared() -> Path:
    if not (SHARED / "score.py").is_file():
        pytest.skip("../shared with score.py and gold is not beside this repository")
    return SHARED


@pytest.fixture
def reference(shared: Path) -> Callable[..., tuple[dict[str, object], list[str]]]:
    """Run score.py; give the object of its last line, and the lines of mistakes before it."""

    def run(mode: str, gold: Path, predicted: Path, *docs: Path) -> tuple[object, list[str]]:
        command = [sys.executable, str(shared / "score.py"), mode, "--errors", "1000000"]
        command += ["--gold", str(gold), "--pred", str(predicted)]
        command += ["--docs", *map(str, docs)] if docs else []
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        lines = done.stdout.split("\n")[:-1]
        return json.loads(lines[-1]), lines[:-1]

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Iterable[Mapping[str, object]]], Path]:
    """Write rows as JSON lines to a file below a temporary folder."""

    def to_file(name: str, rows: Iterable[Mapping[str, object]]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.write_text(text, encoding="utf-8")
        return path

    return to_file
