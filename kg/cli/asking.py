"""`kg serves`, `kg status`, `kg rules` and `kg cypher`: questions."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import AsOf, Audience, KnownOn, Output, OwnedFrom, Store, open_graph, today
from kg.cli.render import COLOURS, Format, Record, note, print_rows, shown, write
from kg.errors import InputError, KgError
from kg.graph import Graph
from kg.model.answer import Status
from kg.model.evidence import Answer, Evidence, Part, ProviderAnswer
from kg.model.period import spoken
from kg.reason.rules import RULES

COLUMNS = (
    "provider", "service", "status", "channels", "audiences", "since", "until", "last_confirmed",
    "said_by",
)  # fmt: skip

SERVED = {Status.AVAILABLE, Status.LIMITED, Status.CONTESTED}

Why = Annotated[
    bool, typer.Option("--why", help="Explain every rule that decided and show every quote.")
]


def serves(
    region: Annotated[
        str, typer.Argument(metavar="REGION", help="A country, territory, subdivision or bloc.")
    ],
    as_of: AsOf = None,
    known_on: KnownOn = None,
    audience: Audience = None,
    owned_from: OwnedFrom = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Which providers serve a region on a day: services, channels, audiences, who says so.

    Examples:

      kg serves China --as-of 2024-07-15

      kg serves "European Union" --as-of 2024-05-20 --format json

      kg serves Singapore --owned-from China
    """
    with open_graph(store) as graph:
        providers = graph.serves(
            region,
            as_of=as_of or today(),
            known_on=known_on,
            audience=audience,
            owned_from=owned_from,
        )
    if form in {Format.JSON, Format.JSONL}:
        print_rows((), (provider.model_dump(mode="json") for provider in providers), form)
        return
    if form is Format.TABLE and not providers:
        write(f"nothing is told of who serves {shown(region)}")
        return
    print_rows(COLUMNS, serving_rows(providers), form)
    if form is Format.TABLE:
        explain_serving(providers, why=why)


def serving_rows(providers: Iterable[ProviderAnswer]) -> Iterator[Record]:
    """Make a row of each service of each provider."""
    for provider in providers:
        for answer in provider.services or (provider.answer,):
            yield answer_row(answer) | {"provider": provider.provider}


def answer_row(answer: Answer) -> Record:
    """Make a flat row of an answer."""
    told = answer.model_dump(mode="json", exclude={"evidence", "against", "upcoming", "risks"})
    speakers = dict.fromkeys(e.speaker or e.publisher or e.doc for e in answer.evidence)
    return told | {"service": answer.subject, "said_by": list(speakers)}


def explain_serving(providers: Iterable[ProviderAnswer], *, why: bool) -> None:
    """Print the evidence behind each service that is served, and with `why` the others' too."""
    answers = [a for p in providers for a in p.services or (p.answer,)]
    told = [a for a in answers if why or a.status in SERVED]
    for answer in told:
        write("")
        explain(answer, why=why)
    if len(told) < len(answers):
        rest = len(answers) - len(told)
        write(f"\n{rest} more, not served or unknown: --why shows their evidence")


def status(
    subject: Annotated[
        str | None,
        typer.Argument(metavar="SUBJECT", help="A service, model, company or piece of hardware."),
    ] = None,
    region: Annotated[str | None, typer.Argument(metavar="REGION", help="A region.")] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    audience: Audience = None,
    owned_from: OwnedFrom = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
    questions: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Answer many: JSON lines with id, subject, region, as_of; - reads standard "
            "input. The same lines come out with their answers.",
        ),
    ] = None,
) -> None:
    """Tell the status of a subject in a region on a day, with evidence for and against.

    Examples:

      kg status ChatGPT Italy --as-of 2023-04-10 --why

      kg status --from questions.jsonl
    """
    if questions:
        with open_graph(store) as graph:
            answer_many(graph, questions)
        return
    if not subject or not region:
        raise InputError("name a subject and a region: kg status ChatGPT Italy")
    with open_graph(store) as graph:
        answer = graph.status(
            subject,
            region,
            as_of=as_of or today(),
            known_on=known_on,
            audience=audience,
            owned_from=owned_from,
        )
    if form in {Format.JSON, Format.JSONL}:
        write(answer.model_dump_json(indent=2 if form is Format.JSON else None))
    elif form is Format.TABLE:
        explain(answer, why=why)
    else:
        print_rows(("subject", "region", "as_of", *COLUMNS[2:]), [answer_row(answer)], form)


def answer_many(graph: Graph, questions: Path) -> None:
    """Answer JSON lines with JSON lines; a line that cannot be answered says why in `error`."""
    lines = sys.stdin if str(questions) == "-" else questions.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            answer = graph.status(
                str(asked["subject"]),
                str(asked["region"]),
                as_of=asked.get("as_of") or today(),
                audience=asked.get("audience"),
            )
            told = answer.model_dump(mode="json")
        except (ValueError, KeyError, TypeError, KgError) as error:
            note(f"line {number}: {error}")
            asked, told = as_object(line), {"error": f"line {number}: {error}"}
        write(json.dumps(told | asked, ensure_ascii=False))


