"""What does not change the state but must be told: what comes, what threatens, workarounds."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.statement import Channel, Modality, Polarity, Statement
from kg.reason.aim import Aim
from kg.reason.collect import governed, is_rough, issuers, told_by
from kg.reason.material import Material, said
from kg.reason.reading import Effect, effect


@dataclass(frozen=True)
class Concerns:
    """Statements beside the state: plans without a date, risks, unofficial access.

    `rough` is what is said of a part of the world, which leaves its countries open.
    """

    planned: tuple[Statement, ...] = ()
    risks: tuple[Statement, ...] = ()
    unofficial: tuple[Statement, ...] = ()
    rough: tuple[Statement, ...] = ()

    @property
    def all(self) -> tuple[Statement, ...]:
        """Give all of them."""
        return self.planned + self.risks + self.unofficial + self.rough


def concerns(aim: Aim, material: Material) -> Concerns:
    """Collect what is to be told beside the state of a subject in a region."""
    near = [s for s in statements(aim, material) if told_by(s, aim.day)]
    beside = [s for s in near if effect(s) is not Effect.COUNTS]
    open_ = [s for s in beside if not overtaken(s, aim, material)]
    return Concerns(
        planned=tuple(s for s in open_ if effect(s) is Effect.UPCOMING),
        risks=(
            *(s for s in open_ if effect(s) is Effect.RISK),
            *(s for s in near if effect(s) is Effect.COUNTS and threatens(s, aim, material)),
        ),
        unofficial=tuple(s for s in near if unofficial(s, aim)),
        rough=tuple(s for s in near if is_rough(aim, s) and told_of_the_whole(s, aim)),
    )


def statements(aim: Aim, material: Material) -> Iterator[Statement]:
    """Give the statements that touch the subject in the region, whatever they say."""
    for s in material.said_in("available_in", aim.subjects, aim.around | aim.within):
        if s.subject == aim.subject or s.polarity is Polarity.NEGATED:
            yield s
    for predicate in ("restricts", "investigates"):
        for s in material.done_to(predicate, aim.subjects):
            where = aim.jurisdiction(s.subject)
            if aim.covers(where) or aim.home(where):
                yield s
    yield from rules_for(aim, material)


def rules_for(aim: Aim, material: Material) -> Iterator[Statement]:
    """Give what says that a policy binds the subject, or its provider, and this region.

    One that names regions binds in those. One that names none binds where those govern who issue
    it, and what is issued at the provider's home, or by a company, may bind anywhere; so may one
    of which nobody says who issues it.
    """
    near = aim.around | aim.within
    for policy in sorted(material.policies_on(aim.subjects)):
        named = material.regions_named(policy)
        if not named.isdisjoint(near) or (not named and may_reach(aim, material, policy)):
            yield from material.said_in("applies_to", {policy}, aim.subjects | near)


def may_reach(aim: Aim, material: Material, policy: str) -> bool:
    """Tell whether those who issue a policy may bind the provider in the region."""
    seats = [aim.jurisdiction(body) for body in issuers(aim, material, policy, is_affirmed)]
    return not seats or any(s is None or aim.covers(s) or aim.home(s) for s in seats)


def is_affirmed(statement: Statement) -> bool:
    """Tell whether something is said to be so, however firmly."""
    return statement.polarity is Polarity.AFFIRMED


def threatens(statement: Statement, aim: Aim, material: Material) -> bool:
    """Tell whether something in force is a risk: a probe, or an order that counts elsewhere."""
    if statement.polarity is Polarity.NEGATED or statement.modality is not Modality.ACTUAL:
        return False
    where = aim.jurisdiction(statement.subject)
    foreign = statement.predicate == "restricts" and not aim.covers(where)
    if foreign:
        return not any(True for _ in governed(aim, material, where))
    return statement.predicate == "investigates" and aim.covers(where)


def unofficial(statement: Statement, aim: Aim) -> bool:
    """Tell whether a statement speaks of access by workarounds."""
    reached = statement.subject == aim.subject and statement.object in aim.around
    affirmed = statement.polarity is Polarity.AFFIRMED and effect(statement) is Effect.COUNTS
    return statement.channel is Channel.UNOFFICIAL and reached and affirmed


def told_of_the_whole(statement: Statement, aim: Aim) -> bool:
    """Tell whether a statement says of a region around that the very subject is there."""
    access = statement.predicate == "available_in" and effect(statement) is Effect.COUNTS
    official = statement.channel is not Channel.UNOFFICIAL
    return access and official and statement.object in aim.around


def overtaken(statement: Statement, aim: Aim, material: Material) -> bool:
    """Tell whether what was planned, proposed or rumoured has meanwhile been settled."""
    days = material.settled.get(said(statement), [])
    told = statement.asserted_on or ""
    return any(told[:10] <= day.isoformat() <= aim.day.isoformat() for day in days)
