"""Exports: every suffix holds every statement, and what a document wrote does nothing there."""

import csv
import json
import os
import stat
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from rdflib import Dataset, Graph

from kg.errors import InputError
from kg.export.lines import claim_line
from kg.export.rows import Row, rows
from kg.export.tables import inert
from kg.export.write import WRITERS, write
from kg.model.content import Content
from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.statement import Channel, Claim, Figure, Mention, Modality, Polarity, Statement
from kg.rdf import from_graph
from tests.strategies import contents

TEXT = 'OpenAI said: "no API in China", from 9 July. =1+1 says the report.\x0b'
WIRE = Document(
    id="wire", text=TEXT, title="=HYPERLINK(1)", published="2024-06-25", url="https://wire.example"
)
WORLD = (
    Entity(id="openai", type="Company", name="OpenAI"),
    Entity(id="api", type="Service", name="OpenAI API", provider="openai"),
    Entity(id="cn", type="Region", name="China", iso="CN"),
    Entity(id="asia", type="Region", name="Asia"),
    Entity(id="fr", type="Region", name="France"),
    Entity(id="patents", type="Measure", name="@patents\x00", provisional=True),
)
CUT_OFF = Statement(
    subject="api",
    predicate="available_in",
    object="cn",
    polarity=Polarity.NEGATED,
    modality=Modality.ANNOUNCED,
    valid_from="2024-07-09",
    channel=Channel.DIRECT,
    attributed_to="openai",
    publisher="Example News",
    document=WIRE.key,
    start=13,
    end=43,
    asserted_on="2024-06-25",
    confidence=0.9,
    extractor="rules 1",
    recorded_at="2024-07-01T09:30:00+00:00",
)
AGAIN = CUT_OFF.model_copy(update={"start": 0, "attributed_to": None})
COUNTED = Statement(
    subject="asia",
    predicate="observed",
    object="patents",
    figure=Figure(value="6", relation="over", unit="times", compared_with="cn"),
    condition="+41 by the report",
    document=WIRE.key,
    start=45,
    end=len(TEXT),
)
CONTENT = Content(
    entities=WORLD,
    memberships=(Membership(member="cn", whole="asia", valid_from="1949"),),
    statements=(CUT_OFF, AGAIN, COUNTED),
    documents={WIRE.key: WIRE},
)


@pytest.fixture(params=list(WRITERS))
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"graph{request.param}"


def test_a_file_appears_alone_and_readable_by_others(path: Path) -> None:
    write(path, CONTENT)
    assert list(path.parent.iterdir()) == [path]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


def test_an_empty_graph_can_be_written(path: Path) -> None:
    write(path, Content())
    assert path.exists()


def test_what_fails_leaves_the_former_file(path: Path) -> None:
    path.write_text("former")
    with pytest.raises(InputError, match="rests on document"):
        write(path, CONTENT.model_copy(update={"documents": {}}))
    assert path.read_text() == "former"
    assert list(path.parent.iterdir()) == [path]


def test_the_same_graph_gives_the_same_bytes(path: Path) -> None:
    write(path, CONTENT)
    first = path.read_bytes()
    write(path, CONTENT.model_copy(update={"statements": CONTENT.statements[::-1]}))
    assert path.read_bytes() == first


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    write(tmp_path / "GRAPH.CSV", CONTENT)
    assert (tmp_path / "GRAPH.CSV").read_bytes().startswith(b"statement,subject,")


@pytest.mark.parametrize("name", ["graph.doc", "graph", "graph.htm", ".ttl"])
def test_an_unknown_suffix_lists_the_known(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"must be one of \.ttl, \.trig, \.jsonld, \.graphml"):
        write(tmp_path / name, CONTENT)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder.csv").mkdir()
    for place in ("nowhere/graph.csv", "file/graph.csv", "folder.csv"):
        with pytest.raises(InputError, match=f"cannot write '{tmp_path / place}': .+; choose"):
            write(tmp_path / place, CONTENT)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.csv"]


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".jsonld"])
def test_rdf_comes_back_whole(suffix: str, tmp_path: Path) -> None:
    write(tmp_path / f"graph{suffix}", CONTENT)
    graph = Graph() if suffix == ".ttl" else Dataset()
    graph.parse(tmp_path / f"graph{suffix}")
    back = from_graph(graph)
    assert set(back.statements) == set(CONTENT.statements)
    assert set(back.entities) == set(CONTENT.entities)
    assert (back.memberships, back.documents) == (CONTENT.memberships, CONTENT.documents)


