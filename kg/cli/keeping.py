"""`kg documents`, `remove`, `entities`, `export`, `eval` and `doctor`: housekeeping."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import Output, Store, app, open_graph
from kg.cli.render import Format, print_rows, write


@app.command()
def documents(store: Store = None, form: Output = Format.TABLE) -> None:
    """List the documents in the store."""
    with open_graph(store) as graph:
        records = [
            stored.document.model_dump(mode="json", include=DOCUMENT_FIELDS)
            | {
                "headline": stored.document.title,
                "statements": stored.statements,
                "set_aside": stored.set_aside,
                "recorded_at": stored.recorded_at.isoformat(timespec="seconds"),
            }
            for stored in graph.documents()
        ]
    print_rows(("id", "published", "publisher", "statements", "headline"), records, form)


DOCUMENT_FIELDS = {"id", "published", "published_from", "publisher", "url", "language"}


@app.command()
def remove(
    document: Annotated[str, typer.Argument(help="The id of a document, as `kg documents` lists.")],
    purge: Annotated[
        bool, typer.Option("--purge", help="Erase its text, quotes and history as well.")
    ] = False,
    store: Store = None,
) -> None:
    """Take a document and all that it alone said out of the graph.

    Without --purge its history stays readable with --known-on.
    """
    with open_graph(store) as graph:
        count = graph.remove(document, at=datetime.now(UTC), purge=purge)
    write(f"removed {document}: {count} statements {'erased' if purge else 'retracted'}")


@app.command()
def entities(
    name: Annotated[str, typer.Argument(help="Only those whose name or id holds this.")] = "",
    kind: Annotated[str, typer.Option("--type", help="Only this class and its kinds.")] = "",
    provisional: Annotated[
        bool, typer.Option("--provisional", help="Only those that documents brought.")
    ] = False,
    store: Store = None,
    form: Output = Format.TABLE,
) -> None:
    """List who and what the store knows: from the catalogue, and from documents."""
    with open_graph(store) as graph:
        found = graph.entities(name, kind=kind, provisional=provisional)
    records = [entity.model_dump(mode="json", exclude_none=True) for entity in found]
    print_rows(("id", "type", "name", "provider", "provisional"), records, form)


@app.command()
def export(
    to: Annotated[
        Path,
        typer.Option("--to", metavar="FILE", help=".ttl .trig .jsonld .graphml .gexf .csv .jsonl"),
    ],
    store: Store = None,
) -> None:
    """Write the whole graph to a file, in the format of its suffix.

    Example:

      kg export --to graph.gexf
    """
    with open_graph(store) as graph:
        count = graph.export(to)
    write(f"wrote {count} statements to {to}")
