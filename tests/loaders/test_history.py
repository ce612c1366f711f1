"""Texts over time, from a git repository that the test makes."""

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import UnreadableDocument
from kg.graph import Graph, history
from kg.model.claimed import Versions
from kg.store.fingerprint import fingerprint
from loaders.history import read_history
from tests.neo4j_server import Address

TUESDAY = datetime(2030, 1, 1, tzinfo=UTC)
TITLE = "# Where you can use Claude\n\n"
JAPAN = "Claude is available in Japan.\n"
BRAZIL = "Claude is available in Brazil.\n"
NO_BRAZIL = "Claude is not available in Brazil.\n"


class Archive:
    """A repository of texts, a commit for each change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2024-01-01T12:00:00+00:00") -> None:
        who = {f"GIT_{r}_{f}": "a@b" for r in ("AUTHOR", "COMMITTER") for f in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        surroundings = {"PATH": os.defpath, "HOME": str(self.path), **who, **dates}
        subprocess.run(
            ["git", *arguments], cwd=self.path, env=surroundings, check=True, capture_output=True
        )

    def commit(self, day: str, text: str | None, name: str = "Claude/Terms.md") -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x", day=f"{day}T12:00:00+00:00")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture
def graph(store_address: Address) -> Iterator[Graph]:
    url, user, password = store_address
    with Graph(url, user=user, password=password) as found:
        yield found


def load(graph: Graph, archive: Archive) -> tuple[int, int, int]:
    report = graph.add(history(archive.path), at=TUESDAY)
    assert report.failures == []
    return report.new, report.changed, report.unchanged


def status(graph: Graph, region: str, day: str) -> tuple[str, str | None, str | None]:
    answer = graph.status("Claude", region, as_of=day)
    return answer.status.value, answer.since, answer.until


def test_what_a_version_newly_says_begins_and_what_it_drops_ends(
    graph: Graph, archive: Archive
) -> None:
    archive.commit("2024-01-10", TITLE + JAPAN)
    archive.commit("2024-03-10", TITLE + JAPAN + "\n" + BRAZIL)
    archive.commit("2024-05-10", TITLE + BRAZIL)
    assert load(graph, archive) == (3, 0, 0)
    assert status(graph, "Japan", "2024-01-09")[0] == "unknown"
    assert status(graph, "Japan", "2024-04-01") == ("available", "2024-01-10", "2024-05-10")
    assert status(graph, "Japan", "2024-05-10")[0] == "unknown"
    assert status(graph, "Brazil", "2024-03-09")[0] == "unknown"
    assert status(graph, "Brazil", "2024-06-01") == ("available", "2024-03-10", None)
    (first, *_) = graph.status("Claude", "Brazil", as_of="2024-06-01").evidence
    assert (first.doc, first.quote) == ("Claude/Terms@2024-03-10", BRAZIL.strip())
    assert first.publisher == "Anthropic"


def test_a_version_that_says_the_contrary_turns_the_answer(graph: Graph, archive: Archive) -> None:
    archive.commit("2024-01-10", TITLE + BRAZIL)
    archive.commit("2024-03-10", TITLE + NO_BRAZIL)
    archive.commit("2024-05-10", TITLE + BRAZIL)
    load(graph, archive)
    assert status(graph, "Brazil", "2024-02-01") == ("available", "2024-01-10", "2024-03-10")
    assert status(graph, "Brazil", "2024-04-01") == ("unavailable", "2024-03-10", "2024-05-10")
    assert status(graph, "Brazil", "2024-06-01") == ("available", "2024-05-10", None)


def test_a_rewording_that_changes_nothing_changes_no_answer(
    graph: Graph, archive: Archive
) -> None:
    archive.commit("2024-01-10", TITLE + BRAZIL)
    archive.commit("2024-03-10", TITLE + "Users in Brazil can use Claude.\n")
    archive.commit("2024-05-10", TITLE + "Claude is available in Brazil. Be kind to others.\n")
    load(graph, archive)
    for day in ("2024-02-01", "2024-04-01", "2024-06-01"):
        assert status(graph, "Brazil", day) == ("available", "2024-01-10", None)


def test_loading_a_history_twice_writes_nothing_and_a_new_commit_only_what_it_changes(
    graph: Graph, archive: Archive
) -> None:
    archive.commit("2024-01-10", TITLE + JAPAN)
    archive.commit("2024-01-11", "# Rules\n\nBe kind to others.\n", name="Claude/Rules.md")
    assert load(graph, archive) == (2, 0, 0)
    before = fingerprint(graph.store)
    assert load(graph, archive) == (0, 0, 2)
    assert fingerprint(graph.store) == before
    archive.commit("2024-03-10", TITLE + BRAZIL)
    assert load(graph, archive) == (1, 1, 1)
    assert status(graph, "Japan", "2024-03-10")[0] == "unknown"


def test_a_removed_version_leaves_the_others_as_if_it_had_not_been(
    graph: Graph, archive: Archive
) -> None:
    archive.commit("2024-01-10", TITLE + JAPAN)
    load(graph, archive)
    alone = status(graph, "Japan", "2025-01-01")
    archive.commit("2024-03-10", TITLE + BRAZIL)
    load(graph, archive)
    graph.remove("Claude/Terms@2024-03-10", at=TUESDAY)
    assert status(graph, "Japan", "2025-01-01") == alone


def days(archive: Archive, *patterns: str) -> dict[str, list[str | None]]:
    found = list(read_history(str(archive.path), patterns))
    assert all(isinstance(one, Versions) for one in found), found
    return {v.name: [d.published for d in v.documents] for v in found if isinstance(v, Versions)}


def test_a_day_has_one_version_and_the_same_words_are_none(archive: Archive) -> None:
    archive.commit("2024-01-10", TITLE + JAPAN)
    archive.commit("2024-01-10", TITLE + BRAZIL)
    archive.commit("2024-02-10", TITLE + BRAZIL.replace("Brazil", "**Brazil**"))
    archive.commit("2024-03-10", TITLE + JAPAN)
    archive.commit("2024-04-10", None)
    assert days(archive) == {"Claude/Terms": ["2024-01-10", "2024-03-10"]}


def test_patterns_choose_and_files_about_the_repository_are_left_out(archive: Archive) -> None:
    for name in ("A/Terms.md", "B c/Ünterms.md", "README.md", "LICENSE.txt", "A/logo.png"):
        archive.commit("2024-01-10", TITLE + JAPAN, name=name)
    assert set(days(archive)) == {"A/Terms", "B c/Ünterms"}
    assert set(days(archive, "A/*")) == {"A/Terms"}


def test_merges_count_once(archive: Archive) -> None:
    archive.commit("2024-01-10", TITLE + JAPAN)
    archive.git("checkout", "-q", "-b", "side")
    archive.commit("2024-02-10", TITLE + BRAZIL)
    archive.git("checkout", "-q", "main")
    archive.git("merge", "-q", "--no-ff", "side", "-m", "m", day="2024-03-10T12:00:00+00:00")
    assert days(archive) == {"Claude/Terms": ["2024-01-10", "2024-03-10"]}


def test_nothing_that_the_repository_configures_is_run(archive: Archive, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n")
    script.chmod(0o755)
    archive.commit("2024-01-10", TITLE + JAPAN)
    for name in (
        "core.fsmonitor",
        "diff.external",
        "core.pager",
        "gpg.program",
        "diff.x.textconv",
    ):
        archive.git("config", name, str(script))
    archive.git("config", "log.showSignature", "true")
    (archive.path / ".git" / "info" / "attributes").write_text("*.md diff=x\n")
    assert days(archive) == {"Claude/Terms": ["2024-01-10"]}
    assert not trap.exists()


def test_a_folder_without_a_history_is_told(tmp_path: Path) -> None:
    (found,) = read_history(str(tmp_path))
    assert "git cannot read a history there" in str(found)
    archive = Archive(tmp_path / "archive")
    archive.commit("2024-01-10", TITLE + JAPAN)
    (found,) = read_history(str(archive.path / "Claude"))
    assert "git cannot read a history there" in str(found), "a folder inside a repository"
    (found,) = read_history(str(tmp_path / "none"))
    assert "no folder with a git repository" in str(found)


def test_without_git_the_way_out_is_told(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (found,) = read_history(str(archive.path))
    assert isinstance(found, UnreadableDocument)
    assert "the command 'git' is not installed; install it" in str(found)
