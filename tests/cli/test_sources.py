"""Tables, feeds, archives and histories through the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.loaders.test_feeds import RSS
from tests.loaders.test_history import BRAZIL, TITLE, Archive
from tests.loaders.test_mappings import COUNTRIES, OFFERED, listed

DATA = Path(__file__).parents[2].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here")


@needs_data
def test_a_table_that_a_mapping_knows_just_loads(run: Run) -> None:
    first = run("load", DATA / "aws-ai-service-regions.csv")
    assert first.code == 0
    assert first.out.splitlines() == [
        "6 documents from tables, by mapping aws-ai-service-regions/1",
        "6 documents read: 6 new, 0 changed, 0 unchanged; 0 set aside",
        "308 statements added, 0 retracted",
    ]
    again = run("load", DATA / "aws-ai-service-regions.csv")
    assert again.out.endswith(
        "0 new, 0 changed, 6 unchanged; 0 set aside\n0 statements added, 0 retracted\n"
    )
    why = run("status", "Amazon SageMaker", "China", "--as-of", "2024-01-01", "--why").out
    assert "channel: joint_venture" in why
    assert (
        "“| 1.31.62 | 2023-10-06 | aws-cn | api.sagemaker | cn-north-1 | China (Beijing) |”" in why
    )
    since = run("status", "Amazon Bedrock", "Germany", "--as-of", "2025-01-01").out
    assert "since between 2023-10-07 and 2023-12-13; last confirmed 2024-08-16" in since


def test_a_refused_table_writes_nothing_and_says_why(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(listed(*COUNTRIES, "Atlantis"))
    ran = run("load", path)
    assert ran.code == 1
    assert "list.csv: row 23, column 'country': no region named 'Atlantis'" in ran.err.replace(
        "\n", " "
    )
    assert run("documents", "--format", "json").out.strip() == "[]"


def test_claims_of_a_table_are_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(OFFERED)
    (tmp_path / "t.csv").write_text("provider,service,note\nOpenAI,ChatGPT,x\n")
    ran = run("extract", tmp_path / "t.csv", "--mapping", tmp_path / "m.yaml")
    (line,) = map(json.loads, ran.out.splitlines())
    assert (line["subject"]["id"], line["predicate"], line["object"]["id"]) == (
        "openai",
        "offers",
        "chatgpt",
    )
    assert line["evidence"]["quote"] == "| OpenAI | ChatGPT | x |"
    assert line["extractor"] == "mapping offered/1"


def test_a_mapping_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("provider,service\n")
    ran = run("load", tmp_path / "t.csv", "--mapping", tmp_path / "none.yaml")
    assert ran.code != 0
    assert "none.yaml: no mapping can be read there" in ran.err.replace("\n", " ")


def test_older_items_of_a_feed_are_left_out_and_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wire.rss").write_text(RSS)
    ran = run("load", tmp_path / "wire.rss", "--since", "2024-07-01")
    assert "1 documents older than 2024-07-01 left out" in ran.out
    assert "1 documents read: 1 new" in ran.out


@pytest.mark.parametrize("more", [(), ("--workers", "2")])
def test_the_history_of_a_text(run: Run, tmp_path: Path, more: tuple[str, ...]) -> None:
    archive = Archive(tmp_path / "archive")
    archive.commit("2024-01-10", TITLE + "Be kind.\n")
    archive.commit("2024-03-10", TITLE + BRAZIL)
    ran = run("load", "--history", archive.path, "Claude/*", *more)
    assert "2 documents read: 2 new" in ran.out
    answer = run("status", "Claude", "Brazil", "--as-of", "2024-04-01", "--format", "json")
    assert json.loads(answer.out)["since"] == "2024-03-10"


def test_nothing_to_load_is_told(run: Run) -> None:
    ran = run("load")
    assert ran.code == 2
    assert "give files, folders or addresses, or --history REPO" in ran.err


def test_a_folder_that_is_no_repository_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("load", "--history", tmp_path)
    assert ran.code == 1
    assert "git cannot read a history there" in ran.err.replace("\n", " ")
