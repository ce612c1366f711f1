"""The REST API gives what the commands print, and refuses as it says."""

import csv
import gzip
import io
import json

import httpx
import pytest

from tests.cli.conftest import Run, runner
from tests.web.conftest import Site

SAME = {
    "serves": (["China", "--as-of", "2024-07-15"], {"region": "China", "as_of": "2024-07-15"}),
    "serves for an audience": (
        ["China", "--as-of", "2024-11-15", "--audience", "enterprises"],
        {"region": "China", "as_of": "2024-11-15", "audience": "enterprises"},
    ),
    "serves an owned customer": (
        ["Singapore", "--as-of", "2025-10-15", "--owned-from", "China"],
        {"region": "Singapore", "as_of": "2025-10-15", "owned_from": "China"},
    ),
    "status": (
        ["ChatGPT", "Italy", "--as-of", "2023-04-10"],
        {"subject": "ChatGPT", "region": "Italy", "as_of": "2023-04-10"},
    ),
    "timeline": (
        ["ChatGPT", "--region", "Italy", "--from", "2023-03-01", "--to", "2023-12-31"],
        {"name": "ChatGPT", "region": "Italy", "from": "2023-03-01", "to": "2023-12-31"},
    ),
    "policies": (
        ["OpenAI", "--as-of", "2023-04-10"],
        {"name": "OpenAI", "as_of": "2023-04-10"},
    ),
    "paths": (
        ["GPT-4", "China", "--as-of", "2024-07-20"],
        {"model": "GPT-4", "region": "China", "as_of": "2024-07-20"},
    ),
    "compare": (
        ["Microsoft", "OpenAI", "--region", "China", "--as-of", "2024-07-20"],
        {"providers": ["Microsoft", "OpenAI"], "region": "China", "as_of": "2024-07-20"},
    ),
    "diff": (
        ["China", "--from", "2024-07-01", "--to", "2024-10-22"],
        {"name": "China", "from": "2024-07-01", "to": "2024-10-22"},
    ),
    "conflicts": (["--as-of", "2024-07-15"], {"as_of": "2024-07-15"}),
    "figures": (["--as-of", "2024-12-31"], {"as_of": "2024-12-31"}),
    "network": (
        ["Anthropic", "--depth", "2", "--as-of", "2025-10-01"],
        {"name": "Anthropic", "depth": "2", "as_of": "2025-10-01"},
    ),
    "whatif": (
        ["AI Diffusion Rule", "--as-of", "2025-02-01"],
        {"policy": "AI Diffusion Rule", "as_of": "2025-02-01"},
    ),
    "gaps": (["--as-of", "2025-12-31"], {"as_of": "2025-12-31"}),
}


