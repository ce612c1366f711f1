"""Takes archives apart: zip, and tar packed in any of the usual ways, or one packed file.

All of an archive is unpacked once, counting the bytes that really come out, before the first
member is given. Names that lead out of it, links and archives inside it are refused.
"""

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, NamedTuple, cast

from kg.errors import UnreadableDocument
from loaders.unpack import MOST_MEMBERS, Budget, check_name, pieces, printed, size_of

IN_MEMORY = 20_000_000
"""Bytes of an unpacked file held in memory; a larger one is written to a nameless file."""

UNPACKERS: dict[str, Callable[[BinaryIO], AbstractContextManager[BinaryIO]]] = {
    ".gz": lambda stream: opened(gzip.open(stream)),  # noqa: SIM115 (the caller closes it)
    ".bz2": lambda stream: opened(bz2.open(stream)),  # noqa: SIM115 (the caller closes it)
    ".xz": lambda stream: opened(lzma.open(stream)),  # noqa: SIM115 (the caller closes it)
}
SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}
ARCHIVES = frozenset({".zip", ".tar", *SHORT, *UNPACKERS})
NESTED = ARCHIVES | {".7z", ".rar", ".warc"}
FAULTS = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
)
"""What the libraries let through when an archive is broken or locked."""


def opened(packed: object) -> AbstractContextManager[BinaryIO]:
    """Take what the libraries open for the stream of bytes that it is."""
    return cast("AbstractContextManager[BinaryIO]", packed)


class Member(NamedTuple):
    """A file in an archive: its name there, and its bytes."""

    name: str
    stream: BinaryIO


def members(stream: BinaryIO, name: str, place: str) -> Iterator[Member]:
    """Give the files of an archive, by its name; UnreadableDocument where it is refused."""
    path = PurePosixPath(name)
    kind = path.suffix.lower()
    path = path.with_suffix(SHORT.get(kind, path.suffix))
    kind = PurePosixPath(path.name.lower()).suffix
    try:
        if kind == ".zip":
            yield from zipped(stream, place)
        elif kind == ".tar":
            yield from tarred(stream, place)
        else:
            inner = PurePosixPath(path.stem)
            budget = Budget(size_of(stream), place)
            with UNPACKERS[kind](stream) as packed, unpacked(packed, budget) as whole:
                tar = inner.suffix.lower() == ".tar"
                yield from tarred(whole, place) if tar else [Member(inner.name, whole)]
    except FAULTS as error:
        raise UnreadableDocument(f"{place}: a broken or locked archive ({error})") from error


@contextmanager
def unpacked(packed: IO[bytes], budget: Budget) -> Iterator[BinaryIO]:
    """Unpack a stream as a whole, within a budget, and go to its beginning."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        for piece in pieces(packed, budget):
            whole.write(piece)
        whole.seek(0)
        yield cast("BinaryIO", whole)


def zipped(stream: BinaryIO, place: str) -> Iterator[Member]:
    """Give the files of a zip archive."""
    budget = Budget(size_of(stream), place)
    with zipfile.ZipFile(stream) as archive:
        files = [m for m in archive.infolist() if not m.is_dir()]
        for member in files:
            check(member.filename, place, link=stat.S_ISLNK(member.external_attr >> 16))
        check_count(len(files), place)
        for member in files:
            with archive.open(member) as inside:
                for _ in pieces(inside, budget):
                    pass
        for member in files:
            again = Budget(budget.packed, place)
            with archive.open(member) as inside, unpacked(inside, again) as whole:
                yield Member(member.filename, whole)


def tarred(stream: BinaryIO, place: str) -> Iterator[Member]:
    """Give the files of a tar archive that is not packed, or no more."""
    with tarfile.open(fileobj=stream, mode="r:") as archive:
        files = []
        for member in archive:
            if not member.isdir():
                check(member.name, place, link=not member.isreg())
                files.append(member)
                check_count(len(files), place)
        for member in files:
            inside = archive.extractfile(member)
            if inside:
                with unpacked(inside, Budget(member.size, place)) as whole:
                    yield Member(member.name, whole)


def check(name: str, place: str, *, link: bool) -> None:
    """Refuse a member that leads out of its archive, is no plain file, or is an archive."""
    check_name(name, place)
    if link:
        raise UnreadableDocument(f"{place}: holds '{printed(name)}', a link or device; refused")
    if PurePosixPath(name).suffix.lower() in NESTED:
        raise UnreadableDocument(
            f"{place}: holds '{printed(name)}', an archive in an archive; refused: unpack it"
        )


def check_count(count: int, place: str) -> None:
    """Refuse an archive of too many files."""
    if count > MOST_MEMBERS:
        raise UnreadableDocument(f"{place}: more than {MOST_MEMBERS:,} files in it; refused")
