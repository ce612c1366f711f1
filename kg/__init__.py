"""The knowledge graph of AI geopolitics: who serves whom, where, and who says so."""

from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from kg.graph import Graph as Graph

__all__ = ["Graph", "__version__"]


def __getattr__(name: str) -> object:
    """Import the graph when it is first asked for, so that `kg.model` alone stays light."""
    if name == "Graph":
        from kg.graph import Graph

        return Graph
    raise AttributeError(f"module 'kg' has no attribute '{name}'")
