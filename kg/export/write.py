"""Writes a graph to a file, in the format of its suffix."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.export.network import write_gexf, write_graphml
from kg.export.page import write_page
from kg.export.parquet import write_parquet
from kg.export.picture import write_png, write_svg
from kg.export.tables import write_csv, write_json_lines
from kg.export.triples import write_json_ld, write_trig, write_turtle
from kg.export.whole import whole
from kg.model.content import Content

Writer = Callable[[Content, BinaryIO], None]

WRITERS: dict[str, Writer] = {
    ".ttl": write_turtle,
    ".trig": write_trig,
    ".jsonld": write_json_ld,
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".csv": write_csv,
    ".jsonl": write_json_lines,
    ".parquet": write_parquet,
    ".html": write_page,
    ".png": write_png,
    ".svg": write_svg,
}


def write(path: Path, content: Content) -> None:
    """Write everything to a file; it appears whole, or what was there before stays."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise InputError(f"cannot write '{path}': its suffix must be one of {', '.join(WRITERS)}")
    with whole(path) as file:
        writer(content, file)
