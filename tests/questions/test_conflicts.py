"""Contradictions between sources: both quotes, what was preferred, what cannot be decided."""

import pytest

from kg.graph import Graph
from kg.model.conflict import Conflict
from tests.questions.conftest import BETWEEN, LATE, Teller

OPEN, CLOSED = "chatgpt available_in it", "chatgpt not available_in it"
DAY = "2024-06-10"


def sides(conflict: Conflict) -> tuple[list[str], list[str]]:
    return [e.doc for e in conflict.one], [e.doc for e in conflict.other]


def test_the_better_source_is_preferred_and_both_are_quoted(graph: Graph, teller: Teller) -> None:
    teller.tell("press", OPEN, told="2024-06-02")
    teller.tell("openai", CLOSED, told="2024-06-01", by="openai")
    (found,) = graph.conflicts("ChatGPT", "Italy", as_of=DAY)
    assert (found.kind, found.status, found.preferred, found.contested) == (
        "status", "unavailable", True, False,
    )  # fmt: skip
    assert sides(found) == (["openai"], ["press"])
    assert [e.quote for e in (*found.one, *found.other)] == [CLOSED, OPEN]
    assert "source" in found.rules


def test_equals_are_contested(graph: Graph, teller: Teller) -> None:
    teller.tell("a", OPEN, told="2024-06-02")
    teller.tell("b", CLOSED, told="2024-06-02")
    (found,) = graph.conflicts(as_of=DAY)
    assert (found.status, found.contested, found.preferred) == ("contested", True, False)
    assert {*sides(found)[0], *sides(found)[1]} == {"a", "b"}


@pytest.mark.parametrize(
    ("later", "more"),
    [("2024-07-01", {}), ("2024-06-05", {"since": "2024-06-05"})],
    ids=["long after", "an event"],
)
def test_a_later_change_is_no_contradiction(
    later: str, more: dict[str, object], graph: Graph, teller: Teller
) -> None:
    teller.tell("a", OPEN, told="2024-06-01")
    teller.tell("b", CLOSED, told=later, **more)
    assert graph.conflicts(as_of="2024-07-10") == ()


def test_what_is_said_of_a_day_within_a_stated_period_contradicts_it(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("a", CLOSED, told="2024-09-01", since="2024-06-01", until="2024-08-01")
    teller.tell("b", OPEN, told="2024-07-01")
    (found,) = graph.conflicts(as_of="2024-07-05")
    assert sides(found) == (["b"], ["a"])


def test_who_is_served_may_be_disputed(graph: Graph, teller: Teller) -> None:
    teller.tell("a", CLOSED, told="2024-06-01")
    teller.tell("b", OPEN, told="2024-06-02", audience="enterprises")
    (found,) = graph.conflicts(as_of=DAY)
    assert (found.kind, found.status, found.contested) == ("audience", "limited", False)


def test_different_audiences_and_channels_are_told(graph: Graph, teller: Teller) -> None:
    teller.tell("a", OPEN, told="2024-06-01", audience="enterprises", channel="direct")
    teller.tell("b", OPEN, told="2024-06-02", audience="eligible customers", channel="direct")
    assert [found.kind.value for found in graph.conflicts(as_of=DAY)] == ["audience"]
    teller.tell("c", "azure available_in cn", told="2024-06-02", channel="offshore")
    teller.tell("d", "azure available_in cn", told="2024-06-02", channel="direct")
    assert [f.kind.value for f in graph.conflicts("Azure", as_of=DAY)] == ["channel"]


def test_audiences_that_have_nobody_in_common_do_not_contradict(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("a", CLOSED, told="2024-06-01", audience="individuals")
    teller.tell("b", OPEN, told="2024-06-02", audience="enterprises")
    assert graph.conflicts(as_of=DAY) == ()


def test_a_partners_way_does_not_contradict_a_closed_direct_one(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("a", CLOSED, told="2024-06-01", channel="direct")
    teller.tell("b", OPEN, told="2024-06-02", channel="partner")
    assert graph.conflicts(as_of=DAY) == ()


def test_workarounds_contradict_nobody(graph: Graph, teller: Teller) -> None:
    teller.tell("a", CLOSED, told="2024-06-01")
    teller.tell("b", OPEN, told="2024-06-02", channel="unofficial")
    assert graph.conflicts(as_of=DAY) == ()


def test_only_what_is_asked_for_is_told(graph: Graph, teller: Teller) -> None:
    teller.tell("a", OPEN, told="2024-06-02")
    teller.tell("b", CLOSED, told="2024-06-02")
    asked = {"ChatGPT": 1, "OpenAI": 1, "Azure": 0}
    assert {n: len(graph.conflicts(n, as_of=DAY)) for n in asked} == asked
    where = {"Italy": 1, "European Union": 1, "France": 0}
    assert {r: len(graph.conflicts(region=r, as_of=DAY)) for r in where} == where


def test_before_both_are_told_there_is_none(graph: Graph, teller: Teller) -> None:
    teller.tell("a", OPEN, told="2024-06-01")
    teller.tell("b", CLOSED, told="2024-06-03")
    assert graph.conflicts(as_of="2024-06-02") == ()
    assert len(graph.conflicts(as_of="2024-06-03")) == 1


def test_a_document_that_contradicts_itself_is_told_where_it_leaves_the_answer_open(
    graph: Graph, teller: Teller
) -> None:
    teller.tell_all("a", {OPEN: {}, CLOSED: {}}, told="2024-06-01")
    (found,) = graph.conflicts(as_of=DAY)
    assert found.contested


def test_nothing_is_told_that_was_learnt_later(graph: Graph, teller: Teller) -> None:
    teller.tell("a", OPEN, told="2024-06-01")
    teller.tell("b", CLOSED, told="2024-06-01", at=LATE)
    for name in ("ChatGPT", None):
        assert graph.conflicts(name, as_of=DAY, known_on=BETWEEN) == ()
        assert graph.conflicts(name, as_of=DAY)
