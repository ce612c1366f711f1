"""Gold folders: what documents say, and the documents themselves where they are at hand."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.answer import GoldAnswer, gold_answer
from kg.evaluate.claim import GoldClaim, gold_claim
from kg.evaluate.rows import Row, files_in, parsed, read_rows, text_of
from kg.model.value import Value

CLAIMS, ANSWERS = ".claims.jsonl", ".answers.jsonl"
UNKNOWN = "?"


class GoldDocument(Value):
    """A document for looking up quotes in, with what its results are grouped by."""

    id: str
    text: str
    genre: str = UNKNOWN
    publisher: str = UNKNOWN
    language: str = UNKNOWN


class Gold(Value):
    """What careful readers took from documents, to measure against and never to learn from."""

    claims: tuple[GoldClaim, ...]
    answers: tuple[GoldAnswer, ...]
    documents: Mapping[str, GoldDocument]


def load_gold(path: Path, documents: Sequence[Path] = ()) -> Gold:
    """Read a gold folder, with the folders in it, and the folders of its documents."""
    if not any(files_of(path, ending) for ending in (CLAIMS, ANSWERS)):
        raise InputError(f"no *{CLAIMS} or *{ANSWERS} under '{path}'; see docs/evaluation.md")
    return Gold(
        claims=tuple(gold_claim(row) for row in rows_of(path, CLAIMS)),
        answers=tuple(gold_answer(row) for row in rows_of(path, ANSWERS)),
        documents=load_documents(documents),
    )


def files_of(path: Path, ending: str) -> list[Path]:
    """List the gold files of one kind: of a folder, or the one that the path names."""
    if path.is_file():
        return [path] if path.name.endswith(ending) else []
    return files_in(path, ending)


def rows_of(path: Path, ending: str) -> Iterable[Row]:
    """Read the gold rows of one kind."""
    for file in files_of(path, ending):
        yield from read_rows(file)


def load_documents(folders: Iterable[Path]) -> dict[str, GoldDocument]:
    """Read documents by id; JSON without an id and a text is no document."""
    found = {}
    for file in (file for folder in folders for file in files_in(folder, ".json")):
        value = parsed(text_of(file), str(file))
        if isinstance(value, Mapping) and "id" in value:
            document = document_of(value)
            found[document.id] = document
    return found


def document_of(fields: Mapping[str, object]) -> GoldDocument:
    """Take what measuring needs of a document."""
    kinds = {key: str(fields.get(key) or UNKNOWN) for key in ("genre", "publisher", "language")}
    return GoldDocument(id=str(fields["id"]), text=str(fields.get("text") or ""), **kinds)
