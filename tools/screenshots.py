"""Makes the pictures of docs/web.md: the real page on the shipped examples, in real Chromium.

Run `python -m tools.screenshots [FOLDER]`; without a folder the pictures go to docs/images.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kg.graph import Graph

ROOT = Path(__file__).parents[1]
VIEWS = {
    "answer": "/?q=Who still serves China on 15 July 2024?",
    "map": "/map?service=ChatGPT&as_of=2024-07-15",
    "matrix": "/matrix?as_of=2024-07-15",
    "timeline": "/timeline?ids=ChatGPT",
    "graph": "/graph?center=OpenAI",
}
"""What is pictured, by the name of its file."""
WIDTH, HEIGHT = 1200, 800


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """Serve a store by the command, and give the address that it prints."""
    command = [sys.executable, "-c", "from kg.cli.main import main; main()", "web"]
    options = ["--store", f"sqlite:///{store}", "--port", "0"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as server:
        try:
            told = iter(server.stderr or ())
            yield next(word for line in told for word in line.split() if word.startswith("http"))
        finally:
            server.terminate()


def pictured(page: Page, url: str, folder: Path) -> None:
    """Take a picture of each view, once it has come to rest."""
    for name, address in VIEWS.items():
        page.goto(url.rstrip("/") + address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)
        page.screenshot(path=folder / f"{name}.png")
        print(folder / f"{name}.png")


def main() -> None:
    """Load the examples, serve them, and take the pictures."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("screenshots: install Chromium first (apt install chromium)")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as player:
        store = Path(place) / "examples.db"
        with Graph(f"sqlite:///{store}") as graph:
            graph.load(ROOT / "examples")
        chromium = player.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        with serving(store) as url:
            pictured(chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}), url, folder)
        chromium.close()


if __name__ == "__main__":
    main()
