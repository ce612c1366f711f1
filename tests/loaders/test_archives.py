"""Archives: what is in them is read, and what could do harm is refused by its name."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UnreadableDocument
from kg.model.claimed import Claimed
from kg.model.document import Document
from loaders.readers.read import read_all
from tests.loaders.test_mappings import COUNTRIES, listed

FILES = {"news/a.txt": b"OpenAI leaves Ruritania.", "b.md": b"Claude is available in Peru."}


def zipped(path: Path, files: dict[str, bytes] = FILES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes] = FILES, mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def refusal(path: Path) -> str:
    (found,) = read_all([str(path)])
    assert isinstance(found, UnreadableDocument), found
    return str(found)


def texts(path: Path) -> dict[str, str]:
    found = list(read_all([str(path)]))
    assert all(isinstance(one, Document) for one in found), found
    return {one.id: one.text for one in found if isinstance(one, Document)}


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: zipped(folder / "Two.zip"),
        lambda folder: tarred(folder / "two.tar"),
        lambda folder: tarred(folder / "two.tar.gz", mode="w:gz"),
        lambda folder: tarred(folder / "two.TGZ", mode="w:gz"),
        lambda folder: tarred(folder / "two.tar.bz2", mode="w:bz2"),
        lambda folder: tarred(folder / "two.tar.xz", mode="w:xz"),
    ],
)
def test_the_files_in_an_archive_are_read(make: Callable[[Path], Path], tmp_path: Path) -> None:
    assert texts(make(tmp_path)) == {
        "a": "OpenAI leaves Ruritania.", "b": "Claude is available in Peru.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "pack"), [("N.txt.gz", gzip.compress), ("N.txt.bz2", bz2.compress),
                       ("N.txt.xz", lzma.compress)]
)  # fmt: skip
def test_one_packed_file_is_read(
    name: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(pack(b"OpenAI leaves Ruritania."))
    assert texts(path) == {"N": "OpenAI leaves Ruritania."}


def test_a_table_in_an_archive_is_read_by_its_mapping(tmp_path: Path) -> None:
    (found,) = read_all([str(zipped(tmp_path / "t.zip", {"l.csv": listed(*COUNTRIES).encode()}))])
    assert isinstance(found, Claimed)


def test_a_file_in_an_archive_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    files = {"a.exe": b"x", "b.txt": b"\xff", "c.txt": b"Words.", ".hidden/d.txt": b"No."}
    found = [str(one) for one in read_all([str(zipped(tmp_path / "z.zip", files))])]
    assert "z.zip: a.exe: no reader for '.exe'" in found[0]
    assert "z.zip: b.txt: not UTF-8" in found[1]
    assert len(found) == 3


NAMES = ["../a.txt", "x/../../a.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [zipped, tarred])
def test_a_name_that_leads_out_is_refused(
    make: Callable[[Path, dict[str, bytes]], Path], name: str, tmp_path: Path
) -> None:
    path = tmp_path / ("a.zip" if make is zipped else "a.tar")
    told = refusal(make(path, {"good.txt": b"Words.", name: b"Words."}))
    assert "a path that leads out of it; refused" in told


@pytest.mark.parametrize("name", ["inner.zip", "inner.tar.gz", "inner.gz", "inner.7z"])
@pytest.mark.parametrize("make", [zipped, tarred])
def test_an_archive_in_an_archive_is_refused(
    make: Callable[[Path, dict[str, bytes]], Path], name: str, tmp_path: Path
) -> None:
    path = tmp_path / ("a.zip" if make is zipped else "a.tar")
    assert f"'{name}', an archive in an archive" in refusal(make(path, {name: b"x"}))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_link_or_device_in_a_tar_is_refused(kind: bytes, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.type, member.linkname = kind, "/etc/passwd"
        archive.addfile(member)
    assert "'a.txt', a link or device; refused" in refusal(tmp_path / "a.tar")


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        member = zipfile.ZipInfo("a.txt")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    assert "'a.txt', a link or device; refused" in refusal(tmp_path / "a.zip")


ZEROS = b"0" * 5_000_000


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: zipped(folder / "b.zip", {"good.txt": b"Words.", "b.txt": ZEROS}),
        lambda folder: tarred(folder / "b.tar.xz", {"good.txt": b"W.", "b.txt": ZEROS}, "w:xz"),
        lambda folder: tarred(folder / "b.tar.bz2", {"good.txt": b"W.", "b.txt": ZEROS}, "w:bz2"),
    ],
)
def test_a_bomb_is_refused_before_anything_is_read(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    assert "unpacks to more than 100 times its size" in refusal(make(tmp_path))


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "b.zip", {"b.txt": ZEROS})
    data = path.read_bytes()
    size = len(ZEROS).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    told = refusal(path)
    assert "refused" in told or "broken" in told


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    files = {f"{n}.txt": b"" for n in range(10_001)}
    assert "more than 10,000 files" in refusal(zipped(tmp_path / "a.zip", files))


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.gz", "a.xz", "a.warc"])
def test_a_broken_archive_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"no archive at all, and long enough to look like one" * 20)
    assert f"{name}: a broken" in refusal(path)


# Web archives

PAGE = "<html><head><title>{0}</title></head><body><p>{0} is available in Peru.</p></body></html>"


def archived(path: Path, *pages: tuple[str, str, bytes], packed: bool = False) -> Path:
    with path.open("wb") as stream:
        for address, kind, data in pages:
            answer = f"HTTP/1.0 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + data
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
                "WARC-Date: 2024-05-06T07:08:09Z\r\nContent-Type: application/http; "
                f"msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            record = head.encode() + answer + b"\r\n\r\n"
            stream.write(gzip.compress(record) if packed else record)
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_web_archive(*, packed: bool, tmp_path: Path) -> None:
    pages = [(f"https://example.org/{n}", "text/html", PAGE.format(n).encode()) for n in "AB"]
    picture = ("https://example.org/p", "image/png", b"\x89PNG")
    path = archived(
        tmp_path / ("w.warc.gz" if packed else "w.warc"), *pages, picture, packed=packed
    )
    found = [one for one in read_all([str(path)]) if isinstance(one, Document)]
    assert [(d.id, d.url, d.published) for d in found] == [
        (
            f"https://example.org/{n} (2024-05-06T07:08:09Z)",
            f"https://example.org/{n}",
            "2024-05-06",
        )
        for n in "AB"
    ]
    assert "A is available in Peru." in found[0].text


def test_a_web_archive_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    page = ("https://example.org/", "text/plain", ZEROS)
    told = refusal(archived(tmp_path / "w.warc.gz", page, packed=True))
    assert "unpacks to more than 100 times its size" in told
