"""Q7: what a policy would cut, were it in force; nothing of it is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kg.model.answer import Status, Verdict
from kg.model.entity import Entity
from kg.model.evidence import Answer, Named
from kg.model.period import earliest
from kg.model.policy import PolicyAnswer, PolicyStatus
from kg.model.statement import Modality, Polarity, Statement
from kg.model.supposition import Cut, Supposition
from kg.model.world import World
from kg.questions.demands import closes_nothing, demands
from kg.questions.meaning import meant
from kg.questions.policies import policies
from kg.questions.reader import Reader
from kg.questions.standing import standing
from kg.reason.availability import judge_gathered
from kg.reason.overlay import Overlay
from kg.reason.question import Question
from kg.reason.relevant import Lookup, closure, gather, is_company
from kg.reason.tree import SERVED

COMPARED = ("status", "channels", "audiences", "excluded")


@dataclass(frozen=True)
class Reach:
    """Whom and where a policy binds, with the statements that say so."""

    policy: str
    issuers: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    rules: tuple[Statement, ...] = ()
    acts: tuple[Statement, ...] = ()
    overlay: Overlay = field(default_factory=Overlay)


def whatif(reader: Reader, policy: str, *, on: date, region: str | None = None) -> Supposition:
    """Judge every answer that a policy touches as it is, and as it would be under the policy.

    What the policy applies to counts as restricted, from the day asked about, in the regions
    that it applies to, or in those of its issuers where it names none; a company with all that
    it offers. What its issuers, or others in the same documents, announce or propose against the
    same targets counts as done, unless something later has settled it. A policy that is in force
    already changes nothing: what sources say of its effects is in the answers as they are.
    Answers that are unknown today are left out: nothing is known there that could be cut.

    A region or an authority stands for all that it is known to propose. What is said to ask only
    for the identity of customers and for reports cuts nothing; where a policy names no region,
    the answers abroad of what it binds are given beside.
    """
    found = meant(reader, policy)
    known, state = subject_of(reader, found, on)
    world = reader.world({end for s in known for end in (s.subject, s.object)})
    reach = reach_of(reader, found.id, known, world)
    abroad = not any(is_region(s.object, world) for s in reach.rules)
    place = reader.region(region).id if region is not None else None
    if place is not None:
        reach = narrowed(reach, place, world, on)
    asked = demands(e.quote for e in reader.evidence((*known, *reach.acts)))
    idle = state is PolicyStatus.IN_FORCE or (closes_nothing(asked) and not reach.acts)
    cuts, unchanged = compare(reader, reach, world, on, in_force=idle)
    outside = cells_abroad(reader, reach, world, on, place) if abroad else []
    return Supposition(
        policy=found.name if found.type == "Policy" else f"proposals of {found.name}",
        policy_id=found.id,
        as_of=on,
        known_on=reader.known_on,
        status=state,
        issuers=named(reach.issuers, world),
        targets=named(reach.targets, world),
        regions=named(reach.regions, world),
        because=reader.evidence((*(reach.rules or known), *reach.acts)),
        demands=asked,
        affected=affected(reader, outside, world, on),
        cuts=tuple(cuts),
        unchanged=unchanged,
    )


def named(ids: Iterable[str], world: World) -> tuple[Named, ...]:
    """Give entities with their names, in order of these."""
    found = (Named(id=i, name=world.name(i)) for i in ids)
    return tuple(sorted(found, key=lambda n: n.name.casefold()))


def subject_of(reader: Reader, found: Entity, on: date) -> tuple[list[Statement], PolicyStatus]:
    """Give what is said of a policy, or of all that a region or an authority proposes."""
    if found.type == "Policy":
        known = told_of(reader, {found.id})
        return known, standing(known, on).status
    every = policies(reader, found.id, on=on).policies
    proposed = {
        p.policy_id
        for p in every
        if p.status is PolicyStatus.PROPOSED and is_by(found, p, reader.base)
    }
    known = [s for s in told_of(reader, proposed) if told_by(s, on)]
    return known, PolicyStatus.PROPOSED if known else PolicyStatus.UNKNOWN


def is_by(whose: Entity, policy: PolicyAnswer, world: World) -> bool:
    """Tell whether a policy is made by an authority, or by those who govern in a region."""
    makers = {one.id for one in policy.issuers}
    return whose.id in makers | {home for one in makers if (home := seat(one, world))}


def told_of(reader: Reader, found: Iterable[str]) -> list[Statement]:
    """Fetch what is said to be so of policies: who issues them, and what they apply to."""
    said = frozenset({"applies_to", "issued_by"})
    told = reader.fetch(Lookup(subjects=frozenset(found), predicates=said))
    return [s for s in told if s.polarity is Polarity.AFFIRMED]


def cells_abroad(
    reader: Reader, reach: Reach, world: World, on: date, region: str | None
) -> list[tuple[str, str]]:
    """Give what a policy binds and is itself spoken of abroad, each with the place."""
    bound = frozenset(t for t in with_services(reach.targets, world) if is_thing(t, world))
    said = reader.fetch(Lookup(subjects=bound, predicates=frozenset({"available_in"})))
    home = {inner for seat_ in reach.regions for inner in world.within(seat_, on)}
    told = {(s.subject, s.object) for s in said if told_by(s, on) and s.object not in home}
    near = world.within(region, on) if region is not None else None
    return sorted((thing, place) for thing, place in told if near is None or place in near)


def affected(
    reader: Reader, cells: Iterable[tuple[str, str]], world: World, on: date
) -> tuple[Answer, ...]:
    """Give the answers on services that come under a policy where they are to be had abroad."""
    found: list[Verdict] = []
    for thing, place in cells:
        question = Question(subject=thing, region=place, as_of=on)
        known = gather(question, world, reader.fetch)
        answer = judge_gathered(question, known, world, reader.copies(known, world))
        found += [answer] if answer.status in SERVED else []
    return reader.explained(found, world)


def is_thing(entity_id: str, world: World) -> bool:
    """Tell whether an id is that of something that customers have."""
    entity = world.entity(entity_id)
    return entity is not None and not is_company(entity)


def told_by(statement: Statement, on: date) -> bool:
    """Tell whether a statement was published by a day."""
    return not statement.asserted_on or earliest(statement.asserted_on) <= on


def reach_of(reader: Reader, policy: str, known: list[Statement], world: World) -> Reach:
    """Read from the statements on a policy whom it binds and where."""
    entity = world.entity(policy)
    issuers = {s.object for s in known if s.predicate == "issued_by"}
    issuers |= {entity.issuer} if entity and entity.issuer else set()
    rules = [s for s in known if s.predicate == "applies_to"]
    regions = {s.object for s in rules if is_region(s.object, world)}
    targets = {s.object for s in rules} - regions
    acts = list(planned(reader, known, issuers, targets, world))
    targets |= {s.object for s in acts if s.predicate == "restricts"}
    targets |= {s.subject for s in acts if s.predicate == "available_in"}
    return Reach(
        policy=policy,
        issuers=frozenset(issuers),
        targets=frozenset(targets),
        regions=frozenset(regions or {r for i in issuers if (r := seat(i, world))}),
        rules=tuple(rules),
        acts=tuple(acts),
    )


def planned(
    reader: Reader, known: list[Statement], issuers: set[str], targets: set[str], world: World
) -> Iterator[Statement]:
    """Give the plans against the policy's targets: by its issuers, or told in its documents."""
    documents = {s.document for s in known}
    reached = frozenset(with_services(targets, world))
    acts = [*reader.fetch(Lookup(subjects=frozenset(issuers), predicates=RESTRICTS))]
    acts += reader.fetch(Lookup(objects=reached, predicates=RESTRICTS))
    ends = reader.fetch(Lookup(subjects=reached, predicates=frozenset({"available_in"})))
    acts += [s for s in ends if s.document in documents]
    settled = {said(s): s.asserted_on or "" for s in sorted(acts, key=told_on)
               if s.modality is Modality.ACTUAL}  # fmt: skip
    for s in {s.id: s for s in acts}.values():
        if (s.asserted_on or "") < settled.get(said(s), ""):
            continue
        shuts = (s.polarity is Polarity.AFFIRMED) == (s.predicate == "restricts")
        near = s.document in documents or (s.subject in issuers and s.object in reached)
        if s.modality is not Modality.ACTUAL and shuts and near:
            yield s


