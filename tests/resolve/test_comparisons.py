"""Names told apart: what each comparison finds, and what it spares."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.entity import Entity
from kg.resolve.comparisons import (
    ENTITIES_AGAINST,
    ENTITIES_FOR,
    LIKELY,
    NAMES_AGAINST,
    NAMES_FOR,
    SURE,
    compare,
    compare_names,
)
from kg.resolve.forms import form


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Siemens Aktiengesellschaft", "SIEMENS AG"),
        ("Huawei Technologies Co., Ltd.", "Huawei Technologies"),
        ("OpenAI OpCo, LLC", "OpenAI OpCo"),
        ("Société Générale S.A.", "Societe Generale"),
        ("北京百度网讯科技有限公司", "北京百度网讯科技"),
        ("百度公司", "百度"),
        ("ソニー株式会社", "ソニー"),
        ("Ａｃｍｅ Ｉｎｃ．", "Acme"),
        ("ООО «Ромашка»", "Romashka LLC"),
        ("SiemensAG", "Siemens AG"),
        ("First Bank Int'l", "1st Bank International"),
        ("Brigade Forty-Four", "Brigade 44"),
        ("The World Bank", "World Bank"),
        ("J.P. Morgan & Co.", "JP Morgan and Co."),
    ],
)
def test_names_that_are_one(left: str, right: str) -> None:
    score, reasons = compare_names(left, right)
    assert score >= 0.95, reasons


@pytest.mark.parametrize(
    ("left", "right", "comparison"),
    [
        ("Gazprom", "Gasprom", "few_slips"),
        ("GUANGZHOU HAIGE", "HAIGE GUANGZHOU", "same_words"),
        ("PLA", "People's Liberation Army", "acronym"),
        ("PricewaterhouseCoopers", "Pricewaterhouse Coopers", "same_form"),
    ],
)
def test_names_that_a_person_is_asked_about(left: str, right: str, comparison: str) -> None:
    score, reasons = compare_names(left, right)
    assert score >= LIKELY
    assert reasons[0].comparison == comparison


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("KKR Asian Fund III L.P.", "KKR Asian Fund IV L.P."),
        ("Trust 2004-1", "Trust 2004-2"),
        ("Deutsche Bank AG", "Deutsche Bank GmbH"),
        ("Bank of China (Hong Kong)", "Bank of China (Singapore)"),
        ("Government of Estonia", "Government of Ethiopia"),
        ("Saudi Arabian Gas Company", "Saudi Arabian Oil Company"),
        ("BP p.l.c.", "BD p.l.c."),
        ("百度", "百世"),
        ("Ascend 910B", "Ascend 910C"),
        ("微软中国子公司", "微软中国"),
        ("Microsoft", "Microsoft China"),
        ("Crystalord", "Crystalord Systems"),
    ],
)
def test_names_that_are_two(left: str, right: str) -> None:
    score, reasons = compare_names(left, right)
    assert score < LIKELY, reasons


def body(name: str, jurisdiction: str | None = None) -> Entity:
    return Entity(id=f"{name}.{jurisdiction}", type="GovernmentBody", name=name,
                  jurisdiction=jurisdiction)  # fmt: skip


def test_a_ministry_is_told_apart_by_its_country() -> None:
    name = "Ministry of Commerce"
    assert compare(body(name, "cn"), body(name, "th"))[0] < LIKELY
    assert compare(body(name, "cn"), body(name))[0] < SURE
    assert compare(body(name, "cn"), body(name, "cn"))[0] >= SURE


def company(name: str, *aliases: str, **more: str) -> Entity:
    told = {"id": name, "type": "Company", "name": name, "aliases": aliases}
    return Entity.model_validate(told | more)


def test_an_alias_brings_scripts_together_and_spelling_does_not() -> None:
    assert compare(company("百度"), company("Baidu"))[0] == 0.0
    score, reasons = compare(company("百度"), company("Baidu", "百度"))
    assert score >= SURE
    assert "百度" in reasons[0].why


def test_a_shared_identifier_says_more_than_names() -> None:
    one, other = company("Facebook", wikidata="Q380"), company("Meta", wikidata="Q380")
    assert compare(one, other)[0] == 1.0
    assert compare(company("Apollo", wikidata="Q1"), company("Apollo", wikidata="Q2"))[0] == 0.0


def test_a_model_is_no_service_of_the_same_name() -> None:
    service = Entity(id="a", type="Service", name="Gemini")
    assert compare(service, Entity(id="b", type="Model", name="Gemini"))[0] == 0.0


def test_every_comparison_is_documented_and_weighed_within_bounds() -> None:
    for table in (NAMES_FOR, NAMES_AGAINST, ENTITIES_FOR, ENTITIES_AGAINST):
        for comparison, counts in table.items():
            assert comparison.__doc__
            assert 0.0 < counts <= 1.0


NAMES = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_any_two_names_compare_the_same_both_ways(left: str, right: str) -> None:
    there, back = compare_names(left, right)[0], compare_names(right, left)[0]
    assert there == back
    assert 0.0 <= there <= 1.0


@settings(deadline=None)
@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert not form(name).key or compare_names(name, name)[0] == 1.0
