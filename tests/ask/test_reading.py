"""Plain questions are read as they were meant, or say what was understood of them."""

import pytest
import yaml

from kg.graph import Graph
from kg.model.reply import How, Reply
from tests.ask.conftest import ROOT, TODAY

QUESTIONS = yaml.safe_load((ROOT / "tests" / "cases" / "questions.yaml").read_text("utf-8"))
READ = [q for q in QUESTIONS if "kind" in q]
GAPS = [q for q in QUESTIONS if "gap" in q]
REFUSED = [q for q in QUESTIONS if "says" in q]


def read(reply: Reply) -> dict[str, object]:
    """Give a reading as the cases write it."""
    told = reply.understood
    found: dict[str, object] = {
        "kind": told.kind,
        "subjects": [one.id for one in told.subjects if one.how is not How.DESCRIBED],
        "described": next((s.name for s in told.subjects if s.how is How.DESCRIBED), None),
        "region": told.region.id if told.region else None,
        "owned_from": told.owned_from.id if told.owned_from else None,
        "audience": told.audience,
        "as_of": told.as_of,
        "known_on": told.known_on,
        "start": told.start,
        "end": told.end,
        "period": list(told.period) if told.period else None,
    }
    return {name: value for name, value in found.items() if value}


def expected(question: dict[str, object]) -> dict[str, object]:
    """Give what a case expects, with what it leaves unsaid."""
    extra = {"ask", "slip", "gap", "says", "on"}
    told = {name: value for name, value in question.items() if name not in extra}
    return {"as_of": question.get("on", TODAY)} | told


def cases() -> list[object]:
    """Give each question as a case; one with a gap is expected to be misread."""
    return [
        pytest.param(
            q, id=q["ask"], marks=[pytest.mark.xfail(reason=q["gap"])] if "gap" in q else []
        )
        for q in READ
    ]


@pytest.mark.parametrize("question", cases())
def test_a_question_is_read_as_it_was_meant(graph: Graph, question: dict[str, object]) -> None:
    reply = graph.ask(str(question["ask"]), on=TODAY)
    assert not reply.problem
    assert read(reply) == expected(question)
    assert reply.says
    assert reply.answer is not None


@pytest.mark.parametrize("question", REFUSED, ids=lambda q: str(q["ask"]))
def test_what_is_not_understood_is_said(graph: Graph, question: dict[str, object]) -> None:
    reply = graph.ask(str(question["ask"]), on=TODAY)
    assert reply.answer is None
    assert str(question["says"]) in reply.problem
    assert reply.offers


def test_nearly_all_questions_are_read_rightly() -> None:
    assert len(READ) >= 60
    assert len(GAPS) <= len(READ) * 0.05
    assert sum("slip" in q for q in QUESTIONS) * 3 >= len(QUESTIONS)
