"""What a policy would cut, were it in force, and that asking leaves no trace."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.model.entity import Entity
from kg.model.recording import Recording
from kg.store.fingerprint import fingerprint
from tests.questions.saying import graph_at, record, saying

RULE = Entity(id="cloud-rule.policy", type="Policy", name="cloud rule", provisional=True)
DAY = "2025-10-01"


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with graph_at(tmp_path / "g.db") as opened:
        record(
            opened,
            saying("azure available_in cn", told="2025-01-05", by="microsoft"),
            saying("azure available_in sg", told="2025-01-06", by="microsoft"),
            saying("chatgpt available_in sg", told="2025-01-07", by="openai"),
            saying(
                "cloud-rule.policy issued_by us-commerce", told="2025-02-01", modality="proposed"
            ),
            entities=(RULE,),
        )
        yield opened


def applies(graph: Graph, thing: str, **other: object) -> None:
    record(
        graph,
        saying(
            f"cloud-rule.policy applies_to {thing}",
            told="2025-02-01",
            modality="proposed",
            **other,
        ),
        entities=(RULE,),
    )


def rows(path: Path) -> list[str]:
    with sqlite3.connect(path) as file:
        return list(file.iterdump())


def test_a_proposal_changes_its_targets_in_its_regions_only(graph: Graph) -> None:
    applies(graph, "azure")
    applies(graph, "cn")
    found = graph.whatif("cloud rule", as_of=DAY)
    (cut,) = found.cuts
    assert (cut.before.subject, cut.before.region) == ("Microsoft Azure", "China")
    assert (cut.before.status, cut.after.status) == ("available", "limited")
    assert cut.target == ("Microsoft Azure",)
    assert cut.after.evidence[-1].quote.startswith("cloud-rule.policy applies_to azure")
    assert found.status == "proposed"
    assert [r.name for r in found.regions] == ["China"]


def test_without_a_region_it_holds_where_its_issuer_governs(graph: Graph) -> None:
    record(graph, saying("azure available_in us", told="2025-01-08", by="microsoft"))
    applies(graph, "azure")
    found = graph.whatif("cloud rule", as_of=DAY)
    assert [(c.before.region, c.after.status) for c in found.cuts] == [
        ("United States", "limited")
    ]


def test_a_company_is_meant_with_all_that_it_offers(graph: Graph) -> None:
    applies(graph, "microsoft")
    applies(graph, "sg")
    found = graph.whatif("cloud rule", as_of=DAY)
    assert {c.before.subject for c in found.cuts} == {"Microsoft", "Microsoft Azure"}
    assert all(c.target == ("Microsoft",) for c in found.cuts)


def test_one_region_can_be_asked_for(graph: Graph) -> None:
    applies(graph, "azure")
    applies(graph, "cn")
    applies(graph, "sg")
    everywhere = graph.whatif("cloud rule", as_of=DAY)
    assert {c.before.region for c in everywhere.cuts} == {"China", "Singapore"}
    assert {
        c.before.region for c in graph.whatif("cloud rule", as_of=DAY, region="Singapore").cuts
    } == {"Singapore"}
    assert not graph.whatif("cloud rule", as_of=DAY, region="Italy").cuts


def test_what_is_said_of_an_audience_shuts_it_out(graph: Graph) -> None:
    applies(graph, "azure", audience="government")
    applies(graph, "cn")
    (cut,) = graph.whatif("cloud rule", as_of=DAY).cuts
    assert (cut.after.status, cut.after.excluded) == ("limited", ("government",))


def test_a_planned_end_in_its_documents_counts_as_done(graph: Graph) -> None:
    applies(graph, "azure")
    applies(graph, "cn")
    plan = saying("azure not available_in cn", told="2025-02-02", modality="proposed")
    document, statement = plan
    document = document.model_copy(update={"id": "same"})
    rule = saying("cloud-rule.policy applies_to azure", told="2025-02-02", modality="proposed")
    rule = rule[1].model_copy(update={"document": document.key, "start": 18, "end": 22})
    known = graph.catalogue.entities
    graph.store.record(
        [
            Recording(
                document=document,
                statements=(statement.model_copy(update={"document": document.key}), rule),
                entities=(RULE, known["azure"], known["cn"]),
            )
        ],
        at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    (cut,) = graph.whatif("cloud rule", as_of=DAY).cuts
    assert (cut.before.status, cut.after.status) == ("available", "unavailable")


def test_a_policy_in_force_changes_nothing_more(graph: Graph) -> None:
    for thing in ("azure", "cn"):
        told = saying(f"cloud-rule.policy applies_to {thing}", told="2025-03-01")
        record(graph, told, entities=(RULE,))
    found = graph.whatif("cloud rule", as_of=DAY)
    assert (found.status, found.cuts) == ("in force", ())
    assert graph.whatif("cloud rule", as_of="2025-02-15").status == "proposed"


def test_what_is_unknown_cannot_be_cut(graph: Graph) -> None:
    applies(graph, "gemini")
    applies(graph, "cn")
    assert not graph.whatif("cloud rule", as_of=DAY).cuts


def test_nothing_is_stored(graph: Graph, tmp_path: Path) -> None:
    applies(graph, "azure")
    applies(graph, "cn")
    before, hash_before = rows(tmp_path / "g.db"), fingerprint(graph.store)
    status = graph.status("Azure", "China", as_of=DAY)
    assert graph.whatif("cloud rule", as_of=DAY).cuts
    assert rows(tmp_path / "g.db") == before
    assert fingerprint(graph.store) == hash_before
    assert graph.status("Azure", "China", as_of=DAY) == status


def demanding(graph: Graph, thing: str, sentence: str) -> None:
    """Tell of the rule in a sentence of one's own."""
    document, statement = saying(
        f"cloud-rule.policy applies_to {thing}", told="2025-02-03", modality="proposed"
    )
    document = document.model_copy(update={"text": sentence})
    statement = statement.model_copy(
        update={"document": document.key, "start": 0, "end": len(sentence)}
    )
    record(graph, (document, statement), entities=(RULE,))


