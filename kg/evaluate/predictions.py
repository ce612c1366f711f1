"""What a program says: claims and answers, from JSON lines or from rows in memory."""

from collections.abc import Iterable
from pathlib import Path

from kg.evaluate.answer import PredictedAnswer, predicted_answer
from kg.evaluate.claim import ComparableClaim, predicted_claim
from kg.evaluate.rows import Fields, read_rows, rows_in_memory


def read_claims(path: Path) -> list[ComparableClaim]:
    """Read the claims of a file or folder of JSON lines; a row with no predicate is an answer."""
    return [predicted_claim(row) for row in read_rows(path) if "predicate" in row.fields]


def claims_of(rows: Iterable[Fields]) -> list[ComparableClaim]:
    """Make rows, as `kg extract --format jsonl` writes them, comparable."""
    return [predicted_claim(row) for row in rows_in_memory(rows)]


def read_answers(path: Path) -> list[PredictedAnswer]:
    """Read the answers of a file or folder of JSON lines; a row with a predicate is a claim."""
    return [predicted_answer(row) for row in read_rows(path) if "predicate" not in row.fields]


def answers_of(rows: Iterable[Fields]) -> list[PredictedAnswer]:
    """Make rows, as `kg status --format jsonl` writes them, comparable."""
    return [predicted_answer(row) for row in rows_in_memory(rows)]
