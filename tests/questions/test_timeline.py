"""Timelines: changes of answers by day, and the events beside."""

from datetime import date

import pytest

from kg.errors import UnknownName
from kg.graph import Graph
from kg.model.change import Change, Timeline
from tests.questions.conftest import BETWEEN, LATE, Teller

Told = list[tuple[str | None, str | None, str]]


def statuses(timeline: Timeline) -> Told:
    return [
        (
            c.on.isoformat() if c.on else None,
            c.before.status.value if c.before else None,
            c.after.status.value,
        )
        for c in timeline.changes
    ]


def quotes(change: Change) -> list[str]:
    return [e.quote for e in change.because]


def italy(teller: Teller) -> None:
    teller.tell("a", "chatgpt available_in it", told="2023-01-10", since="2022-11-30")
    teller.tell("b", "chatgpt not available_in it", told="2023-04-01", since="2023-03-31")
    teller.tell("c", "chatgpt available_in it", told="2023-05-02", since="2023-04-28")


def test_each_change_has_its_day_and_what_did_it(graph: Graph, teller: Teller) -> None:
    italy(teller)
    told = graph.timeline("ChatGPT", "Italy")
    assert statuses(told) == [
        ("2022-11-30", "unknown", "available"),
        ("2023-03-31", "available", "unavailable"),
        ("2023-04-28", "unavailable", "available"),
    ]
    assert [[e.doc for e in change.because] for change in told.changes] == [["a"], ["b"], ["c"]]
    assert quotes(told.changes[1]) == ["chatgpt not available_in it"]


def test_the_state_on_a_day_is_the_status_of_that_day(graph: Graph, teller: Teller) -> None:
    italy(teller)
    teller.tell("d", "openai not available_in eu", told="2023-09-01", since="2023-08")
    teller.tell("e", "garante restricts chatgpt", told="2024-02-01")
    told = graph.timeline("OpenAI", "Italy").changes
    for day in ("2022-11-29", "2023-03-31", "2023-05-01", "2023-08-31", "2024-02-01"):
        for subject in ("chatgpt", "openai"):
            past = [c for c in told if c.subject_id == subject and c.on and str(c.on) <= day]
            status = graph.status(subject, "Italy", as_of=day).status
            assert (past[-1].after.status if past else "unknown") == status, (subject, day)


def test_a_window_opens_with_the_state_on_its_first_day(graph: Graph, teller: Teller) -> None:
    italy(teller)
    told = graph.timeline("ChatGPT", "Italy", start="2023-04-10", end="2023-04-28")
    assert statuses(told) == [
        ("2023-04-10", None, "unavailable"),
        ("2023-04-28", "unavailable", "available"),
    ]
    assert statuses(graph.timeline("ChatGPT", "Italy", end="2023-04-27"))[-1][0] == "2023-03-31"


def test_what_an_undated_page_says_held_from_the_first(graph: Graph, teller: Teller) -> None:
    teller.tell("page", "chatgpt available_in it")
    assert statuses(graph.timeline("ChatGPT", "Italy")) == [(None, None, "available")]


def test_without_a_region_all_that_sources_speak_of_are_told(graph: Graph, teller: Teller) -> None:
    italy(teller)
    teller.tell("d", "chatgpt not available_in cn", told="2023-02-01")
    teller.tell("e", "azure-openai available_in jp", told="2023-02-01")
    told = graph.timeline("ChatGPT")
    assert {change.region_id for change in told.changes} == {"it", "cn"}


def test_of_a_region_all_subjects_and_their_providers_are_told(
    graph: Graph, teller: Teller
) -> None:
    italy(teller)
    teller.tell("d", "azure available_in it", told="2023-02-01", since="2020")
    told = graph.timeline("Italy")
    assert told.type == "Region"
    assert {change.subject_id for change in told.changes} == {
        "chatgpt", "openai", "azure", "microsoft",
    }  # fmt: skip


def test_of_a_provider_its_services_are_told_too(graph: Graph, teller: Teller) -> None:
    italy(teller)
    told = graph.timeline("OpenAI", "Italy")
    assert {change.subject_id for change in told.changes} == {"openai", "chatgpt"}


def test_an_announcement_is_an_event_and_its_day_a_change(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "openai-api available_in cn", told="2024-06-01", since="2024-01-01")
    teller.tell(
        "b", "openai-api not available_in cn", told="2024-06-24", since="2024-07-09",
        modality="announced",
    )  # fmt: skip
    told = graph.timeline("OpenAI API", "China")
    assert statuses(told)[-1] == ("2024-07-09", "available", "unavailable")
    assert told.changes[-1].after.unconfirmed
    (event,) = told.events
    assert (event.on, event.dated, event.kind) == ("2024-06-24", False, "availability")
    assert (event.evidence.modality, event.evidence.valid_from) == ("announced", "2024-07-09")
    early = graph.timeline("OpenAI API", "China", end="2024-07-01")
    assert [c.after.status.value for c in early.changes] == ["available"]
    assert len(early.events) == 1


@pytest.mark.parametrize("modality", ["proposed", "rumoured"])
def test_what_is_proposed_or_rumoured_is_never_a_change(
    modality: str, graph: Graph, teller: Teller
) -> None:
    teller.tell(
        "a", "chatgpt not available_in it", told="2024-06-01", since="2024-06-15",
        modality=modality,
    )  # fmt: skip
    told = graph.timeline("ChatGPT", "Italy")
    assert told.changes == ()
    assert [event.evidence.modality for event in told.events] == [modality]


