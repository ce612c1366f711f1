"""The knowledge graph of AI geopolitics: who serves whom, where, and who says so."""

__version__ = "0.1.0"
