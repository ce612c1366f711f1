"""Claims from prose: frames with their examples, stance, sources, short stories."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from kg.catalogue import catalogue
from kg.model.document import Document
from kg.model.statement import Claim
from kg.vocabulary import vocabulary
from loaders.extractors.extractor import Extractor
from loaders.extractors.frames import entries, frame_of
from loaders.segment import blocks_of

CASES = Path(__file__).parents[1] / "cases"
Case = dict[str, object]


@cache
def extractor() -> Extractor:
    return Extractor(catalogue())


def document(text: str, published: object = "2024-06-15", language: object = None) -> Document:
    return Document(
        id="case",
        text=text,
        published=str(published),
        language=str(language) if language else None,
        blocks=blocks_of(text),
    )


def claims(given: Document) -> tuple[Claim, ...]:
    [(_, found)] = extractor().extract([given])
    return found


def told(claim: Claim) -> str:
    parts = (
        claim.subject.name,
        claim.predicate,
        claim.object.name,
        claim.polarity,
        claim.modality,
        claim.valid_from or "",
        claim.audience or "",
        claim.channel or "",
    )
    return " ".join(part for part in parts if part)


def cases(name: str) -> list[Case]:
    return list(yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8")))


def said(text: str) -> list[str]:
    return [told(claim) for claim in claims(document(text))]


STORIES = [*cases("frames-stories"), *cases("sites-stories")]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: str(entry["name"]))
def test_a_frame_matches_its_sentence(entry: Case) -> None:
    example = entry["matches"]
    assert isinstance(example, dict)
    found = said(example["text"])
    for expected in example["claims"]:
        assert any(claim.startswith(expected) for claim in found), (expected, found)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: str(entry["name"]))
def test_a_frame_spares_its_sentence(entry: Case) -> None:
    predicates = {saying.predicate for saying in frame_of(entry).sayings}
    found = claims(document(str(entry["spares"])))
    assert not [told(claim) for claim in found if claim.predicate in predicates]


@pytest.mark.parametrize("case", cases("frames-stance"), ids=lambda case: str(case["text"]))
def test_the_words_around_a_verb_decide_what_is_said(case: Case) -> None:
    found = said(str(case["text"]))
    if "none" in case:
        assert not [claim for claim in found if f" {case['none']} " in claim]
    else:
        assert any(claim.startswith(str(case["claim"])) for claim in found), found


@pytest.mark.parametrize("case", cases("frames-sources"), ids=lambda case: str(case["text"]))
def test_the_source_is_whom_the_text_names(case: Case) -> None:
    found = [c for c in claims(document(str(case["text"]))) if c.predicate == case["predicate"]]
    assert [c.attributed_to.name if c.attributed_to else None for c in found] == [case["speaker"]]


@pytest.mark.parametrize("case", STORIES, ids=lambda case: str(case["story"]))
def test_a_story_is_understood(case: Case) -> None:
    given = document(str(case["text"]), case["published"], case.get("language"))
    found = [told(claim) for claim in claims(given)]
    expected, never = case["claims"], case.get("never", [])
    assert isinstance(expected, list)
    assert isinstance(never, list)
    for claim in expected:
        assert any(f.startswith(claim) for f in found), (claim, found)
    assert not [f for f in found for claim in never if f.startswith(claim)]


def test_the_evidence_is_one_sentence_of_the_text() -> None:
    text = "Nothing new. OpenAI blocks ChatGPT in China from July 9, 2024. More follows."
    given = document(text)
    quotes = {given.quote(c.start, c.end) for c in claims(given)}
    assert quotes == {"OpenAI blocks ChatGPT in China from July 9, 2024."}


def test_a_claim_says_who_read_it() -> None:
    [claim] = [
        c for c in claims(document("Claude is unavailable in Cuba.")) if c.predicate != "offers"
    ]
    assert claim.extractor == extractor().name
    assert "en_core_web_sm" in extractor().name


def test_the_figures_of_a_sentence_are_observations() -> None:
    text = "According to the WIPO, China filed over six times as many AI patents as the US."
    [claim] = [c for c in claims(document(text)) if c.predicate == "observed"]
    assert (claim.subject.name, claim.object.name, claim.object.type) == (
        "China",
        "AI patents",
        "Measure",
    )
    assert claim.figure
    assert (claim.figure.value, claim.figure.relation) == ("6", "over")
    assert claim.figure.compared_with == "United States"


def test_what_has_no_name_is_marked_as_described() -> None:
    text = "The Commerce Department proposed a rule on foreign customers of cloud providers."
    [claim] = [c for c in claims(document(text)) if c.predicate == "issued_by"]
    assert claim.subject.described
    assert claim.modality == "proposed"


def test_every_claim_is_one_that_the_ontology_allows() -> None:
    words = vocabulary()
    texts = [str(case["text"]) for case in cases("frames-stories")]
    for claim in (c for text in texts for c in claims(document(text))):
        predicate = words.predicates[claim.predicate]
        assert words.allowed(claim.subject.type, predicate.domain)
        assert words.allowed(claim.object.type, predicate.range)
        given = {"channel": claim.channel, "via": claim.via, "audience": claim.audience}
        assert {name for name, value in given.items() if value} <= predicate.allows


def test_documents_come_back_in_order_with_their_own_claims() -> None:
    texts = ["Claude is unavailable in Cuba.", "Nothing.", "Gemini is unavailable in Iran."]
    given = [
        document(text).model_copy(update={"id": str(number)}) for number, text in enumerate(texts)
    ]
    found = [
        (d.id, {c.doc for c in said_}, [c.object.name for c in said_ if c.predicate != "offers"])
        for d, said_ in extractor().extract(iter(given))
    ]
    assert found == [("0", {"0"}, ["Cuba"]), ("1", set(), []), ("2", {"2"}, ["Iran"])]
