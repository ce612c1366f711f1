"""Providers side by side in a region."""

import pytest

from kg.errors import InputError
from kg.graph import Graph
from tests.questions.conftest import BETWEEN, LATE, Teller

DAY = "2024-07-20"


def china(teller: Teller) -> None:
    teller.tell("a", "openai not available_in cn", told="2024-07-10", since="2024-07-09")
    teller.tell("b", "azure-openai available_in cn", told="2024-07-10", channel="offshore")
    teller.tell(
        "c", "azure-openai not available_in cn", told="2024-07-12", since="2024-10-01",
        modality="proposed",
    )  # fmt: skip


def test_each_provider_has_its_services_and_what_threatens_them(
    graph: Graph, teller: Teller
) -> None:
    china(teller)
    found = graph.compare("Microsoft", "OpenAI", region="China", as_of=DAY)
    microsoft, openai = found.providers
    assert (microsoft.answer.serves, openai.answer.serves) == (True, False)
    assert [s.subject_id for s in microsoft.answer.services] == ["azure-openai"]
    assert microsoft.answer.services[0].channels == ("offshore",)
    assert [e.doc for e in microsoft.answer.answer.risks] == ["c"]
    assert openai.answer.answer.since == "2024-07-09"


def test_a_side_is_what_serves_says(graph: Graph, teller: Teller) -> None:
    china(teller)
    listed = {p.provider_id: p for p in graph.serves("China", as_of=DAY)}
    for side in graph.compare("Microsoft", "OpenAI", region="China", as_of=DAY).providers:
        assert side.answer == listed[side.provider_id]


def test_policies_and_acts_are_those_that_bind_there(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "gdpr applies_to openai", told="2024-07-10")
    teller.tell("b", "gdpr applies_to eu", told="2024-07-10")
    teller.tell("c", "garante investigates openai", told="2024-07-10")
    (italy,) = graph.compare("OpenAI", region="Italy", as_of=DAY).providers
    assert [p.policy_id for p in italy.policies] == ["gdpr"]
    assert [a.kind for a in italy.acts] == ["investigates"]
    (japan,) = graph.compare("OpenAI", region="Japan", as_of=DAY).providers
    assert (japan.policies, japan.acts) == ((), ())


def test_nobody_to_compare_is_refused(graph: Graph) -> None:
    with pytest.raises(InputError, match="name the providers"):
        graph.compare(region="Italy", as_of=DAY)


def test_nothing_is_told_that_was_learnt_later(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "azure available_in it", told="2024-01-01", at=LATE)
    teller.tell("b", "gdpr applies_to microsoft", told="2024-01-01", at=LATE)
    teller.tell("c", "garante restricts microsoft", told="2024-01-01", at=LATE)
    (early,) = graph.compare("Microsoft", region="Italy", as_of=DAY, known_on=BETWEEN).providers
    assert (early.answer.status, early.answer.services) == ("unknown", ())
    assert (early.policies, early.acts) == ((), ())
    (late,) = graph.compare("Microsoft", region="Italy", as_of=DAY).providers
    assert late.policies
    assert late.acts
