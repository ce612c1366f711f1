"""The application: a graph behind routes, with a guard before them."""

from fastapi import FastAPI

import kg
from kg.graph import Graph
from kg.web import problems
from kg.web.asking import questions
from kg.web.delivery import Delivery
from kg.web.exploring import views
from kg.web.guarding import Guard
from kg.web.keeping import housekeeping
from kg.web.pages import page
from kg.web.settings import Settings
from kg.web.working import Work

ABOUT = """Who still serves whom, where, since when, through which channel, and who says so.

Parameters are named as the commands' options, and answers are the JSON that the commands print.
Errors are problem documents (RFC 9457)."""


def create_app(graph: Graph, settings: Settings) -> FastAPI:
    """Make the application of a graph."""
    app = FastAPI(
        title="kg", version=kg.__version__, description=ABOUT, docs_url=None, redoc_url=None
    )
    work = Work(settings.checked())
    problems.install(app)
    app.include_router(questions(graph, work))
    app.include_router(views(graph, work))
    app.include_router(housekeeping(graph, work, settings))
    app.include_router(page())
    app.add_middleware(Delivery)
    app.add_middleware(Guard, settings=settings)
    return app
