"""PNG and SVG pictures of a graph, by matplotlib, which is an extra."""

import importlib.util
import warnings
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import MissingExtra
from kg.export.drawing import COLOURS, PALE, Drawing, drawn
from kg.model.content import Content

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INCHES = 12


def write_png(content: Content, file: BinaryIO) -> None:
    """Draw a picture in pixels."""
    draw(drawn(content), file, "png")


def write_svg(content: Content, file: BinaryIO) -> None:
    """Draw a picture in lines, with its names as texts."""
    draw(drawn(content), file, "svg")


def draw(drawing: Drawing, file: BinaryIO, form: str) -> None:
    """Draw a picture; the same graph gives the same bytes."""
    if importlib.util.find_spec("matplotlib") is None:
        raise MissingExtra(
            "pictures need matplotlib: pip install 'ai-geopolitics-kg[pictures]', or write .html"
        )
    import matplotlib as mpl  # an extra, and slow to import
    from matplotlib.figure import Figure

    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcParams["svg.hashsalt"], mpl.rcParams["svg.fonttype"] = "kg", "none"
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)  # shown as a box
        figure = Figure(figsize=(INCHES, INCHES))
        put(drawing, figure)
        metadata = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(file, format=form, metadata=metadata)


def put(drawing: Drawing, figure: "Figure") -> None:
    """Put lines, dots and names on an empty figure; no name is read as a formula."""
    axes = figure.add_axes((0, 0.03, 1, 0.95))
    axes.set_axis_off()
    axes.set(xlim=(-1.25, 1.25), ylim=(-1.25, 1.25))
    places = {dot.id: (dot.x, dot.y) for dot in drawing.dots}
    for line in drawing.lines:
        ends = {"arrowstyle": "-|>", "color": PALE, "shrinkA": 5, "shrinkB": 5,
                "linestyle": "--" if line.negated else "-"}  # fmt: skip
        axes.annotate("", places[line.target], places[line.source], arrowprops=ends)
    for dot in drawing.dots:
        axes.plot([dot.x], [dot.y], "o", color=COLOURS.get(dot.kind, PALE))
        axes.text(dot.x + 0.02, dot.y, dot.label, fontsize=9, parse_math=False)
    figure.text(0.5, 0.01, drawing.caption, ha="center", fontsize=9, parse_math=False)
