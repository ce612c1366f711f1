"""`make catalogue-check`: the shipped files are sound, and mistakes are found where they are."""

import re
from pathlib import Path

import pytest

from kg.catalogue import catalogue
from tools.catalogue_check import problems

DOCS = Path(__file__).parents[1] / "docs"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_files_are_sound() -> None:
    assert list(problems()) == []


def test_the_five_lines_of_the_documentation_add_an_entity(tmp_path: Path) -> None:
    page = (DOCS / "catalogue.md").read_text("utf-8")
    lines = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0]
    assert len(lines.splitlines()) == 5
    path = written(tmp_path, lines)
    assert list(problems(path)) == []
    assert catalogue(path).subject("acme ai inc").id == "acme"


ACME = "type: Company, name: Acme AI, country: fr"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"acme: {{{ACME}, aliases: [OPENAI]}}", "'OPENAI' is a name of 'openai' too"),
        (f"acme: {{{ACME}, aliases: [Anthropic Ltd]}}", "'anthropic' but for its legal form"),
        (f"acme: {{{ACME}, parent: acme}}", "its 'parent' leads back to itself"),
        (
            f"acme: {{{ACME}, parent: bolt}}\n"
            "bolt: {type: Company, name: Bolt AI, parent: acme}",
            "its 'parent' leads back to itself",
        ),
        (f"acme: {{{ACME}, parent: acme-group}}", "names 'acme-group', which nothing has"),
        ("acme: {type: Company, name: Acme AI, country: openai}", "a Company, no Region"),
        ("acme: {type: Service, name: Acme AI, provider: chatgpt}", "a Service, no Organization"),
        ("qq: {type: Region, name: Quux, iso: QQ}", "no region has the ISO code 'QQ'"),
        ("quux: {type: Region, name: Quux, iso: FR}", "the id of a country is its code, 'fr'"),
        ("quux: {type: Region, name: Quux, iso: FR}", "'FR' is the code of 'fr' too"),
        (f"acme: {{{ACME}, aliases: [Frontier]}}", "'Frontier' is a word; put it under 'cased'"),
        ("acme: {type: Regulator, name: Acme Watchdog}", "say whose it is under 'jurisdiction'"),
    ],
)
def test_a_mistake_is_found_where_it_stands(tmp_path: Path, text: str, words: str) -> None:
    found = [line for line in problems(written(tmp_path, text)) if words in line]
    assert found
    assert any(re.match(r"\S+\.(yaml|tsv), line \d+, entry '", line) for line in found)


def test_a_word_that_is_protected_is_no_mistake(tmp_path: Path) -> None:
    text = f"acme: {{{ACME}, cased: [Frontier]}}"
    assert list(problems(written(tmp_path, text))) == []
