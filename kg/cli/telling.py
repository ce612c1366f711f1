"""Timelines, policies, ways and the other wider answers: as rows, and told to a reader."""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from pydantic import BaseModel

from kg.cli.asking import answer_row, cite, explain_ground, say_rest
from kg.cli.render import COLOURS, Format, Record, print_rows, shown, write
from kg.model.change import Change, Event, State, Timeline
from kg.model.comparison import Comparison
from kg.model.conflict import Conflict, ConflictKind
from kg.model.evidence import Evidence
from kg.model.observation import Observation
from kg.model.path import Path, Paths
from kg.model.policy import Act, Policies, PolicyAnswer
from kg.reason.rules import RULES as REASONS

HISTORY = (
    "on", "dated", "what", "subject", "object", "before", "after", "channels", "audiences",
    "modality", "said_by",
)  # fmt: skip
DIFFERENCES = (
    "subject", "region", "from", "before", "to", "after", "channels", "audiences", "said_by",
)  # fmt: skip
RULES = (
    "what", "policy", "by", "applies_to", "status", "issued", "since", "until", "first_told",
    "last_confirmed", "note", "said_by",
)  # fmt: skip
WAYS = (
    "service", "way", "operators", "status", "channels", "audiences", "since", "until",
    "last_confirmed", "said_by",
)  # fmt: skip
SIDES = (
    "provider", "service", "status", "channels", "audiences", "since", "until", "policies",
    "risks", "said_by",
)  # fmt: skip
CLASHES = (
    "subject", "region", "kind", "status", "contested", "preferred", "one", "other", "rules",
)  # fmt: skip
FIGURES = (
    "subject", "measure", "relation", "value", "unit", "compared_with", "on", "said_by",
)  # fmt: skip


def speakers(evidence: Iterable[Evidence]) -> list[str]:
    """Name those who say so, each once."""
    return list(dict.fromkeys(e.speaker or e.publisher or e.doc for e in evidence))


@singledispatch
def row(value: BaseModel) -> Record:
    """Make a flat record of a part of an answer."""
    return value.model_dump(mode="json")


@row.register
def change_row(change: Change) -> Record:
    """Make a row of a change, for timelines and differences."""
    return {
        "on": change.on,
        "what": "change",
        "subject": change.subject,
        "object": change.region,
        "region": change.region,
        "from": change.before.as_of if change.before else None,
        "before": change.before.status.value if change.before else None,
        "to": change.after.as_of,
        "after": change.after.status.value,
        "channels": [channel.value for channel in change.after.channels],
        "audiences": [*named_audiences(change.after)],
        "modality": "announced" if change.after.unconfirmed else "actual",
        "said_by": speakers(change.because),
    }


@row.register
def event_row(event: Event) -> Record:
    """Make a row of an event."""
    return {
        "on": event.on,
        "dated": event.dated,
        "what": event.kind.value,
        "subject": event.evidence.subject,
        "object": event.evidence.object,
        "modality": event.evidence.modality.value,
        "said_by": speakers([event.evidence]),
    }


@row.register
def policy_row(policy: PolicyAnswer) -> Record:
    """Make a row of a policy."""
    told = policy.model_dump(mode="json", exclude={"evidence", "against", "upcoming"})
    return told | {
        "what": "policy",
        "by": [issuer.name for issuer in policy.issuers],
        "applies_to": [bound.name for bound in policy.applies_to],
        "said_by": speakers([*policy.evidence, *policy.upcoming]),
    }


@row.register
def act_row(act: Act) -> Record:
    """Make a row of an act."""
    told = act.model_dump(mode="json", exclude={"evidence", "against", "upcoming"})
    return told | {
        "what": act.kind,
        "by": act.actor.name,
        "applies_to": act.target.name,
        "said_by": speakers([*act.evidence, *act.upcoming]),
    }


@row.register
def path_row(path: Path) -> Record:
    """Make a row of a way to a model."""
    return answer_row(path.answer) | {
        "service": path.service.name,
        "way": path.way.value,
        "operators": [operator.name for operator in path.operators],
    }


@row.register
def unofficial_row(evidence: Evidence) -> Record:
    """Make a row of unofficial access, which has no status."""
    return {
        "service": evidence.subject,
        "way": "unofficial",
        "status": "not counted",
        "said_by": speakers([evidence]),
    }


@row.register
def conflict_row(conflict: Conflict) -> Record:
    """Make a row of a contradiction."""
    told = conflict.model_dump(mode="json")
    return told | {
        "one": [words(e) for e in conflict.one],
        "other": [words(e) for e in conflict.other],
    }


