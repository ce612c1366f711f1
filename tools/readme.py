"""Put the real output under every `$ kg ...` of the README: `python -m tools.readme`."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>kg [^\n]*)\n.*?```", re.DOTALL)


def refreshed(text: str, store: str) -> str:
    """Give the README's text with the output of its commands on a store of the examples."""
    return BLOCK.sub(lambda found: block(found["command"], store), text)


def block(command: str, store: str) -> str:
    """Run one command as a reader would, and lay it out with what it prints."""
    return f"```console\n$ {command}\n{printed(shlex.split(command)[1:], store)}```"


def printed(arguments: list[str], store: str) -> str:
    """Run kg and give its standard output."""
    ran = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=ROOT,
        env=os.environ | {"KG_STORE": store},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def main() -> None:
    """Load the examples into a store of their own and rewrite the README."""
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{folder}/examples.db"
        printed(["load", "examples"], store)
        README.write_text(refreshed(README.read_text("utf-8"), store), "utf-8")


if __name__ == "__main__":
    main()
