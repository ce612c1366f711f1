"""Finds what is to be read, and reads each by the reader for its kind."""

import os
import sys
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from kg.errors import RefusedAddress, UnreadableDocument
from kg.model.document import Document
from kg.model.period import Edtf, parts
from loaders.archives import ARCHIVES, members
from loaders.fetch import documents, fetch
from loaders.readers.kinds import READERS, kind_of
from loaders.readers.origin import Origin, Reading, whole
from loaders.visits import Visits

STANDARD_INPUT = "-"


class Source(NamedTuple):
    """A file to read, an address to fetch, or `-` for standard input."""

    name: str

    @property
    def supported(self) -> bool:
        """Whether there is a reader for it."""
        return (
            self.name == STANDARD_INPUT
            or is_address(self.name)
            or kind_by_name(self.name) in {*READERS, *ARCHIVES}
        )


class How(NamedTuple):
    """How sources are read: what the user says of all of them.

    `published` dates documents that do not state their own date, `fetch` lets the program go to
    the network, and `mapping` is the file that says what the columns of tables mean. `visits`
    remembers what servers said, so that what has not changed is not fetched again.
    """

    published: Edtf | None = None
    fetch: bool = False
    mapping: str | None = None
    visits: Visits | None = None


def read_all(
    paths: Sequence[str],
    *,
    published: Edtf | None = None,
    fetch: bool = False,
    mapping: str | None = None,
    visits: Visits | None = None,
) -> Iterator[Reading]:
    """Read all documents at some paths, one at a time; what cannot be read is reported.

    `fetch` allows http and https addresses among the paths. Two sources that claim the same id
    and differ would overwrite each other in a store, so the second is reported too.
    """
    how = How(published=published, fetch=fetch, mapping=mapping, visits=visits)
    seen: dict[str, str] = {}
    for source in find(paths):
        for result in read_source(source, how):
            yield collision(result, source, seen) or result


def read(path: Path, *, published: Edtf | None = None) -> Iterator[Reading]:
    """Read the documents in one file; what cannot be read is yielded as an error, not raised.

    `published` is the date of publication of documents that do not state their own.
    """
    yield from read_source(Source(str(path)), How(published=published))


def read_source(source: Source, how: How) -> Iterator[Reading]:
    """Read the documents of one source; what cannot be read is yielded as an error."""
    place = printable(source.name)
    try:
        parts(how.published or "2000")
        if source.name == STANDARD_INPUT:
            yield from read_standard_input(sys.stdin.buffer, how)
        elif is_address(source.name):
            yield from fetched(source.name, how)
        else:
            yield from read_file(Path(source.name), place, how)
    except UnreadableDocument as error:
        yield error
    except OSError as error:
        yield UnreadableDocument(f"{place}: {error.strerror or error}; check the path")


def read_file(path: Path, place: str, how: How) -> Iterator[Reading]:
    """Read a file by the reader for its suffix."""
    kind = kind_by_name(path.name)
    if path.is_dir():
        raise UnreadableDocument(f"{place}: a folder that cannot be listed; check its rights")
    if kind not in {*READERS, *ARCHIVES} and path.exists():
        raise UnreadableDocument(
            f"{place}: no reader for '{path.suffix}'; there are readers for "
            f"{' '.join((*READERS, *sorted(ARCHIVES)))}"
        )
    if path.exists() and not path.is_file():
        raise UnreadableDocument(f"{place}: not a regular file; give the text as a file or on -")
    with path.open("rb") as stream:
        if kind in ARCHIVES:
            yield from read_archive(stream, path.name, place, how)
        else:
            yield from READERS[kind](stream, origin_of(path.name, place, how))


def kind_by_name(name: str) -> str:
    """Give the suffix by which a file is read; a packed web archive is one all the same."""
    lower = name.lower()
    return ".warc" if lower.endswith(".warc.gz") else PurePath(lower).suffix


def origin_of(name: str, place: str, how: How) -> Origin:
    """Say where the bytes of a file come from."""
    stem = printable(PurePath(name).stem)
    return Origin(id=stem, place=place, published=how.published, mapping=how.mapping)


