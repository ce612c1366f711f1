"""Turtle, TriG (a graph for each document) and JSON-LD."""

from typing import BinaryIO

from kg.model.content import Content
from kg.rdf import PREFIXES, to_dataset, to_graph


def write_turtle(content: Content, file: BinaryIO) -> None:
    """Write Turtle."""
    to_graph(content).serialize(file, format="turtle", encoding="utf-8")


def write_trig(content: Content, file: BinaryIO) -> None:
    """Write TriG: what a document says stands in the graph that it names."""
    to_dataset(content).serialize(file, format="trig", encoding="utf-8")


def write_json_ld(content: Content, file: BinaryIO) -> None:
    """Write JSON-LD with its context inside, so that a reader has nothing to fetch."""
    to_graph(content).serialize(file, format="json-ld", encoding="utf-8", context=PREFIXES)
