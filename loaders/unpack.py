"""What may come out of a packed file: real bytes are counted, and names must stay inside."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from kg.errors import UnreadableDocument

MOST_MEMBERS = 10_000
MOST_INFLATED = 1_000_000_000
MOST_RATIO = 100
FREE_BYTES = 1_000_000
"""Bytes that may come out whatever they were packed to."""
PIECE = 1 << 16


class Budget:
    """How many bytes may still come out of one packed file."""

    def __init__(self, packed: int, place: str) -> None:
        self.packed = packed
        self.left = min(MOST_INFLATED, max(FREE_BYTES, MOST_RATIO * packed))
        self.place = place

    def spend(self, count: int) -> None:
        """Count bytes that came out, and refuse too many."""
        self.left -= count
        if self.left < 0:
            raise UnreadableDocument(
                f"{self.place}: unpacks to more than {MOST_RATIO} times its size, or to more "
                f"than {MOST_INFLATED // 1_000_000:,} MB; refused"
            )


def pieces(stream: IO[bytes], budget: Budget) -> Iterator[bytes]:
    """Read a packed stream through, a piece at a time, within the budget."""
    while piece := stream.read(PIECE):
        budget.spend(len(piece))
        yield piece


def check_name(name: str, place: str) -> None:
    """Refuse the name of a member that leads out of its archive."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or ".." in plain.split("/") or plain[1:2] == ":" or "\0" in name:
        raise UnreadableDocument(
            f"{place}: holds '{printed(name)}', a path that leads out of it; refused"
        )


def printed(name: str) -> str:
    """Write a name so that it prints."""
    return name.encode("unicode_escape").decode("ascii") if not name.isprintable() else name


def size_of(stream: BinaryIO) -> int:
    """Give how many bytes a stream has, and go to its beginning."""
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def check_zip(stream: BinaryIO, place: str) -> None:
    """Refuse a zipped document that unpacks to far more than it is, or leads out of itself."""
    budget = Budget(size_of(stream), place)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise UnreadableDocument(f"{place}: more than {MOST_MEMBERS:,} members; refused")
            for member in members:
                check_name(member.filename, place)
                with archive.open(member) as inside:
                    for piece in pieces(inside, budget):
                        check_piece(piece, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocument(f"{place}: a broken or locked file ({error})") from error


def check_piece(piece: bytes, place: str) -> None:
    """Refuse XML that declares a document type, the way to entity bombs."""
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise UnreadableDocument(f"{place}: XML with a document type; refused")
