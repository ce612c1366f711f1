"""The shipped mappings on real data: single rows against what a reader finds in the file."""

from pathlib import Path

import pytest

from kg.model.claimed import Claimed
from kg.model.statement import Claim, Polarity
from loaders.readers.read import read_all

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here")


def documents(name: str) -> dict[str, Claimed]:
    found = list(read_all([str(DATA / name)]))
    assert all(isinstance(one, Claimed) for one in found)
    return {one.id: one for one in found if isinstance(one, Claimed)}


def told(claim: Claim) -> tuple[str, str, str | None, str | None]:
    sign = "not " if claim.polarity is Polarity.NEGATED else ""
    return claim.subject.name, sign + claim.predicate, claim.object.id, claim.valid_from


def test_a_record_of_the_federal_register_is_a_policy() -> None:
    found = documents("federal-register-ai-sample.json")
    assert len(found) == 161
    record = found["Federal Register 2020-03157"]
    name = "Addition of Entities to the Entity List, and Revision of Entry on the Entity List"
    policy = f"{name} (2020-03157)"
    assert set(map(told, record.claims)) == {
        (policy, "issued_by", "bis", "2020-03-16"),
        *((policy, "applies_to", region, None) for region in ("cn", "ir", "pk", "ru", "ae")),
    }
    assert record.document.publisher == "Federal Register"
    assert record.document.published == "2020-03-16"
    assert record.document.url.startswith("https://www.federalregister.gov/documents/2020/03/16/")


def test_a_record_that_names_no_destination_applies_to_none() -> None:
    record = documents("federal-register-ai-sample.json")["Federal Register 2026-00789"]
    assert [c.predicate for c in record.claims] == ["issued_by"]


def test_a_model_is_listed_and_delisted() -> None:
    found = documents("models-dev-listing-events.csv")
    gone = found["models.dev events of 2025-07-16"].claims
    openai = [c for c in gone if c.object.name == "gpt-4.5-preview"]
    assert [told(c)[:2] + told(c)[3:] for c in openai] == [("OpenAI", "not offers", "2025-07-16")]
    said = [c for document in found.values() for c in document.claims]
    assert len(said) == 709
    assert sum(c.polarity is Polarity.NEGATED for c in said) == 121


def test_makers_offer_and_clouds_run_on_what_the_catalogue_lists() -> None:
    (document,) = documents("models-dev-extract.json").values()
    makers = [c for c in document.claims if told(c)[:2] == ("OpenAI", "offers")]
    clouds = [c for c in document.claims if told(c)[:2] == ("Amazon Bedrock", "built_on")]
    assert (len(makers), len(clouds)) == (51, 105)
    assert "GPT-5" in {c.object.name for c in makers}, "a row without a name of its own"
    assert "rows that say nothing: 180 (mapping 'models-dev')" in [
        aside.reason for aside in document.set_aside
    ]
    resellers = {"scaleway", "ovhcloud", "siliconflow", "stackit"}
    rows = {document.document.quote(c.start, c.end) for c in document.claims}
    assert not [row for row in rows if row.split()[1] in resellers]


@pytest.mark.parametrize(
    "name", ["natural-earth-countries-110m.topo.json", "bloc-memberships.csv"]
)
def test_what_no_mapping_knows_is_not_guessed(name: str) -> None:
    (found,) = read_all([str(DATA / name)])
    assert not isinstance(found, Claimed)
