"""What a customer that is owned from a region can have."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.model.document import Document
from kg.model.statement import Statement
from tests.questions.saying import graph_at, record, saying

Told = tuple[Document, Statement]
DAY = "2025-10-01"
OPEN = saying("claude available_in sg", told="2025-08-01", by="anthropic")


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with graph_at(tmp_path / "g.db") as opened:
        record(opened, OPEN)
        yield opened


def ban(condition: str | None, says: str = "claude not available_in sg") -> Told:
    return saying(
        says, told="2025-09-05", by="anthropic", audience="foreign-owned", condition=condition,
        valid_from="2025-09-05", name=f"rule-{condition}",
    )  # fmt: skip


def status(graph: Graph, owner: str | None, **other: str) -> str:
    return graph.status("Claude", "Singapore", as_of=DAY, owned_from=owner, **other).status


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("more than 50 per cent owned from China", {"China": "unavailable", "Japan": "available"}),
        ("majority Chinese-owned", {"China": "unavailable", "Beijing": "unavailable"}),
        ("owned from North Korea", {"North Korea": "unavailable", "South Korea": "available"}),
        ("more than half owned from abroad", {"China": "limited", "Japan": "limited"}),
        (None, {"China": "limited"}),
    ],
)
def test_a_rule_holds_for_the_owners_that_it_names(
    graph: Graph, condition: str | None, expected: dict[str, str]
) -> None:
    record(graph, ban(condition))
    assert {owner: status(graph, owner) for owner in expected} == expected
    assert status(graph, None) == "limited"


def test_unsupported_regions_are_those_where_it_is_unavailable(graph: Graph) -> None:
    record(graph, ban("owned from regions that it does not support"))
    assert status(graph, "China") == "available"
    record(graph, saying("claude not available_in cn", told="2025-07-01", by="anthropic"))
    assert (status(graph, "China"), status(graph, "Japan")) == ("unavailable", "available")


def test_an_example_of_an_unsupported_region_is_not_all_of_them(graph: Graph) -> None:
    record(
        graph,
        ban("owned from a region that it does not support, such as Iran"),
        saying("claude not available_in cn", told="2025-07-01", by="anthropic"),
    )
    found = {owner: status(graph, owner) for owner in ("Iran", "China", "Japan")}
    assert found == {"Iran": "unavailable", "China": "unavailable", "Japan": "available"}


def test_without_a_condition_the_quote_tells_whose(graph: Graph) -> None:
    words = "In Japan and Singapore it is closed to firms majority-owned from China."
    record(
        graph,
        saying(
            "claude not available_in sg", words, told="2025-09-05", by="anthropic",
            audience="foreign-owned",
        ),
    )  # fmt: skip
    found = {owner: status(graph, owner) for owner in ("China", "Japan", "Singapore")}
    assert found == {"China": "unavailable", "Japan": "available", "Singapore": "available"}


def test_a_policy_follows_the_owner_everywhere(graph: Graph) -> None:
    record(
        graph,
        saying("anthropic-usage-policy issued_by anthropic", told="2025-09-05", by="anthropic"),
        ban("more than half owned from China", says="anthropic-usage-policy applies_to cn"),
    )
    answer = graph.status("Claude", "Singapore", as_of=DAY, owned_from="China")
    assert answer.status == "unavailable"
    assert answer.rules[-1] == "audience"
    assert [e.object for e in answer.evidence if e.predicate == "applies_to"] == ["China"]
    assert "China" in answer.note
    assert status(graph, "Japan") == "available"
    assert status(graph, None) == "available"


def test_a_later_general_word_does_not_lift_the_rule(graph: Graph) -> None:
    record(graph, ban("owned from China"))
    record(graph, saying("claude available_in sg", told="2025-09-20", by="anthropic"))
    assert status(graph, "China") == "unavailable"
    assert status(graph, "China", audience="enterprises") == "unavailable"


def test_a_customer_is_of_its_other_audience_too(graph: Graph) -> None:
    record(
        graph,
        saying(
            "claude not available_in sg", told="2025-09-06", by="anthropic",
            audience="enterprises", valid_from="2025-09-06",
        ),
    )  # fmt: skip
    assert status(graph, "China", audience="enterprises") == "unavailable"
    assert status(graph, "China") == "limited"
    assert status(graph, "China", audience="developers") == "limited"


def test_serves_asks_for_the_same_customer(graph: Graph) -> None:
    record(graph, ban("owned from China"))
    record(graph, saying("chatgpt available_in sg", told="2025-09-06", by="openai"))
    found = graph.serves("Singapore", as_of=DAY, owned_from="China")
    assert {p.provider: p.serves for p in found} == {"OpenAI": True, "Anthropic": False}
    both = graph.serves("Singapore", as_of=DAY, owned_from="China", audience="enterprises")
    assert {p.provider: p.serves for p in both} == {"OpenAI": True, "Anthropic": False}
