"""Lists as they stood on several days: what a later one no longer has ends, on every engine."""

import csv
import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.model.statement import Statement
from kg.resolve.series import Issue, settled
from kg.store.fingerprint import fingerprint
from tests.neo4j_server import Address

REGIONS = Path(__file__).parents[2] / "shared" / "data" / "aws-ai-service-regions.csv"
needs_data = pytest.mark.skipif(not REGIONS.exists(), reason="../shared/data is not here")
TUESDAY = datetime(2030, 1, 1, tzinfo=UTC)
EUROPE = (
    "Albania", "Austria", "Belgium", "Bulgaria", "Croatia", "Denmark", "Estonia", "Finland",
    "France", "Germany", "Greece", "Hungary", "Iceland", "Ireland", "Italy", "Latvia",
    "Lithuania", "Malta", "Norway", "Poland", "Portugal",
)  # fmt: skip


@pytest.fixture
def graph(store_address: Address) -> Iterator[Graph]:
    url, user, password = store_address
    with Graph(url, user=user, password=password) as found:
        yield found


def listed(folder: Path, day: str, *countries: str, complete: str = "no") -> Path:
    rows = [f'ChatGPT,"{c}",{day},{complete},OpenAI' for c in (*EUROPE, *countries)]
    path = folder / f"{day}.csv"
    path.write_text("\n".join(["service,country,as_of,complete,publisher", *rows, ""]))
    return path


def status(graph: Graph, region: str, day: str) -> tuple[str, str | None, str | None]:
    answer = graph.status("ChatGPT", region, as_of=day)
    return answer.status.value, answer.since, answer.until


def test_loading_a_list_twice_writes_nothing(graph: Graph, tmp_path: Path) -> None:
    path = listed(tmp_path, "2024-01-01", "Peru")
    assert graph.load(path, at=TUESDAY).statements.new == 22
    again = graph.load(path, at=TUESDAY)
    assert (again.unchanged, again.statements.new, again.statements.retracted) == (1, 0, 0)


def test_what_a_newer_list_no_longer_has_is_unknown_from_then_on(
    graph: Graph, tmp_path: Path
) -> None:
    graph.load(listed(tmp_path, "2024-01-01", "Peru"), at=TUESDAY)
    assert status(graph, "Peru", "2025-01-01") == ("available", "2024-01-01", None)
    graph.load(listed(tmp_path, "2024-03-01", "Chile"), at=TUESDAY)
    between = "[2024-01-02..2024-03-01]"
    assert status(graph, "Peru", "2024-01-10") == ("available", "2024-01-01", "2024-03-01")
    (peru, *_) = graph.status("ChatGPT", "Peru", as_of="2024-01-10").evidence
    assert (peru.valid_from, peru.valid_to) == (None, between)
    assert status(graph, "Peru", "2024-03-01")[0] == "unknown"
    assert status(graph, "Chile", "2024-03-01") == ("available", between, None)
    assert status(graph, "Chile", "2024-01-01")[0] == "unknown"
    assert status(graph, "Malta", "2024-06-01") == ("available", "2024-01-01", None)


def test_a_complete_list_closes_what_it_leaves_out(graph: Graph, tmp_path: Path) -> None:
    graph.load(listed(tmp_path, "2024-01-01", "Peru", complete="yes"), at=TUESDAY)
    graph.load(listed(tmp_path, "2024-03-01", "Chile", complete="yes"), at=TUESDAY)
    assert status(graph, "Peru", "2024-02-01")[0] == "available"
    assert status(graph, "Peru", "2024-03-01")[0] == "unavailable"
    assert status(graph, "Chile", "2024-02-01")[0] == "unavailable"
    assert status(graph, "China", "2024-02-01")[0] == "unavailable"
    assert status(graph, "Chile", "2024-03-01")[0] == "available"


def test_the_row_is_the_evidence(graph: Graph, tmp_path: Path) -> None:
    graph.load(listed(tmp_path, "2024-01-01", "Ukraine (except Crimea)"), at=TUESDAY)
    row = "| ChatGPT | Ukraine (except Crimea) | 2024-01-01 | no | OpenAI |"
    whole = graph.status("ChatGPT", "Ukraine", as_of="2024-01-01")
    part = graph.status("ChatGPT", "Crimea", as_of="2024-01-01")
    assert (whole.status, part.status) == ("limited", "unavailable")
    assert {e.quote for e in (*whole.evidence, *part.evidence)} == {row}
    assert {e.extractor for e in part.evidence} == {"mapping supported-countries/1"}


