"""Sentences in languages without a syntax model: each wording with what it reads and spares."""

import pytest

from kg.catalogue import catalogue
from kg.model.document import Document
from kg.model.statement import Claim
from loaders.extractors.extractor import Extractor
from loaders.extractors.wordings import entries
from loaders.segment import blocks_of

Rule = dict[str, object]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(catalogue())


def claims(extractor: Extractor, language: str, text: str) -> tuple[Claim, ...]:
    document = Document(id="case", text=text, language=language, blocks=blocks_of(text))
    [(_, found)] = extractor.extract([document])
    return found


def said(found: tuple[Claim, ...]) -> list[str]:
    return [f"{c.subject.name} {c.predicate} {c.object.name}" for c in found]


def rules() -> list[tuple[str, Rule]]:
    return [(language, rule) for language, told in entries().items() for rule in told["rules"]]


def name(value: object) -> str:
    return str(value["name"]) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("language", "rule"), rules(), ids=name)
def test_a_wording_matches_its_sentence(extractor: Extractor, language: str, rule: Rule) -> None:
    example = rule["matches"]
    assert isinstance(example, dict)
    found = said(claims(extractor, language, example["text"]))
    assert set(example["claims"]) <= set(found)


@pytest.mark.parametrize(("language", "rule"), rules(), ids=name)
def test_a_wording_spares_its_sentence(extractor: Extractor, language: str, rule: Rule) -> None:
    found = claims(extractor, language, str(rule["spares"]))
    assert not [claim for claim in found if claim.predicate == rule["say"]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Amazon hat nicht in Anthropic investiert."),
        ("de", "Amazon plant, in Anthropic zu investieren, und hat in Anthropic investiert."),
        ("fr", "Amazon n'a pas investi dans Anthropic."),
        ("es", "Amazon no ha invertido en Anthropic."),
        ("it", "Amazon non ha investito in Anthropic."),
        ("zh", "阿里巴巴没有投资月之暗面。"),
        ("ja", "ソフトバンクはOpenAIに出資していない。"),
    ],
)
def test_what_is_denied_or_only_planned_makes_no_claim(
    extractor: Extractor, language: str, text: str
) -> None:
    assert not claims(extractor, language, text)


def test_the_company_is_the_one_named_last(extractor: Extractor) -> None:
    found = claims(
        extractor, "de", "OpenAI wächst weiter. Das Unternehmen eröffnete ein Büro in München."
    )
    assert "OpenAI operates_in Munich" in said(found)


def test_an_apposition_does_not_part_a_firm_from_its_verb(extractor: Extractor) -> None:
    text = "Mistral AI, die Firma hinter Le Chat, hat eine Partnerschaft mit Microsoft."
    assert "Mistral AI partners_with Microsoft" in said(claims(extractor, "de", text))


def test_every_place_of_a_list_counts(extractor: Extractor) -> None:
    text = "Gemini ist in Deutschland, Österreich und der Schweiz verfügbar."
    assert set(said(claims(extractor, "de", text))) >= {
        "Gemini available_in Germany",
        "Gemini available_in Austria",
        "Gemini available_in Switzerland",
    }


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("en", "Huawei sells the Ascend 910B, 910C and 910D.", "Huawei offers Ascend 910D"),
        (
            "zh",
            "微软推出 Dynamics 365 Finance、Supply Chain Management 和 Commerce。",
            "Microsoft offers Dynamics 365 Supply Chain Management",
        ),
    ],
)
def test_names_in_a_list_share_their_head(
    extractor: Extractor, language: str, text: str, claim: str
) -> None:
    assert claim in said(claims(extractor, language, text))


def test_a_count_after_a_version_is_no_version(extractor: Extractor) -> None:
    found = said(claims(extractor, "en", "Huawei sells the Ascend 910B and 3 more chips."))
    assert found == ["Huawei offers Ascend 910B"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "ChatGPT está disponible en España e Italia, pero no está disponible en China."),
        ("fr", "ChatGPT est disponible en Espagne et en Italie, mais pas disponible en Chine."),
        ("ja", "ChatGPTはスペイン、イタリアで利用できるが、中国では利用できない。"),
    ],
)
def test_a_sentence_that_turns_says_two_things(
    extractor: Extractor, language: str, text: str
) -> None:
    found = {(c.object.name, str(c.polarity)) for c in claims(extractor, language, text)}
    assert found >= {("Spain", "affirmed"), ("Italy", "affirmed"), ("China", "negated")}
