"""The knowledge graph of AI geopolitics: who serves whom, where, and who says so."""

from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from kg.graph import Graph as Graph
    from kg.model.markup import show as show

__all__ = ["Graph", "__version__", "show"]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is first asked for, so that `kg.model` stays light."""
    if name == "Graph":
        from kg.graph import Graph

        return Graph
    if name == "show":
        from kg.model.markup import show

        return show
    raise AttributeError(f"module 'kg' has no attribute '{name}'")