@row.register
def figure_row(figure: Observation) -> Record:
    """Make a row of a figure."""
    told = figure.model_dump(mode="json", exclude={"evidence"})
    return told | {"said_by": figure.said_by or figure.evidence.publisher or figure.evidence.doc}


def words(evidence: Evidence) -> str:
    """Quote a document in one cell."""
    return f"“{shown(evidence.quote)}” ({evidence.doc})"


def side_by_side(comparison: Comparison, *, nested: bool) -> Iterator[Record]:
    """Make a row of each service of each provider; nested, a record of each provider."""
    for side in comparison.providers:
        if nested:
            yield {"line": "provider"} | side.model_dump(mode="json")
            continue
        for answer in side.answer.services or (side.answer.answer,):
            yield answer_row(answer) | {
                "provider": side.provider,
                "policies": [f"{p.policy} ({p.status})" for p in side.policies],
                "risks": [f"{e.subject} {e.predicate} {e.object}" for e in answer.risks],
            }


def in_order_of_days(timeline: Timeline) -> list[tuple[str, Change | Event]]:
    """Put changes and events into one order."""
    found: list[tuple[str, Change | Event]] = [("change", c) for c in timeline.changes]
    found += [("event", e) for e in timeline.events]
    return sorted(found, key=lambda named: str(named[1].on or ""))


def tell_timeline(timeline: Timeline, *, why: bool) -> None:
    """Tell changes and events in order of days, each with a quote."""
    for _, part in in_order_of_days(timeline):
        if isinstance(part, Change):
            tell_change(part, why=why)
        else:
            tell_event(part)
    none(timeline.changes or timeline.events, f"nothing is told of {timeline.name}")


def tell_change(change: Change, *, why: bool) -> None:
    """Tell one change."""
    when = f"{change.on} " if change.on else ""
    was = f"{described(change.before)} → " if change.before else ""
    where = f"{shown(change.subject)} in {shown(change.region)}"
    now = described(change.after)
    write(f"{when}{where}: {was}{now}", style=f"bold {COLOURS[change.after.status]}")
    quote(change.because, why=why)


def described(state: State) -> str:
    """Say a status with its channels and audiences."""
    more = [*(channel.value for channel in state.channels), *named_audiences(state)]
    more += ["announced, unconfirmed"] if state.unconfirmed else []
    return state.status.upper() + (f" ({', '.join(more)})" if more else "")


def named_audiences(state: State) -> Iterator[str]:
    """Name the audiences of a state, those shut out with a not."""
    yield from (f"not {a}" if a in state.excluded else a for a in state.audiences)


def tell_event(event: Event) -> None:
    """Tell one event: what happened, or is to happen."""
    told = event.evidence
    so = "" if told.polarity == "affirmed" else "not "
    what = f"{shown(told.subject)} {so}{told.predicate} {shown(told.object)}"
    start = f" from {told.valid_from}" if told.valid_from and not event.dated else ""
    day = event.on if event.dated else f"told {event.on or 'without a date'}"
    write(f"{day} {event.kind.value}: {what}{start} ({told.modality.value})")
    cite(told)


def quote(evidence: tuple[Evidence, ...], *, why: bool) -> None:
    """Print one quote, or all."""
    most = None if why else 1
    for one in evidence[:most]:
        cite(one)
    say_rest(evidence, most)


def none(found: object, words: str) -> None:
    """Say so where there is nothing to tell."""
    if not found:
        write(words)


def tell_policies(policies: Policies, *, why: bool) -> None:
    """Tell policies, then acts."""
    for policy in policies.policies:
        by = f", by {', '.join(shown(i.name) for i in policy.issuers)}" if policy.issuers else ""
        write(f"{shown(policy.policy)}{by}: {policy.status.upper()}", style="bold")
        bound = ", ".join(f"{shown(b.name)} ({b.status})" for b in policy.applies_to)
        tell_standing(policy, {"issued": policy.issued, "applies to": bound}, why=why)
    for act in policies.acts:
        what = f"{shown(act.actor.name)} {act.kind} {shown(act.target.name)}"
        write(f"{what}: {act.status.upper()}", style="bold")
        tell_standing(act, {"for": ", ".join(act.audiences)}, why=why)
    none(policies.policies or policies.acts, "no policy or act is told of")


