"""Scores laid out as tables."""

import json

from kg.evaluate.answers import score_answers
from kg.evaluate.claims import score_claims
from kg.evaluate.gold import load_gold
from kg.evaluate.predictions import answers_of, claims_of
from kg.evaluate.scores import AnswerScores, ClaimScores
from kg.evaluate.table import mistakes_of, rows_of, tables_of

CLAIM = {"doc": "a", "subject": "OpenAI", "predicate": "offers", "object": "ChatGPT",
         "evidence": "OpenAI's ChatGPT"}  # fmt: skip
ANSWER = {"doc": "a", "subject": "ChatGPT", "region": "Italy", "status": "available"}


def claim_scores(write) -> ClaimScores:
    gold = load_gold(write("gold/a.claims.jsonl", [CLAIM]))
    return score_claims(gold.claims, claims_of([CLAIM, {**CLAIM, "object": "Sora"}]))


def answer_scores(write) -> AnswerScores:
    gold = load_gold(write("gold/a.answers.jsonl", [ANSWER]))
    return score_answers(gold.answers, answers_of([{**ANSWER, "status": "unknown"}]))


def test_every_row_has_a_cell_for_each_column(write) -> None:
    tables = [*tables_of(claim_scores(write)), *tables_of(answer_scores(write))]
    tables += [*mistakes_of(claim_scores(write)), *mistakes_of(answer_scores(write))]
    assert tables
    for table in tables:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_rows_are_named_and_carry_the_numbers(write) -> None:
    rows = rows_of(claim_scores(write))
    assert ("claims: triples", 0.5, 1.0, 0.6667, 1, 2, 1) in rows
    assert ("predicate: offers", 0.5, 1.0, 0.6667, 1, 2, 1) in rows
    assert ("counts: core_recall", 1.0) in rows
    assert ("confusion: available", "unknown", 1) in rows_of(answer_scores(write))


def test_groups_that_nothing_is_known_of_are_left_out(write) -> None:
    titles = {table.title for table in tables_of(claim_scores(write))}
    assert not titles & {"genre", "evidence"}


def test_mistakes_show_the_sentence(write) -> None:
    (table,) = mistakes_of(claim_scores(write))
    assert table.title == "invented"
    assert table.rows == (("a", "OpenAI > offers > Sora", "affirmed", "OpenAI's ChatGPT"),)


def test_scores_are_json(write) -> None:
    scores = claim_scores(write)
    assert ClaimScores.model_validate(json.loads(json.dumps(scores.model_dump()))) == scores
    answers = answer_scores(write)
    assert AnswerScores.model_validate(json.loads(json.dumps(answers.model_dump()))) == answers
