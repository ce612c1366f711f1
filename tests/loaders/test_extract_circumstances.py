"""What a clause adds to a claim: its time, its people, its ways, its places."""

import pytest

from loaders.extractors.spoken_dates import dates_of
from tests.loaders.test_extract import Case, cases, claims, document, told

PUBLISHED = "2024-06-15"


@pytest.mark.parametrize("case", cases("frames-circumstances"), ids=lambda c: str(c["text"])[:70])
def test_a_clause_says_when_for_whom_and_how(case: Case) -> None:
    found = claims(document(str(case["text"]), PUBLISHED))
    texts = [told(claim) for claim in found]
    expected, never = case.get("claims", []), case.get("never", [])
    assert isinstance(expected, list)
    assert isinstance(never, list)
    for want in expected:
        given = {key: value for key, value in want.items() if key != "claim"}
        fitting = [c for c in found if told(c).startswith(want["claim"])]
        seen = [{key: circumstance(c, key) for key in given} for c in fitting]
        assert given in seen, (want, seen, texts)
    assert not [text for text in texts for start in never if text.startswith(start)]


def circumstance(claim: object, key: str) -> object:
    """Give one circumstance of a claim, a mention by its name."""
    value = getattr(claim, key)
    return getattr(value, "name", value) if key == "via" else value


@pytest.mark.parametrize(
    ("text", "spoken", "value", "role"),
    [
        ("until then", "2024-05-03", "2024-05-03", "to"),
        ("until then", None, PUBLISHED, "to"),
        ("Until that week", "2024-05", "2024-05", "to"),
        ("since then", "2024-05-03", "2024-05-03", "from"),
        ("on the same day", "2024-05-03", "2024-05-03", "at"),
        ("until now", "2024-05-03", PUBLISHED, "to"),
        ("until this week", "2024-05-03", PUBLISHED, "to"),
        ("by then", "2024-05-03", "2024-05-03", "bound"),
    ],
)
def test_a_text_refers_back_to_a_date(
    text: str, spoken: str | None, value: str, role: str
) -> None:
    [found] = dates_of(text, (0, len(text)), PUBLISHED, spoken)
    assert (found.past, found.role) == (value, role)


def test_a_date_of_the_same_sentence_is_nearer_than_one_before() -> None:
    text = "It opened on 2 June 2024 and until then was closed"
    found = dates_of(text, (0, len(text)), PUBLISHED, "2023-01-01")
    assert [(w.past, w.role) for w in found] == [("2024-06-02", "at"), ("2024-06-02", "to")]


def test_between_two_dates_is_from_one_until_the_other() -> None:
    text = "between 4 March and the end of May 2024"
    found = dates_of(text, (0, len(text)), PUBLISHED, None)
    assert [(w.past, w.role) for w in found] == [("2024-03-04", "from"), ("2024-05", "to")]


def test_two_dates_without_between_stay_as_they_are() -> None:
    text = "on 4 March and on 9 May 2024"
    found = dates_of(text, (0, len(text)), PUBLISHED, None)
    assert [w.role for w in found] == ["at", "at"]