def test_what_asks_for_names_alone_cuts_nothing(graph: Graph) -> None:
    demanding(graph, "azure", "The cloud rule would have Azure verify customers abroad.")
    found = graph.whatif("cloud rule", as_of=DAY)
    assert (found.cuts, found.demands) == ((), ("identify customers",))
    assert {(a.subject, a.region, a.status) for a in found.affected} == {
        ("Microsoft Azure", "China", "available"),
        ("Microsoft Azure", "Singapore", "available"),
    }
    one = graph.whatif("cloud rule", as_of=DAY, region="Singapore")
    assert [a.region for a in one.affected] == ["Singapore"]


def test_the_power_to_forbid_is_no_ban(graph: Graph) -> None:
    demanding(
        graph,
        "azure",
        "Azure would report its customers, and the ministry could forbid some.",
    )
    found = graph.whatif("cloud rule", as_of=DAY)
    assert (found.cuts, found.demands) == ((), ("report", "power to forbid"))


def test_a_ban_is_none_the_less_one_where_names_are_asked_for_too(graph: Graph) -> None:
    applies(graph, "cn")
    demanding(graph, "azure", "The rule bans Azure and verifies who uses it.")
    (cut,) = graph.whatif("cloud rule", as_of=DAY).cuts
    assert cut.after.status == "limited"
    assert not graph.whatif("cloud rule", as_of=DAY).affected


@pytest.mark.parametrize("name", ["United States", "US Department of Commerce"])
def test_a_region_or_an_authority_stands_for_its_proposals(graph: Graph, name: str) -> None:
    applies(graph, "azure")
    applies(graph, "cn")
    found = graph.whatif(name, as_of=DAY)
    assert found.policy == f"proposals of {name}"
    assert [c.before.region for c in found.cuts] == ["China"]
    nothing = graph.whatif("Italy", as_of=DAY)
    assert (nothing.status, nothing.cuts, nothing.affected) == ("unknown", (), ())
