"""Who serves China on four days, after all examples and the whole corpus: every cell of a table.

What each cell must be was written down from the texts, in `tests/cases/china.yaml`.
"""

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from kg.graph import Graph
from kg.model.evidence import Answer

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not here")

TOLD = yaml.safe_load((ROOT / "tests" / "cases" / "china.yaml").read_text("utf-8"))
DAYS = ("2024-07-01", "2024-07-15", "2024-10-22", "2025-09-06")
OPERATOR = "Shanghai Blue Cloud Technology"
"""21Vianet's company, whose service Azure China is."""
SERVING = {
    "2024-07-01": {"Amazon", "Baidu", "Microsoft"},
    "2024-07-15": {"Alibaba", "Amazon", "Baidu", "Microsoft", OPERATOR},
    "2024-10-22": {"Alibaba", "Amazon", "Baidu", "Microsoft", OPERATOR, "Zhipu AI"},
}
NOT_SERVING = {"Anthropic", "Google", "OpenAI"}


def cells() -> Iterator[object]:
    """Give each service on each day as a case; what reading loses is expected to fail."""
    for row in TOLD:
        gap = row.get("gap")
        marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
        for day, status in row["days"].items():
            name = f"{row['service']}-{day}"
            yield pytest.param(row, str(day), status, id=name, marks=marks)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Load the seed, the examples and the corpus once."""
    with Graph(f"sqlite:///{tmp_path_factory.mktemp('china') / 'g.db'}") as loaded:
        loaded.load(CORPUS / "seed.txt", published="2024-07-05")
        loaded.load(ROOT / "examples", CORPUS / "news", CORPUS / "dev")
        yield loaded


@cache
def table(graph: Graph, day: str) -> dict[str, Answer]:
    """Give the answers on all services in China on a day."""
    return {a.subject: a for p in graph.serves("China", as_of=day) for a in p.services}


@pytest.mark.parametrize(("row", "day", "status"), list(cells()))
def test_a_cell(graph: Graph, row: dict[str, object], day: str, status: str | None) -> None:
    answer = table(graph, day).get(str(row["service"]))
    assert (answer.status if answer else None) == status
    if answer:
        assert set(answer.channels) == set(row.get("channels", ()))
        assert set(answer.audiences) == set(row.get("audiences", ()))
        assert set(answer.excluded) == set(row.get("excluded", ()))
        assert row.get("since") in {None, answer.since}


@pytest.mark.parametrize("day", DAYS)
def test_no_other_service_is_told_of(graph: Graph, day: str) -> None:
    known = {row["service"] for row in TOLD if day in map(str, row["days"])}
    assert table(graph, day).keys() <= known


@pytest.mark.parametrize("day", DAYS)
def test_who_serves(graph: Graph, day: str) -> None:
    serving = {p.provider for p in graph.serves("China", as_of=day) if p.serves}
    assert not serving & NOT_SERVING
    assert serving >= SERVING.get(day, SERVING["2024-10-22"])


@pytest.mark.parametrize("day", sorted(SERVING))
def test_nobody_else_serves(graph: Graph, day: str) -> None:
    serving = {p.provider for p in graph.serves("China", as_of=day) if p.serves}
    assert serving == SERVING[day]


def test_the_four_tables_differ(graph: Graph) -> None:
    told = [
        {(a.subject, a.status, a.channels, a.audiences, a.excluded) for a in found.values()}
        for found in (table(graph, day) for day in DAYS)
    ]
    assert all(one != other for one, other in combinations(told, 2))


def test_a_licence_that_nobody_gets_closes(graph: Graph) -> None:
    before = graph.status("NVIDIA H20", "China", as_of="2025-03-01")
    after = graph.status("NVIDIA H20", "China", as_of="2025-09-06")
    assert (before.status, after.status) == ("available", "unavailable")
    assert "none has been granted" in " ".join(e.quote for e in after.evidence)


def test_a_licence_limits_the_chip_that_needs_it(graph: Graph) -> None:
    found = graph.status("NVIDIA H800", "China", as_of="2024-07-15")
    assert found.status == "limited"
    assert "restricted by Bureau of Industry and Security" in found.note


def test_offshore_stands_against_the_joint_venture(graph: Graph) -> None:
    found = graph.conflicts("Azure OpenAI Service", "China", as_of="2024-07-15")
    sides = [
        ({e.channel for e in c.one}, {e.channel for e in c.other})
        for c in found
        if c.kind == "channel"
    ]
    assert ({"offshore"}, {"joint_venture"}) in sides


@pytest.mark.xfail(
    strict=True,
    reason="no claims of the service itself: news-openai-china-wire, Azure OpenAI Service "
    "available_in China by joint_venture, said by Microsoft; news-openai-china-analysis, not "
    "available_in China by joint_venture via 21Vianet",
)
def test_both_ways_are_told_of_the_service_itself(graph: Graph) -> None:
    found = graph.conflicts("Azure OpenAI Service", "China", as_of="2024-07-15")
    own = [c for c in found if c.kind == "channel" and c.subject == "Azure OpenAI Service"]
    assert own
