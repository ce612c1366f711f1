"""The page on how the program is built, from the layers that the checks hold."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
HEAD = """\
# How it is built

A document goes one way: `read → extract → link → check → record`, later `resolve → answer`. Each
step is a function from plain typed values to plain typed values; only `record` writes, and only
`answer` reads the store. Facts are never stored: they are computed from statements, so that a
correction or a contradiction destroys nothing.

The packages follow that way. import-linter holds it: a package imports those below it and never
those above, and packages on one line never import each other. This page is made from the same file
that the check reads.

"""


def page() -> str:
    """Write the whole page."""
    return HEAD + layers() + "\n" + imports()


def declared() -> list[list[str]]:
    """Read the layers, the highest first."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    found = next(contract for contract in contracts if contract["type"] == "layers")
    return [[name.strip() for name in layer.split("|")] for layer in found["layers"]]


def layers() -> str:
    """List the packages by layer, each with its own first sentence."""
    rows = (
        f"| {number} | `{name}` | {sentence(name)} |"
        for number, layer in enumerate(declared(), 1)
        for name in layer
    )
    return "\n".join(
        ("## Layers\n", "| layer | package | what it is |", "| --- | --- | --- |", *rows, "")
    )


def sentence(name: str) -> str:
    """Give the first sentence of a module's docstring."""
    place = ROOT.joinpath(*name.split("."))
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split())


def imports() -> str:
    """List what each package imports of the others."""
    rows = (f"| `{name}` | {', '.join(f'`{n}`' for n in found)} |" for name, found in used())
    head = ("## What depends on what\n", "| package | imports |", "| --- | --- |")
    return "\n".join((*head, *rows, ""))


def used() -> Iterator[tuple[str, list[str]]]:
    """Give each package with those that it imports, in the order of the layers."""
    names = [name for layer in declared() for name in layer]
    graph = grimp.build_graph("kg", "loaders", "ontology", exclude_type_checking_imports=True)
    for name in names:
        own = {name, *graph.find_descendants(name)}
        met = {
            target for module in own for target in graph.find_modules_directly_imported_by(module)
        }
        yield name, [other for other in names if other != name and belongs(met, other)]


def belongs(modules: set[str], package: str) -> bool:
    """Tell whether one of some modules is a package or in it."""
    return any(module == package or module.startswith(f"{package}.") for module in modules)