def said(statement: Statement) -> tuple[str, str, str]:
    """Give what a statement is on, whatever it says of it."""
    return statement.subject, statement.predicate, statement.object


def told_on(statement: Statement) -> str:
    """Order statements by their publication."""
    return statement.asserted_on or ""


RESTRICTS = frozenset({"restricts"})


def is_region(entity_id: str, world: World) -> bool:
    """Tell whether an id is a region's."""
    entity = world.entity(entity_id)
    return entity is not None and entity.type == "Region"


def seat(issuer: str, world: World) -> str | None:
    """Give the region that an issuer governs; a company governs none."""
    entity = world.entity(issuer)
    if entity is None:
        return None
    return entity.id if entity.type == "Region" else entity.jurisdiction


def with_services(targets: Iterable[str], world: World) -> set[str]:
    """Give the targets with what they offer, and with their parts."""
    found: set[str] = set()
    for target in targets:
        found |= {target, *world.narrower(target), *world.based_on(target)}
        found |= {*offers(target, world)}
    return found


def narrowed(reach: Reach, region: str, world: World, on: date) -> Reach:
    """Keep of a policy what it does in one region."""
    near = closure(region, on, world)
    kept = frozenset({region}) if near & reach.regions or not reach.regions else frozenset()
    return Reach(**{**vars(reach), "regions": kept})


