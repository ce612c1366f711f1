"""The entry point: every command registered, and errors as one sentence."""

import os
import sys
from collections.abc import Callable

from kg.cli.app import app
from kg.cli.asking import cypher, rules, serves, status
from kg.cli.exploring import compare, conflicts, diff, figures, paths, policies, timeline
from kg.cli.judging import judge
from kg.cli.keeping import doctor, documents, entities, export, remove
from kg.cli.loading import extract, load
from kg.cli.measuring import evaluate
from kg.cli.plainly import ask
from kg.cli.proving import network, prove, whatif
from kg.cli.render import note, shown
from kg.cli.reviewing import review
from kg.cli.serving import web
from kg.cli.watching import gaps, watch
from kg.errors import KgError

COMMANDS: dict[str, Callable[..., None]] = {
    "load": load,
    "extract": extract,
    "ask": ask,
    "serves": serves,
    "status": status,
    "timeline": timeline,
    "policies": policies,
    "paths": paths,
    "compare": compare,
    "diff": diff,
    "conflicts": conflicts,
    "figures": figures,
    "network": network,
    "whatif": whatif,
    "gaps": gaps,
    "prove": prove,
    "rules": rules,
    "review": review,
    "documents": documents,
    "remove": remove,
    "entities": entities,
    "judge": judge,
    "cypher": cypher,
    "export": export,
    "eval": evaluate,
    "doctor": doctor,
    "web": web,
}
for name, command in COMMANDS.items():
    app.command(name)(command)
app.add_typer(watch, name="watch")


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
