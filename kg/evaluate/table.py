"""Scores as tables, for a terminal or a spreadsheet; as JSON they are `scores.model_dump()`."""

from collections.abc import Iterable, Mapping

from kg.evaluate.scores import AnswerScores, ClaimScores, Score
from kg.model.value import Value

Cell = str | int | float | None
Row = tuple[Cell, ...]
MEASURES = ("precision", "recall", "f1", "matched", "predicted", "gold")
COUNTS = ("documents", "outside", "repeated", "met_optional", "wrong_polarity")


class Table(Value):
    """A title, names of columns, and rows that have a cell for each; none is an empty cell."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def rows_of(scores: ClaimScores | AnswerScores) -> list[Row]:
    """Give all rows of all tables, each named by its table and itself."""
    return [
        (f"{table.title}: {row[0]}", *row[1:]) for table in tables_of(scores) for row in table.rows
    ]


def tables_of(scores: ClaimScores | AnswerScores) -> list[Table]:
    """Lay scores out, without tables that would be empty."""
    tables = claim_tables(scores) if isinstance(scores, ClaimScores) else answer_tables(scores)
    return [table for table in tables if table.rows]


def claim_tables(scores: ClaimScores) -> Iterable[Table]:
    """Lay the scores of an extraction out."""
    mean = scores.mean_over_documents
    yield measures("claims", {"triples": scores.triples, "strict": scores.strict})
    yield values("mean over documents", {"precision": mean.precision, "recall": mean.recall})
    counts = {name: getattr(scores, name) for name in COUNTS}
    yield values("counts", {"core_recall": scores.core_recall, **counts})
    yield values("fields", scores.fields)
    yield measures("predicate", scores.per_predicate)
    yield measures("genre", scores.per_genre)
    yield measures("publisher", scores.per_publisher)
    yield measures("language", scores.per_language)
    yield values("evidence", scores.evidence.model_dump() if scores.evidence else {})


def answer_tables(scores: AnswerScores) -> Iterable[Table]:
    """Lay the scores of answers out."""
    yield values("status", scores.status.model_dump(exclude={"confusion"}))
    yield values("tag", scores.per_tag)
    yield values("who serves", scores.serves.model_dump())
    mixed = ((c.expected, c.answered, c.count) for c in scores.status.confusion)
    yield Table(title="confusion", columns=("expected", "answered", "count"), rows=tuple(mixed))


def mistakes_of(scores: ClaimScores | AnswerScores) -> list[Table]:
    """Lay the mistakes out, a table for each kind of them."""
    if isinstance(scores, ClaimScores):
        kinds = [(name, getattr(scores.errors, name)) for name in type(scores.errors).model_fields]
    else:
        kinds = [("wrong answers", scores.errors)]
    return [listing(kind, found) for kind, found in kinds if found]


def listing(title: str, found: tuple[Value, ...]) -> Table:
    """Lay values of one type out, a column for each field."""
    columns = tuple(type(found[0]).model_fields)
    rows = tuple(tuple(getattr(value, name) for name in columns) for value in found)
    return Table(title=title.replace("_", " "), columns=columns, rows=rows)


def measures(title: str, scores: Mapping[str, Score]) -> Table:
    """Lay precision and recall out, a row for each group."""
    rows = tuple((name, *(getattr(s, m) for m in MEASURES)) for name, s in scores.items())
    return Table(title=title, columns=("", *MEASURES), rows=rows)


def values(title: str, named: Mapping[str, Cell]) -> Table:
    """Lay single values out, a row for each."""
    return Table(title=title, columns=("", "value"), rows=tuple(named.items()))