def as_object(line: str) -> Record:
    """Give a line's JSON object, or the line itself where it is none."""
    try:
        found = json.loads(line)
    except ValueError:
        return {"line": line}
    return found if isinstance(found, dict) else {"line": line}


def explain(answer: Answer, *, why: bool) -> None:
    """Print an answer with its evidence for a reader."""
    write(headline(answer), style=f"bold {COLOURS[answer.status]}")
    for detail in details(answer):
        write(f"  {shown(detail)}")
    most = None if why else 1
    for evidence in answer.evidence[:most]:
        cite(evidence)
    say_rest(answer.evidence, most)
    for heading in ("against", "upcoming", "risks", "unofficial"):
        explain_ground(heading, getattr(answer, heading), most=None if why else 2)
    if why:
        explain_rules(answer)


def explain_ground(heading: str, listed: tuple[Evidence, ...], most: int | None) -> None:
    """Print quotes under a heading, where there are any."""
    if listed:
        write(f"  {heading}:")
    for evidence in listed[:most]:
        cite(evidence)
    say_rest(listed, most)


def say_rest(listed: tuple[Evidence, ...], most: int | None) -> None:
    """Say how many quotes are left out."""
    if most is not None and len(listed) > most:
        write(f"    … and {len(listed) - most} more (--why shows all)")


def headline(answer: Answer) -> str:
    """Say the answer in one line."""
    words = [shown(answer.subject), "in", shown(answer.region), "on", f"{answer.as_of}:"]
    return " ".join([*words, answer.status.upper()])


def details(answer: Answer) -> Iterator[str]:
    """Yield the lines that stand under the headline."""
    if answer.channels:
        yield "channel: " + ", ".join(answer.channels)
    if answer.audiences:
        names = (f"not {a}" if a in answer.excluded else a for a in answer.audiences)
        yield "for: " + ", ".join(names)
    times = {"since": answer.since, "until": answer.until}
    times["last confirmed"] = answer.last_confirmed
    if dated := [f"{name} {spoken(value)}" for name, value in times.items() if value]:
        yield "; ".join(dated) + (" (stale)" if answer.stale else "")
    if answer.note:
        yield answer.note
    if answer.parts:
        yield "parts: " + ", ".join(
            f"{apart(part, answer)} {part.status}" for part in answer.parts
        )


def apart(part: Part, answer: Answer) -> str:
    """Name what sets a part apart from the whole: its region, or its subject."""
    return part.region if part.region_id != answer.region_id else part.subject


def cite(evidence: Evidence) -> None:
    """Print one quote with who says it, where and when."""
    write(f"    “{shown(evidence.quote)}”")
    speaker = evidence.speaker or evidence.publisher or "unnamed"
    said = f"{evidence.subject} {evidence.predicate} {evidence.object}"
    facts: list[str] = [evidence.polarity, evidence.modality]
    if evidence.valid_from:
        facts.append(
            f"from {spoken(evidence.valid_from)}".replace("from between", "begun between")
        )
    write(
        f"      — {shown(speaker)}, in {shown(evidence.doc)} "
        f"({evidence.published or 'undated'}); {shown(said)} ({', '.join(facts)})"
    )


def explain_rules(answer: Answer) -> None:
    """Print the rules that decided, in their own words."""
    write("  rules that decided:")
    for name in answer.rules:
        write(f"    {name}: {' '.join(RULES[name].text.split())}")


def rules() -> None:
    """Print the rules of availability, in order.

    Example:

      kg rules
    """
    for name, rule in RULES.items():
        write(name, style="bold")
        write(f"  {' '.join(rule.text.split())}")


def cypher(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One read-only Cypher query.")],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="K=V", help="A parameter; JSON, else text."),
    ] = None,
    timeout: Annotated[float, typer.Option(help="Seconds until the query is given up.")] = 10.0,
    limit: Annotated[int, typer.Option(help="Rows at most.")] = 10_000,
    store: Store = None,
    form: Output = Format.TABLE,
) -> None:
    """Ask the graph in Cypher, on either engine; nothing can be written.

    Example:

      kg cypher 'MATCH (s:Service)-[a:AVAILABLE_IN]->(r:Region {name: $r})
      RETURN s.name, a.polarity' -p r=China
    """
    parameters = dict(map(parameter, param or []))
    with open_graph(store) as graph:
        table = graph.cypher(query, parameters, seconds=timeout, rows=limit)
    records = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    print_rows(table.columns, records, form)
    if table.cut:
        note(f"more rows than --limit {limit}; the rest is left out", style="yellow")


def parameter(given: str) -> tuple[str, object]:
    """Read K=V, the value as JSON where it is JSON."""
    name, equals, value = given.partition("=")
    if not equals or not name:
        raise InputError(f"'{given}' is no parameter; write it as name=value")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
