"""PDF files in, documents out; the files are made here, byte by byte or by the library."""

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from kg.errors import UnreadableDocument
from kg.model.document import Document
from loaders.readers.read import read

FIRST_PAGE = [
    "Provider leaves Ruritania",
    "The provider will close its service in Ruritania on 9 July, it said on Mon-",
    "day. State-owned firms and private ones are told by letter that all state-",
    "owned firms lose access at once.",
    "It will not refund them.",
]
SECOND_PAGE = ["What stays", "- Cloud contracts of large firms stay.", "- Licences stay."]


def pdf(pages: list[list[str]], *, compress: bool = False) -> bytes:
    """Write a PDF with lines of text on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    bodies = [text.encode() for text in objects]
    for number, lines in enumerate(pages):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 40 740 Td {shown} ET".encode("latin-1")
        filters = " /Filter /FlateDecode" if compress else ""
        stream = zlib.compress(stream) if compress else stream
        head = f"<< /Length {len(stream)}{filters} >>\nstream\n".encode()
        bodies.append(head + stream + b"\nendstream")
    return assembled(bodies)


def assembled(bodies: list[bytes]) -> bytes:
    """Number the objects and write the table of where they stand."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return data + end.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()


def encrypted(data: bytes, user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def result_of(tmp_path: Path, data: bytes) -> Document | UnreadableDocument:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    (result,) = read(path)
    return result


def document_of(tmp_path: Path, data: bytes) -> Document:
    result = result_of(tmp_path, data)
    assert isinstance(result, Document), result
    return result


@pytest.mark.parametrize("compress", [False, True])
def test_pages_give_blocks_with_their_numbers(tmp_path: Path, *, compress: bool) -> None:
    document = document_of(tmp_path, pdf([FIRST_PAGE, [], SECOND_PAGE], compress=compress))
    found = [(b.kind.value, b.page, document.quote(b.start, b.end)) for b in document.blocks]
    assert found[0] == ("title", 1, "Provider leaves Ruritania")
    assert found[-3:] == [
        ("heading", 3, "What stays"),
        ("bullet", 3, "Cloud contracts of large firms stay."),
        ("bullet", 3, "Licences stay."),
    ]
    assert document.title == "Provider leaves Ruritania"


def test_lines_and_broken_words_are_put_together(tmp_path: Path) -> None:
    text = document_of(tmp_path, pdf([FIRST_PAGE])).text
    assert "it said on Monday. State-owned firms" in text
    assert "private ones are told by letter that all state" in text


def test_a_compound_that_is_written_elsewhere_keeps_its_hyphen(tmp_path: Path) -> None:
    lines = [
        "A state-owned firm leaves.",
        "All the others of the many state-",
        "owned firms stay.",
    ]
    assert "many state-owned firms stay." in document_of(tmp_path, pdf([lines])).text


def test_the_dates_of_the_file_are_not_its_publication(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([FIRST_PAGE]))))
    writer.add_metadata({"/CreationDate": "D:20200101000000", "/Title": "Microsoft Word - a.doc"})
    written = BytesIO()
    writer.write(written)
    document = document_of(tmp_path, written.getvalue())
    assert (document.published, document.title) == (None, "Provider leaves Ruritania")


def test_an_empty_password_opens_a_file(tmp_path: Path) -> None:
    document = document_of(tmp_path, encrypted(pdf([FIRST_PAGE]), "", "owner"))
    assert "Provider leaves Ruritania" in document.text


def test_what_is_no_readable_pdf_is_refused(tmp_path: Path) -> None:
    whole = pdf([FIRST_PAGE])
    cases = {
        "locked by a password": encrypted(whole, "secret", "owner"),
        "without text, as a scanner makes it": pdf([[], []]),
        "a broken PDF": b"%PDF-1.4\nnothing here",
        "broken PDF (": whole[: len(whole) // 3],
        "empty": b"",
    }
    for reason, data in cases.items():
        result = result_of(tmp_path, data)
        assert isinstance(result, UnreadableDocument), reason
        assert reason in str(result)
        assert "paper.pdf" in str(result)


def test_any_damage_gives_a_document_or_a_refusal(tmp_path: Path) -> None:
    whole = pdf([FIRST_PAGE, SECOND_PAGE], compress=True)
    for at in range(0, len(whole), 37):
        damaged = whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :]
        assert isinstance(result_of(tmp_path, damaged), Document | UnreadableDocument)
