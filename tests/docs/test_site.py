"""The site builds without a warning, holds every command and route, and fetches nothing."""

import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from kg.cli.main import COMMANDS
from kg.graph import Graph
from kg.web.app import create_app
from kg.web.settings import Settings
from tests.conftest import unavailable
from tests.web.browsing import chromium

ROOT = Path(__file__).parents[2]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as `make docs` does; a warning ends the build."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", folder],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site on this computer."""
    handler = partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def read(site: Path, page: str) -> str:
    """Give a page's text."""
    html = (site / page / "index.html").read_text("utf-8")
    return re.sub(r"<[^>]+>", "", html[html.index("<article") : html.index("</article>")])


def test_every_command_has_its_help(site: Path) -> None:
    text = read(site, "reference/commands")
    assert [name for name in COMMANDS if f"Usage: kg {name}" not in text] == []


def test_every_route_is_listed(site: Path) -> None:
    text = read(site, "reference/rest")
    with Graph("sqlite:///:memory:") as graph:
        paths = create_app(graph, Settings()).openapi()["paths"]
    assert [path for path in paths if path not in text] == []


def test_every_question_has_its_method(site: Path) -> None:
    text = read(site, "reference/python")
    for method in ("serves", "status", "ask", "timeline", "whatif", "export", "subgraph"):
        assert re.search(rf"\b{method}\b", text)


def test_every_layer_is_told(site: Path) -> None:
    text = read(site, "reference/architecture")
    for package in ("kg.cli", "kg.web", "kg.graph", "kg.ask", "kg.reason", "loaders", "kg.model"):
        assert package in text


def test_every_page_is_in_the_menu(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    pages = [page.parent.relative_to(site) for page in site.rglob("index.html")]
    assert [p for p in pages if str(p) != "." and f'href="{p}/"' not in home] == []


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        loaded = re.findall(
            r"<(?:script|img|iframe)[^>]+src=\"([^\"]+)|<link[^>]+href=\"([^\"]+)", text
        )
        assert [url for pair in loaded for url in pair if re.match(r"(?:https?:)?//", url)] == []


@pytest.mark.parametrize("page", ["", "tutorial/", "reference/python/", "cookbook/"])
def test_a_browser_asks_nobody_else(address: str, page: str) -> None:
    asked: list[str] = []
    path = chromium()
    if path is None:
        unavailable("the site is tested in Chromium; install it (apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        tab = browser.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(f"{address}/{page}", wait_until="networkidle")
        assert tab.locator("h1").count() >= 1
        browser.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
