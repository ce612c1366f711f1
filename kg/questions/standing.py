"""How far policies and acts have come on a day: proposed, announced, in force, ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kg.model.period import latest
from kg.model.policy import PolicyStatus
from kg.model.statement import Modality, Polarity, Statement
from kg.reason.reading import start


class Phase(StrEnum):
    """What one statement makes of a policy on a day."""

    AHEAD = "ahead"
    HEARSAY = "hearsay"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    LIVE = "live"
    OVER = "over"


LATER = frozenset({Phase.ANNOUNCED, Phase.PROPOSED, Phase.HEARSAY})
"""What is told of a later time, or not as a fact."""


@dataclass(frozen=True)
class Word:
    """A statement with its phase on a day, and the day from which that counts.

    `since` is the date on which it began, where the statement gives one.
    """

    statement: Statement
    phase: Phase
    day: date
    since: str | None

    @property
    def binds(self) -> bool:
        """Tell whether it says more than that the policy was made."""
        return self.statement.predicate != "issued_by"

    @property
    def denies(self) -> bool:
        """Tell whether it says that something is not so."""
        return self.statement.polarity is Polarity.NEGATED


@dataclass(frozen=True)
class Standing:
    """The status of a policy, an act or a binding on a day, with what it rests on."""

    status: PolicyStatus
    evidence: tuple[Statement, ...] = ()
    against: tuple[Statement, ...] = ()
    upcoming: tuple[Statement, ...] = ()
    begun: date = date.min
    since: str | None = None
    until: str | None = None
    issued: str | None = None
    unconfirmed: bool = False
    note: str = ""


def standing(said: Iterable[Statement], on: date) -> Standing:
    """Judge what is said of one policy, or of one act, on a day.

    Who issues a policy makes it known; in force it is where somebody says that it applies. It
    stands until it is said to end, or no longer to apply. What is proposed or announced later
    does not undo what is in force.
    """
    words = [word(s, on) for s in said]
    over = ended(words)
    live = [w for w in words if w.phase is Phase.LIVE and not w.denies and stands(w, over)]
    found = in_force(live) or at_end(over, live) or announced(words)
    return complete(found or proposed(words, live) or unknown(live), words)


def word(statement: Statement, on: date) -> Word:
    """Tell what a statement makes of its policy on a day."""
    told = latest(statement.asserted_on) if statement.asserted_on else date.min
    heard = told <= on
    if statement.modality is Modality.RUMOURED:
        return Word(statement, Phase.HEARSAY if heard else Phase.AHEAD, told, None)
    if statement.modality is Modality.PROPOSED:
        since = statement.valid_from if not binds(statement) else None
        phase = Phase.PROPOSED if heard else Phase.AHEAD
        return Word(statement, phase, told, since)
    timing = start(statement)
    if timing is None or timing.day > on:
        phase = Phase.ANNOUNCED if heard else Phase.AHEAD
        return Word(statement, phase, told, None)
    if timing.end and timing.end <= on:
        return Word(statement, Phase.OVER, timing.end, statement.valid_to)
    return Word(statement, Phase.LIVE, timing.day, statement.valid_from)


def binds(statement: Statement) -> bool:
    """Tell whether a statement says whom a policy binds, not who makes it."""
    return statement.predicate != "issued_by"


def ended(words: Sequence[Word]) -> list[Word]:
    """Give the words by which something ends: its last day, or a later denial."""
    so = [w for w in words if not w.denies and w.phase in {Phase.LIVE, Phase.OVER}]
    denials = [w for w in words if w.denies and w.phase is Phase.LIVE]
    undone = [w for w in denials if any(w.day > o.day and speaks_of(w, o) for o in so)]
    return [w for w in words if w.phase is Phase.OVER and not w.denies] + undone


def speaks_of(end: Word, other: Word) -> bool:
    """Tell whether the end of one thing is the end of another: the same, or the whole policy."""
    left, right = end.statement, other.statement
    if not end.binds:
        return True
    ends = (left.predicate, left.subject, left.object)
    audiences = left.audience in {None, right.audience}
    return ends == (right.predicate, right.subject, right.object) and audiences


def stands(live: Word, over: Iterable[Word]) -> bool:
    """Tell whether no later end of the same thing, or of the whole policy, ends it."""
    return not any(w.day >= live.day and speaks_of(w, live) for w in over)


def in_force(live: Sequence[Word]) -> Standing | None:
    """Say in force where somebody is bound."""
    binding = [w for w in live if w.binds]
    if not binding:
        return None
    first = min(binding, key=lambda w: w.day)
    ends = [w.statement.valid_to for w in binding]
    return Standing(
        status=PolicyStatus.IN_FORCE,
        evidence=tuple(w.statement for w in (*binding, *(w for w in live if not w.binds))),
        begun=first.day,
        since=first.since,
        until=max((e for e in ends if e), default=None) if all(ends) else None,
        unconfirmed=all(w.statement.modality is Modality.ANNOUNCED for w in binding),
    )


def at_end(over: Sequence[Word], live: Sequence[Word]) -> Standing | None:
    """Say ended where it was, unless it was made anew."""
    last = max(over, key=lambda w: w.day, default=None)
    if last is None or any(w.day > last.day and w.statement.valid_from for w in live):
        return None
    evidence = tuple(w.statement for w in over if w.day == last.day)
    return Standing(PolicyStatus.ENDED, evidence, begun=last.day, since=last.since)


def announced(words: Sequence[Word]) -> Standing | None:
    """Say announced where it is decided for later."""
    found = [w for w in words if w.phase is Phase.ANNOUNCED and not w.denies]
    return at_first(PolicyStatus.ANNOUNCED, found)


def proposed(words: Sequence[Word], made: Sequence[Word]) -> Standing | None:
    """Say proposed where it is, and nobody says that it was made since."""
    found = [w for w in words if w.phase is Phase.PROPOSED and not w.denies]
    last = max((w.day for w in found), default=date.max)
    return None if any(w.day > last for w in made) else at_first(PolicyStatus.PROPOSED, found)


def at_first(status: PolicyStatus, found: Sequence[Word]) -> Standing | None:
    """Give a status since the first of some words, where there are any."""
    if not found:
        return None
    first = min(found, key=lambda w: w.day)
    return Standing(status, tuple(w.statement for w in found), since=first.since)


def unknown(made: Sequence[Word]) -> Standing:
    """Say unknown where nobody says more than that it was made, or nothing at all."""
    note = "issued; nobody says whether it is in force" if made else ""
    begun = max((w.day for w in made), default=date.min)
    evidence = tuple(w.statement for w in made)
    return Standing(PolicyStatus.UNKNOWN, evidence, begun=begun, note=note)


def complete(found: Standing, words: Sequence[Word]) -> Standing:
    """Add what it outlived, what is to come, and when the policy was made."""
    used = {s.id for s in found.evidence}
    rest = [w for w in words if w.statement.id not in used and w.phase is not Phase.AHEAD]
    coming = {w.statement.id for w in rest if w.phase in LATER and w.day >= found.begun}
    made = (w.statement for w in words if w.phase in {Phase.LIVE, Phase.OVER} and not w.binds)
    return replace(
        found,
        issued=min((s.valid_from for s in made if s.valid_from), default=None),
        upcoming=tuple(w.statement for w in rest if w.statement.id in coming),
        against=tuple(w.statement for w in rest if w.statement.id not in coming),
    )