def test_json_ld_names_nothing_to_fetch(tmp_path: Path) -> None:
    write(tmp_path / "graph.jsonld", CONTENT)
    context = json.loads((tmp_path / "graph.jsonld").read_text())["@context"]
    assert context["kg"] == "https://w3id.org/ai-geopolitics/vocabulary#"
    assert all(isinstance(value, str) for value in context.values())


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_csv_has_names_quotes_and_dates(tmp_path: Path) -> None:
    write(tmp_path / "graph.csv", CONTENT)
    found = {row["statement"]: row for row in read_csv(tmp_path / "graph.csv")}
    assert found.keys() == {s.id for s in CONTENT.statements}
    row = found[CUT_OFF.id]
    assert list(row) == list(Row.model_fields)
    assert (row["subject"], row["subject_id"], row["subject_type"]) == (
        "OpenAI API",
        "api",
        "Service",
    )
    assert row["quote"] == '"no API in China", from 9 July'
    assert (row["polarity"], row["modality"]) == ("negated", "announced")
    assert (row["valid_from"], row["valid_to"], row["channel"]) == ("2024-07-09", "", "direct")
    assert (row["doc"], row["document"], row["published"]) == ("wire", WIRE.key, "2024-06-25")
    assert (row["attributed_to"], row["publisher"]) == ("OpenAI", "Example News")
    assert (row["confidence"], row["recorded_at"]) == ("0.9", "2024-07-01T09:30:00Z")
    assert found[COUNTED.id]["figure_compared_with"] == "China"


def test_csv_cells_are_no_formulas(tmp_path: Path) -> None:
    write(tmp_path / "graph.csv", CONTENT)
    row = next(r for r in read_csv(tmp_path / "graph.csv") if r["statement"] == COUNTED.id)
    assert row["headline"] == "'=HYPERLINK(1)"
    assert row["object"] == "'@patents\ufffd"
    assert row["condition"] == "'+41 by the report"
    assert row["quote"] == "'=1+1 says the report.\ufffd"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＠a"])
