"""Remembers what servers said of pages, so that they need not send again what has not changed."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import TypeAdapter, ValidationError

from kg.model.value import Value
from loaders.fetch import Stamp


class Visit(Value):
    """What is known of an address since the last visit: its stamp, and a document from there."""

    tag: str = ""
    changed: str = ""
    document: str = ""


Known = dict[str, dict[str, Visit]]
KNOWN = TypeAdapter(Known)


class Visits:
    """The visits of one store, in a file that several stores share.

    `has` tells whether the store still has a document; what is gone is fetched anew. `unchanged`
    counts the addresses whose server had nothing new.
    """

    def __init__(self, path: Path, store: str, has: Callable[[str], bool]) -> None:
        self.path = path
        self.store = store
        self.has = has
        self.unchanged = 0
        self.known = read(path)

    def stamp(self, url: str) -> Stamp | None:
        """Give the stamp of the last visit, if what came of it is still there."""
        visit = self.known.get(self.store, {}).get(url)
        return Stamp(visit.tag, visit.changed) if visit and self.has(visit.document) else None

    def note(self, url: str, stamp: Stamp, document: str) -> None:
        """Keep in mind the stamp of a page, and a document that came of it."""
        visits = self.known.setdefault(self.store, {})
        visits.pop(url, None)
        if any(stamp):
            visits[url] = Visit(tag=stamp.tag, changed=stamp.changed, document=document)

    def save(self) -> None:
        """Write the file as a whole, or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = KNOWN.dump_json(self.known, indent=1)
        with NamedTemporaryFile(dir=self.path.parent, delete=False) as file:
            file.write(text)
        Path(file.name).replace(self.path)


def read(path: Path) -> Known:
    """Read the file; one that is missing or broken knows nothing."""
    with suppress(OSError, ValidationError):
        return KNOWN.validate_json(path.read_bytes())
    return {}
