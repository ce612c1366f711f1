"""From readings to a finding: what holds on a day, step by step.

The steps, each a function: those in force, those nearest, the latest word, the best source.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kg.model.answer import Status
from kg.model.statement import Channel, Statement
from kg.reason.reading import Kind, Reading, RuleId, Side, Standing
from kg.reason.strands import WEEK

APART = {
    frozenset(pair)
    for pair in (
        ("individuals", "enterprises"),
        ("individuals", "government"),
        ("individuals", "foreign-owned"),
        ("enterprises", "government"),
        ("government", "foreign-owned"),
        ("existing customers", "new customers"),
    )
}
"""Audiences that have nobody in common."""

NOT_THE_PUBLIC = {"government", "sector"}
"""Audiences that a word on the public's access says nothing of."""

BOTH = " and "
"""What stands between two audiences where those are meant who are of both."""

Rules = frozenset[RuleId]
Ways = frozenset[Channel]
Mark = tuple[str, Side, Kind]


@dataclass(frozen=True)
class Grounds:
    """The readings behind an outcome, and the rules that decided between them."""

    winners: tuple[Reading, ...] = ()
    support: tuple[Reading, ...] = ()
    opposed: tuple[Reading, ...] = ()
    rules: Rules = frozenset()

    @property
    def unconfirmed(self) -> bool:
        """Tell whether nothing but announcements carries the outcome."""
        first = min((r.day for r in self.winners), default=date.max)
        later = [r for r in self.support if r.day >= first]
        return bool(self.winners) and all(r.timing.announced for r in [*self.winners, *later])


@dataclass(frozen=True)
class Outcome:
    """What the readings on one audience, or one way, come to.

    The grounds are worked out when they are asked for: to find the days on which an answer
    changes, the side is enough.
    """

    side: Side = Side.SILENT
    ways: frozenset[Channel] = frozenset()
    why: Callable[[], Grounds] = Grounds

    @cached_property
    def grounds(self) -> Grounds:
        """Give the readings behind the outcome."""
        return self.why()