@pytest.fixture
def run(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line on the store behind the server."""
    monkeypatch.setenv("KG_STORE", site.store.url)
    monkeypatch.setenv("KG_NEO4J_USER", site.store.user or "")
    monkeypatch.setenv("KG_NEO4J_PASSWORD", site.store.password or "")
    return runner(monkeypatch, capsys)


@pytest.mark.parametrize("asked", SAME)
def test_an_answer_is_what_the_command_prints(asked: str, run: Run, api: httpx.Client) -> None:
    words, parameters = SAME[asked]
    command = asked.split()[0]
    printed = run(command, *words, "--format", "json")
    answer = api.get(f"/{command}", params=parameters)
    assert answer.status_code == 200
    assert answer.json() == json.loads(printed.out)


def test_the_map_is_the_status_of_every_country(site: Site, api: httpx.Client) -> None:
    places = api.get("/availability", params={"subject": "ChatGPT"}).json()["places"]
    codes = {place["iso"] for place in places}
    assert len({code for code in codes if len(code) == 2}) == 250  # ISO 3166 and XK
    assert "UA-43" in codes
    for day in ("2023-04-10", "2024-07-15", "2025-10-01"):
        told = {p["region_id"]: on_day(p["stretches"], day) for p in places}
        asked = {r: site.graph.status("ChatGPT", r, as_of=day).status.value for r in told}
        assert told == asked


def on_day(stretches: list[dict[str, str | None]], day: str) -> str:
    """Give the status of a place on a day."""
    held = (
        str(s["status"])
        for s in stretches
        if (s["start"] or "") <= day and (s["end"] is None or day < s["end"])
    )
    return next(held, "unknown")


def test_a_cell_of_the_matrix_is_the_status_in_short(site: Site, api: httpx.Client) -> None:
    asked = {
        "providers": ["OpenAI", "Microsoft", "Anthropic"],
        "regions": ["China", "Italy", "HK"],
        "as_of": "2024-07-15",
    }
    found = api.get("/matrix", params=asked).json()
    assert [r["name"] for r in found["regions"]] == ["China", "Italy", "Hong Kong"]
    for provider, row in zip(found["providers"], found["rows"], strict=True):
        for region, cell in zip(found["regions"], row, strict=True):
            answer = site.graph.status(provider["id"], region["id"], as_of="2024-07-15")
            told = answer.model_dump(mode="json")
            assert {k: told[k] for k in ("status", "channels", "note", "since")} == {
                k: cell[k] for k in ("status", "channels", "note", "since")
            }
            assert cell["sources"] == len(answer.evidence)


def test_a_matrix_beyond_reading_is_refused(api: httpx.Client) -> None:
    asked = {"providers": ["OpenAI"] * 30, "regions": ["China"] * 30}
    answer = api.get("/matrix", params=asked)
    assert answer.status_code == 400
    assert "cells" in answer.json()["detail"]


def test_the_graph_is_narrowed_and_says_what_it_hides(api: httpx.Client) -> None:
    whole = api.get("/graph", params={"center": "OpenAI", "depth": "2"}).json()
    ends = {end for link in whole["links"] for end in (link["source"], link["target"])}
    assert ends <= {node["id"] for node in whole["nodes"]}
    assert whole["nodes"][0]["id"] == "openai"
    few = api.get("/graph", params={"center": "OpenAI", "depth": "2", "limit": "5"}).json()
    assert len(few["nodes"]) == 5
    assert few["hidden"] > 0
    offers = api.get("/graph", params={"center": "OpenAI", "rels": "offers"}).json()
    assert {link["predicate"] for link in offers["links"]} == {"offers"}
    wrong = api.get("/graph", params={"center": "OpenAI", "rels": "loves"})
    assert wrong.status_code == 400
    assert "offers" in wrong.json()["detail"]


def test_an_edge_leads_to_its_statements_and_each_to_its_document(api: httpx.Client) -> None:
    links = api.get("/graph", params={"center": "OpenAI"}).json()["links"]
    link = next(one for one in links if one["affirmed"])
    asked = {"subject": link["source"], "predicate": link["predicate"], "object": link["target"]}
    said = api.get("/statements", params=asked).json()
    assert len(said) == link["affirmed"] + link["negated"]
    alone = api.get(f"/statements/{said[0]['statement']}").json()
    assert alone == said[0]
    text = api.get(f"/documents/{alone['doc']}").json()["text"]
    assert text[alone["start"] : alone["end"]] == alone["quote"]


def test_an_entity_tells_who_it_is_and_what_is_said_of_it(api: httpx.Client) -> None:
    who = api.get("/entities/chatgpt").json()
    assert who["provider"] == {"id": "openai", "name": "OpenAI"}
    first = api.get("/entities/chatgpt/neighbours", params={"limit": 3})
    total = int(first.headers["X-Total-Count"])
    assert total == sum(who["statements"].values())
    rest = api.get("/entities/chatgpt/neighbours", params={"limit": 500, "offset": 3})
    assert len(first.json()) + len(rest.json()) == total


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hong", "Hong Kong"),
        ("HK", "Hong Kong"),
        ("openai", "OpenAI"),
        ("côte d", "Côte d'Ivoire"),
    ],
)
def test_a_search_finds_names_as_they_are_typed(typed: str, first: str, api: httpx.Client) -> None:
    assert api.get("/search", params={"q": typed}).json()[0]["name"] == first


def test_a_search_may_ask_for_kinds(api: httpx.Client) -> None:
    found = api.get("/search", params={"q": "c", "types": "Region"}).json()
    assert {one["type"] for one in found} == {"Region"}


def test_documents_come_the_youngest_first(api: httpx.Client) -> None:
    found = api.get("/documents", params={"limit": 5})
    days = [told["document"]["published"] for told in found.json()]
    assert days == sorted(days, reverse=True)
    assert found.headers["X-Total-Count"] == "27"


def test_cypher_is_answered_and_refused(api: httpx.Client) -> None:
    query = "MATCH (c:Company {id: $id}) RETURN c.name AS name"
    found = api.post("/cypher", json={"query": query, "parameters": {"id": "openai"}})
    assert found.json()["rows"] == [["OpenAI"]]
    refused = api.post("/cypher", json={"query": "MATCH (n) DETACH DELETE n"})
    assert refused.status_code == 400
    assert refused.json()["type"] == "urn:kg:problem:RefusedQuery"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/status?subject=Nobody&region=Italy", 404, "Nobody"),
        ("/serves?region=Honk%20Kong", 404, "Hong Kong"),
        ("/serves?region=China&as_of=soon", 422, "YYYY-MM-DD"),
        ("/serves", 422, "region"),
        ("/diff", 400, "from=DAY"),
        ("/nothing", 404, "/docs"),
        ("/export.exe", 400, "graphml"),
        ("/documents/none", 404, "none"),
        ("/statements/none", 404, "none"),
    ],
)
def test_a_problem_says_what_is_wrong(
    path: str, status: int, words: str, api: httpx.Client
) -> None:
    answer = api.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert words in told["detail"]


def test_what_did_not_change_is_not_sent_again(api: httpx.Client) -> None:
    first = api.get("/rules")
    again = api.get("/rules", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = api.get("/vocabulary", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_long_answers_are_packed(api: httpx.Client) -> None:
    with api.stream("GET", "/rules", headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["Content-Encoding"] == "gzip"
    plain = api.get("/rules", headers={"Accept-Encoding": "identity"})
    assert gzip.decompress(packed) == plain.content
    assert "Content-Encoding" not in plain.headers


def test_an_export_is_a_file(site: Site, api: httpx.Client) -> None:
    answer = api.get("/export.csv")
    assert "kg-graph.csv" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == sum(d.statements for d in site.graph.documents())


def test_every_route_is_described_with_its_parameters(api: httpx.Client) -> None:
    told = api.get(str(api.base_url.copy_with(path="/openapi.json"))).json()
    for path, methods in told["paths"].items():
        for method in methods.values():
            assert method["summary"], path
    asked = {p["name"] for p in told["paths"]["/api/status"]["get"]["parameters"]}
    assert asked == {"subject", "region", "as_of", "known_on", "audience", "owned_from"}
    assert "examples" in told["paths"]["/api/serves"]["get"]["parameters"][0]["schema"]
