"""`kg network`, `whatif` and `prove`: what lies around an answer, and its proof."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import AsOf, Audience, KnownOn, Output, OwnedFrom, Store, open_graph, today
from kg.cli.asking import Why, cite, explain, headline
from kg.cli.exploring import give
from kg.cli.render import Format, Record, print_rows, shown, write
from kg.errors import InputError
from kg.export.whole import whole
from kg.model.network import Chain, Community, Edge, Left, Network, Side
from kg.model.supposition import Supposition
from kg.questions.demands import closes_nothing
from kg.questions.prove import question

EDGES = ("source", "relation", "target", "state", "figure", "since", "until", "told", "said_by")
CONNECTED = ("entity", "type", "neighbours", "edges")
LEFT = ("provider", "service", "status", "fate", "why")
PARTS = ("inside", "outside", "members")
CUTS = ("target", "subject", "region", "before", "after", "audiences", "excluded", "said_by")
BUNDLE = ("to", "answers", "statements", "documents", "rules", "digest")


def network(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A company, service or other entity."),
    ] = None,
    depth: Annotated[int, typer.Option(help="How many steps away an edge may end.")] = 1,
    owned_from: Annotated[
        list[str] | None,
        typer.Option(metavar="REGION", help="How much of it comes from there; may be repeated."),
    ] = None,
    side: Annotated[
        Side | None, typer.Option(help="Only who owns or funds it, or what it does.")
    ] = None,
    path_to: Annotated[
        str | None, typer.Option(metavar="NAME", help="The shortest ways to that entity.")
    ] = None,
    most_connected: Annotated[
        bool, typer.Option("--most-connected", help="Who is joined to most others.")
    ] = False,
    communities: Annotated[
        bool, typer.Option("--communities", help="Who belongs together, by their edges.")
    ] = False,
    without: Annotated[
        str | None, typer.Option(metavar="PROVIDER", help="What is left if it leaves --region.")
    ] = None,
    region: Annotated[str | None, typer.Option(help="The region that --without means.")] = None,
    limit: Annotated[int, typer.Option(help="Rows of --most-connected.")] = 20,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Who owns, funds, runs, supplies and works with whom, each edge with its source and dates.

    Examples:

      kg network Anthropic --depth 2 --why

      kg network 21Vianet --side owners

      kg network TikTok --owned-from China --owned-from "United States"

      kg network Microsoft --path-to Apple

      kg network --without OpenAI --region Japan

      kg network --communities --as-of 2025-06-01
    """
    on = as_of or today()
    with open_graph(store) as graph:
        if most_connected:
            ranked = graph.most_connected(as_of=on, known_on=known_on, limit=limit)
            print_rows(CONNECTED, (r.model_dump(mode="json") for r in ranked), form)
        elif communities:
            parts = graph.communities(as_of=on, known_on=known_on)
            give(parts, community_rows(parts, form), PARTS, form, lambda: tell_parts(parts))
        elif without:
            left = graph.without(without, needed(region, "--region"), as_of=on, known_on=known_on)
            give(left, left_rows(left, form), LEFT, form, lambda: tell_left(left, why=why))
        elif path_to:
            chains = graph.chains(needed(name, "NAME"), path_to, as_of=on, known_on=known_on)
            rows = edge_rows((e for c in chains for e in c.edges), form)
            give(chains, rows, EDGES, form, lambda: tell_chains(chains, why=why))
        else:
            found = graph.network(
                needed(name, "NAME"),
                as_of=on,
                known_on=known_on,
                depth=depth,
                owned_from=owned_from or (),
                side=side,
            )
            rows = edge_rows(found.edges, form)
            give(found, rows, EDGES, form, lambda: tell_network(found, why=why))


def needed(given: str | None, what: str) -> str:
    """Refuse to go on without a name."""
    if not given:
        raise InputError(f"name {what}: kg network --help shows how")
    return given


def edge_rows(edges: Iterable[Edge], form: Format) -> Iterable[Record]:
    """Make a row of each edge; JSON carries its evidence."""
    for edge in edges:
        told = edge.model_dump(mode="json")
        if form is not Format.JSONL:
            told |= {"figure": amount(edge), "said_by": sources(edge)}
        yield told


def amount(edge: Edge) -> str:
    """Write the figure of an edge in a few characters."""
    figure = edge.figure
    if figure is None:
        return ""
    relation = "" if figure.relation == "exactly" else f"{figure.relation} "
    return f"{relation}{figure.value} {figure.unit or ''}".strip()


def sources(edge: Edge) -> list[str]:
    """Name those who tell of an edge."""
    if not edge.evidence:
        return ["catalogue"]
    return list(dict.fromkeys(e.speaker or e.doc for e in edge.evidence))


def tell_network(found: Network, *, why: bool) -> None:
    """Print a network for a reader."""
    if found.edges:
        print_rows(EDGES, edge_rows(found.edges, Format.TABLE), Format.TABLE)
    else:
        write(f"nobody tells of such an edge of {shown(found.entity)}")
    for share in found.owned_from:
        more = {True: "yes", False: "no", None: "not known"}[share.more_than_half]
        write(
            f"owned from {shown(share.region)}: between {share.low} and {share.high}; "
            f"more than half: {more}"
        )
    if found.controls:
        write(f"controls: {shown(found.controls)}")
    if why:
        tell_edges(found.edges)


def tell_edges(edges: Iterable[Edge]) -> None:
    """Print the quotes behind edges."""
    for edge in edges:
        for evidence in edge.evidence:
            cite(evidence)


def tell_chains(chains: tuple[Chain, ...], *, why: bool) -> None:
    """Print the ways from one entity to another."""
    if not chains:
        write("no way leads there")
    for chain in chains:
        write(" — ".join(map(shown, chain.names)), style="bold")
        print_rows(EDGES, edge_rows(chain.edges, Format.TABLE), Format.TABLE)
        if why:
            tell_edges(chain.edges)