@dataclass(frozen=True)
class Basis:
    """What a status rests on, for whom it holds and by which ways."""

    winners: tuple[Reading, ...] = ()
    support: tuple[Reading, ...] = ()
    opposed: tuple[Reading, ...] = ()
    channels: frozenset[Channel] = frozenset()
    served: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unconfirmed: bool = False
    rules: Rules = frozenset()
    set_aside: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What holds of a subject in a region on a day.

    The ways by which it does, and the basis, are worked out when they are asked for.
    """

    status: Status
    why: Callable[[], Basis]
    ways: Callable[[], Ways] = frozenset

    @cached_property
    def basis(self) -> Basis:
        """Give what the status rests on."""
        return self.why()

    @cached_property
    def channels(self) -> Ways:
        """Give the open ways."""
        return self.ways()

    def beside(self, set_aside: tuple[Statement, ...]) -> "Finding":
        """Give the same finding with statements that were set aside."""
        return replace(self, why=lambda: replace(self.basis, set_aside=set_aside))


def unknown() -> Finding:
    """Say unknown where nothing was said, never unavailable."""
    return Finding(Status.UNKNOWN, lambda: Basis(rules=frozenset({RuleId.UNKNOWN})))


def settle(live: list[Reading], asked: str | None) -> Finding:
    """Find what holds on a day from the readings that are in force."""
    if not live:
        return unknown()
    said, aside = without_company_orders([r for r in live if r.kind is not Kind.HOSTING])
    found = combine(said, asked)
    if found.status is Status.UNKNOWN and not said:
        hosted = outcome([r for r in live if r.kind is Kind.HOSTING], asked, asked)
        found = combined(hosted, {}) if hosted.side is Side.OPEN else found
    return found.beside(tuple(r.statement for r in aside)) if aside else found


def without_company_orders(said: list[Reading]) -> tuple[list[Reading], list[Reading]]:
    """Set orders against a whole company aside where the service itself is said to be open."""
    nearest = min((r.region for r in said if r.side is Side.OPEN), default=None)
    aside = [r for r in said if r.kind is Kind.ORDER and r.company_wide]
    aside = [r for r in aside if nearest is not None and nearest <= r.region]
    gone = {id(r) for r in aside}
    return [r for r in said if id(r) not in gone], aside


def combine(said: list[Reading], asked: str | None) -> Finding:
    """Settle each audience on its own, then put them together.

    Asked for those who are of two audiences: they are shut out where either is.
    """
    first, both, second = (asked or "").partition(BOTH)
    if both:
        found = [combine(said, first), combine(said, second)]
        return next((f for f in found if f.status is Status.UNAVAILABLE), found[0])
    scopes = sorted({r.scope for r in said if r.scope and r.scope != asked})
    touched = [s for s in scopes if frozenset({s, asked}) not in APART]
    partial = {scope: outcome(said, scope, asked) for scope in touched}
    return combined(outcome(said, asked, asked), partial)


def audience(general: Outcome, partial: dict[str, Outcome]) -> Status:
    """Change the answer for those customers alone whom a statement is about.

    Asked for no one in particular, the answer is limited where some are served and others not,
    or only some are spoken of, and the audience is named. Asked for an audience, what is said of
    it and of everyone decides; what is said of others says nothing of it.
    """
    sides = {o.side for o in partial.values()}
    if Side.CONTESTED in {general.side, *sides}:
        return Status.CONTESTED
    if Side.RESTRICTED in {general.side, *sides}:
        return Status.LIMITED
    if general.side is Side.OPEN:
        return Status.LIMITED if Side.CLOSED in sides else Status.AVAILABLE
    if general.side is Side.CLOSED:
        return Status.LIMITED if Side.OPEN in sides else Status.UNAVAILABLE
    return Status.LIMITED if sides & {Side.OPEN, Side.CLOSED} else Status.UNKNOWN


def combined(general: Outcome, partial: dict[str, Outcome]) -> Finding:
    """Make one finding of the outcomes for everyone and for each audience."""
    status = audience(general, partial)
    if status is Status.UNKNOWN:
        return unknown()
    told = {scope: o for scope, o in partial.items() if is_told(o, general)}
    opened = [o.ways for o in (general, *told.values()) if o.side is Side.OPEN]
    channels: Ways = frozenset().union(*opened)
    return Finding(status, lambda: basis(general, partial, told, channels), lambda: channels)


def is_told(partial: Outcome, general: Outcome) -> bool:
    """Tell whether the outcome for an audience differs from that for everyone."""
    return partial.side not in {Side.SILENT, general.side} or partial.side is Side.CONTESTED


def basis(
    general: Outcome,
    partial: dict[str, Outcome],
    told: dict[str, Outcome],
    channels: Ways,
) -> Basis:
    """Collect what stands behind the outcomes for everyone and for each audience."""
    deciding = [o for o in (general, *told.values()) if o.side is not Side.SILENT]
    grounds = [o.grounds for o in deciding]
    support = unique(r for g in grounds for r in g.support)
    losing = (r for o in (general, *partial.values()) for r in o.grounds.opposed)
    return Basis(
        winners=unique(r for g in grounds for r in g.winners),
        support=support,
        opposed=without(support, losing),
        channels=channels,
        served=tuple(s for s, o in told.items() if o.side is Side.OPEN),
        excluded=tuple(s for s, o in told.items() if o.side is Side.CLOSED),
        unconfirmed=any(g.unconfirmed for g in grounds),
        rules=frozenset({RuleId.AUDIENCE} if told else ()).union(*(g.rules for g in grounds)),
    )


def outcome(said: list[Reading], scope: str | None, asked: str | None) -> Outcome:
    """Settle what holds for one audience, over all the ways to be served."""
    heard = [r for r in said if r.scope in {None, scope, asked} and scope not in r.spared]
    ways: set[Channel | None] = {None, *(r.way for r in heard if r.side is Side.OPEN)}
    found = {way: contest(list(on_way(heard, way)), scope) for way in sorted(ways, key=str)}
    return channel(found)


def channel(found: dict[Channel | None, Outcome]) -> Outcome:
    """Count every official way: direct, partner, joint venture, offshore.

    A service is available if any of them is open, and the open ones are named. What is said of
    one way says nothing of another; what is said of none in particular closes them all. Access
    by VPN, resellers or workarounds is unofficial and never counts as being served.
    """
    sides = {o.side for o in found.values()}
    order = (Side.OPEN, Side.CONTESTED, Side.RESTRICTED, Side.CLOSED, Side.SILENT)
    side = next(s for s in order if s in sides)
    ways = frozenset(way for way, o in found.items() if way and o.side is side)
    return Outcome(side, ways, lambda: over_ways(side, list(found.values())))


def over_ways(side: Side, found: list[Outcome]) -> Grounds:
    """Collect what stands behind the outcome over all ways."""
    carrying = [o.grounds for o in found if o.side is side]
    losing = [o.grounds for o in found if o.side not in {side, Side.SILENT}]
    support = unique(r for g in carrying for r in g.support)
    against = [r for g in carrying for r in g.opposed] + [r for g in losing for r in g.support]
    return Grounds(
        winners=unique(r for g in carrying for r in g.winners),
        support=support,
        opposed=without(support, against),
        rules=frozenset({RuleId.CHANNEL} if losing else ()).union(*(g.rules for g in carrying)),
    )


def on_way(heard: Iterable[Reading], way: Channel | None) -> Iterator[Reading]:
    """Give the readings on one way; a company's own end does not close a partner's way."""
    for r in heard:
        if r.side is Side.OPEN:
            if r.way == way:
                yield r
        elif closes(r, way):
            yield r


def closes(reading: Reading, way: Channel | None) -> bool:
    """Tell whether what is denied is denied of a way to be served."""
    if way in reading.spared or (reading.company_wide and way is Channel.PARTNER):
        return False
    return reading.way in {None, way} or (way is None and reading.way is Channel.DIRECT)


def contest(heard: list[Reading], scope: str | None) -> Outcome:
    """Let the readings on one audience and way compete: nearest, latest, best source."""
    if not heard:
        return Outcome()
    near = region(heard, scope)
    last = time(near)
    best = source(last)
    sides = {r.side for r in best}
    side = sides.pop() if len(sides) == 1 else Side.CONTESTED
    found = Outcome(side, why=lambda: grounds(side, heard, best, fired(heard, near, last, best)))
    if side is Side.CLOSED and all(r.kind is Kind.ORDER for r in best):
        return beside(found, heard, scope)
    if scope and all(r.is_expiry and r.scope == scope for r in best):
        return expired(found, heard, scope)
    return found


def expired(end: Outcome, heard: list[Reading], scope: str) -> Outcome:
    """Let those whose own access has ended have what is said of everyone, if anything is."""
    rest = contest([r for r in heard if r.scope != scope], scope)
    return end if rest.side is Side.SILENT else rest


def grounds(side: Side, heard: list[Reading], best: list[Reading], rules: Rules) -> Grounds:
    """Collect what stands behind the outcome of a contest; both sides where it is contested."""
    if side is Side.CONTESTED:
        return Grounds(tuple(best), tuple(best), (), rules)
    losing = tuple(r for r in heard if r.side is not side)
    return Grounds(tuple(best), pick(heard, side), losing, rules)


def beside(order: Outcome, heard: list[Reading], scope: str | None) -> Outcome:
    """Judge an order by what is said beside it: alone it restricts, or shuts its audience out."""
    rest = contest([r for r in heard if r.kind is not Kind.ORDER], scope)
    if rest.side is Side.CLOSED:
        return replace(order, why=lambda: both(order.grounds, rest.grounds))
    return replace(order, side=Side.CLOSED if scope else Side.RESTRICTED)


def both(order: Grounds, rest: Grounds) -> Grounds:
    """Let an order and what is said beside it win together."""
    return replace(order, winners=order.winners + rest.winners, rules=order.rules | rest.rules)


def pick(readings: Iterable[Reading], side: Side) -> tuple[Reading, ...]:
    """Give the readings on one side."""
    return tuple(r for r in readings if r.side is side)


def region(heard: list[Reading], scope: str | None) -> list[Reading]:
    """Hear the nearer region first: what is said of one holds for all in it, unless denied there.

    A later event about the wider region overrides what is older about the nearer; a description
    of the wider one does not. A bloc is judged with its members of that date. A region of which
    some parts are served and others not is limited, and the parts are listed; where only some
    parts are known the region as a whole is unknown, unless they make up a whole bloc. Mainland
    China, Hong Kong, Macao and Taiwan are four regions.
    """
    level = min(distance(r, scope) for r in heard)
    near = [r for r in heard if distance(r, scope) == level]
    wider = [r for r in heard if distance(r, scope) > level]
    newest = max(holds_until(r) for r in near)
    if any(r.event and r.day > newest and reopens(r, scope) for r in wider):
        return region(wider, scope)
    return near


def distance(reading: Reading, scope: str | None) -> tuple[int, bool]:
    """Order readings by nearness: of region, then of audience (only an opening can be loose)."""
    loose = scope is not None and reading.scope != scope and reading.side is Side.OPEN
    return reading.region, loose


def holds_until(reading: Reading) -> date:
    """Give the last day on which nothing wider can be said to be later."""
    if reading.event or reading.day >= date.max - WEEK:
        return reading.day
    return reading.day + WEEK


def reopens(reading: Reading, scope: str | None) -> bool:
    """Tell whether a wider event speaks of an audience at all."""
    return reading.scope == scope or scope not in NOT_THE_PUBLIC


def time(near: list[Reading]) -> list[Reading]:
    """Let the later word count, and last until something contradicts it.

    A statement with a start date is an event that changes the state from then on. One with none
    says how it was on the day of its publication, and nothing of earlier days. An imprecise date
    counts from its last possible day. An undated page holds for any day but is weaker than a
    dated one. When a block ends, the state before it resumes; when an availability ends, the
    region is no longer served. Statements within a week speak of the same time.
    """
    last = max(r.heard for r in near)
    recent = [r for r in near if last - r.heard <= WEEK]
    return [r for r in recent if not any(explains(other, r) for other in recent)]


def explains(event: Reading, reading: Reading) -> bool:
    """Tell whether a change, or its own speaker's later word, explains why a reading differs."""
    later = event.side is not reading.side and event.heard > reading.heard
    speaker = event.statement.speaker
    itself = speaker is not None and speaker == reading.statement.speaker
    trusted = event.standing is not Standing.UNNAMED or reading.standing is Standing.UNNAMED
    return later and (itself or (event.event and trusted))


