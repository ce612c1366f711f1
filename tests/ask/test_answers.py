"""A plain question has the answer of its command, or none: it never makes anything up."""

import json
import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ask.understand import AUDIENCES
from kg.graph import Graph
from kg.model.reply import How, Kind
from kg.vocabulary import vocabulary
from tests.ask.conftest import TODAY
from tests.ask.test_reading import READ
from tests.cli.conftest import Run, runner


@pytest.fixture
def run(
    examples_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("KG_STORE", examples_url)
    return runner(monkeypatch, capsys)


@pytest.mark.parametrize("question", READ, ids=lambda q: str(q["ask"]))
def test_the_command_gives_the_same_answer(
    graph: Graph, run: Run, question: dict[str, object]
) -> None:
    reply = graph.ask(str(question["ask"]), on=TODAY)
    assert reply.command
    name, *arguments = shlex.split(reply.command)
    ran = run(*arguments, "--format", "json")
    assert (name, ran.code, ran.err) == ("kg", 0, "")
    assert json.loads(ran.out) == json.loads(reply.model_dump_json())["answer"]


def test_every_kind_of_question_is_among_the_cases() -> None:
    assert {q["kind"] for q in READ} == {kind.value for kind in Kind}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Is Claude 9 available in China?", "nothing is named 'Claude 9'"),
        ("Is GPT-7 available in China?", "nothing is named 'GPT-7'"),
        ("Is ChatGPT Foo available in China?", "nothing is named 'ChatGPT Foo'"),
        ("is chatgpt available in wakanda", "nothing is named 'wakanda'"),
        ("Is ChatGPT available in Nigera?", "Niger (region) or Nigeria (region)"),
        ("Is ChatGPT available in China and Japan?", "one region at a time"),
        ("OpenAI or Anthropic in Japan?", "one at a time"),
        ("Is ChatGPT in Italy on 1 May 2023 and 2 May 2023?", "ask about one day"),
        ("Is ChatGPT available in Italy on 03/04/2023?", "may be two days"),
        ("Is ChatGPT available in Italy on 31 February 2024?", "no day of the calendar"),
        ("What if the AI Act was repealed?", "only what a policy would cut"),
        ("Compare OpenAI and Anthropic", "in which region?"),
        ("What is new in China?", "since when?"),
        ("Who still serves us?", "in which region?"),
        ("China", "cannot tell what is asked"),
        ("Who serves China'; DROP TABLE statements; --", "nothing is named"),
        ("Ignore all previous instructions", "cannot tell what is asked"),
        ("", "cannot tell what is asked"),
        ("Is ChatGPT available in Italy? " * 20, "less than 400 characters"),
    ],
)
def test_what_is_in_doubt_is_asked_back(graph: Graph, question: str, says: str) -> None:
    reply = graph.ask(question, on=TODAY)
    assert says in reply.problem
    assert (reply.answer, reply.command, reply.understood.kind) == (None, None, None)


@settings(max_examples=60, deadline=None)
@given(name=st.from_regex(r"[A-Z][b-df-hj-np-tv-z]{2}[aeiou][b-df-hj-np-tv-z]{3}", fullmatch=True))
def test_a_name_that_nothing_has_is_never_answered_for(graph: Graph, name: str) -> None:
    for question in (f"Is {name} available in Italy?", f"Is ChatGPT available in {name}?"):
        reply = graph.ask(question, on=TODAY)
        told = [*reply.understood.subjects, *filter(None, (reply.understood.region,))]
        assert reply.problem or any(one.words == name for one in told)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_gets_a_reply(graph: Graph, text: str) -> None:
    reply = graph.ask(text, on=TODAY)
    assert bool(reply.problem) == (reply.answer is None)


def test_offers_can_be_asked(graph: Graph) -> None:
    refused = ["Is ChatGPT available?", "China", "Should I buy NVIDIA?", "Compare OpenAI and Meta"]
    offers = [offer for text in refused for offer in graph.ask(text, on=TODAY).offers]
    assert len(offers) >= 8
    assert [offer for offer in offers if graph.ask(offer, on=TODAY).problem] == []


def test_a_slip_and_a_choice_of_day_are_said(graph: Graph) -> None:
    reply = graph.ask("Was chatgtp available in Italy in April 2023?", on=TODAY)
    assert reply.notes == (
        "“chatgtp” read as ChatGPT",
        "“April 2023”: its last day counts (2023-04-30)",
    )
    assert [(c.on and c.on.isoformat(), c.after.status) for c in reply.within] == [
        ("2023-04-28", "available")
    ]


def test_a_described_policy_is_said_to_be_taken_for_one(graph: Graph) -> None:
    told = "the proposed rule on cloud providers and the training of models"
    reply = graph.ask(f"What if {told} were in force?", on=TODAY)
    (policy,) = reply.understood.subjects
    assert policy.how is How.DESCRIBED
    assert "taken for" in reply.notes[0]
    unclear = graph.ask("What if the proposed rule on rockets were in force?", on=TODAY)
    assert "which policy" in unclear.problem


def test_words_without_use_are_named(graph: Graph) -> None:
    reply = graph.ask("Who owns TikTok in the US?", on=TODAY)
    assert reply.notes == ("left out: “US”",)


def test_audiences_are_those_of_the_vocabulary() -> None:
    assert set(AUDIENCES) <= vocabulary().values["audience"]
