"""What is made whenever the site is built: pages from the program itself, and the menu's rest."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from tools.architecture_page import page as architecture
from tools.command_page import page as commands
from tools.rest_page import page as rest

PAGES = {
    "reference/architecture.md": architecture,
    "reference/commands.md": commands,
    "reference/rest.md": rest,
}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """List the decisions, and under "More" whatever page the menu does not name."""
    docs = Path(config.docs_dir)
    found = sorted(str(path.relative_to(docs)) for path in docs.rglob("*.md"))
    decisions = [place for place in found if place.startswith("decisions/")]
    named = {*decisions, *places(config.nav)}
    fill(config.nav, {"Decisions": decisions, "More": [p for p in found if p not in named]})
    config.nav[:] = [entry for entry in config.nav if entry != {"More": []}]
    return config


def places(nav: object) -> Iterator[str]:
    """Give the pages that a menu names."""
    if isinstance(nav, str):
        yield nav
    for part in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from places(part)


def fill(nav: object, lists: dict[str, list[str]]) -> None:
    """Fill the empty sections of a menu by their names."""
    for entry in nav if isinstance(nav, list) else ():
        for title, below in entry.items() if isinstance(entry, dict) else ():
            if title in lists:
                entry[title] = lists[title]
            else:
                fill(below, lists)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages to those that people wrote."""
    for place, page in PAGES.items():
        files.append(File.generated(config, place, content=page()))
    return files
