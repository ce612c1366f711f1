"""One HTML page of an answer or a part of the graph, that opens anywhere and asks for nothing."""

import base64
import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from kg.export.drawing import COLOURS, PALE, Dot, Drawing, Line, drawn
from kg.export.rows import Row, rows
from kg.model.content import Content
from kg.model.markup import Markup, fragment, grid, joined, link, tag
from kg.model.reply import Reply

STYLE = """
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:75rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid #8886;padding:.25rem .5rem;text-align:left;vertical-align:top}
blockquote{margin:.25rem 0;padding-left:.75rem;border-left:3px solid #8888}
figure{margin:.75rem 0}figcaption,.quiet{opacity:.8;font-size:.85rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0}
svg{width:100%;height:auto;max-height:90vh}svg text{fill:currentColor;font-size:13px}
svg line{stroke:#8889}.scroll{overflow-x:auto}.status{text-transform:uppercase}
"""
SIZE = 1000
MARGIN = 110
COLUMNS = (
    "subject", "predicate", "object", "polarity", "modality", "from", "until", "channel",
    "audience", "said by", "sentence", "document",
)  # fmt: skip


@dataclass(frozen=True)
class Subgraph:
    """A part of the graph, which notebooks show as its picture and its statements."""

    content: Content

    def _repr_html_(self) -> str:
        return tag("div", about(self.content))


def write_page(content: Content, file: BinaryIO) -> None:
    """Write a page of a graph or a part of it: a picture, and every statement with its words."""
    file.write(page("What sources say", about(content)).encode())


def write_reply(reply: Reply, file: BinaryIO) -> None:
    """Write a page of a plain question with its answer."""
    told = [tag("p", "Read as: ", reply.says, class_="quiet") if reply.says else ""]
    told += [tag("p", note, class_="quiet") for note in reply.notes]
    if reply.problem:
        told += [tag("p", reply.problem), tag("ul", *(tag("li", o) for o in reply.offers))]
    if reply.within:
        told += [tag("h2", "Changes in the period"), fragment(reply.within)]
    if reply.answer is not None:
        told += [tag("h2", "Answer"), tag("div", fragment(reply.answer), class_="scroll")]
    file.write(page(reply.understood.text, joined(told)).encode())


def page(title: str, body: Markup) -> str:
    """Put a body into a page that may load nothing, run nothing and send nothing."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    head = joined(
        (
            Markup('<meta charset="utf-8">'),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
            Markup('<meta name="viewport" content="width=device-width">'),
            Markup('<meta name="referrer" content="no-referrer">'),
            tag("title", title),
            tag("style", Markup(STYLE)),
        )
    )
    main = tag("main", tag("h1", title), body)
    whole = tag("html", tag("head", head), tag("body", main), lang="en")
    return f"<!doctype html>\n{whole}\n".encode("utf-8", "backslashreplace").decode()


def about(content: Content) -> Markup:
    """Show a part of the graph: its picture, then every statement with its words."""
    drawing = drawn(content)
    told = [cells(row) for row in rows(content)]
    return joined(
        (
            tag("figure", svg(drawing), tag("figcaption", drawing.caption)),
            tag("h2", f"{len(told)} statements"),
            tag("div", grid(COLUMNS, told), class_="scroll"),
        )
    )


def cells(row: Row) -> tuple[object, ...]:
    """Give the cells of a statement."""
    return (
        row.subject, row.predicate, row.object, row.polarity, row.modality, row.valid_from,
        row.valid_to, row.channel, row.audience, row.attributed_to or row.publisher, row.quote,
        link(row.url, f"{row.headline or row.doc} ({row.published or 'undated'})"),
    )  # fmt: skip


def svg(drawing: Drawing) -> Markup:
    """Draw a picture as SVG inside the page."""
    places = {dot.id: place(dot) for dot in drawing.dots}
    lines = joined(line(one, places) for one in drawing.lines)
    dots = joined(dot(one, places[one.id]) for one in drawing.dots)
    box = f"0 0 {SIZE} {SIZE}"
    return tag("svg", tag("title", "Network"), lines, dots, viewBox=box, role="img")


def place(dot: Dot) -> tuple[int, int]:
    """Give the place of a dot on the picture."""
    half = SIZE / 2 - MARGIN
    return round(SIZE / 2 + dot.x * half), round(SIZE / 2 + dot.y * half)


def line(one: Line, places: dict[str, tuple[int, int]]) -> Markup:
    """Draw a line with what it says as its tip."""
    (x1, y1), (x2, y2) = places[one.source], places[one.target]
    words = tag("title", f"{'not ' if one.negated else ''}{one.label}")
    dashes = {"stroke-dasharray": "6 5"} if one.negated else {}
    return tag("line", words, x1=x1, y1=y1, x2=x2, y2=y2, **dashes)


def dot(one: Dot, at: tuple[int, int]) -> Markup:
    """Draw an entity with its name and class."""
    x, y = at
    spot = tag("circle", tag("title", one.kind), cx=x, cy=y, r=7, fill=COLOURS.get(one.kind, PALE))
    return joined((spot, tag("text", one.label, x=x + 10, y=y + 4)))