def read_archive(stream: BinaryIO, name: str, place: str, how: How) -> Iterator[Reading]:
    """Read the files in an archive, each by the reader for its suffix."""
    for member in members(stream, name, place):
        inner = f"{place}: {printable(member.name)}"
        kind = kind_by_name(member.name)
        if any(part.startswith((".", "__MACOSX")) for part in PurePath(member.name).parts):
            continue
        try:
            if kind in READERS:
                yield from READERS[kind](member.stream, origin_of(member.name, inner, how))
            else:
                yield UnreadableDocument(f"{inner}: no reader for '{kind}'; left out")
        except UnreadableDocument as error:
            yield error


def read_standard_input(stream: BinaryIO, how: How) -> Iterator[Reading]:
    """Read what comes on standard input; its kind is told by its first bytes."""
    origin = Origin(
        id="standard-input", place="standard input", published=how.published, mapping=how.mapping
    )
    data = whole(stream, origin)
    yield from READERS[kind_of(data)](BytesIO(data), origin)


def fetched(url: str, how: How) -> Iterator[Reading]:
    """Read a web address, if the user lets the program go to the network."""
    if not how.fetch:
        raise UnreadableDocument(f"{url}: an address on the web; allow fetching to read it")
    visits = how.visits
    try:
        page = fetch(url, known=visits.stamp(url) if visits else None)
    except RefusedAddress as error:
        raise UnreadableDocument(str(error)) from error
    if page.unchanged and visits:
        visits.unchanged += 1
        return
    came = ""
    origin = Origin(id=url, place=url, published=how.published, mapping=how.mapping)
    for result in documents(page, origin):
        came = came or (result.id if isinstance(result, Document) else "")
        yield result
    if visits and came:
        visits.note(url, page.stamp, came)


def collision(result: Reading, source: Source, seen: dict[str, str]) -> Reading | None:
    """Report a document whose id an earlier, different one has taken."""
    if isinstance(result, UnreadableDocument):
        return None
    known = seen.setdefault(result.id, result.key)
    if known == result.key:
        return None
    return UnreadableDocument(
        f"{printable(source.name)}: the id '{result.id}' is taken by an earlier document with "
        "other content; give one of them another 'id' or file name"
    )


# What paths stand for.


def find(paths: Sequence[str]) -> Iterator[Source]:
    """Expand files, folders, patterns, addresses and `-` into sources, each once.

    Folders are searched in the order of names; hidden files and folders are skipped, and files
    of other kinds are given with `supported` false.
    """
    seen: set[str] = set()
    for path in paths:
        for name in expanded(path, seen):
            yield Source(name)


def expanded(path: str, seen: set[str]) -> Iterator[str]:
    """Give the names that one argument stands for, without those seen before."""
    if path == STANDARD_INPUT or is_address(path):
        yield from [path] if is_new(path, seen) else []
    elif Path(path).exists() or not has_magic(path):
        yield from files(Path(path), seen)
    else:
        # pathlib takes no absolute patterns
        found = sorted(glob(path, recursive=True))  # noqa: PTH207
        for name in found or [path]:
            yield from files(Path(name), seen)


def files(path: Path, seen: set[str]) -> Iterator[str]:
    """Give a file, or all files in a folder; a folder that a link leads back to is left out.

    A folder that cannot be listed is given itself, so that reading it reports it.
    """
    if not is_new(os.path.realpath(path), seen):
        return
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else None
    except OSError:
        inside = None
    if inside is None:
        yield str(path)
    for member in inside or []:
        if not member.name.startswith("."):
            yield from files(member, seen)


def is_new(identity: str, seen: set[str]) -> bool:
    """Say whether something is met for the first time, and remember it."""
    new = identity not in seen
    seen.add(identity)
    return new


def is_address(name: str) -> bool:
    """Say whether a name is a web address."""
    return name.lower().startswith(("http://", "https://"))


def printable(name: str) -> str:
    """Write the signs of a file name that do not print, or are no UTF-8, as escapes."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in name
    )