def test_what_begins_a_formula_is_made_a_text(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=1", "'a", "", 0.5, -1, None])
def test_other_cells_stay(cell: object) -> None:
    assert inert(cell) == cell


def test_json_lines_hold_the_rows(tmp_path: Path) -> None:
    write(tmp_path / "graph.jsonl", CONTENT)
    lines = (tmp_path / "graph.jsonl").read_text().splitlines()
    assert [Row.model_validate_json(line) for line in lines] == list(rows(CONTENT))
    counted = next(json.loads(line) for line in lines if COUNTED.id in line)
    assert counted["quote"] == TEXT[45:]
    assert counted["channel"] is None
    assert (counted["start"], counted["confidence"]) == (45, 1.0)


def read_network(path: Path) -> "nx.MultiDiGraph[str]":
    if path.suffix == ".gexf":
        return nx.read_gexf(path)
    return nx.read_graphml(path, force_multigraph=True)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_networks_keep_statements_side_by_side(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    write(path, CONTENT)
    graph = read_network(path)
    assert graph.is_directed()
    assert set(graph) == {"api", "cn", "asia", "patents"}
    assert graph.number_of_edges("api", "cn") == 2
    assert graph.nodes["cn"]["label"] == "China"
    assert graph.nodes["cn"]["type"] == "Region"
    assert graph.nodes["cn"]["provisional"] is False
    assert graph.nodes["patents"]["label"] == "@patents\ufffd"
    edges = {data["id"]: data for *_, data in graph.edges(data=True)}
    assert edges.keys() == {s.id for s in CONTENT.statements} | {"part_of-0"}
    assert edges[CUT_OFF.id]["quote"] == '"no API in China", from 9 July'
    assert edges[CUT_OFF.id]["confidence"] == 0.9
    assert edges[CUT_OFF.id]["quote_start"] == 13
    assert "via" not in edges[CUT_OFF.id]
    (part,) = graph.get_edge_data("cn", "asia").values()
    assert part["valid_from"] == "1949"


def test_graphml_names_types_and_labels(tmp_path: Path) -> None:
    write(tmp_path / "graph.graphml", CONTENT)
    root = ET.parse(tmp_path / "graph.graphml").getroot()
    keys = root.findall("{*}key")
    types = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in keys}
    assert types["edge", "confidence"] == "double"
    assert types["edge", "quote_start"] in {"int", "long"}
    assert types["edge", "valid_from"] == "string"
    assert types["node", "provisional"] == "boolean"
    found = [str(edge.get("id")) for edge in root.findall(".//{*}edge")]
    assert sorted(found) == sorted([*(s.id for s in CONTENT.statements), "part_of-0"])


def test_gexf_edges_bear_their_predicates(tmp_path: Path) -> None:
    write(tmp_path / "graph.gexf", CONTENT)
    edges = ET.parse(tmp_path / "graph.gexf").getroot().findall(".//{*}edge")
    assert sorted(str(edge.get("label")) for edge in edges) == [
        "available_in",
        "available_in",
        "observed",
        "part_of",
    ]
    assert all(edge.get("start") is None for edge in edges)


@settings(max_examples=25, deadline=None)
@given(told=contents())
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".graphml", ".gexf"])
def test_any_graph_can_be_written_and_read(
    suffix: str, told: Content, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / f"graph{suffix}"
    write(path, told)
    if suffix == ".csv":
        assert len(read_csv(path)) == len(told.statements)
    elif suffix == ".jsonl":
        assert path.read_bytes().count(b"\n") == len(told.statements)
    else:
        assert path.read_bytes().count(b"<edge ") >= len(told.statements)
        ET.parse(path)


CLAIM = Claim(
    doc="wire",
    subject=Mention(name="OpenAI API", type="Service", id="api"),
    predicate="available_in",
    object=Mention(name="China", type="Region", id="cn"),
    polarity=Polarity.NEGATED,
    modality=Modality.ANNOUNCED,
    valid_from="2024-07-09",
    channel=Channel.DIRECT,
    via=Mention(name="A Cloud", type="Company"),
    attributed_to=Mention(name="OpenAI", type="Company", id="openai"),
    confidence=0.9,
    extractor="rules 1",
    start=13,
    end=43,
)


def test_a_claim_line_is_the_contract() -> None:
    assert json.dumps(claim_line(WIRE, CLAIM)) == json.dumps(
        {
            "doc": "wire",
            "subject": {"name": "OpenAI API", "type": "Service", "id": "api"},
            "predicate": "available_in",
            "object": {"name": "China", "type": "Region", "id": "cn"},
            "polarity": "negated",
            "modality": "announced",
            "valid_from": "2024-07-09",
            "valid_to": None,
            "channel": "direct",
            "via": "A Cloud",
            "audience": None,
            "condition": None,
            "attributed_to": "OpenAI",
            "confidence": 0.9,
            "evidence": {"quote": '"no API in China", from 9 July', "start": 13, "end": 43},
            "listed": None,
            "figure": None,
            "extractor": "rules 1",
        }
    )


def test_a_figure_is_a_line_without_a_predicate() -> None:
    observed = Claim(
        doc="wire",
        subject=Mention(name="China", type="Region", id="cn"),
        predicate="observed",
        object=Mention(name="generative AI patents", type="Measure"),
        figure=Figure(value="6", relation="over", unit="times", compared_with="United States"),
        start=0,
        end=11,
    )
    assert claim_line(WIRE, observed) == {
        "doc": "wire",
        "observation": {
            "subject": {"name": "China", "type": "Region", "id": "cn"},
            "measure": "generative AI patents",
            "value": "6",
            "relation": "over",
            "unit": "times",
            "compared_with": "United States",
        },
        "attributed_to": None,
        "confidence": 1.0,
        "evidence": {"quote": "OpenAI said", "start": 0, "end": 11},
        "extractor": "",
    }


def test_every_key_is_documented() -> None:
    docs = Path(__file__).parents[1] / "docs"
    claims, tables = (docs / "json.md").read_text(), (docs / "export.md").read_text()
    assert [key for key in claim_line(WIRE, CLAIM) if f"`{key}`" not in claims] == []
    assert [name for name in Row.model_fields if f"`{name}`" not in tables] == []
    assert [suffix for suffix in WRITERS if f"`{suffix}`" not in tables] == []
