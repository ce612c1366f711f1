"""The entry point: every command registered, and errors as one sentence."""

import os
import sys

from kg.cli import asking, keeping, loading, measuring
from kg.cli.app import app
from kg.cli.render import note, shown
from kg.errors import KgError

COMMANDS = (loading, asking, keeping, measuring)
"""The modules that add their commands to the application when they are imported."""


def main() -> None:
    """Run the command line; what is wrong with the input is one sentence, not a trace."""
    try:
        app()
    except KgError as error:
        note(f"kg: {shown(error)}", style="red")
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
