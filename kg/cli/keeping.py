"""`kg documents`, `remove`, `entities`, `export`, `eval` and `doctor`: housekeeping."""

import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.app import KnownOn, Output, Store, open_graph
from kg.cli.render import Format, Record, print_rows, write
from kg.errors import StoreError
from kg.export.write import WRITERS
from kg.graph import Graph, shared_extractor
from kg.ingest import SET_ASIDE_BELOW


def documents(store: Store = None, form: Output = Format.TABLE) -> None:
    """List the documents in the store.

    Example:

      kg documents --format json | jq .id
    """
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


def remove(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="A document's id, as `kg documents` lists.")
    ],
    purge: Annotated[
        bool, typer.Option("--purge", help="Erase its text, quotes and history as well.")
    ] = False,
    store: Store = None,
) -> None:
    """Take a document and all that it alone said out of the graph.

    Without --purge its history stays readable with --known-on.

    Example:

      kg remove 2023-04-chatgpt-blocked-in-italy
    """
    with open_graph(store) as graph:
        count = graph.remove(document, at=datetime.now(UTC), purge=purge)
    write(f"removed {document}: {count} statements {'erased' if purge else 'retracted'}")


def entities(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Only those whose name or id holds this.")
    ] = "",
    kind: Annotated[str, typer.Option("--type", help="Only this class and its kinds.")] = "",
    provisional: Annotated[
        bool, typer.Option("--provisional", help="Only those that documents brought.")
    ] = False,
    store: Store = None,
    form: Output = Format.TABLE,
) -> None:
    """List who and what the store knows: from the catalogue, and from documents.

    Example:

      kg entities gemini --type Model

      kg entities --provisional
    """
    with open_graph(store) as graph:
        found = graph.entities(name, kind=kind, provisional=provisional)
    records = [entity.model_dump(mode="json", exclude_none=True) for entity in found]
    print_rows(("id", "type", "name", "provider", "provisional"), records, form)


def export(
    to: Annotated[
        Path,
        typer.Option("--to", metavar="FILE", help=f"Its suffix decides: {' '.join(WRITERS)}"),
    ],
    center: Annotated[
        str | None,
        typer.Option("--center", metavar="NAME", help="Only what is said of this entity."),
    ] = None,
    depth: Annotated[int, typer.Option(help="And of those met up to that many steps away.")] = 1,
    known_on: KnownOn = None,
    store: Store = None,
) -> None:
    """Write the graph, or the part around an entity, to a file in the format of its suffix.

    Examples:

      kg export --to graph.gexf

      kg export --center "Azure OpenAI Service" --to azure.html

      kg export --center Anthropic --depth 2 --to anthropic.svg
    """
    with open_graph(store) as graph:
        count = graph.export(to, center=center, depth=depth, known_on=known_on)
    write(f"wrote {count} statements to {to}")


def doctor(store: Store = None, form: Output = Format.TABLE) -> None:
    """Tell what is installed, whether the store answers, and what in it is out of date.

    Example:

      kg doctor --store neo4j://localhost
    """
    findings = [*installed(), *condition(store)]
    print_rows(("what", "state", "detail"), findings, form)
    if any(finding["state"] == "failed" for finding in findings):
        raise typer.Exit(1)


PARTS = {
    "spacy": "nlp", "neo4j": "neo4j", "kglite": "cypher", "trafilatura": "", "pypdf": "",
    "python-docx": "", "rdflib": "", "networkx": "",
}  # fmt: skip


def installed() -> Iterator[Record]:
    """Yield the versions of the program and of what it builds on."""
    yield {"what": "kg", "state": "ok", "detail": kg.__version__}
    yield {"what": "python", "state": "ok", "detail": platform.python_version()}
    for package, extra in PARTS.items():
        try:
            yield {"what": package, "state": "ok", "detail": metadata.version(package)}
        except metadata.PackageNotFoundError:
            hint = f"pip install 'ai-geopolitics-kg[{extra}]'" if extra else "reinstall kg"
            yield {"what": package, "state": "missing", "detail": hint}
    yield {"what": "extractor", "state": "ok", "detail": shared_extractor().name}


def condition(store: str | None) -> Iterator[Record]:
    """Yield what the store says of itself, or why it does not answer."""
    try:
        with open_graph(store) as graph:
            for name, value in graph.store.check():
                yield {"what": f"store {name}", "state": "ok", "detail": value}
            yield outdated(graph)
    except StoreError as error:
        yield {"what": "store", "state": "failed", "detail": str(error)}


def outdated(graph: Graph) -> Record:
    """Count the documents that another extractor or catalogue has read."""
    stored = list(graph.documents())
    made = (document.made_by.partition(SET_ASIDE_BELOW)[0] for document in stored)
    old = sum(name != graph.made_by for name in made)
    detail = f"{len(stored)} documents, {old} read by another version; load them again to renew"
    return {"what": "documents", "state": "stale" if old else "ok", "detail": detail}
