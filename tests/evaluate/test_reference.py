"""Every number that score.py gives is given here too, and is the same."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.evaluate.answers import score_answers
from kg.evaluate.claims import score_claims
from kg.evaluate.gold import load_gold
from kg.evaluate.predictions import answers_of, claims_of, read_answers, read_claims
from kg.evaluate.scores import AnswerScores, ClaimScores

Row = dict[str, object]
Change = Callable[[random.Random, list[Row]], list[Row]]
DATES = (None, "2023", "2024-07", "2024-07-09", "2025-10")
WORDS = {
    "polarity": ("affirmed", "negated"),
    "modality": ("actual", "announced", "proposed", "rumoured", "surely"),
    "channel": (None, "direct", "partner", "offshore"),
    "valid_from": DATES,
    "valid_to": DATES,
    "attributed_to": (None, "OpenAI", "Microsoft Corp."),
    "status": ("available", "limited", "unavailable", "unknown", "contested", None),
}


def gold_rows(shared: Path, ending: str) -> list[Row]:
    files = sorted((shared / "gold").rglob(f"*{ending}"))
    lines = [line for f in files for line in f.read_text(encoding="utf-8").split("\n") if line]
    return [json.loads(line) for line in lines]


def reworded(rng: random.Random, row: Row) -> Row:
    """Change some of the words of a row."""
    keys = [key for key in WORDS if key in row]
    return {**row, **{key: rng.choice(WORDS[key]) for key in rng.sample(keys, 2)}}


def renamed(rng: random.Random, row: Row) -> Row:
    """Write the names otherwise: some the same to any reader, some another thing's."""
    ways: list[Callable[[str], str]] = [
        str.upper,
        lambda name: f"The {name}, Inc.",
        lambda name: f"{name} (so called)",
        lambda name: name.replace("e", "é"),
        lambda name: " ".join(name.split()[:1]),
        lambda name: f"{name} 910B",
        lambda _: "",
    ]
    change = rng.choice(ways)
    side = rng.choice(["subject", "object"])
    return {**row, side: change(str(row[side])), f"{side}_aliases": None}


def nested(_: random.Random, row: Row) -> Row:
    """Write a claim in the way of `kg extract`."""
    ends = {
        side: {"name": row[side], "type": row[f"{side}_type"], "aliases": ["x", 7]}
        for side in ("subject", "object")
    }
    quote = str(row["evidence"])
    kept = {k: v for k, v in row.items() if not k.startswith(("subject", "object"))}
    return {**kept, **ends, "evidence": {"quote": quote, "start": 3, "end": 3 + len(quote)}}


def turned(_: random.Random, row: Row) -> Row:
    """Exchange subject and object."""
    return {**row, "subject": row["object"], "object": row["subject"]}


def elsewhere(rng: random.Random, row: Row) -> Row:
    """Move a claim to another place: a document, a predicate, a quote, none."""
    quote = str(row["evidence"])
    quotes = (None, quote[:80], f"{quote[:70]}, and so on", "not in the text")
    places: list[Row] = [{"evidence": quote} for quote in quotes]
    places += [{"doc": "no-such-document"}, {"predicate": "offers"}]
    return {**row, **rng.choice(places)}


def other_end(rng: random.Random, row: Row) -> Row:
    """Name something else."""
    names = ["Nowhere", "OpenAI", "China", "Microsoft", "the new export rule", "advanced chips"]
    return {**row, rng.choice(["subject", "object"]): rng.choice(names)}


CHANGES = (reworded, renamed, nested, turned, elsewhere, other_end)


def every(change: Callable[[random.Random, Row], Row]) -> Change:
    return lambda rng, rows: [change(rng, row) for row in rows]


