"""Completions while somebody types a question."""

import pytest

from kg.graph import Graph
from tests.ask.conftest import TODAY


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Who st", "Who still serves …"),
        ("who still serves Hong", "Who still serves Hong Kong"),
        ("Is Claude", "Is Claude"),
        ("Is ChatGPT available in Ger", "Is ChatGPT available in Germany"),
        ("Compare Microsoft and Goo", "Compare Microsoft and Google"),
        ("What if the GAIN", "What if the GAIN AI Act"),
        ("What if GAIN", "What if GAIN AI Act"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_a_beginning_is_completed(graph: Graph, typed: str, offered: str) -> None:
    found = graph.suggest(typed)
    assert offered in found if offered else found == ()


def test_as_many_are_offered_as_are_wanted(graph: Graph) -> None:
    assert len(graph.suggest("Is C", limit=3)) == 0
    assert len(graph.suggest("Is Cl", limit=3)) == 3


@pytest.mark.parametrize("end", range(2, len("Is ChatGPT available in Germany")))
def test_following_the_offers_leads_to_a_question(graph: Graph, end: int) -> None:
    whole = "Is ChatGPT available in Germany"
    typed = whole[:end]
    for offer in graph.suggest(typed):
        assert offer.casefold().startswith(typed.strip().casefold())


def test_a_completed_question_is_understood(graph: Graph) -> None:
    (first, *_) = graph.suggest("Who still serves Hong")
    assert not graph.ask(first, on=TODAY).problem
