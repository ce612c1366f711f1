"""`kg review`: what was set aside, and a person's decisions on it."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from kg.cli.app import Output, Store, open_graph
from kg.cli.render import Format, print_rows, shown, write
from kg.errors import InputError
from kg.model.review import Doubt, Outcome

COLUMNS = ("id", "document", "claim", "reason", "outcome", "quote")


def review(
    document: Annotated[
        str | None, typer.Option("--document", metavar="D", help="Only of this document.")
    ] = None,
    accept: Annotated[
        str | None, typer.Option("--accept", metavar="ID", help="Make this claim a statement.")
    ] = None,
    reject: Annotated[
        str | None, typer.Option("--reject", metavar="ID", help="Never make it one.")
    ] = None,
    reopen: Annotated[
        str | None, typer.Option("--reopen", metavar="ID", help="Take a decision back.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who decides.")] = "",
    because: Annotated[str, typer.Option("--because", metavar="WHY", help="Why.")] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="List what was decided on as well.")
    ] = False,
    store: Store = None,
    form: Output = Format.TABLE,
) -> None:
    """List the claims that were set aside, each with its sentence, or decide on one.

    A decision is kept with its reason, counts at once, holds when the document is loaded again,
    and can be taken back.

    Examples:

      kg review --document notice

      kg review --accept 1f2e3d4c5b6a7988 --by "R. Reader" --because "says so in the table"
    """
    given = {Outcome.ACCEPTED: accept, Outcome.REJECTED: reject, Outcome.OPEN: reopen}
    chosen = [(outcome, claim) for outcome, claim in given.items() if claim is not None]
    if len(chosen) > 1:
        raise InputError("decide on one claim at a time: --accept, --reject or --reopen")
    if chosen and not (by.strip() and because.strip()):
        raise InputError("a decision needs a name and a reason: add --by WHO --because WHY")
    with open_graph(store) as graph:
        for outcome, claim in chosen:
            at = datetime.now(UTC)
            told(graph.decide(claim, outcome, by=by, because=because, at=at))
        if not chosen:
            found = graph.doubts(document, decided=everything)
            print_rows(COLUMNS, [doubt.model_dump(mode="json") for doubt in found], form)


def told(doubt: Doubt) -> None:
    """Print a decision."""
    write(shown(f"{doubt.outcome} {doubt.id}: {doubt.claim} ({doubt.document})"))
