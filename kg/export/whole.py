"""Files that appear whole: after a crash, what was there before still stands."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Open a draft beside a file, and put it in the file's place when all is written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(f"cannot write '{path}': {why}; choose another place") from error
    finally:
        with suppress(OSError):  # moved into place, or never made
            draft.unlink()