def compare(
    reader: Reader, reach: Reach, world: World, on: date, *, in_force: bool
) -> tuple[list[Cut], int]:
    """Judge each answer before and after, and count those that stay the same."""
    cuts: list[Cut] = []
    unchanged = 0
    supposed = [] if in_force else list(suppositions(reach, on, world))
    for subject in sorted(with_services(reach.targets, world)):
        for place in sorted(reach.regions):
            question = Question(subject=subject, region=place, as_of=on)
            pair = before_and_after(reader, question, reach, supposed, world)
            if pair[0].status is Status.UNKNOWN:
                continue
            if differs(*pair, reach):
                cuts.append(cut(reader, reach, pair, world))
            else:
                unchanged += 1
    return cuts, unchanged


def suppositions(reach: Reach, on: date, world: World) -> Iterator[Statement]:
    """Suppose what the policy says to be so from a day on."""
    day = on.isoformat()
    now = {"modality": Modality.ACTUAL, "valid_from": day, "valid_to": None}
    orders = [s for s in (*reach.rules, *reach.acts) if s.predicate != "available_in"]
    for s in (s for s in orders if not is_region(s.object, world)):
        for thing in sorted({s.object, *offers(s.object, world)}):
            for place in sorted(reach.regions):
                order = {"subject": place, "predicate": "restricts", "object": thing}
                yield reach.overlay.suppose(s, **order, **now)
    for s in reach.acts:
        if s.predicate == "available_in":
            yield reach.overlay.suppose(s, **now)


def offers(company: str, world: World) -> Iterable[str]:
    """Give what a company offers: an order against it in a policy is meant for all of this."""
    return world.offered_by(company) if is_company(world.entity(company)) else ()


def before_and_after(
    reader: Reader, question: Question, reach: Reach, supposed: list[Statement], world: World
) -> tuple[Verdict, Verdict]:
    """Judge a question as it is, and with what is supposed in place of the plans."""
    known = gather(question, world, reader.fetch)
    plans = {s.id for s in (*reach.rules, *reach.acts)}
    kept = [s for s in known if s.id not in plans or s.predicate == "applies_to"]
    then = [*kept, *supposed]
    before = judge_gathered(question, known, world, reader.copies(known, world))
    after = judge_gathered(question, then, world, reader.copies(then, world))
    return before, reach.overlay.restored(after)


def differs(before: Verdict, after: Verdict, reach: Reach) -> bool:
    """Tell whether the policy changes an answer, or newly stands behind it."""
    if any(getattr(before, name) != getattr(after, name) for name in COMPARED):
        return True
    plans = {s.id for s in (*reach.rules, *reach.acts)}
    return any(s.id in plans for s in after.evidence) and not any(
        s.id in plans for s in before.evidence
    )


def cut(reader: Reader, reach: Reach, pair: tuple[Verdict, Verdict], world: World) -> Cut:
    """Explain one answer that would change."""
    before, after = reader.explained(pair, world)
    return Cut(target=targets_of(pair[1], reach, world), before=before, after=unspoken(after))


def targets_of(after: Verdict, reach: Reach, world: World) -> tuple[str, ...]:
    """Name the targets of the policy that an answer falls under."""
    plans = {s.id for s in (*reach.rules, *reach.acts)}
    hit = {s for s in after.evidence if s.id in plans}
    found = {s.subject if s.predicate == "available_in" else s.object for s in hit}
    return tuple(sorted(world.name(i) for i in found))


def unspoken(answer: Answer) -> Answer:
    """Say of a supposed answer that it is one."""
    note = "; ".join(filter(None, ("supposed, not a fact", answer.note)))
    return answer.model_copy(update={"note": note})
