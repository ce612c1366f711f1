"""`kg load` and `kg extract`: documents in."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from kg.cli.app import Output, Store, open_graph
from kg.cli.render import Format, Record, note, print_rows, shown, write
from kg.errors import UnreadableDocument
from kg.export.lines import claim_line
from kg.graph import Extracted, extracted, history, read
from kg.ingest import Report, Source
from kg.model.document import Document
from kg.model.period import latest
from kg.questions.days import day

if TYPE_CHECKING:
    from loaders.visits import Visits

VISITS = "visits.json"
"""The file in the user's cache with what servers said of the pages that were fetched."""

Paths = Annotated[
    list[str] | None,
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
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        max=64,
        help="Extract in so many processes, for many documents.",
    ),
]
Mapped = Annotated[
    str | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="What the columns of tables mean (YAML), where no shipped mapping knows them.",
    ),
]
History = Annotated[
    str | None,
    typer.Option(
        "--history",
        metavar="REPO",
        help="A git repository of texts: every version of each; paths choose among its files.",
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Leave out documents that are older than this."),
]


def load(
    paths: Paths = None,
    store: Store = None,
    published: Published = None,
    fetch: Fetch = False,
    mapping: Mapped = None,
    repository: History = None,
    since: Since = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            metavar="X",
            min=0.0,
            max=1.0,
            help="Set claims of less confidence aside, for `kg review`.",
        ),
    ] = 0.0,
    workers: Workers = 1,
) -> None:
    """Read documents, extract what they say, and store it; the same again changes nothing.

    Examples:

      kg load examples

      kg load news/*.html notice.pdf --published 2024-07-05

      kg load https://example.org/notice.html --fetch

      kg load regions.csv --mapping regions.yaml

      kg load https://example.org/feed.xml --fetch --since 2024-07-01

      kg load --history terms-archive 'OpenAI/*'

      kg load archive --workers 4 --min-confidence 0.7
    """
    wanted = Wanted(paths or [], repository, published, fetch, mapping, since)
    with open_graph(store) as graph, progress_bar() as bar:
        task = bar.add_task("loading", total=None)

        def show(report: Report) -> None:
            bar.update(task, completed=report.read, description=f"{report.new} new")

        visits = graph.visits(user_cache_path("kg", appauthor=False) / VISITS) if fetch else None
        report = graph.add(
            wanted.sources(visits),
            min_confidence=min_confidence,
            workers=workers,
            at=datetime.now(UTC),
            progress=show,
        )
    if visits:
        visits.save()
        write(f"{visits.unchanged} addresses unchanged since they were fetched")
    if wanted.older:
        write(f"{wanted.older} documents older than {since} left out")
    tell(report)
    if report.failures and not report.read:
        raise typer.Exit(1)


@dataclass
class Wanted:
    """What the arguments of a command name: files and addresses, or the history of a repository.

    `older` counts the documents that were left out because they are older than `since`.
    """

    paths: list[str]
    repository: str | None
    published: str | None
    fetch: bool
    mapping: str | None
    since: str | None
    older: int = 0

    def sources(self, visits: "Visits | None" = None) -> Iterator[Source]:
        """Read all that is named."""
        if not (self.paths or self.repository):
            raise typer.BadParameter("give files, folders or addresses, or --history REPO")
        first = day(self.since) if self.since else date.min
        if self.repository:
            found = history(self.repository, *self.paths)
        else:
            told = {"published": self.published, "mapping": self.mapping}
            found = read(self.paths, **told, fetch=self.fetch, visits=visits)
        return (source for source in found if self.recent(source, first))

    def recent(self, source: Source, first: date) -> bool:
        """Tell whether a document is not older than a day, as far as it says; count the others."""
        told = source.published if isinstance(source, Document) else None
        older = told is not None and latest(told) < first
        self.older += older
        return not older


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
    paths: Paths = None,
    published: Published = None,
    fetch: Fetch = False,
    mapping: Mapped = None,
    repository: History = None,
    since: Since = None,
    workers: Workers = 1,
    form: Output = Format.JSONL,
) -> None:
    """Print the claims of documents, as JSON lines unless asked otherwise; nothing is stored.

    Example:

      kg extract notice.html --published 2024-07-05 | jq .object.name
    """
    tally = Tally()
    wanted = Wanted(paths or [], repository, published, fetch, mapping, since)
    lines = claims_of(extracted(wanted.sources(), workers=workers), tally)
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
