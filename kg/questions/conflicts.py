"""Q9: where sources contradict each other, what was preferred and by which rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.model.answer import Status, Verdict
from kg.model.conflict import Conflict, ConflictKind
from kg.model.statement import Channel, Statement
from kg.model.world import World
from kg.questions.cases import cases, local_operators, with_services
from kg.questions.disagreement import across, disagreements, label
from kg.questions.reader import Reader
from kg.questions.spoken import Cell
from kg.reason.aim import Aim
from kg.reason.availability import in_order
from kg.reason.collect import readings
from kg.reason.reading import Kind, Reading
from kg.reason.relevant import Lookup
from kg.reason.strands import Strands

AVAILABLE_IN = frozenset({"available_in"})


@dataclass
class Clash:
    """Two sides of one contradiction in an answer; the preferred one first, if there is one."""

    kind: ConflictKind
    answer: Verdict
    preferred: bool
    one: dict[str, Statement]
    other: dict[str, Statement]


def conflicts(
    reader: Reader, *, on: date, subject: str | None = None, region: str | None = None
) -> tuple[Conflict, ...]:
    """Tell where documents contradict each other in what an answer on a day rests on.

    They do where they speak of one subject and region for the same time and differ; a later
    change of an older state is none, nor is what an event explains.
    """
    about = spoken_with(reader, reader.subject(subject).id) if subject else None
    near = reader.base.within(reader.region(region).id, on) if region else None
    lookup = Lookup(
        subjects=frozenset(about) if about else None,
        predicates=AVAILABLE_IN,
        objects=frozenset(near) if near else None,
    )
    said = list(reader.fetch(lookup))
    disputed = sorted({*disputable(said), *in_two_ways(said, reader.base)})
    known = cases(reader, sorted({who for who, _ in disputed}))
    cells = (Cell(known[who], where) for who, where in disputed)
    return told(reader, [clash for cell in cells for clash in clashes(cell, on)])


def spoken_with(reader: Reader, subject: str) -> set[str]:
    """Give a subject with its services, and the models by which others speak of them."""
    services = with_services(reader, subject)
    known = (reader.base.entity(service) for service in services)
    return {*services, *(model for entity in known if entity for model in entity.based_on)}


def in_two_ways(said: Iterable[Statement], world: World) -> Iterator[tuple[str, str]]:
    """Give the models and regions where a way is told of the model, and one of what runs on it."""
    told = {(s.subject, s.object) for s in said if s.channel}
    for model, region in told:
        if any((host, region) in told for host in world.based_on(model)):
            yield model, region


def disputable(said: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Give the subjects and regions of which statements do not all say the same."""
    words: dict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
    for s in said:
        word = (s.polarity, s.audience, s.condition, s.channel, s.via, s.valid_to)
        words[s.subject, s.object].add(word)
    yield from (key for key, found in words.items() if len(found) > 1)


def clashes(cell: Cell, on: date) -> list[Clash]:
    """Give the contradictions in what the answer on one subject and region rests on.

    A document that contradicts itself counts where this makes the answer contested.
    """
    answer = cell.case.verdict(cell.region, on)
    carrying = {s.id for s in answer.evidence}
    told = carrying | {s.id for s in answer.against}
    heard = [r for r in readings_of(cell, cell.case.subject, on) if r.statement.id in told]
    heard = [r for r in heard if exact(r) and r.day <= on]
    beside = [r for r in of_hosts(cell, on) if r.statement.id in told]
    found: dict[tuple[object, ...], Clash] = {}
    for kind, *pair in (*disagreements(heard), *across(heard, beside)):
        one, other = sorted(pair, key=lambda r: (r.statement.id not in carrying, label(r)))
        preferred = other.statement.id not in carrying
        undecided = answer.status is Status.CONTESTED and not preferred
        within = one.statement.document == other.statement.document
        if one.statement.id in carrying and (undecided or not within):
            key = (kind, preferred, label(one), label(other))
            clash = found.setdefault(key, Clash(kind, answer, preferred, {}, {}))
            clash.one[one.statement.id] = one.statement
            clash.other[other.statement.id] = other.statement
    return list(found.values())


def readings_of(cell: Cell, subject: str, on: date) -> tuple[Reading, ...]:
    """Give how the statements on a subject and a region are read on a day."""
    case, region = cell.case, cell.region
    operators = frozenset(local_operators(case, region, on))
    aim = Aim(subject, region, on, case.world, operators)
    return Strands(readings(aim, case.material(case.gathered(region, on)))).readings


def of_hosts(cell: Cell, on: date) -> Iterator[Reading]:
    """Give what is said of the services by which a model is reached."""
    for host in sorted(cell.case.world.based_on(cell.case.subject)):
        yield from (r for r in readings_of(cell, host, on) if exact(r) and r.day <= on)


def exact(reading: Reading) -> bool:
    """Tell whether a reading is what somebody says of the very subject and region."""
    nearest = reading.region == 0 and reading.subject == 0
    official = reading.way is not Channel.UNOFFICIAL
    return nearest and official and reading.kind is Kind.SAID


def told(reader: Reader, found: list[Clash]) -> tuple[Conflict, ...]:
    """Put names and quotes to contradictions."""
    statements = [s for clash in found for s in (*clash.one.values(), *clash.other.values())]
    subjects = {clash.answer.subject for clash in found}
    explainer = reader.explainer(statements, reader.world(subjects))
    return tuple(
        Conflict(
            subject=explainer.world.name(clash.answer.subject),
            subject_id=clash.answer.subject,
            region=explainer.world.name(clash.answer.region),
            region_id=clash.answer.region,
            as_of=clash.answer.as_of,
            known_on=reader.known_on,
            kind=clash.kind,
            status=clash.answer.status,
            contested=clash.answer.status is Status.CONTESTED and not clash.preferred,
            preferred=clash.preferred,
            one=explainer.evidence(in_order(clash.one.values())),
            other=explainer.evidence(in_order(clash.other.values())),
            rules=clash.answer.rules,
            note=clash.answer.note,
        )
        for clash in found
    )