def mixed(rng: random.Random, rows: list[Row]) -> list[Row]:
    """Drop some, repeat some, change some in one way or several, and shuffle all."""
    some = [row for row in rows if rng.random() < 0.7]
    some += rng.choices(rows, k=len(rows) // 5)
    for _ in range(2):
        some = [rng.choice(CHANGES[:2])(rng, r) if rng.random() < 0.3 else r for r in some]
    some = [rng.choice(CHANGES[3:])(rng, row) if rng.random() < 0.3 else row for row in some]
    some = [
        nested(rng, row) if rng.random() < 0.5 and row.get("evidence") else row for row in some
    ]
    return rng.sample(some, len(some))


CLAIM_CHANGES: dict[str, Change] = {
    "itself": lambda _, rows: rows,
    "nothing": lambda _, rows: rows[:0],
    "dropped": lambda rng, rows: rng.sample(rows, len(rows) // 2),
    "duplicated": lambda rng, rows: rows + rng.choices(rows, k=200),
    "negated": lambda _, rows: [
        {**r, "polarity": "affirmed" if r["polarity"] == "negated" else "negated"} for r in rows
    ],
    **{change.__name__: every(change) for change in CHANGES},
    **{f"mixture {n}": mixed for n in range(8)},
}


def listed(scores: ClaimScores) -> Iterator[str]:
    """Write the mistakes that score.py lists too as it does, up to what gold says instead."""
    for m in scores.errors.wrong_polarity:
        yield f"wrong_polarity: {m.doc}: {m.label} ({m.polarity}"
    kinds = {"missed_core": scores.errors.missed_core, "unmatched": scores.errors.invented}
    for kind, found in kinds.items():
        yield from (f"{kind}: {m.doc}: {m.label}" for m in found)


def printed_mistakes(lines: list[str]) -> list[str]:
    """Pick the mistakes out of what score.py prints; it has None for a missing name."""
    kinds = ("wrong_polarity: ", "missed_core: ", "unmatched: ")
    found = [line.split(", gold ")[0] for line in lines if line.startswith(kinds)]
    return [line.replace("> None", "> ?").replace("None >", "? >") for line in found]


CASES = [(name, True) for name in CLAIM_CHANGES] + [("itself", False), ("mixture 0", False)]


@pytest.mark.parametrize(("name", "with_documents"), CASES)
def test_claims_score_as_score_py_has_it(name, with_documents, shared, reference, write) -> None:
    rows = CLAIM_CHANGES[name](random.Random(name), gold_rows(shared, ".claims.jsonl"))
    predicted = write("predicted.jsonl", rows)
    folders = [shared / "corpus"] if with_documents else []
    expected, printed = reference("claims", shared / "gold", predicted, *folders)
    gold = load_gold(shared / "gold", folders)
    scores = score_claims(gold.claims, read_claims(predicted), gold.documents)
    given = scores.model_dump(mode="json", exclude={"errors"})
    assert {key: given[key] for key in expected} == expected
    assert not with_documents or set(expected) == set(given)
    assert list(listed(scores)) == printed_mistakes(printed)
    assert score_claims(gold.claims, claims_of(rows), gold.documents) == scores


def test_gold_scores_full_marks_against_itself(shared) -> None:
    gold = load_gold(shared / "gold")
    scores = score_claims(gold.claims, gold.claims)
    assert (scores.triples.f1, scores.strict.f1, scores.wrong_polarity) == (1.0, 1.0, 0)
    assert scores.errors.missed_core == scores.errors.invented == ()


def asked_otherwise(rng: random.Random, row: Row) -> Row:
    """Answer in another shape: no document, an object for a name, several channels."""
    shapes: list[Row] = [
        {k: v for k, v in row.items() if k != "doc"},
        {**row, "subject": {"name": row["subject"], "id": "x"}},
        {**row, "region": str(row["region"]).upper()},
        {**row, "channel": None, "channels": ["offshore", row["channel"]]},
        {**row, "as_of": "1999-01-01"},
        {**row, "id": f"q{rng.randrange(9)}"},
        {**row, "doc": None},
    ]
    return rng.choice(shapes)


def mixed_answers(rng: random.Random, rows: list[Row]) -> list[Row]:
    some = [row for row in rows if rng.random() < 0.8] + rng.choices(rows, k=20)
    some = [reworded(rng, row) if rng.random() < 0.4 else row for row in some]
    some = [asked_otherwise(rng, row) if rng.random() < 0.5 else row for row in some]
    return rng.sample(some, len(some))


ANSWER_CHANGES: dict[str, Change] = {
    "itself": lambda _, rows: rows,
    "nothing": lambda _, rows: rows[:0],
    "reworded": every(reworded),
    "asked otherwise": every(asked_otherwise),
    **{f"mixture {n}": mixed_answers for n in range(6)},
}


def as_score_py(scores: AnswerScores) -> dict[str, object]:
    """Give the scores with its spelling of the confusion."""
    given = scores.model_dump(mode="json", exclude={"errors"})
    given["status"]["confusion"] = {
        f"{c.expected} -> {c.answered}": c.count for c in scores.status.confusion
    }
    return given


def wrong(scores: AnswerScores) -> list[str]:
    return [
        f"answers: {w.question}: {w.subject} in {w.region} on {w.as_of}: "
        f"{w.answered}, not {w.expected}"
        for w in scores.errors
    ]


@pytest.mark.parametrize("name", ANSWER_CHANGES)
def test_answers_score_as_score_py_has_it(name, shared, reference, write) -> None:
    rows = ANSWER_CHANGES[name](random.Random(name), gold_rows(shared, ".answers.jsonl"))
    predicted = write("predicted.jsonl", rows)
    expected, printed = reference("answers", shared / "gold", predicted)
    scores = score_answers(load_gold(shared / "gold").answers, read_answers(predicted))
    assert as_score_py(scores) == expected
    assert wrong(scores) == [line for line in printed if line.startswith("answers: ")]
    with_doc = [row for row in rows if row.get("doc")]
    again = score_answers(load_gold(shared / "gold").answers, answers_of(with_doc))
    assert again.status.questions == scores.status.questions


COLLECTION = [
    {"id": "q1", "subject": "ChatGPT", "region": "Italy", "as_of": "2023-04-10",
     "status": "unavailable", "tags": ["time", "order"], "channel": "direct"},
    {"id": "q2", "subject": "Claude", "region": "EU", "as_of": None,
     "status": "limited", "accept": ["available"], "tags": ["time"], "channel": "partner"},
    {"id": "q3", "region": "China", "as_of": "2024-08-01", "providers": ["Microsoft", "Baidu"],
     "optional": ["Alibaba"], "must_not": ["OpenAI", "Anthropic"]},
    {"id": "q4", "region": "Russia", "as_of": "2024-08-01", "providers": []},
    {"subject": "Gemini", "region": "Hong Kong", "as_of": "2024", "status": "unavailable"},
]  # fmt: skip


def collection_answers(rng: random.Random) -> list[Row]:
    """Answer the questions of a whole collection at random."""
    companies = ["Microsoft Corp.", "百度", "Alibaba Group", "OpenAI", "Anthropic", "Yandex"]
    found = []
    for row in rng.choices(COLLECTION, k=7):
        answer = {k: v for k, v in row.items() if rng.random() < 0.9}
        answer["status"] = rng.choice(WORDS["status"])
        answer["channels"] = rng.sample(["direct", "partner"], 1)
        answer["providers"] = rng.sample(companies, rng.randrange(5))
        answer |= rng.choice([{}, {}, {"doc": None}, {"doc": "collection"}])
        found.append(answer)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_answers_to_a_collection_score_as_score_py_has_it(seed, reference, write) -> None:
    gold = write("gold/collection.answers.jsonl", COLLECTION)
    predicted = write("predicted/said.jsonl", collection_answers(random.Random(seed)))
    expected, _ = reference("answers", gold.parent, predicted.parent)
    scores = score_answers(load_gold(gold.parent).answers, read_answers(predicted.parent))
    assert as_score_py(scores) == expected
