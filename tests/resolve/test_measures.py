"""Policies and products under other words than the catalogue's: one thing, one entity."""

import pytest

from kg.catalogue import catalogue
from kg.model.document import Document
from kg.model.statement import Claim, Mention
from kg.resolve.link import Linker


def linked(text: str, name: str, kind: str, **said: str | None) -> str:
    """Link a document that says something of one thing; give the thing's id."""
    document = Document(
        id=said.pop("doc", None) or "doc",
        text=text,
        published=said.pop("published", "2024-07-10"),
    )
    start = text.find(name)
    subject = Mention(
        name=name, type=kind, start=max(start, 0), end=max(start, 0) + len(name) * (start >= 0),
        described=said.pop("described", "yes") == "yes" and kind == "Policy",
    )  # fmt: skip
    issuer = said.pop("issuer", None)
    target = (
        Mention(name=issuer, type="GovernmentBody")
        if issuer
        else Mention(name="China", type="Region", id="cn")
    )
    predicate = "issued_by" if issuer else "applies_to" if kind == "Policy" else "available_in"
    claim = Claim(
        predicate=predicate, doc=document.id, subject=subject, object=target, start=0,
        end=len(text), extractor="test", valid_from=said.pop("valid_from", None),
    )  # fmt: skip
    found = Linker(catalogue()).link(document, [claim])
    return (found.statements[0] if found.statements else found.set_aside[0].statement).subject


CLOUDS = "Cloud providers would have to check the identity of foreign customers."


@pytest.mark.parametrize(
    ("name", "published", "text"),
    [
        ("US Department of Commerce proposed rule", "2024-02-01", CLOUDS),
        ("US Department of Commerce January proposal", "2024-06-30", CLOUDS),
        ("Biden administration planned regulations", None, CLOUDS),
        ("US federal government draft requirements on IaaS", "2025-01-02", CLOUDS),
    ],
)
def test_a_rule_is_known_by_issuer_date_and_subject(
    name: str, published: str | None, text: str
) -> None:
    assert linked(text, name, "Policy", published=published) == "iaas-kyc-rule"


@pytest.mark.parametrize(
    ("name", "published", "text"),
    [
        ("US Department of Commerce March proposal", "2024-06-30", CLOUDS),
        ("US Department of Commerce proposal of 2022", "2024-06-30", CLOUDS),
        ("US Department of Commerce proposed rule", "2023-06-30", CLOUDS),
        ("US Department of Commerce proposed rule", "2029-06-30", CLOUDS),
        ("US Department of Commerce proposed rule", "2024-06-30", "It is about foreign steel."),
        ("Ofcom proposed rule", "2024-06-30", CLOUDS),
        ("European Commission proposed rule", "2024-06-30", CLOUDS),
        ("US Department of Commerce license", "2024-06-30", CLOUDS),
    ],
)
def test_another_date_subject_issuer_or_kind_is_another_rule(
    name: str, published: str, text: str
) -> None:
    assert linked(text, name, "Policy", published=published) != "iaas-kyc-rule"


def test_a_day_of_issue_tells_a_rule_on_the_same_subject() -> None:
    told = "It limits the export of chips."
    name = "Bureau of Industry and Security new rules"
    issued = {"published": "2024-01-02", "issuer": "Bureau of Industry and Security"}
    assert linked(told, name, "Policy", **issued, valid_from="2023-10-17") == "chip-controls-2023"
    assert linked(told, name, "Policy", **issued, valid_from="2022-10") == "chip-controls-2022"
    assert linked(told, name, "Policy", **issued).startswith("bureau-of")
    both = "rules of October 2022 and October 2023"
    assert linked(told, both, "Policy", published="2024-01-02").startswith("rules-of")


@pytest.mark.parametrize(
    ("name", "described", "entity"),
    [
        ("OpenAI terms", "yes", "openai-terms-of-service.policy"),
        ("OpenAI Terms of Use", "no", "openai-terms-of-service.policy"),
        ("OpenAI updated terms of service with immediate effect", "yes",
         "openai-terms-of-service.policy"),
        ("Mistral AI privacy notice", "yes", "mistral-privacy-policy.policy"),
        ("Mistral AI Privacy Policy", "no", "mistral-privacy-policy.policy"),
        ("OpenAI usage policy", "yes", "openai-usage-policies"),
        ("OpenAI list of supported countries", "yes", "openai-supported-countries"),
        ("Anthropic supported regions", "yes", "anthropic-supported-regions"),
    ],
)  # fmt: skip
def test_a_company_has_one_text_of_a_kind_in_all_documents(
    name: str, described: str, entity: str
) -> None:
    for doc in ("one", "two"):
        assert linked("It says so.", name, "Policy", doc=doc, described=described) == entity


@pytest.mark.parametrize(
    "name", ["Garante terms", "OpenAI terms for resellers", "OpenAI offer", "own terms"]
)
def test_other_texts_stay_those_of_their_document(name: str) -> None:
    one, two = (linked("It says so.", name, "Policy", doc=doc) for doc in ("one", "two"))
    assert one != two


def test_a_description_is_the_policy_that_is_named_right_behind_it() -> None:
    text = "China's rules for generative AI, the Interim Measures in force since 2023, apply."
    assert linked(text, "China's rules for generative AI", "Policy") == "cn-genai-measures"
    text = "China's rules for generative AI, and later the Interim Measures, came."
    assert linked(text, "China's rules for generative AI", "Policy") != "cn-genai-measures"


@pytest.mark.parametrize(
    ("name", "kind", "entity"),
    [
        ("Google Gemini 1.5 Pro", "Model", "gemini-15-pro"),
        ("Google Gemini 1.5 Pro", "Service", "gemini-15-pro"),
        ("Gemini 1.5 Pro", "Service", "gemini-15-pro"),
        ("Alibaba Qwen", "Model", "qwen"),
        ("Baidu Ernie Bot", "Service", "ernie-bot"),
        ("ByteDance Volcano Engine platform", "Service", "volcano-engine"),
        ("Volcano Engine Technology", "Service", "volcano-engine"),
        ("ChatGPT app", "Service", "chatgpt"),
        ("OpenAI ChatGPT Plus", "Service", "chatgpt-plus"),
    ],
)
def test_a_maker_in_front_and_a_kind_behind_change_no_product(
    name: str, kind: str, entity: str
) -> None:
    assert linked(f"{name} is there.", name, kind) == entity


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Microsoft Gemini", "Service"),
        ("Gemini 1.5 Pro Turbo", "Model"),
        ("ChatGPT Atlas Nine", "Service"),
        ("Google", "Service"),
        ("Claude app for watches", "Service"),
        ("Copilot for Cats", "Service"),
    ],
)
def test_another_maker_or_a_telling_word_is_another_product(name: str, kind: str) -> None:
    assert linked(f"{name} is there.", name, kind).endswith(f".{kind.lower()}")