def test_any_order_of_loading_and_removing_ends_in_the_same_graph(
    graph: Graph, tmp_path: Path
) -> None:
    paths = [
        listed(tmp_path, "2024-01-01", "Peru", "Kenya"),
        listed(tmp_path, "2024-03-01", "Chile", "Kenya"),
        listed(tmp_path, "2024-05-01", "Peru", "Kenya"),
    ]
    names = [f"ChatGPT supported countries@{path.stem}" for path in paths]
    found = set()
    for order in itertools.permutations(range(3)):
        for at in order:
            graph.load(paths[at], at=TUESDAY)
        graph.remove(names[order[0]], at=TUESDAY)
        graph.load(paths[order[0]], at=TUESDAY)
        found.add(fingerprint(graph.store))
        for name in names:
            graph.remove(name, at=TUESDAY)
    assert len(found) == 1


def test_a_removed_snapshot_leaves_no_trace_in_the_others(graph: Graph, tmp_path: Path) -> None:
    first, second = (listed(tmp_path, day, c) for day, c in (("2024-01-01", "Peru"),
                                                           ("2024-03-01", "Chile")))  # fmt: skip
    graph.load(first, at=TUESDAY)
    before = fingerprint(graph.store)
    graph.load(second, at=TUESDAY)
    assert fingerprint(graph.store) != before
    graph.remove("ChatGPT supported countries@2024-03-01", at=TUESDAY)
    assert fingerprint(graph.store) == before


def test_a_broken_list_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    graph.load(listed(tmp_path, "2024-01-01", "Peru"), at=TUESDAY)
    before = fingerprint(graph.store)
    report = graph.load(listed(tmp_path, "2024-03-01", "Atlantis"), at=TUESDAY)
    (failure,) = report.failures
    assert "2024-03-01.csv: row 22, column 'country': no region named 'Atlantis'" in str(failure)
    assert fingerprint(graph.store) == before


# Amazon's regions, against the file


@needs_data
@pytest.mark.parametrize(
    ("service", "region", "day", "expected"),
    [
        ("Amazon SageMaker", "Hong Kong", "2024-01-15", ("available", "2023-10-06")),
        ("Amazon SageMaker", "Hong Kong", "2025-03-01", ("available", "2023-10-06")),
        ("Amazon SageMaker", "China", "2024-01-15", ("available", "2023-10-06")),
        ("Amazon SageMaker", "China", "2025-03-01", ("available", "2023-10-06")),
        ("Amazon SageMaker", "Germany", "2024-01-15", ("available", "2023-10-06")),
        ("Amazon SageMaker", "Germany", "2025-03-01", ("available", "2023-10-06")),
        ("Amazon SageMaker", "New Zealand", "2025-03-01", ("unknown", None)),
        ("Amazon Bedrock", "Hong Kong", "2024-01-15", ("unknown", None)),
        ("Amazon Bedrock", "Hong Kong", "2025-03-01", ("unknown", None)),
        ("Amazon Bedrock", "China", "2024-01-15", ("unknown", None)),
        ("Amazon Bedrock", "China", "2025-03-01", ("unknown", None)),
        ("Amazon Bedrock", "Germany", "2024-01-15", ("available", "[2023-10-07..2023-12-13]")),
        ("Amazon Bedrock", "Germany", "2025-03-01", ("available", "[2023-10-07..2023-12-13]")),
        ("Amazon Bedrock", "Switzerland", "2024-01-15", ("unknown", None)),
        ("Amazon Bedrock", "Switzerland", "2025-03-01", ("available", "[2024-08-17..2025-02-24]")),
    ],
)
def test_a_region_is_listed_from_some_day_between_two_snapshots(
    regions: Graph, service: str, region: str, day: str, expected: tuple[str, str | None]
) -> None:
    answer = regions.status(service, region, as_of=day)
    assert (answer.status, answer.since) == expected


