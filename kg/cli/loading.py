"""`kg load` and `kg extract`: documents in."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from kg.cli.app import Output, Store, open_graph
from kg.cli.render import Format, Record, note, print_rows, shown, write
from kg.errors import UnreadableDocument
from kg.export.lines import claim_line
from kg.graph import Extracted, read
from kg.graph import extract as extract_claims
from kg.ingest import Report

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, globs, - for standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Date of publication of documents that do not state theirs.",
    ),
]
Fetch = Annotated[
    bool,
    typer.Option("--fetch", help="Allow http(s) addresses among the paths, and fetch them."),
]
Mapped = Annotated[
    str | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="What the columns of tables mean (YAML), where no shipped mapping knows them.",
    ),
]


def load(
    paths: Paths,
    store: Store = None,
    published: Published = None,
    fetch: Fetch = False,
    mapping: Mapped = None,
) -> None:
    """Read documents, extract what they say, and store it; the same again changes nothing.

    Examples:

      kg load examples

      kg load news/*.html notice.pdf --published 2024-07-05

      kg load https://example.org/notice.html --fetch

      kg load regions.csv --mapping regions.yaml
    """
    with open_graph(store) as graph, progress_bar() as bar:
        task = bar.add_task("loading", total=None)

        def show(report: Report) -> None:
            bar.update(task, completed=report.read, description=f"{report.new} new")

        sources = read(paths, published=published, fetch=fetch, mapping=mapping)
        report = graph.add(sources, at=datetime.now(UTC), progress=show)
    tell(report)
    if report.failures and not report.read:
        raise typer.Exit(1)


def progress_bar() -> Progress:
    """Make a bar on standard error that draws itself on a terminal only."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents"),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def tell(report: Report) -> None:
    """Print what became of everything that was given."""
    for failure in report.failures:
        note(f"set aside: {shown(failure)}", style="yellow")
    for reason, count in sorted(report.set_aside.items()):
        note(f"set aside: {count} claims: {shown(reason)}", style="yellow")
    for mapping, count in sorted(report.mappings.items()):
        write(f"{count} documents from tables, by {mapping}")
    counts = report.statements
    write(
        f"{report.read} documents read: {report.new} new, {report.changed} changed, "
        f"{report.unchanged} unchanged; {len(report.failures)} set aside"
    )
    write(f"{counts.new} statements added, {counts.retracted} retracted")


def extract(
    paths: Paths,
    published: Published = None,
    fetch: Fetch = False,
    mapping: Mapped = None,
    form: Output = Format.JSONL,
) -> None:
    """Print the claims of documents, as JSON lines unless asked otherwise; nothing is stored.

    Example:

      kg extract notice.html --published 2024-07-05 | jq .object.name
    """
    tally = Tally()
    found = extract_claims(paths, published=published, fetch=fetch, mapping=mapping)
    lines = claims_of(found, tally)
    if form is Format.JSONL:
        for line in lines:
            write(json.dumps(line, ensure_ascii=False))
    elif form is Format.JSON:
        print_rows((), lines, form)
    else:
        print_rows(CLAIM_COLUMNS, map(flat, lines), form)
    if tally.failed and not tally.used:
        raise typer.Exit(1)


CLAIM_COLUMNS = (
    "doc", "subject", "predicate", "object", "polarity", "modality", "valid_from", "quote",
)  # fmt: skip


@dataclass
class Tally:
    """How many documents were used, and how many failed."""

    used: int = 0
    failed: int = 0


def claims_of(results: Iterable[Extracted], tally: Tally) -> Iterator[Record]:
    """Yield a line for every claim, and tell what cannot be read."""
    for result in results:
        if isinstance(result, UnreadableDocument):
            note(f"set aside: {shown(result)}", style="yellow")
            tally.failed += 1
            continue
        tally.used += 1
        document, claims = result
        yield from (claim_line(document, claim) for claim in claims)


def flat(line: Record) -> Record:
    """Give a claim's line with names and its quote instead of objects."""
    observation = line.get("observation")
    told = dict(line)
    if isinstance(observation, dict):
        told |= {"predicate": "observed", "object": observation["measure"]}
        told["subject"] = observation["subject"]
    for name in ("subject", "object", "evidence"):
        value = told[name]
        if isinstance(value, dict):
            told[name] = value.get("name") or value.get("quote")
    return told | {"quote": told["evidence"]}
