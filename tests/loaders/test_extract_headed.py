"""Lists of places under headings: whose they are, and whether the places have it."""

import pytest

from tests.loaders.test_extract import claims, document, said, told


def had(text: str) -> dict[str, str]:
    """Give what the claims of a text say of places: the place, and whether it is served."""
    found = claims(document(text))
    return {c.object.name: c.polarity.value for c in found if c.predicate == "available_in"}


def test_a_heading_says_what_its_bullets_are() -> None:
    text = """Perplexity: where the app works

Supported countries and territories

• Norway
• Chile
• Georgia (excluding Abkhazia)

Countries that are not supported

• Cuba
• Iran

Payment

• Germany
"""
    assert had(text) == {
        "Norway": "affirmed",
        "Chile": "affirmed",
        "Georgia": "affirmed",
        "Cuba": "negated",
        "Iran": "negated",
    }


def test_a_lead_in_line_says_it_too_and_commas_part_places() -> None:
    text = """Claude API in the Gulf

The pages below are updated each quarter.

Currently available in:

Bahrain, Qatar, Kuwait and Oman

Not yet available in:

Iraq
"""
    assert had(text) == {
        "Bahrain": "affirmed",
        "Qatar": "affirmed",
        "Kuwait": "affirmed",
        "Oman": "affirmed",
        "Iraq": "negated",
    }


def test_a_page_that_names_no_service_speaks_of_its_publisher() -> None:
    page = document("Help\n\nSupported locations\n\n- Peru\n- Kenya\n- Nepal").model_copy(
        update={"publisher": "Anthropic"}
    )
    found = [(c.subject.name, c.object.name) for c in claims(page)]
    assert found == [("Anthropic", "Peru"), ("Anthropic", "Kenya"), ("Anthropic", "Nepal")]


@pytest.mark.parametrize(
    ("heading", "polarity"),
    [
        ("Unterstützte Länder und Regionen", "affirmed"),
        ("Länder, in denen ChatGPT nicht verfügbar ist", "negated"),
        ("Pays et régions pris en charge", "affirmed"),
        ("Non disponible dans ces pays", "negated"),
        ("Países y regiones compatibles", "affirmed"),
        ("Paesi supportati", "affirmed"),
        ("支持的国家和地区", "affirmed"),
        ("不支持的地区", "negated"),
        ("対応している国と地域", "affirmed"),
        ("利用できない国", "negated"),
    ],
)
def test_headings_are_read_in_other_languages(heading: str, polarity: str) -> None:
    assert had(f"ChatGPT\n\n{heading}\n\n• Japan\n• Canada\n• Mexico") == {
        "Japan": polarity,
        "Canada": polarity,
        "Mexico": polarity,
    }


@pytest.mark.parametrize(
    "heading",
    ["Coming soon to these countries", "Supported languages", "Our offices", "Upcoming markets"],
)
def test_other_lists_of_places_make_no_claim(heading: str) -> None:
    assert said(f"Mistral AI\n\n{heading}\n\n• Japan\n• Canada\n• Mexico") == []


def test_an_item_that_has_a_word_of_its_own_is_left_to_it() -> None:
    text = "Gemini\n\nSupported countries\n\n• Japan: available\n• Canada: not available"
    assert had(text) == {"Japan": "affirmed", "Canada": "negated"}


def test_a_line_tells_a_status_beside_its_places() -> None:
    page = document(
        "Where is Gemini Live available?\n\n"
        "Gemini Live\n"
        "- United States: available to Google One subscribers\n"
        "- Canada and Australia: coming in March\n"
        "- India: since 12 May 2025\n"
        "- Peru: no\n"
        "- Chile: see below\n",
        published="2025-06-15",
    )
    assert {told(c) for c in claims(page) if c.predicate == "available_in"} == {
        "Gemini Live available_in United States affirmed actual subscribers",
        "Gemini Live available_in Canada affirmed announced 2026-03",
        "Gemini Live available_in Australia affirmed announced 2026-03",
        "Gemini Live available_in India affirmed actual 2025-05-12",
        "Gemini Live available_in Peru negated actual",
    }
