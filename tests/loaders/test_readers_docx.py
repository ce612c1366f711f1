"""Word files in, documents out."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg.errors import UnreadableDocument
from kg.model.document import Document
from loaders.readers.read import read


def saved(word: docx.document.Document) -> bytes:
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def result_of(tmp_path: Path, data: bytes) -> Document | UnreadableDocument:
    path = tmp_path / "paper.docx"
    path.write_bytes(data)
    (result,) = read(path)
    return result


def document_of(tmp_path: Path, data: bytes) -> Document:
    result = result_of(tmp_path, data)
    assert isinstance(result, Document), result
    return result


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, document.quote(b.start, b.end)) for b in document.blocks]


def test_the_body_is_read_in_its_order(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title = "Template"
    word.add_paragraph("Leaving Ruritania", style="Title")
    word.add_heading("What ends", level=2)
    word.add_paragraph("OpenAI will leave\ton 9 July.")
    table = word.add_table(rows=2, cols=2)
    for cell, words in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["Place", "API", "China", "no"], strict=True
    ):
        cell.text = words
    word.add_paragraph("Azure", style="List Bullet")
    word.add_paragraph("for firms", style="List Bullet 2")
    word.add_paragraph("   ")
    word.add_paragraph("We leave.", style="Quote")
    document = document_of(tmp_path, saved(word))
    assert blocks(document) == [
        ("title", 0, "Leaving Ruritania"),
        ("heading", 2, "What ends"),
        ("paragraph", 0, "OpenAI will leave on 9 July."),
        ("table", 0, "| Place | API |"),
        ("table", 1, "| China | no |"),
        ("bullet", 1, "Azure"),
        ("bullet", 2, "for firms"),
        ("quote", 0, "We leave."),
    ]
    assert (document.id, document.title, document.published) == (
        "paper",
        "Leaving Ruritania",
        None,
    )


def test_the_first_heading_is_the_title_where_none_is_called_so(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Leaving Ruritania at last")
    word.add_paragraph("OpenAI will leave.")
    assert blocks(document_of(tmp_path, saved(word)))[0][0] == "title"


def test_merged_cells_stay_in_their_columns(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("A sentence.")
    table = word.add_table(rows=3, cols=3)
    for number, row in enumerate(table.rows):
        for cell, words in zip(row.cells, "abc", strict=True):
            cell.text = f"{words}{number}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
    document = document_of(tmp_path, saved(word))
    rows = [b.cells for b in document.blocks if b.kind == "table"]
    cells = [[document.quote(cell.start, cell.end) for cell in row] for row in rows]
    assert cells == [["wide", "", "c0"], ["tall", "b1", "c1"], ["tall", "b2", "c2"]]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("OpenAI ")
    for change in (
        "<w:del {}><w:r><w:delText>stays</w:delText></w:r></w:del>",
        "<w:moveFrom {}><w:r><w:t>stays</w:t></w:r></w:moveFrom>",
        "<w:ins {}><w:r><w:t>leaves.</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(change.format(nsdecls("w"))))  # noqa: SLF001 (no other way)
    assert document_of(tmp_path, saved(word)).text == "OpenAI leaves."


def packed(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def replaced(name: str, data: bytes) -> bytes:
    word = docx.Document()
    word.add_paragraph("Words.")
    with zipfile.ZipFile(BytesIO(saved(word))) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    return packed({**members, name: data})


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no archive", "not a Word file"),
        (packed({"a.txt": b"abc"}), "not a Word file"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "locked by a password"),
        (replaced("word/media/image.png", b"\0" * 150_000_000), "unpacks to more than"),
        (replaced("../../evil", b"abc"), "leads out of it"),
        (replaced("/evil", b"abc"), "leads out of it"),
        (packed({f"{number}": b"" for number in range(2_001)}), "more than 2,000 files"),
        (replaced("word/document.xml", ENTITIES), "document type"),
        (replaced("word/document.xml", ENTITIES.decode().encode("utf-16")), "document type"),
        (replaced("word/document.xml", b"<broken"), "not a Word file"),
        (replaced("word/document.xml", b"<other/>"), "not a Word file"),
        (replaced("word/styles.xml", b"<other/>"), "not a Word file"),
        (saved(docx.Document()), "holds no words"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_safe_word_file_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    result = result_of(tmp_path, data)
    assert isinstance(result, UnreadableDocument)
    assert reason in str(result)
    assert "paper.docx" in str(result)


def test_any_damage_gives_a_document_or_a_refusal(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("OpenAI will leave.", style="List Bullet")
    with zipfile.ZipFile(BytesIO(saved(word))) as archive:
        body = archive.read("word/document.xml")
    for at in range(0, len(body), 61):
        damaged = body[:at] + bytes([body[at] ^ 0x15]) + body[at + 1 :]
        result = result_of(tmp_path, replaced("word/document.xml", damaged))
        assert isinstance(result, Document | UnreadableDocument)


def test_a_member_that_lies_about_its_size_is_counted_as_it_unpacks(tmp_path: Path) -> None:
    honest = replaced("word/media/image.png", b"\0" * 150_000_000)
    lying = honest.replace((150_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    assert isinstance(result_of(tmp_path, lying), UnreadableDocument)
