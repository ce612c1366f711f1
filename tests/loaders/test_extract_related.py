"""Relations told by structure and reference: bullets, inclusions, firms and rules again."""

import pytest

from kg.catalogue import catalogue
from kg.model.document import Document
from loaders.extractors.extractor import Extractor
from loaders.segment import blocks_of


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(catalogue())


def said(extractor: Extractor, text: str, publisher: str | None = None) -> set[str]:
    document = Document(id="case", text=text, blocks=blocks_of(text), publisher=publisher)
    [(_, found)] = extractor.extract([document])
    return {f"{c.subject.name} {c.predicate} {c.object.name}" for c in found}


RULE = "The Commerce Department published the Chip Rule in May. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{RULE}The rule:\n\n- bans sales of H100 chips\n- applies to Malaysia and Thailand\n",
            {"US Department of Commerce restricts NVIDIA H100", "Chip Rule applies_to Malaysia"},
        ),
        (
            "Anthropic said that it would:\n\n- open an office in Tokyo\n- invest in Mistral AI\n",
            {"Anthropic operates_in Tokyo", "Anthropic invests_in Mistral AI"},
        ),
        (
            f"{RULE}\n\nWhat the rule does\n\n- It applies to Google and Meta.\n",
            {"Chip Rule applies_to Google", "Chip Rule applies_to Meta"},
        ),
        ("Mistral AI's partners include Nvidia.", {"Mistral AI partners_with NVIDIA"}),
        ("Its products include Le Chat, Mistral AI said.", {"Mistral AI offers Le Chat"}),
        (
            f"{RULE}It adds Inspur to the Entity List. The rule targets Nvidia.",
            {"Chip Rule applies_to NVIDIA", "Entity List applies_to Inspur"},
        ),
        (
            f"{RULE}The H20 now requires a licence for exports to China.",
            {"Chip Rule applies_to NVIDIA H20", "US Department of Commerce restricts NVIDIA H20"},
        ),
    ],
)
def test_what_structure_and_reference_tell(
    extractor: Extractor, text: str, expected: set[str]
) -> None:
    assert expected <= said(extractor, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"{RULE}It adds Inspur to the Entity List. The rule targets Nvidia.",
         "Entity List applies_to NVIDIA"),
        ("Mistral AI grew. ASML holds a stake in the company.", "ASML invests_in ASML"),
        ("Among its investors are Nvidia and AMD.", "AMD invests_in NVIDIA"),
        (f"{RULE}The chip requires a fan, and Nvidia sells it.", "Chip Rule applies_to NVIDIA"),
    ],
)  # fmt: skip
def test_a_description_means_nothing_else(extractor: Extractor, text: str, wrong: str) -> None:
    assert wrong not in said(extractor, text)


def test_the_company_of_a_press_release_is_its_publisher(extractor: Extractor) -> None:
    text = "MGX joined the round. ASML holds a stake of 11 percent in the company."
    assert "ASML invests_in Mistral AI" in said(extractor, text, publisher="Mistral AI")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The fund backs many firms. Investors in xAI include Nvidia, Zorbex and AMD.",
            "Zorbex invests_in xAI",
        ),
        (
            "Last year the firm Zorb Holdings grew. Nvidia owns Zorb Holdings.",
            "Zorb Holdings owned_by NVIDIA",
        ),
        (
            "Microsoft sells, in many places, Azure, Power BI, Zorbview and Dynamics 365.",
            "Microsoft offers Zorbview",
        ),
        ("Google Cloud and Anthropic have formed an alliance.", "Google partners_with Anthropic"),
    ],
)
def test_a_name_takes_the_class_of_its_company(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert expected in said(extractor, text)


def test_one_known_member_does_not_make_the_rest_its_makers(extractor: Extractor) -> None:
    text = "People in the town use ChatGPT, Zorbview and Zorbchat, a paper says. OpenAI is calm."
    assert "OpenAI offers Zorbview" not in said(extractor, text)
