"""Q5: the ways by which customers in a region reach a model."""

from collections.abc import Iterable
from datetime import date

from kg.model.answer import Verdict
from kg.model.entity import Entity
from kg.model.evidence import Answer, Named
from kg.model.path import Path, Paths, Way
from kg.model.statement import Channel, Modality, Polarity
from kg.model.world import World
from kg.questions.cases import Case, cases, local_operators
from kg.questions.meaning import meant
from kg.questions.reader import Reader
from kg.reason.availability import in_order
from kg.reason.relevant import Lookup, constituents, is_company, wider_subjects
from kg.reason.tree import SERVED

BUILT_ON = frozenset({"built_on"})
SURE = {Modality.ACTUAL, Modality.ANNOUNCED}


def paths(reader: Reader, model: str, region: str, *, on: date) -> Paths:
    """Judge the model itself and every service that runs on it, in a region on a day."""
    entity, place = meant(reader, model), reader.region(region)
    roots = roots_of(reader, entity)
    services = running_on(reader, roots) - roots
    known = cases(reader, sorted(roots | services))
    judged = {root: alone(known[root], place.id, on) for root in sorted(roots)}
    judged |= {service: known[service].verdict(place.id, on) for service in sorted(services)}
    spoken = [v for v in judged.values() if v.subject == entity.id or speaks(v, services)]
    spoken = [v for v in spoken if v.evidence or v.upcoming or v.risks]
    world = reader.world(everybody(judged.values()))
    makers = {e.provider or e.id for root in roots if (e := world.entity(root))}
    found = [
        path(answer, found, known[found.subject], makers)
        for answer, found in zip(reader.explained(spoken, world), spoken, strict=True)
    ]
    silent = services - {v.subject for v in spoken}
    return Paths(
        model=entity.name,
        model_id=entity.id,
        region=place.name,
        region_id=place.id,
        as_of=on,
        known_on=reader.known_on,
        paths=tuple(sorted(found, key=lambda p: (not p.open, p.service.name.casefold()))),
        unofficial=reader.evidence(in_order(s for v in judged.values() for s in v.unofficial)),
        unspoken=tuple(sorted((named(world, s) for s in silent), key=lambda n: n.name)),
    )


def roots_of(reader: Reader, entity: Entity) -> set[str]:
    """Give what is to be reached: the model, or of a company all the models that it makes."""
    if not is_company(entity):
        return {entity.id}
    offered = (reader.base.entity(thing) for thing in reader.base.offered_by(entity.id))
    return {thing.id for thing in offered if thing and thing.type == "Model"}


def running_on(reader: Reader, roots: Iterable[str]) -> set[str]:
    """Give the services that run on some models, their families or members, however far off."""
    found: set[str] = set()
    fresh = {thing for root in roots for thing in family(root, reader.world([root]))}
    while fresh:
        told = reader.fetch(Lookup(predicates=BUILT_ON, objects=frozenset(fresh)))
        said = {s.subject for s in told if s.polarity is Polarity.AFFIRMED and s.modality in SURE}
        said |= {service for thing in fresh for service in reader.base.based_on(thing)}
        world = reader.world(said)
        fresh = {s for s in said - found if (e := world.entity(s)) and e.type == "Service"}
        found |= fresh
    return found


def speaks(found: Verdict, services: set[str]) -> bool:
    """Tell whether a verdict is worth a line: a model's that is closed with its maker is not."""
    itself = any(s.subject == found.subject for s in (*found.evidence, *found.upcoming))
    return found.subject in services or itself


def family(model: str, world: World) -> set[str]:
    """Give a model with the families that it belongs to and the members that it has."""
    wider = {m for m in wider_subjects(model, world) if not is_company(world.entity(m))}
    queue = [model]
    for here in queue:
        queue += [m for m in world.narrower(here) if m not in queue]
    return wider | set(queue)


def alone(case: Case, region: str, on: date) -> Verdict:
    """Judge what is said of a model itself, without the services and models that speak for it."""
    others = set(constituents(case.subject, case.world)) - {case.subject}
    said = [s for s in case.gathered(region, on) if not {s.subject, s.object} & others]
    return case.judged(region, on, said)


def everybody(judged: Iterable[Verdict]) -> set[str]:
    """Give the subjects of verdicts, and who works for them."""
    ends = {s.via for v in judged for s in v.evidence if s.via}
    return ends | {v.subject for v in judged}


def path(answer: Answer, found: Verdict, case: Case, makers: set[str]) -> Path:
    """Describe one way: who provides it, who operates it, and how it reaches the region."""
    entity = case.world.entity(found.subject)
    provider = entity.provider if entity else None
    way = way_of(found, own=provider is None or provider in makers)
    operators = operators_of(found, case, way) or ({provider} if provider else set())
    return Path(
        service=Named(id=answer.subject_id, name=answer.subject),
        provider=named(case.world, provider) if provider else None,
        operators=tuple(named(case.world, who) for who in sorted(operators)),
        way=way,
        open=found.status in SERVED,
        status=found.status,
        answer=answer,
    )


def way_of(found: Verdict, *, own: bool) -> Way:
    """Name the way that a verdict speaks of; what is another company's is a partner's."""
    for channel in (Channel.JOINT_VENTURE, Channel.OFFSHORE, Channel.PARTNER):
        if channel in found.channels:
            return Way(channel.value)
    return Way.DIRECT if own else Way.PARTNER


def operators_of(found: Verdict, case: Case, way: Way) -> set[str]:
    """Give the partners and operators that the evidence names, else the local operators."""
    named_there = {s.via for s in found.evidence if s.via and s.polarity is Polarity.AFFIRMED}
    if named_there or way is not Way.JOINT_VENTURE:
        return named_there
    return local_operators(case, found.region, found.as_of)


def named(world: World, entity_id: str) -> Named:
    """Give an entity by id and name."""
    return Named(id=entity_id, name=world.name(entity_id))
