"""`kg judge`: which entities may be one, and what was decided of them."""

from typing import Annotated

import typer

from kg.cli.app import Output, Store, open_graph
from kg.cli.render import Format, Record, print_rows, write
from kg.errors import InputError
from kg.model.judgement import Judgement, Proposal, Verdict


def judge(
    first: Annotated[
        str, typer.Argument(metavar="A", help="An entity's id, or a name that only one has.")
    ] = "",
    second: Annotated[str, typer.Argument(metavar="B", help="Another's.")] = "",
    same: Annotated[bool, typer.Option("--same", help="The two are one: merge them.")] = False,
    different: Annotated[
        bool, typer.Option("--different", help="The two are not one: split them.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back what was judged of the two.")
    ] = False,
    because: Annotated[str, typer.Option("--because", help="Why; it stays in the log.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
    sure: Annotated[
        bool, typer.Option("--sure", help="Let the program merge what it is sure of.")
    ] = False,
    log: Annotated[bool, typer.Option("--log", help="List what was judged, by time.")] = False,
    store: Store = None,
    form: Output = Format.TABLE,
) -> None:
    """Tell which entities may be one, and decide it; statements stay as they are.

    Without arguments it lists the open pairs with reasons for (+) and against (-).

    Examples:

      kg judge

      kg judge softline.company noventiq.company --same --because "renamed in 2022" --by Ada

      kg judge softline.company noventiq.company --undo --because "only the parent was renamed"

      kg judge --log --format json
    """
    chosen = [v for v, given in zip(Verdict, (same, different, undo), strict=True) if given]
    with open_graph(store) as graph:
        if chosen:
            only_one(chosen, first, second, because)
            made = graph.judge(first, second, chosen[0], because=because, by=by)
            write(f"{made.left} and {made.right}: {made.verdict}, because {made.because}")
        elif first or second:
            raise InputError("say what you judge: --same, --different or --undo")
        elif sure:
            print_rows(LOGGED, list(map(logged, graph.judge_sure())), form)
        elif log:
            print_rows(LOGGED, list(map(logged, graph.judgements())), form)
        else:
            found = graph.proposals()
            print_rows(PROPOSED, [told(proposal, form) for proposal in found], form)


PROPOSED = ("left", "right", "score", "reasons")
LOGGED = ("at", "left", "right", "verdict", "decider", "by", "score", "because")


def only_one(chosen: list[Verdict], first: str, second: str, because: str) -> None:
    """Refuse a judgement without two entities, one verdict and a reason."""
    if len(chosen) > 1:
        raise InputError("choose one of --same, --different and --undo")
    if not (first and second):
        raise InputError("name two entities: kg judge A B --same --because WHY")
    if not because.strip():
        raise InputError("give the reason, which stays in the log: --because WHY")


def logged(judgement: Judgement) -> Record:
    """Give a line of the log."""
    return judgement.model_dump(mode="json")


def told(proposal: Proposal, form: Format) -> Record:
    """Give a line of the open pairs; as a table the reasons are one text."""
    record: Record = proposal.model_dump(mode="json", exclude_defaults=True)
    if form is not Format.TABLE:
        return record
    reasons = (
        f"{'+' if r.counts > 0 else '-'} {r.comparison.replace('_', ' ')}: {r.why}"
        for r in proposal.reasons
    )
    ends = {"left": proposal.left.id, "right": proposal.right.id}
    return record | ends | {"reasons": "; ".join(reasons)}
