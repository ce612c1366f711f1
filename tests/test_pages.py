"""Pages, pictures and notebooks: whole, deterministic, and deaf to what a document wrote."""

import importlib.util
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Browser, sync_playwright
from pyarrow import parquet

from kg.errors import InputError, MissingExtra, UnknownName
from kg.export.drawing import MOST, drawn
from kg.export.page import Subgraph, write_reply
from kg.export.rows import Row
from kg.export.write import write
from kg.graph import Graph
from kg.model.content import Content
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.markup import fragment, link, show
from kg.model.statement import Statement
from tests.conftest import unavailable
from tests.web.browsing import chromium

ROOT = Path(__file__).parents[1]
EVIL = "</title><script>document.title='run'</script><img src=x onerror=alert(1)>"
NOTE = Document(
    id="evil", text=f"{EVIL} $\\frac{{1}}$ 中国 \u202egpj.exe", title=EVIL, published="2024-06-25",
    url="javascript:alert(1)", publisher=EVIL,
)  # fmt: skip
HOSTILE = Content(
    entities=(
        Entity(id="a", type="Service", name=EVIL),
        Entity(id="b", type="Region", name="$x^2$ 中国 \u202egpj.exe"),
    ),
    statements=(
        Statement(
            subject="a", predicate="available_in", object="b", document=NOTE.key,
            start=0, end=len(NOTE.text), attributed_to=EVIL, audience=EVIL,
        ),
    ),
    documents={NOTE.key: NOTE},
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph(f"sqlite:///{tmp_path_factory.mktemp('pages') / 'examples.db'}") as loaded:
        loaded.load(ROOT / "examples")
        yield loaded


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        unavailable("pages are tested in Chromium; install it (apt install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path)
        yield opened
        opened.close()


def opened(browser: Browser, path: Path) -> str:
    """Open a page from its file; nothing may be fetched, run or complained about."""
    tab = browser.new_page()
    asked: list[str] = []
    faults: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("dialog", lambda dialog: faults.append(dialog.message))
    tab.goto(path.as_uri())
    found = tab.locator("body").inner_text()
    assert tab.locator("script, img, iframe, object, a[href^=javascript]").count() == 0
    assert (asked, faults) == ([path.as_uri()], [])
    tab.close()
    return found


def test_what_a_document_wrote_is_a_text_on_the_page(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "evil.html"
    write(path, HOSTILE)
    assert EVIL in opened(browser, path)


def test_a_page_shows_every_statement_with_its_sentence(
    graph: Graph, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "azure.html"
    count = graph.export(path, center="Azure OpenAI Service")
    seen = opened(browser, path)
    assert f"{count} statements" in seen
    for statement in graph.subgraph("Azure OpenAI Service").content.statements:
        content = graph.subgraph("Azure OpenAI Service").content
        assert " ".join(content.quote(statement).split()) in " ".join(seen.split())


def test_an_answer_is_a_page(graph: Graph, browser: Browser, tmp_path: Path) -> None:
    reply = graph.ask("Was ChatGPT available in Italy in April 2023?", on="2025-10-01")
    path = tmp_path / "answer.html"
    with path.open("wb") as file:
        write_reply(reply, file)
    seen = opened(browser, path)
    assert "ChatGPT in Italy on 2023-04-30: AVAILABLE" in seen
    assert escape(reply.within[0].because[0].quote) in path.read_text("utf-8")


@pytest.mark.parametrize("question", ["Who still serves China?", "Compare A", EVIL])
def test_any_reply_is_a_page(
    graph: Graph, browser: Browser, tmp_path: Path, question: str
) -> None:
    path = tmp_path / "answer.html"
    with path.open("wb") as file:
        write_reply(graph.ask(question, on="2025-10-01"), file)
    assert question in opened(browser, path)


def test_a_page_forbids_all_but_its_own_style(tmp_path: Path) -> None:
    write(tmp_path / "page.html", HOSTILE)
    (policy,) = re.findall(
        r'Security-Policy" content="([^"]+)"', (tmp_path / "page.html").read_text()
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_only_web_addresses_are_links() -> None:
    assert "href" in link("https://example.org/a?b=c&d", "a")
    for url in ("javascript:alert(1)", "data:text/html,x", "//x", 'https://x"onclick="y', None):
        assert link(url, "<b>") == "&lt;b&gt;"


def test_pictures_take_any_name(tmp_path: Path) -> None:
    write(tmp_path / "evil.svg", HOSTILE)
    texts = [e.text for e in ET.parse(tmp_path / "evil.svg").getroot().iter() if e.text]
    assert EVIL in texts
    assert not list(ET.parse(tmp_path / "evil.svg").getroot().iter("{*}script"))
    write(tmp_path / "evil.png", HOSTILE)
    assert (tmp_path / "evil.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_says_what_it_hides(graph: Graph) -> None:
    drawing = drawn(graph.content())
    assert len(drawing.dots) == MOST
    assert drawing.hidden > 0
    assert f"{drawing.hidden} more" in drawing.caption
    assert len({(dot.x, dot.y) for dot in drawing.dots}) == MOST


def test_parquet_holds_the_rows_with_their_types(graph: Graph, tmp_path: Path) -> None:
    count = graph.export(tmp_path / "graph.parquet")
    table = parquet.read_table(tmp_path / "graph.parquet")
    assert (table.num_rows, table.column_names) == (count, list(Row.model_fields))
    assert str(table.schema.field("confidence").type) == "double"
    assert str(table.schema.field("start").type) == "int64"
    assert table.column("valid_to").null_count > 0


@pytest.mark.parametrize(
    ("suffix", "extra"), [(".png", "pictures"), (".svg", "pictures"), (".parquet", "tables")]
)
def test_without_the_extra_the_way_out_is_told(
    suffix: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)  # noqa: ARG005
    with pytest.raises(MissingExtra, match=rf"ai-geopolitics-kg\[{extra}\]"):
        write(tmp_path / f"graph{suffix}", HOSTILE)
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_the_graph_grows_with_its_depth(graph: Graph) -> None:
    near, far = (graph.subgraph("Anthropic", depth=d).content for d in (1, 2))
    assert near.statements
    assert set(near.statements) < set(far.statements)
    ends = {"anthropic"}
    assert all({s.subject, s.object} & ends for s in near.statements)
    named = {e.id for e in far.entities}
    assert {end for s in far.statements for end in (s.subject, s.object)} <= named
    assert graph.subgraph("Anthropic", known_on="2020-01-01").content.statements == ()
    with pytest.raises(InputError, match="depth"):
        graph.subgraph("Anthropic", depth=0)
    with pytest.raises(UnknownName, match="Zorblax"):
        graph.subgraph("Zorblax")


def test_notebooks_show_answers_tables_and_parts(graph: Graph) -> None:
    answer = graph.status("ChatGPT", "Italy", as_of="2023-04-10")
    assert "<strong" in answer._repr_html_()
    table = graph.cypher("MATCH (c:Company {id: 'openai'}) RETURN c.name AS name")
    assert table._repr_html_() == (
        '<table><thead><tr><th scope="col">name</th></tr></thead>'
        "<tbody><tr><td>OpenAI</td></tr></tbody></table>"
    )
    assert "<svg" in graph.subgraph("Anthropic")._repr_html_()
    assert "Microsoft" in show(graph.serves("China", as_of="2024-07-15"))._repr_html_()
    for html in (Subgraph(HOSTILE)._repr_html_(), fragment(HOSTILE.entities), fragment((EVIL,))):
        assert "<script" not in html
        assert "<img" not in html


def test_every_kind_of_answer_can_be_shown(graph: Graph) -> None:
    shown = io.StringIO()
    for question in ("Which rules touch NVIDIA?", "How can customers in China reach GPT-4?"):
        shown.write(fragment(graph.ask(question, on="2025-10-01").answer))
    ET.fromstring(f"<div>{shown.getvalue()}</div>")


def test_the_tour_runs(tmp_path: Path) -> None:
    tour = nbformat.read(ROOT / "docs" / "tour.ipynb", as_version=4)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    resources = {"metadata": {"path": str(tmp_path)}}
    ran = NotebookClient(tour, timeout=120, kernel_name="python3", resources=resources).execute()
    told = [out for cell in ran.cells if cell.cell_type == "code" for out in cell.outputs]
    assert len([out for out in told if "text/html" in out.get("data", {})]) >= 4
    assert not any(
        cell.get("outputs")
        for cell in nbformat.read(ROOT / "docs" / "tour.ipynb", as_version=4).cells
    )
