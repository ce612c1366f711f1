"""What is not known: old words, late sources, silence, and names without an owner."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.model.entity import Entity
from kg.model.gap import Gap, Lack
from kg.model.recording import Recording, SetAside
from kg.questions.gaps import Patience
from tests.cli.conftest import Run, runner
from tests.questions.saying import LEARNT, graph_at, record, saying

DAY = "2025-10-01"
PLACE = Entity(id="atlantis.region", type="Region", name="Atlantis", provisional=True)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with graph_at(tmp_path / "g.db") as opened:
        record(
            opened,
            saying("chatgpt available_in it", told="2022-01-05", by="openai"),
            saying("chatgpt available_in fr", told="2022-01-05", by="openai"),
            saying("chatgpt available_in fr", told="2025-09-01", by="openai"),
            *(
                saying("azure available_in jp", told=f"2025-0{m}-01", by="Weekly")
                for m in (1, 2, 3)
            ),
            *(
                saying("azure available_in de", told=f"2025-0{m}-01", by="Monthly")
                for m in (7, 8, 9)
            ),
            saying("azure available_in atlantis.region", told="2025-09-02", by="Monthly"),
            entities=(PLACE,),
        )
        yield opened


def found(graph: Graph, kind: Lack, **other: object) -> list[Gap]:
    return list(graph.gaps(**{"as_of": DAY, "kinds": [kind], **other}))


def test_a_cell_is_stale_when_its_last_word_is_old(graph: Graph) -> None:
    (gap,) = found(graph, Lack.STALE)
    assert (gap.name, gap.region, gap.last, gap.days) == ("ChatGPT", "Italy", "2022-01-05", 1365)
    assert gap.evidence[0].quote.startswith("chatgpt available_in it")
    assert found(graph, Lack.STALE, patience=Patience(stale_after=1365)) == []
    assert len(found(graph, Lack.STALE, patience=Patience(stale_after=100))) == 2
    assert found(graph, Lack.STALE, as_of="2022-02-01") == []


def test_a_source_is_overdue_by_its_own_measure(graph: Graph) -> None:
    (gap,) = found(graph, Lack.OVERDUE)
    assert (gap.name, gap.last, gap.usual, gap.days) == ("Weekly", "2025-03-01", 30, 214)
    assert found(graph, Lack.OVERDUE, patience=Patience(factor=8)) == []
    assert found(graph, Lack.OVERDUE, as_of="2025-04-01") == []


def test_the_silent_are_those_of_whom_nobody_speaks(graph: Graph) -> None:
    regions = {gap.id for gap in found(graph, Lack.SILENT_REGION)}
    assert {"cn", "us"} <= regions
    assert not {"it", "fr", "jp", "de", "eu", "us-tx"} & regions
    services = {gap.id for gap in found(graph, Lack.SILENT_SERVICE)}
    assert "claude" in services
    assert not {"chatgpt", "azure"} & services
    assert "anthropic" in {gap.id for gap in found(graph, Lack.SILENT_PROVIDER)}


def test_names_of_regions_that_nobody_knows_are_told(graph: Graph) -> None:
    (gap,) = found(graph, Lack.UNRESOLVED_REGION)
    assert (gap.name, gap.detail, gap.evidence[0].object) == (
        "Atlantis",
        "1 statements",
        "Atlantis",
    )


def test_claims_that_were_set_aside_are_told(graph: Graph) -> None:
    document, _ = saying("azure available_in nowhere", name="list")
    claim = SetAside(claim="azure available_in nowhere", reason="no region", start=18, end=22)
    graph.store.record([Recording(document=document, set_aside=(claim,))], at=LEARNT)
    (gap,) = found(graph, Lack.SET_ASIDE)
    assert (gap.name, gap.id, gap.detail) == (claim.claim, "list", "no region")


def test_all_kinds_come_in_order(graph: Graph) -> None:
    kinds = [gap.kind for gap in graph.gaps(as_of=DAY)]
    assert kinds == sorted(kinds, key=list(Lack).index)
    assert len(set(kinds)) == len(Lack) - 1


def test_the_command_prints_a_kind(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_STORE", graph.store.url)
    run: Run = runner(monkeypatch, capsys)
    ran = run("gaps", "--kind", "overdue", "--as-of", DAY, "--format", "json")
    assert (ran.code, [gap["name"] for gap in json.loads(ran.out)]) == (0, ["Weekly"])
    assert "Weekly" in run("gaps", "--kind", "overdue", "--as-of", DAY).out
