"""The page in a real browser: from a question to the sentence, and every other view."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from defusedxml import ElementTree
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from kg.graph import Graph
from kg.web.settings import Settings
from tests.neo4j_server import Address
from tests.web.browsing import Watched, opened
from tests.web.conftest import Site
from tests.web.serving import serving

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = {
    "questions": "/",
    "serves": "/?q=Who+serves+China%3F&as_of=2024-07-15",
    "status": "/?kind=status&subject=ChatGPT&region=Italy&as_of=2023-04-10",
    "map": "/map?subject=ChatGPT&as_of=2024-07-15&region=China",
    "matrix": "/matrix?as_of=2024-07-15",
    "timeline": "/timeline?ids=ChatGPT&to=2025-12-31",
    "graph": "/graph?center=OpenAI&as_of=2025-12-31",
    "entity": "/entity/openai",
    "document": "/document/2024-06-openai-notice-to-china",
    "documents": "/documents",
    "cypher": "/cypher?q=MATCH+(p:Policy)-[:APPLIES_TO]->(x:Entity)+RETURN+p,x+LIMIT+5",
    "docs": "/docs",
}
READY = {
    "questions": "For example:",
    "serves": "Amazon Web Services",
    "status": "Since then ChatGPT",
    "map": "For this answer",
    "matrix": "Who serves where on",
    "timeline": "The same as a table",
    "graph": "The same as a table",
    "entity": "What is said of it",
    "document": "statements were read",
    "documents": "1 to 27 of 27",
    "cypher": "5 rows",
    "docs": "/api/serves",
}


def seen(page: Page, view: str) -> None:
    """Open a view, and wait until it is there."""
    page.goto(VIEWS[view])
    expect(page.get_by_role("main")).to_contain_text(READY[view])
    expect(page.locator("[aria-busy]")).to_have_count(0)


def saved(page: Page, kind: str) -> Path:
    """Save what a view shows in a format, and give the file."""
    with page.expect_download() as download:
        page.get_by_role("group", name="Save").get_by_role("button", name=kind).click()
    return Path(download.value.path())


def test_a_question_leads_to_the_marked_sentence(browser: Browser, site: Site) -> None:
    with opened(browser, site.url) as watched:
        page = watched.page
        page.goto("/")
        page.get_by_label("Your question").fill("Is ChatGPT available in Italy?")
        page.get_by_label("Asked on the day").fill("2023-04-10")
        page.get_by_role("search").get_by_role("button", name="Ask").click()
        answer = page.locator(".result article.answer").first
        expect(answer.locator("header .badge")).to_have_text("✕ unavailable")
        told = site.graph.status("ChatGPT", "Italy", as_of="2023-04-10")
        side = answer.locator(".side.for")
        expect(side.locator("blockquote").first).to_have_text(told.evidence[0].quote)
        expect(side.locator(".who").first).to_contain_text(told.evidence[0].published or "")
        side.get_by_role("link", name=re.compile("Show in the document")).first.click()
        mark = page.locator("mark.chosen").first
        expect(mark).to_be_in_viewport()
        assert mark.inner_text() in told.evidence[0].quote
        panel = page.get_by_role("complementary")
        expect(panel.locator("blockquote").first).to_have_text(told.evidence[0].quote)


def test_the_map_shows_what_the_api_says_of_every_code(browser: Browser, site: Site) -> None:
    with opened(browser, site.url) as watched:
        page = watched.page
        page.goto("/map?subject=Claude&as_of=2024-07-15")
        shapes = page.locator("svg.world [data-code][data-status]")
        expect(shapes.first).to_be_attached()
        drawn: dict[str, set[str]] = {}
        for code, status in shapes.evaluate_all(
            "all => all.map(one => [one.dataset.code, one.dataset.status])"
        ):
            drawn.setdefault(code, set()).add(status)
        places = site.graph.availability("Claude").places
        asked = {p.iso or "": site.graph.status("Claude", p.region_id, as_of="2024-07-15")
                 for p in places}  # fmt: skip
        assert len({code for code in asked if len(code) == 2}) == 250  # ISO 3166 and XK
        assert drawn == {code: {answer.status.value} for code, answer in asked.items()}
        assert {"available", "unavailable"} <= {s for statuses in drawn.values() for s in statuses}


def test_disputed_and_small_places_can_be_told_apart(page: Page) -> None:
    seen(page, "map")
    for code in ("HK", "MO", "XK", "GF", "SG", "TV"):
        expect(page.locator(f'svg.world [data-code="{code}"]').first).to_be_attached()
    expect(page.locator('svg.world [data-code="UA-43"]')).to_have_class(re.compile("disputed"))
    expect(page.locator('svg.world circle[data-code="HK"]')).to_have_count(1)


def test_the_slider_needs_no_answer_from_the_server(page: Page) -> None:
    page.goto("/map?subject=ChatGPT&as_of=2023-03-01")
    italy = page.locator('svg.world path[data-code="IT"]')
    expect(italy).to_have_attribute("data-status", "available")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="later change →").click()
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    slider.press("ArrowRight")
    slider.evaluate(
        "(one, day) => { one.value = day; one.dispatchEvent(new Event('input')); }", 19457
    )  # 10 April 2023
    expect(italy).to_have_attribute("data-status", "unavailable")
    expect(page).to_have_url(re.compile("as_of=2023-04-10"))
    expect(page.get_by_role("heading", name="ChatGPT on 2023-04-10")).to_be_visible()
    assert [url for url in asked if "/api/" in url or "world.json" in url] == []


def test_a_click_on_the_map_and_a_row_of_its_table_open_the_same(page: Page) -> None:
    page.goto("/map?subject=ChatGPT&as_of=2024-07-15")
    page.locator('svg.world path[data-code="CN"]').first.click()
    panel = page.get_by_role("complementary", name="Evidence")
    expect(panel.get_by_role("heading", name="ChatGPT in China")).to_be_visible()
    page.get_by_role("button", name="Italy", exact=True).click()
    expect(panel.get_by_role("heading", name="ChatGPT in Italy")).to_be_visible()
    expect(page).to_have_url(re.compile("region=Italy"))


def test_a_cell_of_the_matrix_opens_its_evidence(page: Page, examples: Site) -> None:
    seen(page, "matrix")
    answer = examples.graph.status("Microsoft", "Hong Kong", as_of="2024-07-15")
    cell = page.get_by_role("button", name=re.compile("Microsoft in Hong Kong"))
    expect(cell).to_contain_text(answer.status.value)
    cell.click()
    panel = page.get_by_role("complementary", name="Evidence")
    expect(panel.locator("blockquote").first).to_have_text(answer.evidence[0].quote)
    page.get_by_role("button", name="Remove DeepSeek").click()
    expect(page.get_by_role("rowheader", name="DeepSeek")).to_have_count(0)
    field = page.get_by_label("Add to providers")
    field.press_sequentially("Mistr")
    page.locator(".choices [role=option]").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("rowheader", name=re.compile("Mistral"))).to_be_visible()
    expect(page).to_have_url(re.compile("providers=Mistral"))


def test_a_timeline_tells_apart_what_happened_and_what_was_planned(page: Page) -> None:
    page.goto("/timeline?ids=AI+Diffusion+Rule&ids=ChatGPT&to=2025-12-31")
    lanes = page.locator("svg.lanes")
    expect(lanes.get_by_role("button", name=re.compile("Italy: unavailable"))).to_be_visible()
    expect(lanes.locator(".event.actual").first).to_be_attached()
    expect(page.get_by_role("list", name="What the marks mean")).to_contain_text("proposed")
    bar = lanes.get_by_role("button", name=re.compile("Italy: unavailable"))
    bar.focus()
    bar.press("Enter")
    panel = page.get_by_role("complementary", name="Evidence")
    expect(panel.locator("blockquote").first).to_be_visible()


def where(page: Page, element: str) -> tuple[float, float]:
    """Tell where the graph draws an element, once it stands still there for some frames."""
    at: dict[str, float] = page.locator(".canvas").evaluate(
        "async (one, id) => {"
        " const frame = () => new Promise(requestAnimationFrame);"
        " const read = () => { const e = new CustomEvent('kg:where', { detail: { id } });"
        " one.dispatchEvent(e); return e.detail.at; };"
        " let at = read(), still = 0;"
        " while (still < 10) { await frame(); const now = read();"
        " still = now.x === at.x && now.y === at.y ? still + 1 : 0; at = now; }"
        " return at; }",
        element,
    )
    return at["x"], at["y"]


def graph_of(page: Page, path: str) -> Locator:
    """Open a graph, and wait until it is drawn."""
    page.goto(path)
    canvas = page.locator(".canvas[data-ready]")
    expect(canvas).to_be_visible()
    canvas.scroll_into_view_if_needed()
    return canvas


def test_the_graph_by_mouse(page: Page) -> None:
    canvas = graph_of(page, "/graph?center=OpenAI&as_of=2025-12-31")
    x, y = where(page, "openai-api")
    canvas.click(position={"x": x, "y": y})
    panel = page.get_by_role("complementary", name="Evidence")
    expect(panel.get_by_role("heading", name="OpenAI API")).to_be_visible()
    before = int(canvas.get_attribute("data-nodes") or "0")
    panel.get_by_role("button", name="Widen from here").click()
    expect(canvas).not_to_have_attribute("data-nodes", str(before))
    expect(page).to_have_url(re.compile("expand=openai-api"))
    x, y = where(page, "openai-api|available_in|jp")  # a leaf, which nothing lies upon
    canvas.click(position={"x": x, "y": y})
    expect(panel.locator(".side.for blockquote").first).to_be_visible()
    expect(
        panel.get_by_role("link", name=re.compile("Show in the document")).first
    ).to_be_visible()


def test_the_graph_by_keyboard(page: Page) -> None:
    canvas = graph_of(page, "/graph?center=OpenAI&as_of=2025-12-31&rels=offers")
    canvas.focus()
    canvas.press("ArrowRight")
    told = page.locator("#say")
    expect(told).to_contain_text("OpenAI, Company")
    canvas.press("ArrowDown")
    expect(told).to_contain_text("offers")
    canvas.press("Enter")
    panel = page.get_by_role("complementary", name="Evidence")
    expect(panel.locator("blockquote").first).to_be_visible()
    canvas.focus()
    canvas.press("ArrowRight")
    canvas.press("Enter")
    expect(panel.get_by_role("button", name="Widen from here")).to_be_visible()
    page.keyboard.press("Shift+Tab")


@pytest.mark.parametrize("view", ["serves", "status", "map", "matrix", "timeline", "graph"])
def test_a_shared_address_shows_the_same(
    view: str, page: Page, browser: Browser, examples: Site
) -> None:
    seen(page, view)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    first = page.get_by_role("main").inner_text()
    with opened(browser, examples.url) as other:
        other.page.goto(page.url)
        expect(other.page.get_by_role("main")).to_contain_text(READY[view])
        expect(other.page.locator("[aria-busy]")).to_have_count(0)
        assert other.page.get_by_role("main").inner_text() == first


def test_the_way_back_shows_what_was_there(page: Page) -> None:
    seen(page, "serves")
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("heading", name="Where can it be had?")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("main")).to_contain_text("Amazon Web Services")


def test_a_map_is_saved_as_it_is_shown(page: Page) -> None:
    page.goto("/map?subject=Claude&as_of=2024-07-15")
    expect(page.locator("svg.world [data-status=available]").first).to_be_attached()
    root = ElementTree.parse(saved(page, "SVG")).getroot()
    assert root.find(f"{SVG}title").text == "Claude on 2024-07-15"
    fills = {e.get("data-code"): e.get("fill") for e in root.iter(f"{SVG}path")}
    assert fills["IT"] != fills["CN"]
    assert not [e for e in root.iter() if e.get("class") or e.get("style")]
    with Image.open(saved(page, "PNG")) as image:
        assert image.size == (1920, 1000)
        assert len(image.convert("RGB").getcolors(1 << 24) or []) > 5
    rows = {
        r["Code"]: r for r in csv.DictReader(io.StringIO(saved(page, "CSV").read_text("utf-8")))
    }
    assert (rows["IT"]["Status"], rows["CN"]["Status"]) == ("available", "unavailable")


def test_timeline_and_graph_are_saved_as_they_are_shown(page: Page) -> None:
    seen(page, "timeline")
    text = saved(page, "SVG").read_text("utf-8")
    assert "ChatGPT · Italy" in "".join(ElementTree.fromstring(text).itertext())
    assert "unavailable" in saved(page, "CSV").read_text("utf-8")
    graph_of(page, VIEWS["graph"])
    text = saved(page, "SVG").read_text("utf-8")
    assert "OpenAI API" in "".join(ElementTree.fromstring(text).itertext())
    with Image.open(saved(page, "PNG")) as image:
        assert min(image.size) > 100
    assert "offers" in saved(page, "CSV").read_text("utf-8")


def test_the_whole_graph_is_saved_from_the_foot(page: Page) -> None:
    page.goto("/")
    with page.expect_download() as download:
        page.get_by_role("link", name="jsonl", exact=True).click()
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    assert all(json.loads(line)["quote"] for line in lines)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_breaks_a_rule_of_access(scheme: str, browser: Browser, examples: Site) -> None:
    with opened(browser, examples.url, color_scheme=scheme) as watched:
        broken = {}
        for view in VIEWS:
            seen(watched.page, view)
            found = Axe().run(watched.page).response["violations"]
            if found:
                broken[view] = [
                    (one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found
                ]
    assert broken == {}


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_off_on_a_narrow_screen(
    view: str, browser: Browser, examples: Site
) -> None:
    size = {"width": 360, "height": 740}
    with opened(browser, examples.url, viewport=size) as watched:
        seen(watched.page, view)
        wide = watched.page.locator("html").evaluate("one => one.scrollWidth")
        assert wide <= 360


def test_a_journey_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Your question")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("Is ChatGPT available in Italy on 10 April 2023?")
    page.keyboard.press("Enter")
    expect(page.locator(".result .badge").first).to_have_text("✕ unavailable")
    reach(page, "Show in the document")
    page.keyboard.press("Enter")
    expect(page.locator("mark.chosen")).to_be_focused()
    expect(page.locator("mark.chosen")).to_contain_text("ChatGPT has not been available")


def reach(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if any(words in text for text in page.locator(":focus").all_inner_texts()):
            return
    raise AssertionError(f"'{words}' cannot be reached with Tab")


def test_a_question_that_is_not_understood_offers_others(page: Page) -> None:
    page.goto("/?q=foo")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("not understood")
    alert.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("q=Who"))
    expect(page.locator(".result")).to_be_visible()


def test_a_form_asks_what_words_do(page: Page) -> None:
    page.goto("/")
    page.get_by_text("Ask by a form instead").click()
    page.get_by_label("What is asked").select_option("status")
    page.get_by_label("Service, model or company").fill("ChatGPT")
    form = page.get_by_role("form", name="Ask by a form")
    form.get_by_label("Region").fill("Italy")
    form.get_by_label("On the day").fill("2023-04-10")
    form.get_by_role("button", name="Ask").click()
    expect(page).to_have_url(re.compile("kind=status"))
    expect(page.locator(".result .badge").first).to_have_text("✕ unavailable")


@pytest.mark.parametrize("kind", ["conflicts", "figures", "policies"])
def test_other_kinds_of_question_are_shown(kind: str, page: Page) -> None:
    page.goto(f"/?kind={kind}&as_of=2025-12-31")
    expect(page.locator(f".result.{kind}")).to_be_visible()


def test_an_error_is_told_in_the_words_of_the_server(watched: Watched) -> None:
    watched.expected = ("404",)
    watched.page.goto("/?kind=serves&region=Honk+Kong")
    alert = watched.page.get_by_role("alert")
    expect(alert).to_contain_text("did you mean Hong Kong")
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()


def test_cypher_is_answered_and_refused(watched: Watched) -> None:
    seen(watched.page, "cypher")
    expect(watched.page.get_by_role("row")).to_have_count(6)
    watched.expected = ("400",)
    watched.page.get_by_label("Query").fill("MATCH (n) DETACH DELETE n")
    watched.page.get_by_role("button", name="Run").click()
    expect(watched.page.get_by_role("alert")).to_contain_text("read-only")


def test_the_look_is_chosen_and_kept(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Colours").select_option("dark")
    expect(page.locator("html")).to_have_attribute("data-look", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-look", "dark")


def test_an_empty_store_takes_the_examples_from_the_page(browser: Browser, tmp_path: Path) -> None:
    with (
        Graph(f"sqlite:///{tmp_path / 'empty.db'}") as graph,
        serving(graph) as url,
        opened(browser, url) as watched,
    ):
        watched.page.goto("/map?subject=ChatGPT")
        expect(watched.page.get_by_role("heading", name="The graph is empty")).to_be_visible()
        watched.page.get_by_role("button", name="Load the examples").click()
        expect(watched.page.locator("svg.world")).to_be_visible(timeout=60_000)
        assert len(list(graph.documents())) == 27


HOSTILE = {
    "id": "hostile",
    "title": "<img src=x onerror=alert(1)> \u202eevil",
    "published": "2024-07-01",
    "publisher": "<script>alert(2)</script> News",
    "url": "javascript:alert(3)",
    "text": 'OpenAI said: "<b>ChatGPT</b> is good." ChatGPT is not available in Hong Kong <script>'
    "alert(4)</script>. \u202eReversed\u202c <img src=x onerror=alert(5)> javascript:alert(6)\n\n"
    "Evil<script>alert(7)</script> Corp offers ChatGPT in Japan. ChatGPT is available in Japan.",
}


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Site]:
    """Serve a document that would be more than text."""
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(HOSTILE), "utf-8")
    address = f"sqlite:///{tmp_path / 'hostile.db'}"
    with Graph(address) as graph:
        assert graph.load(path).statements.new
        with serving(graph) as url:
            yield Site(url, graph, Address(address))


def test_what_is_hostile_stays_text_everywhere(browser: Browser, hostile: Site) -> None:
    with opened(browser, hostile.url) as watched:
        page = watched.page
        for path, words in (
            ("/?kind=status&subject=ChatGPT&region=Hong+Kong&as_of=2024-07-02", "denied"),
            ("/documents", "<img src=x onerror=alert(1)>"),
            ("/document/hostile", "<img src=x onerror=alert(5)>"),
            ("/entity/chatgpt", "<script>alert(2)</script> News"),
            ("/timeline?ids=ChatGPT", "<script>alert(2)</script> News"),
            ("/graph?center=ChatGPT", "The same as a table"),
            ("/cypher?q=MATCH+(d:Document)+RETURN+d.headline+AS+a,+d.url+AS+b", "onerror"),
            ("/map?subject=ChatGPT&as_of=2024-07-02&region=Hong+Kong", "For this answer"),
            ("/matrix?providers=OpenAI&regions=Hong+Kong&as_of=2024-07-02", "unavailable"),
        ):
            page.goto(path)
            main = page.get_by_role("main")
            expect(main).to_contain_text(words)
            expect(main.locator("img, script, b")).to_have_count(0)
            expect(main.locator('a[href^="javascript"]')).to_have_count(0)
        page.goto("/document/hostile")
        expect(page.locator(".text")).to_have_text(HOSTILE["text"])


def test_a_token_is_asked_for_where_others_reach_the_server(
    browser: Browser, examples: Site
) -> None:
    token = "a-token-that-nobody-guesses"
    settings = Settings(host="0.0.0.0", port=0, token=token)
    with serving(examples.graph, settings) as url, opened(browser, url) as watched:
        watched.expected = ("401",)
        watched.page.goto("/map?subject=ChatGPT")
        field = watched.page.get_by_label("Token")
        field.fill("wrong")
        watched.page.get_by_role("button", name="Sign in").click()
        expect(watched.page.get_by_role("alert")).to_contain_text("not the token")
        field.fill(token)
        watched.page.get_by_role("button", name="Sign in").click()
        expect(watched.page.locator("svg.world")).to_be_visible()


def test_every_file_of_the_page_comes_with_its_kind(browser: Browser, examples: Site) -> None:
    assert browser.is_connected()
    shell = httpx.get(examples.url)
    for path in re.findall(r'(?:src|href)="(/assets/[^"]+)"', shell.text):
        answer = httpx.get(examples.url + path)
        assert answer.status_code == 200
        assert answer.headers["ETag"]
    assert "style=" not in shell.text
