"""Where the ontology's data files are; nothing is read here."""

from pathlib import Path

HERE = Path(__file__).parent
VOCABULARY = HERE / "vocabulary.ttl"
SHAPES = HERE / "shapes.ttl"
CATALOGUE = HERE / "catalogue"