def source(last: list[Reading]) -> list[Reading]:
    """Hear the better source where statements contradict for the same time.

    The provider on its own service, then the competent authority, then a named source, then an
    unnamed one. Copies of one report count once: many voices are no better than one. What is
    said of the very subject, audience and way is heard before what is said of it among others.
    Equals that contradict each other make the answer contested, and both sides are shown.
    """
    standing = min(r.standing for r in last)
    best = [r for r in last if r.standing is standing]
    closest = min(closeness(r) for r in best)
    return [r for r in best if closeness(r) == closest]


def closeness(reading: Reading) -> tuple[int, bool, bool, bool]:
    """Tell how directly a reading speaks of what is asked; the smaller the closer."""
    drawn = reading.kind is not Kind.SAID
    return reading.subject, drawn, reading.scope is None, reading.way is None


def fired(
    heard: list[Reading], near: list[Reading], last: list[Reading], best: list[Reading]
) -> Rules:
    """Name the rules that decided between the readings."""
    won = {r.side for r in best}
    kinds = {r.kind for r in last if r.side in won}

    def beaten(before: list[Reading], after: list[Reading]) -> bool:
        kept = {id(r.statement) for r in after}
        return any(r.side not in won for r in before if id(r.statement) not in kept)

    told = {
        RuleId.TIME: kinds != {Kind.HOSTING},
        RuleId.EFFECT: all(r.timing.announced for r in best),
        RuleId.REGION: beaten(heard, near) or any(r.region for r in best),
        RuleId.SUBJECT: any(r.subject for r in [*best, *last]),
        RuleId.SOURCE: beaten(last, best) or len(won) > 1,
        RuleId.AUTHORITY: Kind.ORDER in kinds,
        RuleId.LISTS: Kind.LIST in kinds,
        RuleId.HOSTING: Kind.HOSTING in kinds,
    }
    return frozenset(rule for rule, decided in told.items() if decided)


def unique(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Give each reading once, in order."""
    found: dict[Mark, Reading] = {}
    for r in readings:
        found.setdefault(mark(r), r)
    return tuple(found.values())


def without(support: Iterable[Reading], readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Give each reading once, in order, but for those that support."""
    supporting = {mark(r) for r in support}
    return tuple(r for r in unique(readings) if mark(r) not in supporting)


def mark(reading: Reading) -> Mark:
    """Tell a reading by its statement and what it was drawn from it."""
    return reading.statement.id, reading.side, reading.kind
