"""Who is joined to whom, with the words behind each edge, and who depends on whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import Graph
from kg.model.entity import Entity
from kg.model.statement import Figure
from tests.questions.saying import graph_at, record, saying

DAY = "2025-10-01"
ABOUT_HALF = Figure(value="49", unit="%", relation="about")
SIXTY = Figure(value="60", unit="%")
RING = [("amazon", "google"), ("google", "meta"), ("meta", "amazon"), ("google", "apple")]
SHELL = Entity(id="shell.company", type="Company", name="Shell Pte", provisional=True)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with graph_at(tmp_path / "g.db") as opened:
        record(
            opened,
            saying("microsoft invests_in openai", told="2023-01-23", figure=ABOUT_HALF),
            saying("amazon invests_in anthropic", told="2024-03-27"),
            saying("azure operates_through 21vianet", told="2024-07-01"),
            saying("azure-openai built_on gpt-4", told="2024-07-02"),
            saying("openai partners_with apple", told="2024-06-10", valid_from="2024-06-10"),
            saying("apple partners_with openai", told="2024-06-11"),
            saying("google invests_in anthropic", told="2025-01-22", modality="rumoured"),
            saying("microsoft partners_with mistral", told="2024-02-26", valid_to="2025-03-01"),
            saying("nvidia invests_in openai", told="2025-09-22", modality="announced"),
        )  # fmt: skip
        yield opened


def edges(graph: Graph, name: str, **other: object) -> set[tuple[str, str, str, str]]:
    found = graph.network(name, **{"as_of": DAY, **other})
    return {(e.source_id, e.relation, e.target_id, e.state) for e in found.edges if e.evidence}


def test_every_edge_carries_its_words_and_dates(graph: Graph) -> None:
    found = graph.network("OpenAI", as_of=DAY)
    (stake,) = (e for e in found.edges if e.relation == "invests_in" and e.source == "Microsoft")
    assert stake.evidence[0].quote.startswith("microsoft invests_in openai")
    assert (stake.told, stake.figure and stake.figure.value) == ("2023-01-23", "49")
    (partner,) = (e for e in found.edges if e.relation == "partners_with")
    assert (len(partner.evidence), partner.since, partner.told) == (2, "2024-06-10", "2024-06-11")


def test_what_is_to_come_or_suggested_says_so(graph: Graph) -> None:
    assert ("nvidia", "invests_in", "openai", "upcoming") in edges(graph, "OpenAI")
    assert ("google", "invests_in", "anthropic", "proposed") in edges(graph, "Anthropic")


def test_edges_are_those_of_the_day(graph: Graph) -> None:
    pair = ("microsoft", "partners_with", "mistral", "holds")
    assert pair in edges(graph, "Microsoft", as_of="2025-01-01")
    assert pair not in edges(graph, "Microsoft")
    assert pair not in edges(graph, "Microsoft", as_of="2024-01-01")


def test_depth_reaches_further(graph: Graph) -> None:
    near = edges(graph, "Microsoft")
    far = edges(graph, "Microsoft", depth=2)
    assert near < far
    assert ("openai", "partners_with", "apple", "holds") not in near
    found = graph.network("Microsoft", as_of=DAY, depth=2).edges
    assert [e.distance for e in found] == sorted(e.distance for e in found)
    with pytest.raises(InputError, match="depth"):
        graph.network("Microsoft", as_of=DAY, depth=0)


def test_owners_that_only_the_catalogue_knows_have_no_evidence(graph: Graph) -> None:
    found = graph.network("Google", as_of=DAY)
    owner = next(e for e in found.edges if e.relation == "owned_by" and e.source_id == "google")
    assert (owner.target_id, owner.evidence) == ("alphabet", ())


def test_a_company_knows_what_it_controls_and_where_it_is_owned_from(graph: Graph) -> None:
    told = saying("shell.company owned_by bytedance", told="2025-01-05", figure=SIXTY)
    record(graph, told, entities=(SHELL,))
    (china, japan) = graph.network(
        "Shell Pte", as_of=DAY, owned_from=["China", "Japan"]
    ).owned_from
    assert (china.low, china.high, china.more_than_half) == ("3/5", "1", True)
    assert (japan.low, japan.high, japan.more_than_half) == ("0", "2/5", False)
    assert "Shell Pte" in graph.network("ByteDance", as_of=DAY).controls
    assert "Shell Pte" not in graph.network("ByteDance", as_of="2024-12-01").controls


def test_a_shortest_way_has_evidence_at_every_step(graph: Graph) -> None:
    (way,) = graph.chains("Microsoft", "Apple", as_of=DAY)
    assert way.names == ("Microsoft", "OpenAI", "Apple")
    assert all(step.evidence for step in way.edges)
    assert graph.chains("Microsoft", "Anthropic", as_of=DAY) == ()


def test_the_most_connected_come_first(graph: Graph) -> None:
    first, *_ = ranked = graph.most_connected(as_of=DAY)
    assert (first.entity, first.neighbours, first.edges) == ("OpenAI", 2, 2)
    assert [r.neighbours for r in ranked] == sorted((r.neighbours for r in ranked), reverse=True)
    assert len(graph.most_connected(as_of=DAY, limit=2)) == 2


def test_communities_part_the_network(graph: Graph) -> None:
    parts = graph.communities(as_of=DAY)
    ids = [{member.id for member in part.members} for part in parts]
    assert {"microsoft", "openai", "apple"} in ids
    assert {"amazon", "anthropic"} in ids
    assert sum(map(len, ids)) == len(set().union(*ids))
    assert [len(i) for i in ids] == sorted(map(len, ids), reverse=True)
    first = next(p for p in parts if p.members[0].id == "openai")
    assert (first.inside, first.outside) == (2, 0)
    assert graph.communities(as_of=DAY) == parts
    assert graph.communities(as_of="2000-01-01") == ()


def test_communities_count_the_edges_to_others(graph: Graph) -> None:
    record(
        graph,
        *(saying(f"{a} partners_with {b}", told="2025-02-01") for a, b in RING),
    )
    parts = graph.communities(as_of=DAY)
    inside, ends = sum(p.inside for p in parts), sum(p.outside for p in parts)
    edges = graph.most_connected(as_of=DAY, limit=99)
    assert ends > 0
    assert inside * 2 + ends == sum(e.edges for e in edges)


def test_what_is_left_when_a_provider_leaves(graph: Graph) -> None:
    record(
        graph,
        saying("chatgpt available_in sg", told="2025-01-05", by="openai"),
        saying("azure-openai available_in sg", told="2025-01-06", by="microsoft"),
        saying("gemini available_in sg", told="2025-01-07", by="google"),
        saying("claude available_in sg", told="2025-01-08", by="anthropic", via="google"),
        saying("ernie-bot not available_in sg", told="2025-01-09", by="baidu"),
    )  # fmt: skip
    openai = {one.service: (one.fate, one.why) for one in graph.without("OpenAI", "sg", as_of=DAY)}
    openai.pop("Microsoft Azure", None)  # the rules may tell a cloud by its parts
    assert openai == {
        "Gemini": ("stays", ""),
        "Claude": ("stays", ""),
        "Azure OpenAI Service": ("leans", openai["Azure OpenAI Service"][1]),
        "ChatGPT": ("gone", "offered by OpenAI"),
    }
    assert "GPT-4" in openai["Azure OpenAI Service"][1]
    google = {one.service: one.fate for one in graph.without("Alphabet", "sg", as_of=DAY)}
    assert google["Gemini"] == "gone"
    assert google["Claude"] == "gone"
