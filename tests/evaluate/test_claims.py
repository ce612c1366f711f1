"""What is counted for whom when claims are scored."""

import pytest

from kg.evaluate.claims import dates_fit, score_claims
from kg.evaluate.gold import GoldDocument, load_gold
from kg.evaluate.predictions import claims_of

TEXT = "OpenAI told developers in China that its API would close. Microsoft stays."
CLOSED = {
    "doc": "wire", "subject": "OpenAI API", "subject_type": "Service",
    "predicate": "available_in", "object": "China", "object_type": "Region",
    "polarity": "negated", "modality": "announced", "valid_from": "2024-07-09",
    "channel": "direct", "evidence": "its API would close", "core": True,
}  # fmt: skip
STAYS = {
    "doc": "wire", "subject": "Microsoft", "predicate": "available_in", "object": "China",
    "polarity": "affirmed", "modality": "actual", "evidence": "Microsoft stays.", "core": False,
}  # fmt: skip
MAYBE = {**STAYS, "predicate": "operates_in", "optional": True}


@pytest.fixture
def gold(write):
    return load_gold(write("gold/wire.claims.jsonl", [CLOSED, STAYS, MAYBE]).parent).claims


def test_missed_and_invented_claims_are_told_apart_with_their_sentences(gold) -> None:
    invented = {**STAYS, "object": "Russia", "evidence": "told developers"}
    scores = score_claims(gold, claims_of([CLOSED, invented]))
    assert (scores.triples.precision, scores.triples.recall) == (0.5, 0.5)
    assert scores.core_recall == 1.0
    assert [m.sentence for m in scores.errors.missed_background] == ["Microsoft stays."]
    (mistake,) = scores.errors.invented
    assert (mistake.doc, mistake.sentence) == ("wire", "told developers")
    assert mistake.label == "Microsoft > available_in > Russia"


def test_an_optional_claim_counts_neither_way(gold) -> None:
    without = score_claims(gold, claims_of([CLOSED]))
    with_it = score_claims(gold, claims_of([CLOSED, MAYBE]))
    assert with_it.triples == without.triples
    assert with_it.met_optional == 1


def test_a_repeated_prediction_counts_once(gold) -> None:
    other_sentence = {**CLOSED, "evidence": "OpenAI told developers"}
    scores = score_claims(gold, claims_of([CLOSED, other_sentence]))
    assert (scores.triples.predicted, scores.repeated) == (1, 1)


def test_a_prediction_for_a_document_without_gold_is_outside(gold) -> None:
    scores = score_claims(gold, claims_of([{**CLOSED, "doc": "blog"}]))
    assert (scores.outside, scores.triples.predicted) == (1, 0)
    assert scores.triples.precision is None


def test_the_opposite_is_met_but_counted_apart(gold) -> None:
    scores = score_claims(gold, claims_of([{**CLOSED, "polarity": "affirmed"}]))
    assert (scores.triples.matched, scores.strict.matched, scores.wrong_polarity) == (1, 0, 1)
    assert [m.polarity for m in scores.errors.wrong_polarity] == ["affirmed"]


def test_an_opposite_that_gold_says_too_is_no_wrong_polarity(write) -> None:
    both = [CLOSED, {**CLOSED, "polarity": "affirmed", "channel": "unofficial"}]
    gold = load_gold(write("wire.claims.jsonl", both)).claims
    twice = [both[1], {**both[1], "channel": "partner"}]
    assert score_claims(gold, claims_of(twice)).wrong_polarity == 0


def test_a_prediction_makes_room_for_another_that_has_no_other_place(write) -> None:
    two = [{**CLOSED, "subject_aliases": ["ChatGPT"]}, {**CLOSED, "channel": "offshore"}]
    gold = load_gold(write("wire.claims.jsonl", two)).claims
    predicted = [CLOSED, {**CLOSED, "subject": "ChatGPT", "channel": "offshore"}]
    assert score_claims(gold, claims_of(predicted)).triples.matched == 2


def test_quotes_and_spans_are_looked_up_in_the_document(gold) -> None:
    document = GoldDocument(id="wire", text=TEXT, genre="news")
    start = TEXT.index("its API")
    span = {"quote": "its API would close", "start": start, "end": start + 19}
    askew = {"quote": "Microsoft stays.", "start": 0, "end": 16}
    made_up = {"quote": "Microsoft leaves."}
    predicted = [{**CLOSED, "evidence": span}, {**STAYS, "evidence": askew},
                 {**STAYS, "object": "Russia", "evidence": made_up}]  # fmt: skip
    scores = score_claims(gold, claims_of(predicted), {"wire": document})
    assert scores.evidence
    assert (scores.evidence.checked, scores.evidence.exact) == (3, 2)
    assert (scores.evidence.spans, scores.evidence.spans_right) == (2, 1)
    assert scores.per_genre == {"news": scores.triples}


def test_fields_are_compared_among_claims_that_met(gold) -> None:
    vague = {**CLOSED, "valid_from": "2024-07", "channel": None}
    fields = score_claims(gold, claims_of([vague])).fields
    assert (fields["polarity"], fields["valid_from"], fields["channel"]) == (1.0, 0.0, 0.0)
    assert fields["valid_from_compatible"] == 1.0


def test_a_channel_is_compared_for_availability_alone(write) -> None:
    operates = {**STAYS, "predicate": "operates_in", "channel": "direct"}
    gold = load_gold(write("wire.claims.jsonl", [CLOSED, operates])).claims
    fields = score_claims(gold, claims_of([CLOSED, {**operates, "channel": None}])).fields
    assert (fields["channel"], fields["channel_where_given"]) == (1.0, 1.0)


RULE = {"doc": "wire", "subject": "Measures on Labels", "subject_type": "Policy",
        "predicate": "issued_by", "object": "China", "object_type": "Region",
        "evidence": "All platforms in the country must label the posts of machines."}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "met"),
    [
        ({"subject": "labels"}, 1),
        ({"subject": "the new law"}, 1),
        ({"subject": "the new law", "evidence": RULE["evidence"][:60] + ", and so on"}, 1),
        ({"subject": "the new law", "evidence": "Another law."}, 0),
        ({"subject": "the new law", "subject_type": "Service"}, 0),
        ({"object": "Tokyo"}, 0),
    ],
)
def test_a_policy_is_met_by_words_or_place(write, changes: dict[str, str], met: int) -> None:
    gold = load_gold(write("wire.claims.jsonl", [RULE])).claims
    assert score_claims(gold, claims_of([{**RULE, **changes}])).triples.matched == met


@pytest.mark.parametrize(
    ("gold_date", "predicted_date", "fit"),
    [("2024-07-09", "2024-07", True), ("2024", "2024-07", True), ("2024-07", "2024-08", False),
     ("2024", None, False), (None, None, True)],
)  # fmt: skip
def test_a_date_fits_a_less_precise_one(gold_date, predicted_date, fit) -> None:
    assert dates_fit(gold_date, predicted_date) is fit