def community_rows(parts: Iterable[Community], form: Format) -> Iterable[Record]:
    """Make a row of each community; JSON carries its members' ids."""
    for part in parts:
        row = part.model_dump(mode="json")
        yield row if form is Format.JSONL else row | {"members": [m.name for m in part.members]}


def tell_parts(parts: tuple[Community, ...]) -> None:
    """Print communities for a reader."""
    print_rows(PARTS, community_rows(parts, Format.TABLE), Format.TABLE)


def left_rows(left: Iterable[Left], form: Format) -> Iterable[Record]:
    """Make a row of each service; JSON carries its evidence."""
    keep = None if form is Format.JSONL else {"evidence"}
    return (one.model_dump(mode="json", exclude=keep) for one in left)


def tell_left(left: tuple[Left, ...], *, why: bool) -> None:
    """Print what is left for a reader."""
    print_rows(LEFT, left_rows(left, Format.TABLE), Format.TABLE)
    for one in left if why else ():
        for evidence in one.evidence:
            cite(evidence)


def whatif(
    policy: Annotated[
        str, typer.Argument(metavar="POLICY", help="A law, rule or order, proposed or not.")
    ],
    region: Annotated[str | None, typer.Option(help="Only what it would cut there.")] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    store: Store = None,
    form: Output = Format.TABLE,
    why: Why = False,
) -> None:
    """Which answers would change were a policy in force on a day; nothing is stored.

    What it applies to counts as restricted in the regions that it names, or in its issuer's. The
    name of a region or an authority stands for all that it proposes. What is said to ask only for
    the identity of customers and for reports cuts nothing.

    Examples:

      kg whatif "United States" --as-of 2024-12-31

      kg whatif "AI Diffusion Rule" --as-of 2025-02-01 --why

      kg whatif "EU AI Act" --region Germany --format json
    """
    with open_graph(store) as graph:
        found = graph.whatif(policy, as_of=as_of or today(), known_on=known_on, region=region)
    give(found, cut_rows(found, form), CUTS, form, lambda: tell_whatif(found, why=why))


def cut_rows(found: Supposition, form: Format) -> Iterable[Record]:
    """Make a row of each answer that would change."""
    for cut in found.cuts:
        if form is Format.JSONL:
            yield cut.model_dump(mode="json")
            continue
        yield {
            "target": list(cut.target),
            "subject": cut.after.subject,
            "region": cut.after.region,
            "before": cut.before.status.value,
            "after": cut.after.status.value,
            "audiences": list(cut.after.audiences),
            "excluded": list(cut.after.excluded),
            "said_by": list(dict.fromkeys(e.speaker or e.doc for e in found.because)),
        }


def tell_whatif(found: Supposition, *, why: bool) -> None:
    """Print a supposition for a reader."""
    write(f"{shown(found.policy)}: supposed in force on {found.as_of}; in truth {found.status}")
    for heading, listed in (
        ("issued by", found.issuers),
        ("applies to", found.targets),
        ("in", found.regions),
    ):
        if listed:
            write(f"  {heading}: {shown([one.name for one in listed])}")
    for evidence in found.because[: None if why else 2]:
        cite(evidence)
    tell_demands(found)
    write(f"  {len(found.cuts)} answers change, {found.unchanged} do not")
    for cut in found.cuts:
        write("")
        write(f"{headline(cut.before)} -> {cut.after.status.upper()}", style="bold")
        write(f"  by what it says of: {shown(cut.target)}")
        if why:
            explain(cut.after, why=False)


def tell_demands(found: Supposition) -> None:
    """Say what a policy asks for, and what comes under it abroad."""
    if found.demands:
        write(f"  asks for: {', '.join(found.demands)}")
    if closes_nothing(found.demands) and not found.cuts:
        write("  it is not said to close anything: what it binds stays as it is")
    if found.affected:
        write("  comes under it abroad, as it is today:")
    for answer in found.affected:
        write(f"    {headline(answer)}")


def prove(
    kind: Annotated[str, typer.Argument(metavar="QUESTION", help="status or serves.")],
    names: Annotated[
        list[str], typer.Argument(metavar="ARGS...", help="Its names: SUBJECT REGION, or REGION.")
    ],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where; default: print it.")
    ] = None,
    no_texts: Annotated[
        bool,
        typer.Option("--no-texts", help="Hashes instead of texts; quotes cannot be verified."),
    ] = False,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    audience: Audience = None,
    owned_from: OwnedFrom = None,
    store: Store = None,
    form: Output = Format.TABLE,
) -> None:
    """Write an answer with its rules, statements, quotes and documents, to be checked elsewhere.

    `tools/check_bundle.py BUNDLE` verifies it with nothing but Python.

    Examples:

      kg prove status ChatGPT Italy --as-of 2023-04-10 --to bundle.json

      kg prove serves China --as-of 2024-07-15 --no-texts --to bundle.json
    """
    asked = question(
        kind,
        names,
        as_of=as_of or today(),
        known_on=known_on,
        audience=audience,
        owned_from=owned_from,
    )
    with open_graph(store) as graph:
        tree = graph.prove(asked, texts=not no_texts).tree()
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    if to is None:
        write(text)
        return
    with whole(to) as file:
        file.write(f"{text}\n".encode())
    counted: Record = {"to": str(to), "digest": tree["digest"]}
    for part in ("answers", "statements", "documents", "rules"):
        counted[part] = count(tree[part])
    print_rows(BUNDLE, [counted], form)


def count(part: object) -> int:
    """Count what is in a part of a bundle."""
    return len(part) if isinstance(part, list | dict) else 0
