"""The wider questions: how answers change, what touches them, which ways remain, who disagrees."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import typer
from pydantic import BaseModel

from kg.cli import telling
from kg.cli.app import AsOf, KnownOn, Output, Store, open_graph, today
from kg.cli.asking import Why
from kg.cli.render import Format, Record, print_rows, write
from kg.errors import InputError

Within = Annotated[
    str | None, typer.Option("--region", metavar="REGION", help="In this region alone.")
]
Name = Annotated[
    str | None, typer.Argument(metavar="NAME", help="A region, provider, service or other name.")
]


def give(
    whole: BaseModel | tuple[BaseModel, ...],
    records: Iterable[Record],
    columns: tuple[str, ...],
    form: Format,
    tell: Callable[[], None],
) -> None:
    """Print an answer: whole as JSON, by lines, as rows, or told to a reader."""
    if form is Format.TABLE:
        tell()
    elif form is not Format.JSON:
        print_rows(columns, records, form)
    elif isinstance(whole, tuple):
        print_rows(columns, (value.model_dump(mode="json") for value in whole), form)
    else:
        write(whole.model_dump_json(indent=2))


def lines(form: Format, **named: Iterable[BaseModel]) -> Iterator[Record]:
    """Make a record of each part of an answer; as JSON it says under `line` what it is."""
    for line, values in named.items():
        for value in values:
            if form is Format.JSONL:
                yield {"line": line} | value.model_dump(mode="json")
            else:
                yield telling.row(value)


def timeline(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A service, provider, region or policy.")
    ],
    region: Within = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="The first day told.")
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="YYYY-MM-DD", help="The last day told; default --as-of."),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """How answers changed, day by day, and what was issued, ordered, announced or proposed.

    Of a provider its services are told too; of a region all subjects that sources speak of.

    Examples:

      kg timeline ChatGPT --region Italy

      kg timeline China --from 2024-07-01 --to 2024-10-22 --why

      kg timeline "EU AI Act" --format jsonl
    """
    with open_graph(store) as graph:
        found = graph.timeline(
            name, region, start=first, end=last or as_of or today(), known_on=known_on
        )
    parts = telling.in_order_of_days(found)
    records = (record for line, part in parts for record in lines(form, **{line: [part]}))
    give(found, records, telling.HISTORY, form, lambda: telling.tell_timeline(found, why=why))


def policies(
    name: Name = None,
    region: Within = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Which policies and acts touch a provider, service or region: by whom, how far, since when.

    A policy is proposed, announced, in force, ended or unknown on the day. A policy of which
    sources say only that it was issued is unknown. Without a name all are listed.

    Examples:

      kg policies OpenAI --as-of 2023-04-10

      kg policies NVIDIA --region China

      kg policies "United States" --format csv

      kg policies "AI Diffusion Rule" --why
    """
    with open_graph(store) as graph:
        found = graph.policies(name, region, as_of=as_of or today(), known_on=known_on)
    records = lines(form, policy=found.policies, act=found.acts)
    give(found, records, telling.RULES, form, lambda: telling.tell_policies(found, why=why))


def paths(
    model: Annotated[
        str,
        typer.Argument(metavar="MODEL", help="A model or service; a company means its models."),
    ],
    region: Annotated[str, typer.Argument(metavar="REGION", help="Where the customers are.")],
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Which ways lead customers in a region to a model: direct, partner, joint venture, offshore.

    Every service that runs on the model or its family is judged as by `kg status`. Unofficial
    access is listed apart and is no way; services of which nobody speaks there are named.

    Examples:

      kg paths GPT-4 China --as-of 2024-07-20

      kg paths Anthropic Germany --format json
    """
    with open_graph(store) as graph:
        found = graph.paths(model, region, as_of=as_of or today(), known_on=known_on)
    records = lines(form, path=found.paths, unofficial=found.unofficial)
    give(found, records, telling.WAYS, form, lambda: telling.tell_paths(found, why=why))


def compare(
    providers: Annotated[
        list[str], typer.Argument(metavar="PROVIDER...", help="Who is compared.")
    ],
    region: Annotated[str, typer.Option("--region", metavar="REGION", help="Where.")],
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Put providers side by side in a region: services, channels, audiences, policies, risks.

    Examples:

      kg compare Microsoft Google OpenAI --region China --as-of 2024-07-20

      kg compare Microsoft OpenAI --region "Hong Kong" --format md
    """
    with open_graph(store) as graph:
        found = graph.compare(*providers, region=region, as_of=as_of or today(), known_on=known_on)
    records = telling.side_by_side(found, nested=form is Format.JSONL)
    give(found, records, telling.SIDES, form, lambda: telling.tell_comparison(found, why=why))


def diff(
    name: Name = None,
    region: Within = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="The earlier day.")
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="YYYY-MM-DD", help="The later day; default --as-of."),
    ] = None,
    known_first: Annotated[
        str | None,
        typer.Option(
            "--known-from", metavar="DATE", help="What was known at the end of this day."
        ),
    ] = None,
    known_last: Annotated[
        str | None,
        typer.Option("--known-to", metavar="DATE", help="Against this; default --known-on."),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Tell what changed between two days, or days of knowledge: in answers, and what did it.

    Without a name all that sources speak of is judged twice: the whole store is read, at some
    milliseconds for each subject and region.

    Examples:

      kg diff China --from 2024-07-01 --to 2024-10-22

      kg diff ChatGPT --as-of 2024-07-15 --known-from 2024-07-01 --known-to 2024-08-01
    """
    if not (first or known_first):
        raise InputError("give what to compare with: --from DAY, or --known-from DAY")
    day = as_of or today()
    with open_graph(store) as graph:
        found = graph.diff(
            name,
            region,
            before=first or day,
            after=last or day,
            known_before=known_first or known_on,
            known_after=known_last or known_on,
        )
    records = lines(form, change=found)
    give(found, records, telling.DIFFERENCES, form, lambda: telling.tell_diff(found, why=why))


def conflicts(
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="SUBJECT", help="Of this subject alone.")
    ] = None,
    region: Within = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Where sources contradict each other for the same time: both quotes, and what was preferred.

    A later change of an older state is no contradiction.

    Examples:

      kg conflicts --region China --as-of 2024-07-15

      kg conflicts --subject ChatGPT --why
    """
    with open_graph(store) as graph:
        found = graph.conflicts(subject, region, as_of=as_of or today(), known_on=known_on)
    records = lines(form, conflict=found)
    give(found, records, telling.CLASHES, form, lambda: telling.tell_conflicts(found, why=why))


def figures(
    name: Name = None,
    measure: Annotated[
        str | None,
        typer.Option("--measure", metavar="WORDS", help="Only for measures with these words."),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Tell what figures sources give, of whom, and who gives them; --why shows the quotes.

    Examples:

      kg figures China --measure patents

      kg figures --format csv
    """
    with open_graph(store) as graph:
        found = graph.figures(name, as_of=as_of or today(), known_on=known_on, measure=measure)
    records = lines(form, figure=found)
    give(found, records, telling.FIGURES, form, lambda: telling.tell_figures(found, why=why))
