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


def status(extractor: Extractor, language: str, text: str) -> list[str]:
    found = claims(extractor, language, text)
    return [
        f"{c.subject.name} {c.predicate} {c.object.name} {c.polarity.value} {c.modality.value}"
        for c in found
        if c.predicate in {"available_in", "hosted_in"}
    ]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "Claude ist in Kanada noch nicht gestartet.", "Claude available_in Canada"),
        ("de", "In Kanada wurde Claude nie eingeführt.", "Claude available_in Canada"),
        ("fr", "Claude n'a jamais été lancé en Suisse.", "Claude available_in Switzerland"),
        ("es", "Claude nunca se lanzó en Cuba.", "Claude available_in Cuba"),
        ("it", "Claude non è ancora stato lanciato in Italia.", "Claude available_in Italy"),
        ("zh", "Claude 尚未在加拿大推出。", "Claude available_in Canada"),
        ("zh", "Claude 目前在加拿大不受支持。", "Claude available_in Canada"),
        ("zh", "Claude 目前不在加拿大提供。", "Claude available_in Canada"),
        ("zh", "OpenAI 停止向加拿大提供服务。", "OpenAI available_in Canada"),
        ("zh", "Amazon Bedrock 在东京区域不可用。", "Amazon Bedrock hosted_in Tokyo"),
        ("ja", "Claudeはカナダでは利用できません。", "Claude available_in Canada"),
        ("ja", "Claudeはカナダでは提供開始されていない。", "Claude available_in Canada"),
    ],
)
def test_words_of_availability_are_denied_at_a_distance(
    extractor: Extractor, language: str, text: str, told: str
) -> None:
    assert status(extractor, language, text) == [f"{told} negated actual"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Claude wird ab Juli in Kanada verfügbar sein."),
        ("fr", "Claude sera disponible au Canada."),
        ("zh", "Claude 将于明年在加拿大推出。"),
    ],
)
def test_what_will_be_had_is_announced(extractor: Extractor, language: str, text: str) -> None:
    assert status(extractor, language, text) == ["Claude available_in Canada affirmed announced"]


def test_a_place_where_somebody_speaks_is_no_place_of_a_thing(extractor: Extractor) -> None:
    text = "微软在加拿大表示，Claude 已在日本上线。"
    assert status(extractor, "zh", text) == ["Claude available_in Japan affirmed actual"]


def test_each_clause_has_its_own_place(extractor: Extractor) -> None:
    text = "Claude 可在日本和韩国使用，但在加拿大无法访问。"
    assert status(extractor, "zh", text) == [
        "Claude available_in Japan affirmed actual",
        "Claude available_in South Korea affirmed actual",
        "Claude available_in Canada negated actual",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Claude ist in Kanada nicht mehr gesperrt."),
        ("fr", "Claude n'est plus bloqué au Canada."),
        ("es", "Claude ya no está bloqueado en Italia."),
        ("it", "Claude non è più bloccato in Italia."),
        ("zh", "微软没有停止在加拿大提供 Copilot。"),
        ("zh", "Claude 在加拿大以外的地区可用。"),
    ],
)
def test_a_denied_denial_says_nothing(extractor: Extractor, language: str, text: str) -> None:
    assert status(extractor, language, text) == []


def test_what_will_stop_is_announced(extractor: Extractor) -> None:
    found = status(extractor, "zh", "微软将停止在加拿大提供 Copilot。")
    assert found == ["Microsoft Copilot available_in Canada negated announced"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Claude Sonnet 4 is live in Sweden Central.", "Claude Sonnet 4 hosted_in Sweden"),
        ("Data from DeepSeek is stored in China.", "DeepSeek app hosted_in China"),
        ("Moonshot AI rents GPUs from Alibaba Cloud.", "Moonshot AI partners_with Alibaba"),
        ("France's Mistral AI met Google.", "Mistral AI headquartered_in France"),
    ],
)
def test_a_name_is_taken_for_what_is_meant(extractor: Extractor, text: str, told: str) -> None:
    assert told in said(claims(extractor, "en", text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Germany's OpenAI customers met Google.", "headquartered_in"),
        ("Oracle hosts TikTok in Singapore.", "Oracle offers"),
        ("Claude, unlike Gemini, runs in Frankfurt.", "Gemini hosted_in"),
        ("Gemini beats GPT-4 in regions such as India.", "hosted_in"),
        ("DeepSeek is based on ideas from OpenAI's ChatGPT.", "built_on"),
        ("Microsoft took 27 percent of OpenAI's revenue.", "invests_in"),
        ("Baidu is listed in Canada, unlike Mistral AI.", "available_in"),
    ],
)
def test_what_only_looks_alike_makes_no_claim(extractor: Extractor, text: str, told: str) -> None:
    assert not [c for c in said(claims(extractor, "en", text)) if told in c]