@pytest.fixture(scope="module")
def regions() -> Iterator[Graph]:
    with Graph("sqlite:///:memory:") as found:
        found.load(REGIONS, at=TUESDAY)
        yield found


@needs_data
@pytest.mark.parametrize(
    ("region", "day", "expected"),
    [
        ("Hong Kong", "2024-01-15", {"Amazon SageMaker": ()}),
        ("Hong Kong", "2025-03-01", {"Amazon SageMaker": ()}),
        ("China", "2024-01-15", {"Amazon SageMaker": ("joint_venture",)}),
        ("China", "2025-03-01", {"Amazon SageMaker": ("joint_venture",)}),
        ("Switzerland", "2024-01-15", {"Amazon SageMaker": ()}),
        ("Switzerland", "2025-03-01", {"Amazon SageMaker": (), "Amazon Bedrock": ()}),
    ],
)
def test_amazon_serves_by_what_the_file_lists(
    regions: Graph, region: str, day: str, expected: dict[str, tuple[str, ...]]
) -> None:
    (amazon,) = regions.serves(region, as_of=day)
    assert (amazon.provider, amazon.serves) == ("Amazon", True)
    served = {s.subject: s.channels for s in amazon.services if s.status == "available"}
    assert served == expected


@needs_data
@pytest.mark.parametrize("code", ["ap-east-1", "cn-north-1", "eu-central-2", "ap-southeast-6"])
def test_every_snapshot_is_answered_as_it_was(regions: Graph, code: str) -> None:
    with REGIONS.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = {"bedrock": "Amazon Bedrock", "api.sagemaker": "Amazon SageMaker"}
    beside = {"cn-north-1": "cn-northwest-1"}
    country = {"ap-east-1": "hk", "cn-north-1": "cn", "eu-central-2": "ch", "ap-southeast-6": "nz"}
    for service, day in itertools.product(names, sorted({r["snapshot_date"] for r in rows})):
        there = {code, beside.get(code)}
        listed_then = any(
            (r["service"], r["snapshot_date"]) == (service, day) and r["region"] in there
            for r in rows
        )
        answer = regions.status(names[service], country[code], as_of=day)
        assert answer.status == ("available" if listed_then else "unknown"), (service, day)


@needs_data
def test_a_snapshot_with_a_tenth_of_its_rows_is_refused(graph: Graph, tmp_path: Path) -> None:
    lines = REGIONS.read_text().splitlines(keepends=True)
    last = [line for line in lines if ",2026-11-23," in line]
    kept = [line for line in lines if line not in last] + last[::10]
    path = tmp_path / "few.csv"
    path.write_text("".join(kept))
    report = graph.load(path, at=TUESDAY)
    assert "a sound source has 20 to" in str(report.failures[0])
    assert list(graph.documents()) == []


@needs_data
def test_a_broken_header_is_refused(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "regions.csv"
    path.write_text(REGIONS.read_text().replace("snapshot_date", "date", 1))
    report = graph.load(path, at=TUESDAY)
    told = str(report.failures[0])
    assert "'aws-ai-service-regions' comes near and needs the column 'snapshot_date'" in told
    assert list(graph.documents()) == []


@pytest.mark.parametrize(
    ("first", "later", "turn"),
    [
        ({}, {"attributed_to": "anthropic"}, None),
        ({"condition": "if you are 18"}, {"condition": "for those of 18 and over"}, None),
        ({}, {"condition": "if you are 18"}, "2024-02-01"),
        ({}, {"audience": "enterprises"}, "2024-02-01"),
    ],
)
def test_what_is_only_worded_otherwise_goes_on(
    first: dict[str, str], later: dict[str, str], turn: str | None
) -> None:
    said = {"subject": "claude", "predicate": "available_in", "object": "jp", "start": 0, "end": 9}
    days = (date(2024, 1, 1), date(2024, 2, 1))
    issues = [
        Issue(day, (Statement.model_validate({**said, **told, "document": f"terms@{day}"}),))
        for day, told in zip(days, (first, later), strict=True)
    ]
    (old,), (new,) = settled(issues, seen_daily=True)
    assert (old.valid_to, new.valid_from) == (turn, turn)
