"""From statements to a verdict: whether somebody can have a subject in a region on a day, and why.

The way of an answer: gather the statements that bear on the question, read each as open or
closed from a day on, let the readings compete, put the parts together, tell the run of days.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from kg.model.answer import Portion, ProviderVerdict, Status, Verdict
from kg.model.period import earliest, latest
from kg.model.statement import Channel, Polarity, Statement
from kg.model.world import World
from kg.reason.collect import told_by
from kg.reason.lone import Loners
from kg.reason.material import Material
from kg.reason.meaning import Meaning, in_precedence, is_stale, sure
from kg.reason.notes import note
from kg.reason.question import Question
from kg.reason.reading import CONDITION, Reading, RuleId
from kg.reason.relevant import (
    Shelf,
    gather,
    gather_for_region,
    is_company,
    providers,
    spoken_there,
)
from kg.reason.run_of_days import Start, run_end, run_start
from kg.reason.scene import Scene
from kg.reason.settle import Basis, unique
from kg.reason.tree import SERVED, Grove, Node, assess
from kg.reason.voices import NO_COPIES, Copies

CHANNELS = tuple(Channel)
ORDERS = {"restricts", "applies_to"}
"""What authorities do, which says of nobody that he is served."""


def judge(
    question: Question,
    statements: Iterable[Statement],
    world: World,
    copies: Copies = NO_COPIES,
) -> Verdict:
    """Answer a question from statements; those that do not bear on it change nothing."""
    gathered = gather(question, world, Shelf(statements).fetch)
    return judge_gathered(question, gathered, world, copies)


def judge_gathered(
    question: Question,
    statements: Iterable[Statement],
    world: World,
    copies: Copies = NO_COPIES,
) -> Verdict:
    """Answer a question from just the statements that `gather` found for it.

    `copies` are those of them that repeat another's words (see `kg.reason.voices`).
    """
    grove = Grove(Material(tuple(statements), world, copies), Scene(world, question.as_of))
    return verdict(grove.tree(question.subject, question.region), question, {})


def serving(
    region: str,
    as_of: date,
    statements: Iterable[Statement],
    world: World,
    audience: str | None = None,
) -> list[ProviderVerdict]:
    """Tell which providers serve a region, and which do not, as far as anybody speaks of them.

    A provider serves it if at least one of its services is available there, to anyone, through
    any official channel. Services that nobody speaks of are not listed.
    """
    gathered = gather_for_region(region, as_of, world, Shelf(statements).fetch)
    return serving_gathered(region, as_of, gathered, world, audience)


def serving_gathered(
    region: str,
    as_of: date,
    statements: Iterable[Statement],
    world: World,
    audience: str | None = None,
    copies: Copies = NO_COPIES,
) -> list[ProviderVerdict]:
    """Tell who serves a region from just the statements that `gather_for_region` found."""
    material = Material(tuple(statements), world, copies)
    grove = Grove(material, Scene(world, as_of))
    loners = Loners(material, grove.scene, region)
    told: dict[int, Verdict] = {}
    meaning = Meaning(Question(subject=region, region=region, as_of=as_of, audience=audience))
    found = []
    for who in providers(spoken_there(region, as_of, material.statements, world), world):
        if lone := loners.find(who):
            found.append(meaning.of(who, lone))
            continue
        question = Question(subject=who, region=region, as_of=as_of, audience=audience)
        answer = of_provider(question, grove, told)
        if answer.status is not Status.UNKNOWN or answer.services:
            found.append(answer)
    return found


def of_provider(question: Question, grove: Grove, told: dict[int, Verdict]) -> ProviderVerdict:
    """Answer for one provider, with each service that something is said of."""
    node = grove.tree(question.subject, question.region)
    answer = verdict(node, question, told)
    company = is_company(grove.scene.world.entity(question.subject))
    parts = told_of(node.services, question) if company else ()
    services = tuple(verdict(part, question, told) for part, _ in parts) if company else (answer,)
    return ProviderVerdict(
        provider=question.subject,
        region=question.region,
        as_of=question.as_of,
        serves=answer.status in SERVED and not by_orders_alone(answer),
        verdict=answer,
        services=services,
    )


def by_orders_alone(answer: Verdict) -> bool:
    """Tell whether an answer rests on orders alone, which say of nobody that he is served."""
    said = [s for s in answer.evidence if s.predicate not in ORDERS]
    return not any(s.polarity is Polarity.AFFIRMED or s.audience for s in said)


def verdict(node: Node, question: Question, told: dict[int, Verdict]) -> Verdict:
    """Turn what holds for a node into the answer that a reader gets.

    `told` keeps what was answered for each node: many providers share a model.
    """
    if id(node) not in told:
        told[id(node)] = answer(node, question)
    return told[id(node)]


def answer(node: Node, question: Question) -> Verdict:
    """Put together all that is to be told of a node on the day of a question."""
    day = question.as_of
    found = assess(node, day, day, question.audience)
    basis = found.basis
    begun = run_start(node, question, found)
    support = (r for r in node.like(basis.support) if r.day >= begun.day)
    evidence = unique((*basis.winners, *support))
    opposed = (r for r in node.like(basis.opposed) if still_against(r, begun))
    confirmed = last_confirmed(evidence, day)
    made = Verdict(
        subject=node.aim.subject,
        region=node.aim.region,
        as_of=day,
        status=found.status,
        channels=tuple(way for way in CHANNELS if way in basis.channels),
        audiences=audiences((*basis.served, *basis.excluded)),
        excluded=audiences(basis.excluded),
        since=begun.label,
        until=run_end(node, question, found),
        last_confirmed=confirmed,
        stale=is_stale(confirmed, question),
        unconfirmed=basis.unconfirmed,
        parts=tuple(
            Portion(subject=part.aim.subject, region=part.aim.region, status=status)
            for part, status in told_of((*node.regions, *node.services), question)
        ),
        evidence=in_order(cited(evidence, day)),
        against=in_order(cited(opposed, day)),
        upcoming=in_order(coming(node, day)),
        risks=in_order((*basis.set_aside, *(s for n in node.nodes() for s in n.concerns.risks))),
        unofficial=in_order(s for n in node.nodes() for s in n.concerns.unofficial),
    )
    said = {"rules": deciding(basis, made), "note": note(made, node, evidence)}
    return made.model_copy(update=said)


def cited(readings: Iterable[Reading], day: date) -> Iterator[Statement]:
    """Give the statements of readings, and the copies of each that were told by a day."""
    for r in readings:
        yield r.statement
        yield from (s for s in r.copies if told_by(s, day))


def told_of(parts: Iterable[Node], question: Question) -> list[tuple[Node, Status]]:
    """Give the parts of a node of which something is to be told, each with its status."""
    day = question.as_of
    found = ((part, assess(part, day, day, question.audience).status) for part in parts)
    return [(part, s) for part, s in found if s is not Status.UNKNOWN or is_beside(part, day)]


def is_beside(node: Node, day: date) -> bool:
    """Tell whether something lies ahead of a node, or workarounds are told of."""
    return any(True for _ in coming(node, day)) or any(
        n.concerns.unofficial or n.concerns.rough for n in node.nodes()
    )


def coming(node: Node, day: date) -> Iterator[Statement]:
    """Give the changes that lie ahead: events with a later date, and plans without one."""
    yield from (r.statement for r in node.all_readings if r.event and r.day > day)
    yield from (s for n in node.nodes() for s in n.concerns.planned)


def still_against(reading: Reading, begun: Start) -> bool:
    """Tell whether a losing reading contradicts the answer, or an event has explained it."""
    return reading.day >= begun.day or not begun.by_event


def last_confirmed(evidence: Iterable[Reading], day: date) -> str | None:
    """Give the date of the youngest supporting statement."""
    days = [told for r in evidence if (told := confirmation(r, day))]
    return max(days, key=lambda told: (latest(told), earliest(told), told), default=None)


def confirmation(reading: Reading, day: date) -> str | None:
    """Give the day on which a reading was last sure: of its telling, else of its event."""
    return sure(reading.statement, reading.timing, day)


def audiences(scopes: Iterable[str]) -> tuple[str, ...]:
    """Give the audiences among the scopes; conditions are told in the note."""
    return tuple(dict.fromkeys(s for s in scopes if not s.startswith(CONDITION)))


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Give each statement once, the oldest first."""
    found = {s.id: s for s in statements}
    if len(found) < 2:
        return tuple(found.values())
    return tuple(
        sorted(found.values(), key=lambda s: (s.asserted_on or "", s.valid_from or "", s.id))
    )


def deciding(found: Basis, answer: Verdict) -> tuple[str, ...]:
    """Name the rules that decided, in order of precedence."""
    rules = set(found.rules)
    silent = answer.status is Status.UNKNOWN
    if answer.unconfirmed or (silent and (answer.risks or answer.upcoming)):
        rules.add(RuleId.EFFECT)
    if answer.unofficial and (silent or answer.status is Status.UNAVAILABLE):
        rules.add(RuleId.CHANNEL)
    return in_precedence(rules)
