"""Names that a text itself explains, rules by description, seats and products beside names."""

from functools import cache

import pytest

from kg.catalogue import catalogue
from kg.model.document import Document
from loaders.extractors.extractor import Extractor
from loaders.segment import blocks_of


@cache
def extractor() -> Extractor:
    return Extractor(catalogue())


def said(text: str, publisher: str | None = None) -> set[str]:
    given = Document(
        id="case", text=text, published="2024-06-15", publisher=publisher, blocks=blocks_of(text)
    )
    [(_, claims)] = extractor().extract([given])
    return {
        f"{c.subject.name} {c.predicate} {c.object.name} {c.polarity} {c.modality}" for c in claims
    }


CASES = {
    "The Moscow software distributor Zelkova said that nothing had changed.": (
        "Zelkova headquartered_in Moscow affirmed actual"
    ),
    "Apple showed much. The company's new Orchard 7 phone has a camera.": (
        "Apple offers Orchard 7 affirmed actual"
    ),
    "The letter was signed at the University of Turku, Finland.": (
        "University of Turku headquartered_in Finland affirmed actual"
    ),
    "Chinese rivals moved at once. Baidu cut its prices.": (
        "Baidu headquartered_in China affirmed actual"
    ),
    "OpenAI is calm. Requests to its API from Italy still pass.": (
        "OpenAI offers OpenAI API affirmed actual"
    ),
    "Microsoft is still there: its Russian subsidiary has ten employees.": (
        "Microsoft operates_in Russia affirmed actual"
    ),
    'The Commerce Department issued the rule, "Controls on Certain Lasers and Lenses", in May.': (
        "Controls on Certain Lasers and Lenses issued_by US Department of Commerce affirmed actual"
    ),
    "Which rules bind?\n\nOn which countries are U.S. sanctions applied?\n\nCuba and Iran.": (
        "United States sanctions applies_to Cuba affirmed actual"
    ),
}


@pytest.mark.parametrize("text", CASES)
def test_the_text_explains_its_names(text: str) -> None:
    assert CASES[text] in said(text)


def test_it_is_the_rule_that_was_spoken_of() -> None:
    text = (
        "The European Union adopted a package of sanctions in May. "
        "It bans the supply of design software to firms in Russia."
    )
    found = said(text)
    rules = {
        claim.split(" issued_by ")[0] for claim in found if " issued_by European Union" in claim
    }
    assert len(rules) == 1
    assert f"{rules.pop()} applies_to design software affirmed actual" in found
    assert "European Union restricts design software affirmed actual" in found


def test_a_publisher_issues_its_own_terms() -> None:
    text = "You accept the Acceptable Use Policy when you sign in."
    assert "Anthropic Acceptable Use Policy issued_by Anthropic affirmed actual" in said(
        text, publisher="Anthropic"
    )
    assert not [claim for claim in said(text) if "issued_by" in claim]


@pytest.mark.parametrize(
    "text",
    [
        "The Swiss company Weather Report said nothing of Nvidia, a cloud integrator did.",
        "The laws of Japan govern this agreement.",
        "In Paris, Texas, and Rome, OpenAI met its users.",
    ],
)
def test_what_explains_nothing_gives_no_claim(text: str) -> None:
    unwanted = ("applies_to", "OpenAI headquartered_in", "NVIDIA offers")
    assert not [claim for claim in said(text) if any(word in claim for word in unwanted)]
