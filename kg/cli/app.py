"""The application: its global options, the store that they name, and its errors."""

import os
import sys
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from platformdirs import user_data_path

import kg
from kg.cli.render import Format
from kg.graph import Graph

app = typer.Typer(
    name="kg",
    help="Who still serves whom, where, since when, through which channel, and who says so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="sqlite:///PATH or neo4j://HOST (user and password from KG_NEO4J_USER and "
        "KG_NEO4J_PASSWORD); default KG_STORE, else a file in your data folder.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day asked about; default today."),
]
KnownOn = Annotated[
    str | None,
    typer.Option(
        "--known-on", metavar="DATE", help="Use only what the store knew at the end of that day."
    ),
]
Audience = Annotated[
    str | None,
    typer.Option("--audience", metavar="WHO", help="For whom: individuals, enterprises, ..."),
]
OwnedFrom = Annotated[
    str | None,
    typer.Option(
        "--owned-from",
        metavar="REGION",
        help="For a customer that is more than half owned from there.",
    ),
]
Output = Annotated[Format, typer.Option("--format", help="How to print the answer.")]


def store_url(given: str | None) -> str:
    """Choose the store: the option, the environment, else a file in the user's data folder."""
    if chosen := given or os.environ.get("KG_STORE"):
        return chosen
    return f"sqlite:///{user_data_path('kg', appauthor=False, ensure_exists=True) / 'graph.db'}"


def open_graph(given: str | None) -> Graph:
    """Open the graph that the options and the environment name."""
    return Graph(
        store_url(given),
        user=os.environ.get("KG_NEO4J_USER"),
        password=os.environ.get("KG_NEO4J_PASSWORD"),
    )


def today() -> date:
    """Give today's date; nothing below the command line asks for it."""
    return datetime.now(UTC).date()


def version(show: bool) -> None:
    """Print the version and leave."""
    if show:
        sys.stdout.write(f"kg {kg.__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Who still serves whom, where, since when, through which channel, and who says so."""
