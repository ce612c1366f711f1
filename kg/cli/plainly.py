"""`kg ask`: a plain question, how it was read, and the answer that the command for it prints."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeAlias, TypeVar

import typer
from pydantic import BaseModel

from kg.cli import proving, telling
from kg.cli.app import AsOf, Output, Store, open_graph, today
from kg.cli.asking import COLUMNS, Why, answer_row, explain, explain_serving, serving_rows
from kg.cli.render import Format, Record, print_rows, shown, write
from kg.errors import InputError
from kg.export.page import write_reply
from kg.export.whole import whole
from kg.model.change import Change, Timeline
from kg.model.comparison import Comparison
from kg.model.conflict import Conflict
from kg.model.evidence import Answer, ProviderAnswer
from kg.model.network import Chain, Left, Network
from kg.model.observation import Observation
from kg.model.path import Paths
from kg.model.policy import Policies
from kg.model.reply import Kind, Reply
from kg.model.supposition import Supposition

Rows: TypeAlias = tuple[tuple[str, ...], Iterable[Record]]
Part = TypeVar("Part", bound=BaseModel)


def ask(
    question: Annotated[
        list[str], typer.Argument(metavar="QUESTION...", help="A plain question in English.")
    ],
    as_of: AsOf = None,
    complete: Annotated[
        bool, typer.Option("--complete", help="Print questions that begin like this one.")
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE.html", help="Write a page that opens anywhere."),
    ] = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Answer a plain question: says how it was read, then what the command for it prints.

    A small grammar reads it, no language model. What it does not understand it says, with what it
    did, and offers questions near it; it ends with 1 then. `--as-of` is the day on which it is
    asked.

    Examples:

      kg ask "Who still serves China?"

      kg ask "Was ChatGPT available in Italy in April 2023?" --why

      kg ask "Who still serves China?" --to china.html

      kg ask "Compare Microsoft and Google in China" --format json
    """
    text = " ".join(question)
    with open_graph(store) as graph:
        if complete:
            write("\n".join(graph.suggest(text)))
            return
        reply = graph.ask(text, on=as_of or today())
    if to is not None:
        keep(reply, to)
    elif form in {Format.JSON, Format.JSONL}:
        write(reply.model_dump_json(indent=2 if form is Format.JSON else None))
    elif reply.answer is None:
        refuse(reply)
    elif form is Format.TABLE:
        tell(reply, why=why)
    else:
        print_rows(*rows(reply), form)
    if reply.answer is None:
        raise typer.Exit(1)


def keep(reply: Reply, to: Path) -> None:
    """Write a reply to a page of its own."""
    if to.suffix.lower() != ".html":
        raise InputError(f"cannot write '{to}': an answer is written as .html")
    with whole(to) as file:
        write_reply(reply, file)
    write(f"wrote {to}")


def refuse(reply: Reply) -> None:
    """Say why a question has no answer, and what can be asked."""
    write(shown(reply.problem))
    for note in reply.notes:
        write(f"  {shown(note)}")
    if reply.offers:
        write("you could ask:")
    for offer in reply.offers:
        write(f"  {shown(offer)}")


def tell(reply: Reply, *, why: bool) -> None:
    """Say how a question was read, and print its answer for a reader."""
    write(f"read as: {shown(reply.says)}", style="dim")
    for note in reply.notes:
        write(f"  {shown(note)}", style="dim")
    write(f"  {shown(reply.command)}", style="dim")
    write("")
    if reply.understood.period and reply.within:
        first, last = reply.understood.period
        write(f"it changed between {first} and {last}; the last day is told below", style="bold")
        telling.tell_diff(reply.within, why=why)
        write("")
    TELL[reply.understood.kind or Kind.STATUS](reply, why)


def listed(reply: Reply, kind: type[Part]) -> tuple[Part, ...]:
    """Give the parts of an answer, which are of the kind that its question asks for."""
    found = reply.answer if isinstance(reply.answer, tuple) else (reply.answer,)
    return tuple(part for part in found if isinstance(part, kind))


def only(reply: Reply, kind: type[Part]) -> Part:
    """Give an answer that is one value."""
    (found,) = listed(reply, kind)
    return found


