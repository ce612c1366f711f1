"""Names that the catalogue lacks, where the text tells what they are."""

import pytest

from tests.loaders.test_extract import said


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Kestrel Robotics has partnered with Nvidia.", "Kestrel Robotics partners_with NVIDIA"),
        (
            "Fjordmind, an Oslo-based privacy group, has partnered with Nvidia.",
            "Fjordmind headquartered_in Oslo",
        ),
        ("Oslo-based Fjordmind has sued Nvidia.", "Fjordmind headquartered_in Oslo"),
        (
            "Quellwasser Energy, the German utility, bought it.",
            "Quellwasser Energy headquartered_in",
        ),
        ("The media regulator Ofdata is investigating OpenAI.", "Ofdata investigates OpenAI"),
        ("Bluegate, the Dutch privacy watchdog, fined OpenAI.", "Bluegate investigates OpenAI"),
        ("Nvidia has invested in the Berlin firm Clearmind GmbH.", "NVIDIA invests_in Clearmind"),
    ],
)
def test_a_stranger_is_known_by_what_the_text_calls_it(text: str, claim: str) -> None:
    assert any(found.startswith(claim) for found in said(text)), said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia has invested in Clean Energy.",
        "Nvidia has partnered with the Expert Working Group.",
        "Growing Energy Demand Worries Nvidia And Other Big Technology Names",
    ],
)
def test_words_with_capitals_are_no_company(text: str) -> None:
    assert said(text) == []
