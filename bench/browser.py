"""The page in real Chromium over 100,000 statements: seconds until a view can be used.

The floor is a bare page of the same server in the same browser: the sheet of styles, as a page.
A view is there once what it asks for stands in it and nothing is being loaded. The graph is then
dragged, and its frames are counted, beside those of a page that draws nothing.
Run `python -m bench.browser [statements]`; it prints the figures and keeps them.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.graph import A_DOCUMENT, recordings
from bench.web import REGIONS, STATEMENTS, fill, serving
from kg.graph import Graph
from kg.web.build import build

RESULTS = Path(__file__).parent / "results" / "browser.json"
CHROMIUM = "/usr/bin/chromium"
FLOOR = "/assets/style.css"
ROUNDS = 5
VIEWS = {
    "first page": ("/", "form.question"),
    "answer": ("/?kind=serves&region={region}&as_of=2024-08-01", ".result"),
    "map": ("/map?subject={service}&as_of=2024-08-01", "svg.world [data-status]"),
    "matrix": ("/matrix?providers={service}&regions={region}&as_of=2024-08-01", "table"),
    "timeline": ("/timeline?ids={service}", "svg.lanes"),
    "graph": ("/graph?center={service}&depth=2", ".canvas[data-ready]"),
    "entity": ("/entity/{service}", "h1"),
    "documents": ("/documents", "table"),
    "document": ("/document/document-{n}", ".text"),
}
"""Address and what must stand in the page, by the view's name."""
DRAGGED = 2.0
FRAMES = """(_, seconds) => new Promise((done) => {
  const begun = performance.now();
  let frames = 0;
  const step = (now) => {
    frames += 1;
    if (now - begun < 1000 * seconds) requestAnimationFrame(step);
    else done(1000 * frames / (now - begun));
  };
  requestAnimationFrame(step);
})"""


def opened(page: Page, path: str, there: str) -> float:
    """Open a view in a page, and give the seconds until it can be used."""
    begun = time.perf_counter()
    page.goto(path, wait_until="commit")
    page.locator(there).first.wait_for(state="attached")
    page.wait_for_selector("[aria-busy=true]", state="detached")
    return time.perf_counter() - begun


def viewed(browser: Browser, url: str, path: str, there: str) -> dict[str, float]:
    """Measure one view in turn with the floor, in a fresh context each, one round to warm up."""
    services = [s.subject for s in next(iter(recordings(2 * A_DOCUMENT))).statements]
    met: list[float] = []
    floor: list[float] = []
    for number in range(-1, ROUNDS):
        told = path.format(n=number + 1, service=services[number], region=REGIONS[number])
        for into, address, sign in ((met, told, there), (floor, FLOOR, "pre")):
            context = browser.new_context(base_url=url)
            taken = opened(context.new_page(), address, sign)
            context.close()
            if number >= 0:
                into.append(taken)
    took, least = statistics.median(met), statistics.median(floor)
    return {"seconds": took, "floor": least, "ratio": took / least}


def frames(page: Page) -> float:
    """Give the frames a second while the pointer drags whatever lies in the middle."""
    box = page.locator("body, pre").first.bounding_box() or {"x": 0, "y": 0, "width": 800}
    canvas = page.locator(".canvas")
    if canvas.count():
        box = canvas.bounding_box() or box
    x, y = box["x"] + box["width"] / 2, box["y"] + 200
    page.mouse.move(x, y)
    page.mouse.down()
    counted = page.evaluate_handle(f"() => ({{ told: ({FRAMES})(null, {DRAGGED}) }})")
    ends = time.perf_counter() + DRAGGED
    step = 0
    while time.perf_counter() < ends:
        step += 1
        page.mouse.move(x + 60 * (step % 7 - 3), y + 30 * (step % 5 - 2))
    page.mouse.up()
    return float(counted.evaluate("one => one.told"))


def dragged(browser: Browser, url: str) -> dict[str, float]:
    """Drag the widest graph that the page draws, and a page that draws nothing."""
    service = next(iter(recordings(A_DOCUMENT))).statements[0].subject
    page = browser.new_context(base_url=url).new_page()
    opened(page, f"/graph?center={service}&depth=3", ".canvas[data-ready]")
    canvas = page.locator(".canvas")
    told = {
        "nodes": float(canvas.get_attribute("data-nodes") or 0),
        "links": float(canvas.get_attribute("data-links") or 0),
        "frames": frames(page),
    }
    page.goto(FLOOR)
    return {**told, "frames of the floor": frames(page)}


def measure(size: int) -> dict[str, dict[str, float]]:
    """Fill a store, serve it, and open every view."""
    build()
    with (
        tempfile.TemporaryDirectory() as folder,
        Graph(f"sqlite:///{folder}/g.db") as graph,
        sync_playwright() as player,
    ):
        fill(graph, size)
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serving(graph) as url:
            found = {name: viewed(browser, url, *told) for name, told in VIEWS.items()}
            found["graph, dragged"] = dragged(browser, url)
        browser.close()
    return found


def main(words: list[str]) -> None:
    """Measure, print and keep."""
    found = measure(int(words[0]) if words else STATEMENTS)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    for name, row in found.items():
        told = "  ".join(f"{what} {value:.2f}" for what, value in row.items())
        print(f"{name:16} {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
