"""Mentions to entities: what the catalogue knows, what the text says, and what stays apart."""

import pytest

from kg.catalogue import Catalogue, Name
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.statement import Claim, Mention
from kg.resolve.link import Linker

KNOWN = Catalogue(
    [
        Entity(id="acme", type="Company", name="Acme"),
        Entity(id="bolt", type="Company", name="Bolt AG"),
        Entity(id="cn", type="Region", name="China"),
        Entity(id="kr", type="Region", name="Korea"),
        Entity(id="jp", type="Region", name="Japan"),
        Entity(id="pipc", type="Regulator", name="Korea Privacy Guard", jurisdiction="kr"),
        Entity(id="ppc", type="Regulator", name="Privacy Guard of Japan", jurisdiction="jp"),
        Entity(
            id="moc", type="GovernmentBody", name="Ministry of Trade of China", jurisdiction="cn"
        ),
    ],
    [
        Name(text="Acme", entity="acme"),
        Name(text="Bolt AG", entity="bolt"),
        Name(text="China", entity="cn"),
        Name(text="Korea", entity="kr"),
        Name(text="Japan", entity="jp"),
        Name(text="Korea Privacy Guard", entity="pipc"),
        Name(text="Privacy Guard of Japan", entity="ppc"),
        Name(text="Ministry of Trade of China", entity="moc"),
        Name(text="艾克美", entity="acme"),
    ],
    [],
)


def linked(*told: tuple[str, str, str], key: str = "doc") -> list[str]:
    """Link documents in which somebody operates in China; give the ids of who does."""
    document = Document(id=key, text=told[0][0])
    claims = []
    for text, name, kind in told:
        start = text.index(name)
        subject = Mention(name=name, type=kind, start=start, end=start + len(name))
        claims.append(
            Claim(
                predicate="operates_in",
                doc=key,
                subject=subject,
                object=Mention(name="China", type="Region", id="cn"),
                start=start,
                end=len(text),
                extractor="test",
            )
        )
    return [s.subject for s in Linker(KNOWN).link(document, claims).statements]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Acme Inc.", "acme"),
        ("ACME GmbH", "acme"),
        ("艾克美有限公司", "acme"),
        ("Bolt Aktiengesellschaft", "bolt"),
        ("Bolt", "bolt"),
        ("Bolt GmbH", "bolt-gmbh.company"),
        ("Acme Cloud", "acme-cloud.company"),
        ("Acme Group", "acme-group.company"),
    ],
)
def test_only_the_legal_form_may_differ_from_the_catalogue(name: str, entity: str) -> None:
    assert linked((f"{name} works in China.", name, "Company")) == [entity]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zed (泽德) works in China. 泽德 grows.", ("Zed", "泽德")),
        ("泽德（Zed）在中国。Zed grows.", ("泽德", "Zed")),
        ("Zed (Зед) works in China. Зед grows.", ("Zed", "Зед")),
    ],
)
def test_names_that_a_text_puts_side_by_side_are_one(text: str, names: tuple[str, str]) -> None:
    first, second = linked(*((text, name, "Company") for name in names))
    assert first == second


def test_a_text_leads_from_a_new_name_to_the_catalogue() -> None:
    text = "Acmeco (艾克美) works in China."
    assert linked((text, "Acmeco", "Company")) == ["acme"]


@pytest.mark.parametrize(
    "text", ["Zed (Nasdaq) works in China. Nasdaq grows.", "Zed (2024) works in China, Nasdaq."]
)
def test_brackets_in_the_same_script_say_nothing_of_names(text: str) -> None:
    told = [(text, name, "Company") for name in ("Zed", "Nasdaq")]
    assert linked(*told) == ["zed.company", "nasdaq.company"]


def test_a_ministry_of_no_country_is_one_within_its_document_only() -> None:
    text = "The Ministry of Commerce works in China."
    ids = [linked((text, "Ministry of Commerce", "GovernmentBody"), key=k)[0] for k in "ab"]
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Privacy Guard of Seoul in Korea works in China.", "pipc"),
        ("The Privacy Guard works in China, says Japan.", "ppc"),
    ],
)
def test_a_regulator_is_that_of_the_country_that_its_document_names(text: str, body: str) -> None:
    assert linked((text, "Privacy Guard", "GovernmentBody")) == [body]


@pytest.mark.parametrize("more", ["", "Korea and Japan agree."])
def test_a_regulator_that_may_be_two_is_itself_in_its_document(more: str) -> None:
    text = f"The Privacy Guard works in China. {more}"
    (found,) = linked((text, "Privacy Guard", "Regulator"))
    assert found.startswith("privacy-guard.regulator.")


def test_a_ministry_that_every_country_has_is_not_guessed() -> None:
    (found,) = linked(("The Ministry of Trade works in China.", "Ministry of Trade", "Regulator"))
    assert found.startswith("ministry-of-trade.regulator.")
