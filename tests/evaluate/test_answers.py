"""What is counted for whom when answers are scored."""

import pytest

from kg.evaluate.answers import score_answers
from kg.evaluate.gold import load_gold
from kg.evaluate.predictions import answers_of

ITALY = {"doc": "blog", "subject": "ChatGPT", "region": "Italy", "as_of": "2023-04-10",
         "status": "unavailable", "tags": ["order"], "channel": "direct"}  # fmt: skip
FRANCE = {**ITALY, "region": "France", "status": "available", "accept": ["limited"], "tags": []}


@pytest.fixture
def gold(write):
    return load_gold(write("gold/blog.answers.jsonl", [ITALY, FRANCE]).parent).answers


def test_a_swap_is_counted_apart_from_other_mistakes(gold) -> None:
    said = [{**ITALY, "status": "available"}, {**FRANCE, "status": "unknown"}]
    scores = score_answers(gold, answers_of(said))
    assert (scores.status.accuracy, scores.status.opposite) == (0.0, 1)
    assert scores.per_tag == {"order": 0.0}
    assert [(w.expected, w.answered) for w in scores.errors] == [
        ("unavailable", "available"), ("available", "unknown"),
    ]  # fmt: skip


def test_an_accepted_status_is_right_but_not_exact(gold) -> None:
    scores = score_answers(gold, answers_of([ITALY, {**FRANCE, "status": "limited"}]))
    assert (scores.status.accuracy, scores.status.exact_accuracy) == (1.0, 0.5)
    assert scores.status.channel_accuracy == 1.0


def test_no_answer_is_wrong_and_counted_as_such(gold) -> None:
    scores = score_answers(gold, answers_of([ITALY]))
    assert (scores.status.right, scores.status.unanswered) == (1, 1)
    assert [w.answered for w in scores.errors] == [None]


def test_an_answer_is_found_by_its_id_whatever_it_repeats_of_the_question(write) -> None:
    question = {"id": "q7", **{k: v for k, v in ITALY.items() if k != "doc"}}
    gold = load_gold(write("gold/all.answers.jsonl", [question])).answers
    assert score_answers(gold, answers_of([{"id": "q7", "status": "unavailable"}])).errors == ()


def test_providers_are_scored_as_sets(write) -> None:
    question = {"id": "q", "region": "China", "as_of": "2024-08-01", "must_not": ["OpenAI"],
                "providers": ["Microsoft", "Baidu"], "optional": ["Alibaba"]}  # fmt: skip
    gold = load_gold(write("gold/all.answers.jsonl", [question])).answers
    said = [{"id": "q", "providers": ["微软", "Alibaba Group", "Open AI"]}]
    serves = score_answers(gold, answers_of(said)).serves
    assert (serves.precision, serves.recall, serves.forbidden_named) == (0.5, 0.5, 1)
