"""The page of all commands and options, from the commands' own help."""

from collections.abc import Iterator

import typer
from typer.core import TyperCommand, TyperGroup

from kg.cli.main import app

WIDTH = 96
HEAD = """\
# Every command and option

What `kg COMMAND --help` prints, of the version that this site was built from.
[Commands](../commands.md) explains what the questions mean.

"""


def page() -> str:
    """Write the whole page."""
    whole = typer.main.get_command(app)
    return HEAD + "\n".join(section(name, told) for name, told in helps(whole, "kg"))


def helps(command: TyperCommand | TyperGroup, name: str) -> Iterator[tuple[str, str]]:
    """Give the help of a command, and of the commands of a group behind it."""
    context = typer.Context(
        command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )  # fmt: skip
    yield name, command.get_help(context)
    for part in command.list_commands(context) if isinstance(command, TyperGroup) else ():
        yield from helps(command.commands[part], f"{name} {part}")


def section(name: str, told: str) -> str:
    """Write one command."""
    return f"## {name}\n\n```text\n{told.rstrip()}\n```\n"
