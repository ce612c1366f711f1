"""`kg web`: the REST API and the page."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import Store, open_graph
from kg.cli.render import note
from kg.errors import InputError, MissingExtra


def web(
    host: Annotated[
        str, typer.Option(metavar="H", help="The address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="P", help="The port; 0 takes a free one.", min=0, max=65535)
    ] = 8750,
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            metavar="FILE",
            help="A file with the token that allows to write, and to listen elsewhere than on "
            "loopback; default KG_WEB_TOKEN.",
        ),
    ] = None,
    store: Store = None,
) -> None:
    """Serve the page and the REST API: questions, map, matrix, timeline, graph, Cypher.

    It only reads, unless a token is given: with it, POST /api/documents loads documents. An
    address other than loopback needs one.

    Examples:

      kg web

      kg web --port 9000 --store sqlite:///examples.db

      kg web --host 0.0.0.0 --token-file token.txt
    """
    try:
        from kg.web.app import create_app
        from kg.web.run import serve
        from kg.web.settings import Settings
    except ModuleNotFoundError as error:
        if error.name not in {"fastapi", "uvicorn", "starlette"}:
            raise
        raise MissingExtra("kg web needs: pip install 'ai-geopolitics-kg[web]'") from error
    settings = Settings(host=host, port=port, token=token(token_file)).checked()
    with open_graph(store) as graph:
        serve(create_app(graph, settings), settings, say=note)


def token(file: Path | None) -> str | None:
    """Read the token from its file, else from the environment."""
    if file is None:
        return os.environ.get("KG_WEB_TOKEN") or None
    try:
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise InputError(f"cannot read the token file '{file}': {error.strerror}") from error