def tell_serving(reply: Reply, *, why: bool) -> None:
    """Print who serves a region, and the evidence."""
    providers = listed(reply, ProviderAnswer)
    print_rows(COLUMNS, serving_rows(providers), Format.TABLE)
    explain_serving(providers, why=why)


TELL: dict[Kind, Callable[[Reply, bool], None]] = {
    Kind.SERVES: lambda r, why: tell_serving(r, why=why),
    Kind.STATUS: lambda r, why: explain(only(r, Answer), why=why),
    Kind.TIMELINE: lambda r, why: telling.tell_timeline(only(r, Timeline), why=why),
    Kind.POLICIES: lambda r, why: telling.tell_policies(only(r, Policies), why=why),
    Kind.PATHS: lambda r, why: telling.tell_paths(only(r, Paths), why=why),
    Kind.COMPARE: lambda r, why: telling.tell_comparison(only(r, Comparison), why=why),
    Kind.WHATIF: lambda r, why: proving.tell_whatif(only(r, Supposition), why=why),
    Kind.DIFF: lambda r, why: telling.tell_diff(listed(r, Change), why=why),
    Kind.CONFLICTS: lambda r, why: telling.tell_conflicts(listed(r, Conflict), why=why),
    Kind.NETWORK: lambda r, why: proving.tell_network(only(r, Network), why=why),
    Kind.CHAINS: lambda r, why: proving.tell_chains(listed(r, Chain), why=why),
    Kind.WITHOUT: lambda r, why: proving.tell_left(listed(r, Left), why=why),
    Kind.FIGURES: lambda r, why: telling.tell_figures(listed(r, Observation), why=why),
}
"""How each kind of answer is told to a reader: as its command does."""
STATUS = ("subject", "region", "as_of", *COLUMNS[2:])


def told(columns: tuple[str, ...], parts: Iterable[BaseModel]) -> Rows:
    """Make rows of the parts of an answer."""
    return columns, map(telling.row, parts)


def history(found: Timeline) -> Rows:
    """Make rows of changes and events, in order of days."""
    return told(telling.HISTORY, (part for _, part in telling.in_order_of_days(found)))


def chain_edges(chains: Iterable[Chain]) -> Rows:
    """Make a row of each step of each chain."""
    edges = (edge for chain in chains for edge in chain.edges)
    return proving.EDGES, proving.edge_rows(edges, Format.CSV)


def standing(found: Policies) -> Rows:
    """Make rows of policies, then of acts."""
    return told(telling.RULES, (*found.policies, *found.acts))


def ways(found: Paths) -> Rows:
    """Make rows of ways, then of those that do not count."""
    return told(telling.WAYS, (*found.paths, *found.unofficial))


ROWS: dict[Kind, Callable[[Reply], Rows]] = {
    Kind.SERVES: lambda r: (COLUMNS, serving_rows(listed(r, ProviderAnswer))),
    Kind.STATUS: lambda r: (STATUS, [answer_row(only(r, Answer))]),
    Kind.TIMELINE: lambda r: history(only(r, Timeline)),
    Kind.POLICIES: lambda r: standing(only(r, Policies)),
    Kind.PATHS: lambda r: ways(only(r, Paths)),
    Kind.COMPARE: lambda r: (
        telling.SIDES,
        telling.side_by_side(only(r, Comparison), nested=False),
    ),
    Kind.WHATIF: lambda r: (proving.CUTS, proving.cut_rows(only(r, Supposition), Format.CSV)),
    Kind.DIFF: lambda r: told(telling.DIFFERENCES, listed(r, Change)),
    Kind.CONFLICTS: lambda r: told(telling.CLASHES, listed(r, Conflict)),
    Kind.NETWORK: lambda r: (
        proving.EDGES,
        proving.edge_rows(only(r, Network).edges, Format.CSV),
    ),
    Kind.CHAINS: lambda r: chain_edges(listed(r, Chain)),
    Kind.WITHOUT: lambda r: (proving.LEFT, proving.left_rows(listed(r, Left), Format.CSV)),
    Kind.FIGURES: lambda r: told(telling.FIGURES, listed(r, Observation)),
}
"""The rows of each kind of answer, as its command prints them."""


def rows(reply: Reply) -> Rows:
    """Make the columns and rows of an answer."""
    return ROWS[reply.understood.kind or Kind.STATUS](reply)
