"""One sentence for a reader: what an answer rests on and what to beware of."""

from collections.abc import Iterator

from kg.model.answer import Portion, Status, Verdict
from kg.model.period import spoken
from kg.reason.reading import ALWAYS, Kind, Reading
from kg.reason.tree import Node


def note(answer: Verdict, node: Node, evidence: tuple[Reading, ...]) -> str:
    """Say in a sentence what a reader should know beside the status."""
    told = dict.fromkeys(
        (
            *of_status(answer, node),
            *of_evidence(answer, node, evidence),
            *of_time(answer, node, evidence),
        )
    )
    return "; ".join(told)


def of_status(answer: Verdict, node: Node) -> Iterator[str]:
    """Explain why the answer is unknown, contested or limited."""
    if answer.status is Status.UNKNOWN:
        yield from of_silence(answer, node)
    if answer.status is Status.CONTESTED:
        yield "sources of the same standing contradict each other"
    served = [a for a in answer.audiences if a not in answer.excluded]
    if served:
        yield f"for {listed(served)}"
    if answer.excluded:
        yield f"not for {listed(answer.excluded)}"
    if answer.status is Status.LIMITED:
        for status in (Status.AVAILABLE, Status.LIMITED, Status.UNAVAILABLE):
            parts = [name(part, answer, node) for part in answer.parts if part.status is status]
            if parts:
                yield f"{status}: {listed(parts)}"


def of_silence(answer: Verdict, node: Node) -> Iterator[str]:
    """Say what little is known where the whole is not."""
    if answer.unofficial:
        yield "only unofficial access is reported"
    whole = dict.fromkeys(node.aim.world.name(s.object) for s in node.concerns.rough)
    if whole:
        yield f"said only of {listed([*whole])} as a whole"
    known = [f"{name(p, answer, node)} {p.status}" for p in answer.parts if p.status != "unknown"]
    if known:
        yield f"known only of {listed(known)}"
    ends = [
        r.timing.end
        for r in node.strands.readings
        if r.timing.end and r.timing.end <= answer.as_of
    ]
    if ends:
        yield f"a block ended on {max(ends)} and nothing is said since"


def of_evidence(answer: Verdict, node: Node, evidence: tuple[Reading, ...]) -> Iterator[str]:
    """Say where the evidence is of a special kind."""
    world = node.aim.world
    for r in evidence:
        if r.kind is Kind.LIST:
            yield f"not on the provider's list of {r.statement.asserted_on or 'an unknown day'}"
        if r.kind is Kind.ORDER:
            yield f"restricted by {world.name(r.statement.subject)}"
        if r.kind is Kind.HOSTING:
            yield f"hosted in {world.name(r.statement.object)}"
        if r.statement.condition and answer.status is Status.LIMITED:
            yield f"condition: {r.statement.condition}"


def of_time(answer: Verdict, node: Node, evidence: tuple[Reading, ...]) -> Iterator[str]:
    """Say where days are uncertain, unconfirmed or long ago."""
    if answer.unconfirmed:
        yield "announced, unconfirmed"
    if evidence and all(r.day == ALWAYS for r in evidence):
        yield "undated"
    if answer.stale:
        yield f"last confirmed on {answer.last_confirmed}"
    for r in node.strands.readings:
        if r.event and r.timing.first <= answer.as_of < r.day:
            since = spoken(r.timing.since or "")
            yield f"changes at some time {since if ' ' in since else f'in {since}'}"


def name(part: Portion, answer: Verdict, node: Node) -> str:
    """Name what sets a part apart: its region, or its subject."""
    apart = part.region if part.region != answer.region else part.subject
    return node.aim.world.name(apart)


def listed(names: list[str] | tuple[str, ...]) -> str:
    """Write names in a row."""
    return ", ".join(names)
