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


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Starting July 3, Claude is available in Japan.", "2024-07-03"),
        ("Effective July 3, Claude is not available in Japan.", "2024-07-03"),
        ("From 3 May Claude is available in Japan.", "2024-05-03"),
        ("Claude has been available in Japan for two years.", "2022"),
        ("Support for Claude in Japan ends in July.", "2024-07"),
        ("Claude was blocked in Japan in July.", "2023-07"),
    ],
)
def test_a_date_without_its_year_is_the_one_that_the_tense_means(text: str, since: str) -> None:
    assert [c.valid_from for c in claims(document(text)) if c.predicate == "available_in"] == [
        since
    ]


def test_how_long_something_will_last_is_no_beginning() -> None:
    found = claims(document("Claude will be blocked in Japan for two weeks."))
    assert all(claim.valid_from is None for claim in found)


def test_a_ban_that_ended_is_no_ban() -> None:
    found = claims(document("The ban on ChatGPT in Italy ended on 28 April 2023."))
    assert not [c for c in found if c.predicate == "available_in" and c.polarity == "negated"]


def test_an_authority_in_a_clause_about_a_place_is_that_place_s() -> None:
    text = "Korea's measure is milder than that of Italy, where the data protection authority "
    found = claims(document(text + "blocked ChatGPT."))
    assert {(c.predicate, c.object.name) for c in found if c.predicate != "issued_by"} == {
        ("restricts", "ChatGPT"),
        ("available_in", "Italy"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia needs a licence for every H20 it ships to China.",
        "Nvidia needs a licence to sell its H20 chip to China.",
        "The Garante ordered OpenAI to stop processing the data of people in Italy.",
        "Anthropic lists each country that it serves in Europe beside Peru.",
    ],
)
def test_what_is_only_required_or_meant_in_general_is_no_claim_on_places(text: str) -> None:
    places = {"available_in", "hosted_in"}
    assert not [told(c) for c in claims(document(text)) if c.predicate in places]