def test_the_end_of_a_block_names_the_block(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "deepseek available_in it", told="2024-01-02", since="2024-01-01")
    teller.tell(
        "b", "deepseek not available_in it", told="2024-02-01", since="2024-02-01",
        until="2024-03-01",
    )  # fmt: skip
    told = graph.timeline("DeepSeek", "Italy", end="2024-06-01")
    chat = [c for c in told.changes if c.subject_id == "deepseek"]
    assert [c.on for c in chat] == [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
    assert [e.doc for e in chat[-1].because] == ["b"]


def test_a_lifted_order_is_why_a_limit_ends(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "chatgpt available_in it", told="2024-01-02", since="2024-01-01")
    teller.tell("b", "garante restricts chatgpt", told="2024-02-01", since="2024-02-01")
    teller.tell("c", "garante not restricts chatgpt", told="2024-03-01", since="2024-03-01")
    told = graph.timeline("ChatGPT", "Italy")
    assert [(c.on, c.after.status.value) for c in told.changes] == [
        (date(2024, 1, 1), "available"),
        (date(2024, 2, 1), "limited"),
        (date(2024, 3, 1), "available"),
    ]
    assert [e.doc for e in told.changes[-1].because] == ["c"]
    assert [event.kind.value for event in told.events] == ["restricts", "restricts"]


def test_a_change_of_audience_alone_is_a_change(graph: Graph, teller: Teller) -> None:
    says = "azure-openai available_in cn"
    teller.tell("a", says, told="2024-06-01", since="2024-06-01", audience="eligible customers")
    teller.tell("b", says, told="2024-10-22", since="2024-10-21", audience="enterprises")
    told = graph.timeline("Azure OpenAI", "China")
    last = [c for c in told.changes if c.subject_id == "azure-openai"][-1]
    assert (last.on, last.before and last.before.status) == (date(2024, 10, 21), "limited")
    assert last.after.audiences != (last.before and last.before.audiences)


def test_a_policys_story_are_its_events(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "eu-ai-act issued_by eu", told="2024-07-12", since="2024-07-12")
    teller.tell("b", "eu-ai-act applies_to openai", told="2024-07-20", since="2024-08-01")
    told = graph.timeline("EU AI Act")
    assert told.changes == ()
    assert [(e.on, e.kind.value, e.evidence.object) for e in told.events] == [
        ("2024-07-12", "issued", "European Union"),
        ("2024-08-01", "applies", "OpenAI"),
    ]


def test_whom_else_a_rule_binds_is_not_in_the_story_of_one(graph: Graph, teller: Teller) -> None:
    for bound in ("openai", "anthropic", "eu"):
        teller.tell(bound, f"eu-ai-act applies_to {bound}", told="2024-07-20")
    assert {e.evidence.doc for e in graph.timeline("ChatGPT").events} == {"openai", "eu"}
    assert "anthropic" in {e.evidence.doc for e in graph.timeline("EU AI Act").events}


def test_a_provider_hears_of_its_policies_only_where_they_bind(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("a", "eu-ai-act applies_to openai", told="2024-07-20")
    teller.tell("b", "eu-ai-act applies_to eu", told="2024-07-20")
    teller.tell("c", "garante investigates openai", told="2024-07-20")
    docs = [{e.evidence.doc for e in graph.timeline("OpenAI", r).events} for r in ("IT", "JP")]
    assert docs == [{"a", "b", "c"}, set()]


def test_nothing_is_told_that_was_learnt_later(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "chatgpt available_in it", told="2023-01-10", since="2022-11-30")
    teller.tell("b", "chatgpt not available_in it", told="2023-04-01", at=LATE, since="2023-03-31")
    teller.tell("c", "garante restricts chatgpt", told="2023-04-01", at=LATE, since="2023-03-31")
    for name in ("ChatGPT", "Italy"):
        told = graph.timeline(name, known_on=BETWEEN)
        assert {e.doc for c in told.changes for e in c.because} == {"a"}
        assert told.events == ()
        assert {e.doc for c in graph.timeline(name).changes for e in c.because} >= {"b", "c"}


def test_a_name_is_not_taken_for_a_code(graph: Graph, teller: Teller) -> None:
    teller.knows("arm.company", "Company", "Arm")
    teller.tell("a", "arm.company operates_in gb")
    assert graph.timeline("Arm").type == "Company"
    assert [graph.timeline(code).id for code in ("ARM", "am", "Armenia")] == ["am"] * 3


def test_a_misspelt_region_is_answered_with_a_close_one(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="Hong Kong"):
        graph.timeline("Honk Kong")


def test_a_month_in_which_a_change_came_before_another_ends_the_day_before(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("a", "chatgpt not available_in it", told="2024-03-01", since="2024-01")
    teller.tell("b", "chatgpt available_in it", told="2024-03-01", since="2024-01-09")
    told = graph.timeline("ChatGPT", "Italy")
    assert [(c.on, c.after.status.value) for c in told.changes] == [
        (date(2024, 1, 8), "unavailable"),
        (date(2024, 1, 9), "available"),
    ]
