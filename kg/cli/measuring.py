"""`kg eval`: how good extraction and answers are, against what careful readers found."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import today
from kg.cli.render import Format, Record, note, print_rows, write
from kg.errors import InputError, UnknownName, UnreadableDocument
from kg.evaluate.answer import GoldAnswer
from kg.evaluate.answers import score_answers
from kg.evaluate.claims import score_claims
from kg.evaluate.floor import Floor, fallen, floor_of, read_floor, write_floor
from kg.evaluate.gold import Gold, load_gold
from kg.evaluate.predictions import answers_of, claims_of, read_answers, read_claims
from kg.evaluate.scores import AnswerScores, ClaimScores
from kg.evaluate.table import Table, mistakes_of, tables_of
from kg.export.lines import claim_line
from kg.graph import Graph, read
from kg.ingest import Source
from kg.model.document import Document


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD", help="A folder of *.claims.jsonl and *.answers.jsonl."),
    ],
    documents: Annotated[
        list[Path] | None,
        typer.Option(
            "--documents",
            help="Folders of the documents; default the gold folder, or 'corpus' beside it.",
        ),
    ] = None,
    predicted: Annotated[
        Path | None,
        typer.Option("--pred", help="Score these JSON lines instead of extracting."),
    ] = None,
    errors: Annotated[int, typer.Option(help="Show this many mistakes of each kind.")] = 10,
    form: Annotated[Format, typer.Option("--format", help="table or json.")] = Format.TABLE,
    floor: Annotated[
        Path | None,
        typer.Option("--floor", metavar="FILE", help="Fail where a figure is below this record."),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE", help="Record the figures as the floor."),
    ] = None,
) -> None:
    """Measure extraction and answers against gold, by predicate and by kind of document.

    Example:

      kg eval gold --documents corpus

      kg eval gold --documents corpus --floor floor.yaml
    """
    folders = documents or beside(gold)
    known = load_gold(gold, folders)
    claims, answers = from_file(predicted, known) if predicted else from_documents(known, folders)
    if form is Format.JSON:
        told = {"claims": claims.model_dump(), "answers": answers.model_dump()}
        write(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print_all(claims, answers, errors)
    hold(floor_of(claims, answers), floor, record)


def hold(now: Floor, floor: Path | None, record: Path | None) -> None:
    """Compare what was measured with the recorded floor, and record it where asked."""
    lower = list(fallen(read_floor(floor), now)) if floor else []
    for told in lower:
        note(f"fallen: {told}", style="red")
    if lower:
        raise typer.Exit(1)
    if record:
        write_floor(now, record)


def print_all(claims: ClaimScores, answers: AnswerScores, errors: int) -> None:
    """Print every table of scores, and some of the mistakes."""
    for scores in (claims, answers):
        for table in tables_of(scores):
            print_scores(table)
        for table in mistakes_of(scores):
            print_scores(table, most=errors)


def beside(gold: Path) -> list[Path]:
    """Find the documents of a gold folder: in it, or in the corpus beside it."""
    name = gold.name if gold.parent.name == "gold" else ""
    places = [gold, gold.parent / "corpus", gold.parent.parent / "corpus" / name]
    found = [place for place in places if any(place.rglob("*.json"))]
    if not found:
        raise InputError(f"no documents in or beside '{gold}'; name their folder with --documents")
    return found[-1:]


def print_scores(table: Table, most: int | None = None) -> None:
    """Print one table of scores under its title."""
    write("")
    rows = table.rows[:most]
    left = f" ({len(rows)} of {len(table.rows)})" if len(rows) < len(table.rows) else ""
    write(f"{table.title}{left}", style="bold")
    columns = [column or "what" for column in table.columns]
    print_rows(columns, (dict(zip(columns, row, strict=True)) for row in rows), Format.TABLE)


def from_file(path: Path, gold: Gold) -> tuple[ClaimScores, AnswerScores]:
    """Score predictions that somebody else made."""
    return (
        score_claims(gold.claims, read_claims(path), gold.documents),
        score_answers(gold.answers, read_answers(path)),
    )


def from_documents(gold: Gold, folders: list[Path]) -> tuple[ClaimScores, AnswerScores]:
    """Extract from the documents of a gold folder, load each alone, and score both."""
    wanted = {claim.doc for claim in gold.claims} | {answer.places[0] for answer in gold.answers}
    usable = filter(is_usable, read([str(folder) for folder in folders]))
    kept = [d for d in usable if isinstance(d, Document) and d.id in wanted]
    lines: list[Record] = []
    answers: list[Record] = []
    with Graph("sqlite:///:memory:") as reader:
        for document, claims in reader.extractor.extract(kept):
            lines += (claim_line(document, claim) for claim in claims)
    for document in kept:
        asked = [answer for answer in gold.answers if document.id in answer.places]
        answers += answered(document, asked)
    claims_alone = [line for line in lines if "predicate" in line]
    return (
        score_claims(gold.claims, claims_of(claims_alone), gold.documents),
        score_answers(gold.answers, answers_of(answers)),
    )


def is_usable(source: Source) -> bool:
    """Tell documents from failures, which are shown."""
    if isinstance(source, UnreadableDocument):
        note(f"set aside: {source}", style="yellow")
        return False
    return True


def answered(document: Document, asked: Iterable[GoldAnswer]) -> Iterator[Record]:
    """Answer the questions on one document from it alone; a page without date is asked today."""
    with Graph("sqlite:///:memory:") as graph:
        graph.add([document], at=datetime.now(UTC))
        for gold in asked:
            question = gold.question
            told: Record = {
                "doc": document.id, "subject": question.subject, "region": question.region,
                "as_of": question.as_of,
            }  # fmt: skip
            try:
                answer = graph.status(
                    question.subject, question.region, as_of=question.as_of or today()
                )
                told |= {"status": answer.status, "channels": list(answer.channels)}
            except UnknownName:
                told["status"] = "unknown"
            yield told