def tell_standing(found: PolicyAnswer | Act, more: dict[str, str | None], *, why: bool) -> None:
    """Tell what a policy and an act have in common."""
    facts = more | {
        "since": found.since,
        "until": found.until,
        "first told": found.first_told,
        "last confirmed": found.last_confirmed,
        "note": "announced, unconfirmed" if found.unconfirmed else found.note,
    }
    for name, value in facts.items():
        if value:
            write(f"  {name}: {shown(value)}")
    quote(found.evidence, why=why)
    for heading in ("against", "upcoming"):
        explain_ground(heading, getattr(found, heading), most=None if why else 1)


def tell_paths(paths: Paths, *, why: bool) -> None:
    """Tell the ways, open ones first, then what is no way."""
    for path in paths.paths:
        by = ", ".join(shown(operator.name) for operator in path.operators)
        head = f"{shown(path.service.name)}, {path.way.value}" + (f", by {by}" if by else "")
        write(f"{head}: {path.status.upper()}", style=f"bold {COLOURS[path.status]}")
        if path.answer.note:
            write(f"  {shown(path.answer.note)}")
        quote(path.answer.evidence, why=why)
    none(paths.paths, f"nobody speaks of a way to {paths.model} in {paths.region}")
    explain_ground("unofficial, not counted", paths.unofficial, most=None if why else 2)
    if paths.unspoken:
        write("  nobody speaks there of: " + ", ".join(shown(n.name) for n in paths.unspoken))


def tell_comparison(comparison: Comparison, *, why: bool) -> None:
    """Print the table, then the evidence, the policies and the risks of each provider."""
    print_rows(SIDES, side_by_side(comparison, nested=False), Format.TABLE)
    for side in comparison.providers:
        write("")
        write(f"{shown(side.provider)}: {side.answer.status.upper()}", style="bold")
        for answer in side.answer.services or (side.answer.answer,):
            quote(answer.evidence, why=why)
        explain_ground("risks", side.answer.answer.risks, most=None if why else 2)
        touching = Policies(
            name=None, id=None, as_of=comparison.as_of, policies=side.policies, acts=side.acts
        )
        if side.policies or side.acts:
            tell_policies(touching, why=why)


def tell_diff(changes: tuple[Change, ...], *, why: bool) -> None:
    """Tell the differences."""
    for change in changes:
        tell_change(change, why=why)
    none(changes, "no answer differs")


def tell_conflicts(conflicts: tuple[Conflict, ...], *, why: bool) -> None:
    """Tell each contradiction with both sides."""
    for conflict in conflicts:
        what = f"{shown(conflict.subject)} in {shown(conflict.region)}: {conflict.status.upper()}"
        write(f"{what}, disagreement on {conflict.kind.value}", style="bold")
        heads = ("preferred:", "against:") if conflict.preferred else ("one side:", "other side:")
        for head, side in zip(heads, (conflict.one, conflict.other), strict=True):
            write(f"  {head.removesuffix(':')}{on_what(conflict, side)}:")
            quote(side, why=why)
        decided = "the rules cannot decide" if conflict.contested else "rules of the answer"
        write(f"  {decided}: {', '.join(conflict.rules)}")
        if why:
            explain(conflict.rules)
    none(conflicts, "no contradiction")


def on_what(conflict: Conflict, side: Iterable[Evidence]) -> str:
    """Name the ways or the customers of a side, where the sides differ on these."""
    ways = [e.channel.replace("_", " ") for e in side if e.channel]
    whom = [e.audience or "everyone" for e in side]
    told = {ConflictKind.CHANNEL: ways, ConflictKind.AUDIENCE: whom}
    named = [*dict.fromkeys(told.get(conflict.kind, []))]
    return f" ({', '.join(map(shown, named))})" if named else ""


def explain(rules: Iterable[str]) -> None:
    """Print rules in their own words."""
    for name in rules:
        write(f"    {name}: {' '.join(REASONS[name].text.split())}")


def tell_figures(figures: tuple[Observation, ...], *, why: bool) -> None:
    """Print the figures as a table, with --why each with its quote."""
    if not why:
        print_rows(FIGURES, map(figure_row, figures), Format.TABLE)
    for figure in figures if why else ():
        value = " ".join(filter(None, (figure.value, figure.unit)))
        relation = "" if figure.relation == "exactly" else f"{figure.relation} "
        against = f" compared with {figure.compared_with}" if figure.compared_with else ""
        what = f"{figure.subject}, {figure.measure}: {relation}{value}{against}"
        write(shown(what), style="bold")
        cite(figure.evidence)
