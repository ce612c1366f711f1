"""Tables by mappings: what columns become, and which sources are refused before anything is."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from kg.errors import InputError, UnreadableDocument
from kg.model.claimed import Claimed
from kg.model.statement import Claim, Polarity
from loaders.readers.read import read_all
from loaders.tables.mapping import read_mapping, shipped

OFFERED = """\
name: offered
columns: [provider, service]
ignore: [note]
fields:
  provider: {type: Company}
  service: {type: Service, otherwise: new}
statements:
  - {subject: provider, predicate: offers, object: service}
"""
COUNTRIES = (
    "Albania", "Brazil", "Canada", "Denmark", "Estonia", "Finland", "Germany", "Hungary",
    "Iceland", "Japan", "Kenya", "Latvia", "Mexico", "Norway", "Oman", "Peru", "Qatar", "Rwanda",
    "Spain", "Tunisia", "Uganda", "Vietnam",
)  # fmt: skip


def tables(path: Path, mapping: Path | None = None) -> list[Claimed]:
    found = list(read_all([str(path)], mapping=str(mapping) if mapping else None))
    assert all(isinstance(one, Claimed) for one in found), found
    return [one for one in found if isinstance(one, Claimed)]


def refusal(path: Path, mapping: Path | None = None) -> str:
    (found,) = read_all([str(path)], mapping=str(mapping) if mapping else None)
    assert isinstance(found, UnreadableDocument), found
    return str(found)


def said(claims: tuple[Claim, ...]) -> set[tuple[str, str, str]]:
    return {(c.subject.name, c.predicate, c.object.name) for c in claims}


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def offered(tmp_path: Path) -> Path:
    return written(tmp_path / "offered.yaml", OFFERED)


def country_list(rows: list[str], head: str = "service,country,as_of,complete") -> str:
    return "\n".join([head, *rows, ""])


def listed(*countries: str, complete: str = "yes") -> str:
    return country_list([f'OpenAI API,"{c}",2024-05-01,{complete}' for c in countries])


# What a table becomes, in every format


def csv_file(folder: Path) -> Path:
    return written(folder / "t.csv", "provider,service,note\nOpenAI,ChatGPT,x\nAcme AI,Talk,\n")


def tsv_file(folder: Path) -> Path:
    rows = "provider\tservice\tnote\nOpenAI\tChatGPT\tx\nAcme AI\tTalk\t\n"
    return written(folder / "t.tsv", rows)


def json_file(folder: Path) -> Path:
    rows = [{"provider": "OpenAI", "service": "ChatGPT"}, {"provider": "Acme AI", "service": "T"}]
    return written(folder / "t.json", json.dumps(rows))


def lines_file(folder: Path) -> Path:
    return written(folder / "t.jsonl", '{"provider": "OpenAI", "service": "ChatGPT"}\n')


def excel_file(folder: Path) -> Path:
    book = Workbook()
    for row in (("provider", "service", "note"), ("OpenAI", "ChatGPT", None)):
        book.active.append(row)
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def page_file(folder: Path) -> Path:
    head = "<tr><th>provider</th><th>service</th></tr>"
    one, two = (f"<table>{head}<tr><td>OpenAI</td><td>{s}</td></tr></table>" for s in "AB")
    other = "<table><tr><td>menu</td></tr></table>"
    return written(folder / "t.html", f"<html><body>{one}<p>or</p>{other}{two}</body></html>")


@pytest.mark.parametrize(
    "make", [csv_file, tsv_file, json_file, lines_file, excel_file, page_file]
)
def test_every_format_gives_the_rows_it_holds(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path)
    open_mapping = written(
        tmp_path / "open.yaml",
        OFFERED.replace("{type: Company}", "{type: Company, otherwise: new}"),
    )
    (table,) = tables(path, open_mapping)
    assert ("OpenAI", "offers") in {(s, p) for s, p, _ in said(table.claims)}
    for claim in table.claims:
        row = table.document.quote(claim.start, claim.end)
        assert claim.subject.name in row
        assert row.startswith("| ")
        assert claim.object.name in row
        assert claim.extractor == "mapping offered/1"


def test_an_unknown_name_refuses_the_table_and_says_where(tmp_path: Path, offered: Path) -> None:
    told = refusal(csv_file(tmp_path), offered)
    assert "t.csv: row 2, column 'provider': no Company named 'Acme AI'" in told
    assert "nothing was loaded" in told


def test_a_column_that_the_mapping_does_not_know_is_reported(tmp_path: Path) -> None:
    mapping = written(tmp_path / "m.yaml", OFFERED.replace("ignore: [note]\n", ""))
    text = "provider,service,note\nOpenAI,ChatGPT,x\n"
    (table,) = tables(written(tmp_path / "t.csv", text), mapping)
    assert [s.reason for s in table.set_aside] == [
        "column 'note' is not in mapping 'offered'",
    ]


def test_a_file_that_no_mapping_knows_says_which_comes_near(tmp_path: Path) -> None:
    told = refusal(written(tmp_path / "t.csv", "service,land,as_of\nChatGPT,Peru,2024-01-01\n"))
    assert "no mapping knows a table with as_of, land, service" in told
    assert "'supported-countries' comes near and needs the column 'country'" in told
    assert "--mapping" in told


def test_a_row_of_another_length_is_named(tmp_path: Path, offered: Path) -> None:
    told = refusal(written(tmp_path / "t.csv", "provider,service\nOpenAI,ChatGPT,x\n"), offered)
    assert "row 1 has 3 cells and the header 2" in told


# Lists of supported countries


def test_one_row_may_leave_out_parts_of_its_country(tmp_path: Path) -> None:
    row = "Ukraine (except Crimea, Donetsk and Luhansk)"
    (table,) = tables(written(tmp_path / "list.csv", listed(*COUNTRIES, row)))
    about = [c for c in table.claims if "Ukraine" in table.document.quote(c.start, c.end)]
    assert {(c.object.id, c.polarity.value) for c in about} == {
        ("ua", "affirmed"), ("ua-43", "negated"), ("ua-14", "negated"), ("ua-09", "negated"),
    }  # fmt: skip
    assert len({(c.start, c.end) for c in about}) == 1
    assert {c.listed for c in table.claims} == {"complete"}
    assert (table.id, table.document.published) == (
        "OpenAI API supported countries@2024-05-01",
        "2024-05-01",
    )


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Czechia (Czech Republic)", "cz"),
        ("Eswatini (Swaziland)", "sz"),
        ("Congo (Brazzaville)", "cg"),
        ("Congo (DRC)", "cd"),
        ("Côte d'Ivoire", "ci"),
        ("UK", "gb"),
    ],
)
def test_names_of_countries_as_lists_write_them(tmp_path: Path, name: str, region: str) -> None:
    (table,) = tables(written(tmp_path / "list.csv", listed(*COUNTRIES, name)))
    assert table.claims[-1].object.id == region
    assert table.claims[-1].polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Atlantis", "row 23, column 'country': no region named 'Atlantis'"),
        ("Germny", "or Germany?"),
        (
            "Ukraine (except Ruritania)",
            "no region named 'Ruritania' in 'Ukraine (except Ruritania)'",
        ),
        ("Peru (Chile)", "names two regions"),
        ("", "the cell is empty"),
    ],
)
def test_a_wrong_name_refuses_the_list(tmp_path: Path, row: str, why: str) -> None:
    assert why in refusal(written(tmp_path / "list.csv", listed(*COUNTRIES, row)))


ISO = [
    "AL",
    "BR",
    "CA",
    "DK",
    "EE",
    "FI",
    "DE",
    "HU",
    "IS",
    "JP",
    "KE",
    "LV",
    "MX",
    "NO",
    "OM",
    "PE",
    "QA",
    "RW",
    "ES",
    "TN",
    "UG",
    "VN",
]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("UK", "row 23, column 'code': 'UK' is no ISO 3166 code of a region; did you mean GB?"),
        ("MI", "row 23, column 'code': 'MI' is no ISO 3166 code of a region"),
        ("gb", "row 23, column 'code': 'gb' is no ISO 3166 code"),
    ],
)
def test_a_wrong_code_refuses_the_list(tmp_path: Path, code: str, why: str) -> None:
    rows = [f"Claude API,{c},2024-05-01" for c in [*ISO, code]]
    path = written(tmp_path / "list.csv", country_list(rows, "service,code,as_of"))
    assert why in refusal(path)


def test_a_list_of_codes_is_read(tmp_path: Path) -> None:
    rows = [f"Claude API,{c},2024-05-01" for c in ISO]
    (table,) = tables(written(tmp_path / "l.csv", country_list(rows, "service,code,as_of")))
    assert [c.object.id for c in table.claims] == [code.lower() for code in ISO]
    assert {c.listed for c in table.claims} == {"open"}


def test_a_tenth_of_the_usual_rows_is_refused(tmp_path: Path) -> None:
    told = refusal(written(tmp_path / "list.csv", listed("Peru", "Chile")))
    assert "2 rows of 2024-05-01; a sound source has 20 to 300" in told


def test_a_snapshot_that_loses_half_of_its_rows_is_refused(tmp_path: Path) -> None:
    many = [f"ChatGPT,{c},2024-01-01,no" for c in (*COUNTRIES, *("Chile",) * 30)]
    few = [f"ChatGPT,{c},2024-02-01,no" for c in COUNTRIES]
    told = refusal(written(tmp_path / "list.csv", country_list(many + few)))
    assert "22 rows of 2024-02-01 after 52 of 2024-01-01; a sound source keeps 50%" in told


def test_a_day_that_is_none_refuses_the_list(tmp_path: Path) -> None:
    rows = [f"ChatGPT,{c},2024-02-30,no" for c in COUNTRIES]
    told = refusal(written(tmp_path / "list.csv", country_list(rows)))
    assert "row 1, column 'as_of': '2024-02-30' is no day" in told
    assert "; and more" in told


def test_items_of_a_list_on_a_page(tmp_path: Path) -> None:
    mapping = written(
        tmp_path / "m.yaml",
        "name: page\nrecords: li\ncolumns: [item]\nfields:\n"
        "  item: {type: Region, otherwise: report}\n"
        "statements:\n"
        "  - {subject: ChatGPT, predicate: available_in, object: item, listed: complete}\n",
    )
    page = written(tmp_path / "p.html", "<ul><li>Sign in<li>Peru<li>Chile</ul>")
    (table,) = tables(page, mapping)
    assert said(table.claims) == {
        ("ChatGPT", "available_in", "Peru"), ("ChatGPT", "available_in", "Chile"),
    }  # fmt: skip
    assert [s.reason for s in table.set_aside] == [
        "rows that say nothing: 1 (mapping 'page')",
        "no region named 'Sign in' (mapping 'page')",
    ]


# Lists in FollowTheMoney

ACME = {
    "id": "acme", "caption": "Acme Chips Co., Ltd.", "schema": "Company",
    "properties": {"name": ["Acme Chips Co., Ltd."], "country": ["cn"]},
}  # fmt: skip
SHIP = {"id": "ship", "caption": "MV Acme", "schema": "Vessel", "properties": {"name": ["MV"]}}
MAN = {"id": "man", "caption": "J. Doe", "schema": "Person", "properties": {"name": ["J. Doe"]}}


def sanction(entity: str, **more: str) -> dict[str, object]:
    told = {"authority": "Bureau of Industry and Security", "program": "Entity List", **more}
    properties = {name: [value] for name, value in told.items()} | {"entity": [entity]}
    return {"id": f"s-{entity}", "schema": "Sanction", "properties": properties}


def ftm(path: Path, *entities: dict[str, object]) -> Path:
    return written(path, "".join(json.dumps(entity) + "\n" for entity in entities))


@pytest.mark.parametrize("name", ["entities.ftm.json", "entities.jsonl"])
def test_listings_of_organisations_and_of_nobody_else(tmp_path: Path, name: str) -> None:
    """The sanction may stand before the entity that it is about."""
    told = [sanction("acme", startDate="2024-03-05"), ACME, SHIP, sanction("ship"), MAN]
    (table,) = tables(ftm(tmp_path / name, *told, sanction("man")))
    assert said(table.claims) == {
        ("Bureau of Industry and Security", "restricts", "Acme Chips Co., Ltd."),
        ("Entity List", "applies_to", "Acme Chips Co., Ltd."),
    }  # fmt: skip
    assert table.claims[0].subject.id == "bis"
    assert {c.valid_from for c in table.claims} == {"2024-03-05"}
    assert "Doe" not in table.document.text
    assert "MV" not in table.document.text


def test_listings_inside_their_entities(tmp_path: Path) -> None:
    inner = sanction("acme", startDate="2024-03", endDate="2025")
    nested = ACME | {"properties": {**ACME["properties"], "sanctions": [inner]}}  # type: ignore[dict-item]
    (table,) = tables(ftm(tmp_path / "targets.nested.json", nested))
    assert {(c.valid_from, c.valid_to) for c in table.claims} == {("2024-03", "2025")}


def test_a_kind_that_the_mapping_does_not_know_refuses_the_list(tmp_path: Path) -> None:
    moon = ACME | {"schema": "Moonbase"}
    told = refusal(ftm(tmp_path / "e.ftm.json", moon, sanction("acme")))
    assert "row 1, column 'schema': 'Moonbase' is none of" in told


# Mappings themselves


def test_shipped_mappings_are_sound_and_name_what_the_catalogue_knows() -> None:
    assert {m.name for m in shipped()} >= {"aws-ai-service-regions", "followthemoney"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("type: Company", "type: Firm"), "no type 'Firm'"),
        (("predicate: offers", "predicate: sells"), "no predicate 'sells'"),
        (("columns: [provider, service]", "columns: [provider]"), "'service' is no column"),
        (("ignore: [note]", "optional: [note]"), "column 'note' is for nothing"),
        (
            ("name: offered", "name: offered\ncolour: red"),
            "colour: Extra inputs are not permitted",
        ),
        (("name: offered", "name: {"), "not YAML"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(
    tmp_path: Path, change: tuple[str, str], why: str
) -> None:
    path = written(tmp_path / "m.yaml", OFFERED.replace(*change))
    with pytest.raises(InputError, match=r"m\.yaml") as caught:
        read_mapping(path)
    assert why in str(caught.value)


def test_a_constant_that_nobody_knows_is_refused(tmp_path: Path, offered: Path) -> None:
    told = offered.read_text().replace("object: service", "object: servce")
    with pytest.raises(InputError, match="'servce' is neither one of its fields nor a name"):
        list(read_all([str(csv_file(tmp_path))], mapping=str(written(offered, told))))
