"""`kg watch` and `kg gaps`: what changed since the last look, and what is not known."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_data_path

from kg.cli.app import (
    AsOf,
    Audience,
    KnownOn,
    Output,
    OwnedFrom,
    Store,
    open_graph,
    store_url,
    today,
)
from kg.cli.asking import Why, cite
from kg.cli.exploring import give
from kg.cli.render import Format, Record, print_rows, shown, write
from kg.model.gap import Gap, Lack
from kg.model.watch import Cell, Fired, Watch, Watches
from kg.questions.gaps import Patience
from kg.questions.prove import question
from kg.questions.watch import read_watches, with_watch, without_watch, write_watches

CHANGED = 3
"""The exit code of `kg watch run` where an answer changed."""
WATCHES = ("name", "kind", "subject", "region", "audience", "owned_from", "asked_for", "answers")
FIRED = ("watch", "subject", "region", "as_of", "before", "after", "differs", "quote", "doc")
GAPS = ("kind", "name", "region", "last", "days", "usual", "detail")

watch = typer.Typer(
    help=(
        "Saved questions: ask them again and report only the answers that changed.\n\n"
        "Example:\n\n  kg watch add china serves China\n\n  kg watch run"
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)
File = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar="FILE",
        help="The saved questions; default beside an embedded store, else in your data folder.",
    ),
]


def watch_file(store: str | None, given: Path | None) -> Path:
    """Choose the file of saved questions: the option, beside the store, or the data folder."""
    if given:
        return given
    url = store_url(store)
    path = url.removeprefix("sqlite:///")
    if path not in {url, ":memory:"}:
        return Path(f"{path}.watch.json")
    folder = user_data_path("kg", appauthor=False, ensure_exists=True)
    return folder / f"{hashlib.sha256(url.encode()).hexdigest()[:12]}.watch.json"


@watch.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    kind: Annotated[str, typer.Argument(metavar="QUESTION", help="status or serves.")],
    names: Annotated[
        list[str], typer.Argument(metavar="ARGS...", help="Its names: SUBJECT REGION, or REGION.")
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="YYYY-MM-DD", help="Always this day; default: each run's."
        ),
    ] = None,
    audience: Audience = None,
    owned_from: OwnedFrom = None,
    file: File = None,
    store: Store = None,
) -> None:
    """Save a question with its answer of today; `kg watch run` tells when that changes.

    Examples:

      kg watch add italy status ChatGPT Italy

      kg watch add china serves China --audience enterprises
    """
    path = watch_file(store, file)
    watches = read_watches(path)
    day = as_of or today()
    asked = question(kind, names, as_of=day, audience=audience, owned_from=owned_from)
    with open_graph(store) as graph:
        saved = graph.watching(name, asked, fixed_day=as_of is not None)
    write_watches(path, with_watch(watches, saved))
    write(f"watching '{shown(name)}': {len(saved.cells)} answers, kept in {path}")


@watch.command("list")
def list_(file: File = None, store: Store = None, form: Output = Format.TABLE) -> None:
    """List the saved questions with the answers of their last run."""
    watches = read_watches(watch_file(store, file)).watches
    print_rows(WATCHES, map(watch_row, watches), form)


def watch_row(saved: Watch) -> Record:
    """Make a row of a saved question."""
    told = saved.question.model_dump(mode="json") | {"name": saved.name}
    answers = [f"{c.subject} in {c.region}: {c.status}" for c in saved.cells]
    return told | {"asked_for": told["as_of"], "answers": answers, "fixed_day": saved.fixed_day}


@watch.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `kg watch list` shows it.")],
    file: File = None,
    store: Store = None,
) -> None:
    """Forget a saved question."""
    path = watch_file(store, file)
    write_watches(path, without_watch(read_watches(path), name))
    write(f"removed '{shown(name)}'")


@watch.command()
def run(
    as_of: AsOf = None,
    file: File = None,
    store: Store = None,
    form: Output = Format.TABLE,
) -> None:
    """Ask all saved questions again, and report only the answers that changed.

    Ends with 0 where none changed and with 3 where some did, so that a scheduler can tell.

    Example:

      kg load news && kg watch run --format jsonl | notify
    """
    path = watch_file(store, file)
    watches = read_watches(path)
    with open_graph(store) as graph:
        ran = [graph.watch(saved, as_of=as_of or today()) for saved in watches.watches]
    fired = tuple(one for _, found in ran for one in found)
    give(fired, fired_rows(fired, form), FIRED, form, lambda: tell_fired(fired))
    write_watches(path, Watches(watches=tuple(saved for saved, _ in ran)))
    if fired:
        raise typer.Exit(CHANGED)


def fired_rows(fired: Iterable[Fired], form: Format) -> Iterable[Record]:
    """Make a row of each answer that changed; JSON carries both answers and all quotes."""
    for one in fired:
        if form is Format.JSONL:
            yield one.model_dump(mode="json")
            continue
        first = one.because[0] if one.because else None
        yield {
            "watch": one.watch,
            "subject": one.subject,
            "region": one.region,
            "as_of": one.as_of,
            "before": state(one.before),
            "after": state(one.after),
            "differs": differences(one),
            "quote": first.quote if first else "",
            "doc": first.doc if first else "",
        }


def state(cell: Cell | None) -> str:
    """Name the status of an answer, or say that there was none."""
    return cell.status.value if cell else "not spoken of"


def differences(one: Fired) -> list[str]:
    """Name what differs between two answers."""
    if one.before is None or one.after is None:
        return []
    before, after = one.before.model_dump(), one.after.model_dump()
    return [name for name in before if before[name] != after[name]]


def tell_fired(fired: tuple[Fired, ...]) -> None:
    """Print the changed answers for a reader."""
    for one in fired:
        write(
            f"{shown(one.watch)}: {shown(one.subject)} in {shown(one.region)} on {one.as_of}: "
            f"{state(one.before)} -> {state(one.after)}",
            style="bold",
        )
        for name in differences(one):
            before, after = getattr(one.before, name), getattr(one.after, name)
            write(f"  {name}: {shown(before) or 'none'} -> {shown(after) or 'none'}")
        for evidence in one.because:
            cite(evidence)


def gaps(
    kind: Annotated[
        list[Lack] | None, typer.Option("--kind", help="Only this kind; may be repeated.")
    ] = None,
    stale_after: Annotated[int, typer.Option(metavar="DAYS", help="When a cell is stale.")] = 730,
    factor: Annotated[
        float, typer.Option(help="A source is overdue after its usual interval times this.")
    ] = 3.0,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Tell what is stale, which sources are late, who is silent, which names are unknown.

    Examples:

      kg gaps --kind stale --stale-after 365

      kg gaps --kind "unresolved region" --kind "set aside" --format csv
    """
    patience = Patience(stale_after=stale_after, factor=factor)
    with open_graph(store) as graph:
        found = graph.gaps(
            as_of=as_of or today(), known_on=known_on, patience=patience, kinds=kind or ()
        )
    records = (gap.model_dump(mode="json") for gap in found)
    give(found, records, GAPS, form, lambda: tell_gaps(found, why=why))


def tell_gaps(found: tuple[Gap, ...], *, why: bool) -> None:
    """Print gaps for a reader."""
    print_rows(GAPS, (gap.model_dump(mode="json") for gap in found), Format.TABLE)
    for gap in found if why else ():
        for evidence in gap.evidence:
            cite(evidence)
