"""Q4: the policies and acts that touch somebody or something, and how far they have come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.explain import Explainer
from kg.model.answer import Status
from kg.model.evidence import Named
from kg.model.period import latest
from kg.model.policy import Act, Binding, Issuer, Policies, PolicyAnswer, PolicyStatus
from kg.model.statement import Modality, Polarity, Statement
from kg.questions.cases import POLICY, Case, cases
from kg.questions.meaning import meant
from kg.questions.reader import Reader
from kg.questions.standing import Standing, standing
from kg.questions.touching import ACTS, in_reach, touching
from kg.questions.turns import days_of
from kg.reason.aim import Aim

Said = tuple[str, str, str]
GROUNDS = ("evidence", "against", "upcoming")


def policies(
    reader: Reader, name: str | None = None, region: str | None = None, *, on: date
) -> Policies:
    """Give what touches a provider, service or region, or a policy by its own name, on a day.

    Of what touches a subject, a region keeps what binds there: as `compare` does.
    """
    entity = meant(reader, name) if name else None
    said = touching(reader, entity)
    if entity and region:
        place = reader.region(region)
        said = in_reach(said, place.id, reader.world([entity.id]), entity.id)
    asked = entity.id if entity and entity.type == "Policy" else None
    return Policies(
        name=entity.name if entity else None,
        id=entity.id if entity else None,
        as_of=on,
        known_on=reader.known_on,
        policies=policies_among(reader, said, on, asked),
        acts=acts_among(reader, said, on),
    )


def policies_among(
    reader: Reader, said: Iterable[Statement], on: date, asked: str | None = None
) -> tuple[PolicyAnswer, ...]:
    """Judge every policy that statements speak of; those of which nothing was known are left out.

    The one that was asked for stays.
    """
    by_policy: dict[str, list[Statement]] = {asked: []} if asked else {}
    for s in said:
        if s.predicate in POLICY:
            by_policy.setdefault(s.subject, []).append(s)
    explainer = reader.explainer(
        [s for listed in by_policy.values() for s in listed], reader.world(by_policy)
    )
    found = (
        policy(explainer, name, listed, on, reader.known_on) for name, listed in by_policy.items()
    )
    kept = (p for p in found if p.policy_id == asked or p.evidence or p.upcoming or p.against)
    return tuple(sorted(kept, key=lambda p: (p.policy.casefold(), p.policy_id)))


def policy(
    explainer: Explainer, name: str, said: Sequence[Statement], on: date, known_on: date | None
) -> PolicyAnswer:
    """Judge one policy by what is said of it."""
    found = standing(said, on)
    heard = {s.id for ground in GROUNDS for s in getattr(found, ground)}
    return PolicyAnswer(
        policy=explainer.world.name(name),
        policy_id=name,
        as_of=on,
        known_on=known_on,
        issued=found.issued,
        issuers=issuers(explainer, name, [s for s in said if s.id in heard]),
        applies_to=tuple(bindings(explainer, said, on)),
        **told(explainer, found, on),
    )


def told(explainer: Explainer, found: Standing, on: date) -> dict[str, object]:
    """Give the fields that a policy and an act have in common."""
    dates = (s.asserted_on for s in found.evidence if s.asserted_on)
    heard = [d for d in dates if latest(d) <= on]
    fields = ("status", "since", "until", "unconfirmed", "note")
    return {
        **{name: getattr(found, name) for name in fields},
        **{ground: explainer.evidence(getattr(found, ground)) for ground in GROUNDS},
        "first_told": min(heard, default=None),
        "last_confirmed": max(heard, default=None),
    }


def issuers(explainer: Explainer, name: str, said: Iterable[Statement]) -> tuple[Issuer, ...]:
    """Give who makes a policy, as documents say; where they are silent, as the catalogue does."""
    makers = sorted({s.object for s in said if s.predicate == "issued_by" and affirmed(s)})
    world = explainer.world
    if makers:
        return tuple(Issuer(id=m, name=world.name(m), source="statement") for m in makers)
    entity = world.entity(name)
    if entity and entity.issuer:
        maker = entity.issuer
        return (Issuer(id=maker, name=world.name(maker), source="catalogue"),)
    return ()


def affirmed(statement: Statement) -> bool:
    """Tell whether a statement says that something is so."""
    return statement.polarity is Polarity.AFFIRMED and statement.modality is not Modality.RUMOURED


def bindings(explainer: Explainer, said: Iterable[Statement], on: date) -> Iterator[Binding]:
    """Give whom a policy binds, each with its own status."""
    applied = [s for s in said if s.predicate == "applies_to"]
    ends = [s for s in said if s.predicate == "issued_by"]
    bound: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
    for s in applied:
        bound[s.object, s.audience].append(s)
    for (thing, audience), words in sorted(bound.items(), key=lambda item: str(item[0])):
        found = standing([*words, *ends], on)
        if found.status is PolicyStatus.UNKNOWN:
            continue
        conditions = [s.condition for s in words if s.condition]
        yield Binding(
            id=thing,
            name=explainer.world.name(thing),
            audience=audience,
            condition=conditions[0] if conditions else None,
            status=found.status,
            since=found.since,
            until=found.until,
        )


def acts_among(reader: Reader, said: Iterable[Statement], on: date) -> tuple[Act, ...]:
    """Judge every act that statements speak of: who restricts or investigates whom."""
    by_act: dict[Said, list[Statement]] = defaultdict(list)
    for s in said:
        if s.predicate in ACTS:
            by_act[s.subject, s.predicate, s.object].append(s)
    judged = checked(reader, {who: standing(listed, on) for who, listed in by_act.items()}, on)
    cited = [s for it in judged.values() for ground in GROUNDS for s in getattr(it, ground)]
    explainer = reader.explainer(cited, reader.base)
    found = (act(explainer, who, it, on, reader.known_on) for who, it in judged.items())
    kept = [a for a in found if a.evidence or a.upcoming or a.against]
    return tuple(sorted(kept, key=lambda a: (a.actor.name.casefold(), a.kind, a.target.id)))


def act(explainer: Explainer, who: Said, found: Standing, on: date, known_on: date | None) -> Act:
    """Put names and quotes to one act."""
    actor, kind, target = who
    words = found.evidence
    fields = {
        "kind": kind,
        "actor": Named(id=actor, name=explainer.world.name(actor)),
        "target": Named(id=target, name=explainer.world.name(target)),
        "as_of": on,
        "known_on": known_on,
        "audiences": tuple(sorted({s.audience for s in words if s.audience})),
        "conditions": tuple(sorted({s.condition for s in words if s.condition})),
    }
    return Act.model_validate(fields | told(explainer, found, on))


def checked(reader: Reader, judged: Mapping[Said, Standing], on: date) -> dict[Said, Standing]:
    """Hold bans against the answers where they count: what is open to all was not closed since."""
    bans = {who for who, found in judged.items() if who[1] == "restricts" and closes(found)}
    known = cases(reader, sorted({target for _, _, target in bans}))
    return {
        who: beside(found, known[who[2]], who[0], on) if who in bans else found
        for who, found in judged.items()
    }


def closes(found: Standing) -> bool:
    """Tell whether an act is in force for everyone, as far as its statements say."""
    partial = any(s.audience or s.condition for s in found.evidence)
    return found.status is PolicyStatus.IN_FORCE and not partial


def beside(found: Standing, case: Case, actor: str, on: date) -> Standing:
    """Say what becomes of a ban where its target is open to all on the day."""
    region = Aim(case.subject, "", on, case.world).jurisdiction(actor)
    if region is None:
        return found
    answer = case.verdict(region, on)
    bans = {s.id for s in found.evidence}
    if answer.status is not Status.AVAILABLE or bans & {s.id for s in answer.evidence}:
        return found
    told = {day for s in found.evidence for day in days_of(s)}
    back = [s for s in answer.evidence if s.valid_from and min(days_of(s)) > max(told)]
    where = f"{case.world.name(case.subject)} is available in {case.world.name(region)}"
    return replace(
        found,
        status=PolicyStatus.ENDED if back else PolicyStatus.UNKNOWN,
        evidence=(*found.evidence, *answer.evidence),
        since=min((s.valid_from for s in back if s.valid_from), default=None),
        note=f"{where} again" if back else f"{where}; nobody says whether this still holds",
    )
