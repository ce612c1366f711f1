"""Who is who: what may be one entity, and what a person or the program decides of it."""

from collections.abc import Iterator
from datetime import datetime

from kg.catalogue import plain
from kg.errors import InputError, UnknownName
from kg.model.entity import Entity
from kg.model.judgement import Decider, Judgement, Proposal, Verdict, standing
from kg.questions.reader import Reader
from kg.resolve.candidates import proposals, proposed
from kg.resolve.clusters import Clusters
from kg.resolve.comparisons import LIKELY, SURE
from kg.version import __version__
from kg.vocabulary import vocabulary


def pending(reader: Reader, least: float = LIKELY) -> list[Proposal]:
    """List the pairs that may be one and that nobody has decided, the likeliest first."""
    return proposals(reader.store.entities(), reader.clusters, least)


def decided(
    reader: Reader, pair: tuple[str, str], verdict: Verdict, because: str, *, by: str, at: datetime
) -> Judgement:
    """Make a person's judgement on two entities, named by id or by a name that only one has.

    Refused where there is nothing to take back, where the two could never be one, and where
    they are judged different through others.
    """
    first, second = (one(reader, name) for name in pair)
    left, right = sorted((first, second), key=lambda e: e.id)
    if left.id == right.id:
        raise InputError(f"'{pair[0]}' and '{pair[1]}' are both '{left.id}'; name two entities")
    alike = proposed(left, right, 0.0)
    made = Judgement(
        left=left.id,
        right=right.id,
        verdict=verdict,
        because=because,
        by=by,
        score=alike.score if alike else None,
        at=at,
    )
    log = standing(reader.store.judgements())
    if verdict is Verdict.OPEN and made.pair not in log:
        raise InputError(f"nothing is judged of '{left.id}' and '{right.id}'; see kg judge --log")
    if verdict is Verdict.SAME:
        check_kinds(left, right)
        check_others(reader, made)
    return made


def one(reader: Reader, name: str) -> Entity:
    """Find the entity with an id, or the only one with a name."""
    if exact := list(reader.store.entities([name])):
        return exact[0]
    if name in reader.catalogue.entities:
        return reader.catalogue.entities[name]
    found = [e for e in reader.store.entities() if plain(e.name) == plain(name)]
    found = found or reader.catalogue.named(name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownName(f"no entity with the id or name '{name}'; see kg entities")
    ids = ", ".join(e.id for e in found)
    raise UnknownName(f"'{name}' is the name of {len(found)} entities; give the id: {ids}")


def check_kinds(left: Entity, right: Entity) -> None:
    """Refuse to join regions, and things that are of kinds with nothing in common."""
    words = vocabulary()
    if "Region" in {left.type, right.type}:
        raise InputError("regions are told apart by their codes and are never joined")
    both = all(words.is_a(e.type, "Organization") for e in (left, right))
    if not (both or words.is_a(left.type, right.type) or words.is_a(right.type, left.type)):
        raise InputError(
            f"'{left.id}' is a {left.type} and '{right.id}' a {right.type}: they cannot be one"
        )


def check_others(reader: Reader, made: Judgement) -> None:
    """Refuse a join of what is judged different, be it through others."""
    log = standing(reader.store.judgements()) | {made.pair: made}
    same = {pair: j for pair, j in log.items() if j.verdict is Verdict.SAME}
    whole = Clusters(same).members(made.left)
    apart = [pair for pair in log.keys() - same.keys() if whole.issuperset(pair)]
    if apart:
        told = ", ".join(f"{a} and {b}" for a, b in sorted(apart))
        raise InputError(
            f"'{made.left}' and '{made.right}' cannot be one while these are judged different: "
            f"{told}; take that back first (kg judge A B --undo)"
        )


def sure(reader: Reader, at: datetime) -> Iterator[Judgement]:
    """Let the program judge what its comparisons are sure of."""
    for proposal in pending(reader, SURE):
        first = proposal.reasons[0]
        yield Judgement(
            left=proposal.left.id,
            right=proposal.right.id,
            verdict=Verdict.SAME,
            because=f"{first.comparison.replace('_', ' ')}: {first.why}",
            by=f"kg {__version__}",
            decider=Decider.PROGRAM,
            score=proposal.score,
            at=at,
        )
