"""Dates, places and people of availability where each has words of its own."""

import pytest

from loaders.extractors.own_dates import own_date
from tests.loaders.test_extract import claims, document, told

PUBLISHED = "2025-06-15"


def texts(text: str, publisher: str | None = None) -> list[str]:
    read = document(text, PUBLISHED).model_copy(update={"publisher": publisher})
    return [told(claim) for claim in claims(read)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Claude opened to Canada on June 5, 2024 and to Brazil on August 1, 2024.",
            "Claude available_in Brazil affirmed actual 2024-08-01",
        ),
        (
            "Gemini did not reach Canada until 8 February 2024.",
            "Gemini available_in Canada affirmed actual 2024-02-08",
        ),
        (
            "Grok was not blocked in Turkey until 9 July 2024.",
            "Grok available_in Turkey negated actual 2024-07-09",
        ),
        (
            "ChatGPT was unavailable in Italy between 31 March and 28 April 2023.",
            "ChatGPT available_in Italy negated actual 2023-03-31",
        ),
        (
            "South Korea's AI Basic Act, promulgated on 21 January 2025, is long.",
            "Korea AI Basic Act issued_by South Korea affirmed actual 2025-01-21",
        ),
        (
            "Is Claude available in Vietnam?\n\nYes. It launched there on 16 October 2023.",
            "Claude available_in Vietnam affirmed actual 2023-10-16",
        ),
        (
            "The Garante blocked ChatGPT on 31 March 2023 and lifted the block on 28 April 2023.",
            "ChatGPT available_in Italy affirmed actual 2023-04-28",
        ),
        (
            "Claude is available in Asia Pacific (Jakarta).",
            "Claude hosted_in Jakarta affirmed actual",
        ),
        (
            "Customers in China can use Azure OpenAI Service models hosted in Japan.",
            "Azure OpenAI Service available_in China affirmed actual offshore",
        ),
        ("Colorado's AI Act was passed.", "Colorado AI Act issued_by Colorado affirmed actual"),
    ],
)
def test_each_has_its_own_words(text: str, claim: str) -> None:
    assert [found for found in texts(text) if found.startswith(claim)], texts(text)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("By using Grok you represent that you are not located in Cuba.", "xAI headquartered_in"),
        ("Residents of Texas cannot use the face feature of Grok.", "Grok available_in"),
        ("OpenAI told reporters in Japan not to use ChatGPT for quotes.", "ChatGPT available_in"),
        ("Character.AI must block users under 18 in Australia.", "Character.AI available_in"),
        ("The GAIN AI Act would oblige Nvidia to serve American buyers.", "NVIDIA available_in"),
        ("Google warrants that Gemini is not based in Russia.", "Gemini available_in"),
        ("Currently, the feature is limited to the United States.", "Currently"),
        ("Under the Online Safety Act, Ofcom can fine Character.AI.", "Ofcom investigates"),
        ("Gemini now in Canada's courts", "Gemini available_in"),
        ("Customers in China can use Claude models hosted in Japan.", "Claude available_in Japan"),
    ],
)
def test_a_neighbour_is_no_claim(text: str, start: str) -> None:
    assert not [found for found in texts(text) if found.startswith(start)]


def test_terms_keep_out_whom_they_have_declare_not_to_be() -> None:
    kept = "Grok available_in Cuba negated actual"
    assert kept in texts("By using Grok you represent that you are not located in Cuba.", "xAI")
    barred = texts("You may not use the Services if you are located in Crimea.", "OpenAI")
    assert "OpenAI available_in Crimea negated actual" in barred


def test_what_is_asked_for_is_proposed() -> None:
    found = texts("The Berlin office asked Apple to remove the DeepSeek app from German stores.")
    assert not [claim for claim in found if "available_in Germany negated actual" in claim]


def test_without_a_date_for_each_place_none_has_its_own() -> None:
    assert own_date(5, [5, 40], [], 80) is None
