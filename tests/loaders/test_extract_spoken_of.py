"""What was spoken of before: rules and things that later words mean, and do not mean."""

import pytest

from loaders.extractors.namings import Reading
from loaders.extractors.rules import may_be_called
from tests.loaders.test_extract import claims, document


@pytest.mark.parametrize("name", ["", " ", "(Interim)", "(EU) 2024/1689"])
def test_a_name_may_have_no_word_before_its_brackets(name: str) -> None:
    assert may_be_called(Reading(name, "Policy"), "rule", plural=False)


def test_those_whom_a_rule_binds_did_not_make_it() -> None:
    page = document(
        "The US Department of Commerce proposed a rule on cloud providers. The rule would apply "
        "to all American providers of infrastructure as a service, such as Amazon Web Services."
    )
    found = {(c.predicate, c.object.name) for c in claims(page) if c.subject.type == "Policy"}
    assert ("applies_to", "Amazon Web Services") in found
    assert {name for predicate, name in found if predicate == "issued_by"} == {
        "US Department of Commerce"
    }


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The AI Act binds every company. The rules for large models apply later. The act is "
            "wide. It thus applies to OpenAI.",
            "rules for large models applies_to OpenAI",
        ),
        (
            "Italy waited. The General Data Protection Regulation applies in all members of the "
            "European Union.",
            "General Data Protection Regulation applies_to Italy",
        ),
        (
            "Exports of H100 to Saudi Arabia and the UAE still require a licence.",
            "United Arab Emirates restricts NVIDIA H100",
        ),
        (
            "In Italy the authority ordered OpenAI to stop processing the data of ChatGPT users.",
            "ChatGPT available_in Italy",
        ),
    ],
)
def test_what_was_spoken_of_before_is_not_put_in(text: str, claim: str) -> None:
    found = {f"{c.subject.name} {c.predicate} {c.object.name}" for c in claims(document(text))}
    assert claim not in found


def test_a_rule_that_is_taken_back_was_not_issued_on_that_day() -> None:
    page = document(
        "The Commerce Department is rescinding the AI Diffusion Rule.", published="2025-05-14"
    )
    dates = {c.valid_from for c in claims(page) if c.predicate == "issued_by"}
    assert dates == {None}


def test_what_a_product_comes_to_is_not_the_app() -> None:
    page = document("Mistral AI brings Le Chat to Android. The app can be downloaded in Norway.")
    served = {
        (c.subject.name, c.object.name) for c in claims(page) if c.predicate == "available_in"
    }
    assert served == {("Le Chat", "Norway")}
