"""The page of the REST interface, from its own OpenAPI description."""

from collections.abc import Iterator, Mapping

from kg.graph import Graph
from kg.web.app import create_app
from kg.web.settings import Settings

HEAD = """\
# REST

`kg web` serves this interface, described as OpenAPI at `/openapi.json`. Parameters are named as
the options of the commands, and answers are [their JSON](../json.md). What is wrong with a request
comes back as a problem document (RFC 9457).

"""
Tree = Mapping[str, object]


def page() -> str:
    """Write the whole page."""
    with Graph("sqlite:///:memory:") as graph:
        told = create_app(graph, Settings()).openapi()
    paths = told["paths"]
    sections = (
        section(method, path, operation)
        for path, methods in paths.items()
        for method, operation in methods.items()
    )
    return HEAD + "\n".join(sections)


def section(method: str, path: str, operation: Tree) -> str:
    """Write one operation with its parameters."""
    told = str(operation.get("description") or operation.get("summary") or "").strip()
    rows = "".join(row(parameter) for parameter in listed(operation.get("parameters")))
    table = f"| parameter | needed | meaning |\n| --- | --- | --- |\n{rows}\n" if rows else ""
    return f"## {method.upper()} {path}\n\n{told}\n\n{table}"


def listed(value: object) -> Iterator[Tree]:
    """Give the objects of a list."""
    for part in value if isinstance(value, list) else ():
        if isinstance(part, dict):
            yield part


def row(parameter: Tree) -> str:
    """Write one parameter."""
    needed = "yes" if parameter.get("required") else ""
    meaning = str(parameter.get("description") or "").replace("|", "\\|").replace("\n", " ")
    return f"| `{parameter['name']}` | {needed} | {meaning} |\n"
