"""Writes a graph to a file, in the format of its suffix."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.export.network import write_gexf, write_graphml
from kg.export.tables import write_csv, write_json_lines
from kg.export.triples import write_json_ld, write_trig, write_turtle
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
}


def write(path: Path, content: Content) -> None:
    """Write everything to a file; it appears whole, or what was there before stays."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise InputError(f"cannot write '{path}': its suffix must be one of {', '.join(WRITERS)}")
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            writer(content, file)
        draft.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(f"cannot write '{path}': {why}; choose another place") from error
    finally:
        with suppress(OSError):  # moved into place, or never made
            draft.unlink()
