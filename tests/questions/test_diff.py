"""Differences of answers between two days, or two days of knowledge."""

import pytest

from kg.errors import InputError
from kg.graph import Graph
from kg.model.change import Change
from tests.questions.conftest import BETWEEN, LATE, Teller


def china(teller: Teller) -> None:
    teller.tell("a", "openai-api available_in cn", told="2024-01-10", since="2023-01-01")
    teller.tell("b", "openai-api not available_in cn", told="2024-07-10", since="2024-07-09")
    teller.tell("c", "chatgpt available_in it", told="2023-05-02", since="2023-04-28")


def told(changes: tuple[Change, ...]) -> dict[tuple[str, str], tuple[str, str, set[str]]]:
    return {
        (c.subject_id, c.region_id): (
            c.before.status.value if c.before else "",
            c.after.status.value,
            {e.doc for e in c.because},
        )
        for c in changes
    }


@pytest.mark.parametrize("name", ["China", "OpenAI", "OpenAI API", None])
def test_between_two_days_it_tells_what_changed_and_why(
    name: str | None, graph: Graph, teller: Teller
) -> None:
    china(teller)
    found = told(graph.diff(name, before="2024-07-01", after="2024-07-15"))
    assert found[("openai-api", "cn")] == ("available", "unavailable", {"b"})
    assert {subject for subject, _ in found} <= {"openai-api", "openai"}
    assert {region for _, region in found} == {"cn"}


@pytest.mark.parametrize("name", ["China", "OpenAI", None])
def test_between_equal_days_nothing_changes(
    name: str | None, graph: Graph, teller: Teller
) -> None:
    china(teller)
    for day in ("2023-01-01", "2024-07-09", "2025-01-01"):
        assert graph.diff(name, before=day, after=day) == ()


def test_a_region_narrows_a_subject(graph: Graph, teller: Teller) -> None:
    china(teller)
    assert graph.diff("OpenAI API", "Italy", before="2024-07-01", after="2024-07-15") == ()
    assert graph.diff("OpenAI API", "China", before="2024-07-01", after="2024-07-15")


def test_between_days_of_knowledge_it_tells_what_was_learnt(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "openai-api available_in cn", told="2024-01-10", since="2023-01-01")
    teller.tell(
        "b", "openai-api not available_in cn", told="2024-01-15", at=LATE, since="2024-01-12"
    )
    day = "2024-02-01"
    for name in ("OpenAI API", "China", None):
        changes = graph.diff(
            name, before=day, after=day, known_before=BETWEEN, known_after="2025-02-01"
        )
        assert told(changes)[("openai-api", "cn")] == ("available", "unavailable", {"b"})
        (change,) = (c for c in changes if c.subject_id == "openai-api")
        assert change.before
        assert change.before.known_on != change.after.known_on
        same = graph.diff(name, before=day, after=day, known_before=BETWEEN, known_after=BETWEEN)
        assert same == ()


def test_what_was_taken_out_is_told_by_what_it_said(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "openai-api available_in cn", told="2024-01-10", since="2023-01-01")
    graph.remove("a", at=LATE)
    changes = graph.diff("China", before="2024-02-01", after="2024-02-01", known_before=BETWEEN)
    assert told(changes)[("openai-api", "cn")] == ("available", "unknown", {"a"})


def test_nothing_is_told_that_was_learnt_later(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "openai-api available_in cn", told="2024-01-10", at=LATE, since="2023-01-01")
    for name in ("OpenAI API", "China", None):
        days = {"before": "2022-01-01", "after": "2024-02-01"}
        assert graph.diff(name, **days, known_before=BETWEEN, known_after=BETWEEN) == ()
        assert graph.diff(name, **days)


def test_days_in_the_wrong_order_are_refused(graph: Graph) -> None:
    with pytest.raises(InputError, match="earlier day first"):
        graph.diff("China", before="2024-07-15", after="2024-07-01")
