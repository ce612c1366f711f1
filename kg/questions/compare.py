"""Q6: what providers do in a region, side by side."""

from collections.abc import Sequence
from datetime import date

from kg.errors import InputError
from kg.model.comparison import Comparison, Strategy
from kg.model.entity import Entity
from kg.model.evidence import ProviderAnswer
from kg.questions.policies import acts_among, policies_among
from kg.questions.reader import Reader
from kg.questions.serves import serves
from kg.questions.status import status
from kg.questions.touching import in_reach, touching
from kg.reason.relevant import is_company
from kg.reason.tree import SERVED


def compare(reader: Reader, providers: Sequence[str], region: str, *, on: date) -> Comparison:
    """Judge each provider as `serves` does, and give the policies and acts that touch it."""
    if not providers:
        raise InputError("name the providers to compare: kg compare Microsoft OpenAI --region CN")
    place = reader.region(region)
    asked = [reader.subject(name) for name in dict.fromkeys(providers)]
    listed = {answer.provider_id: answer for answer in serves(reader, place.id, on=on)}
    return Comparison(
        region=place.name,
        region_id=place.id,
        as_of=on,
        known_on=reader.known_on,
        providers=tuple(
            strategy(reader, entity, listed.get(entity.id) or alone(reader, entity, place.id, on))
            for entity in asked
        ),
    )


def strategy(reader: Reader, entity: Entity, answer: ProviderAnswer) -> Strategy:
    """Describe one provider in the region of its answer."""
    world = reader.world([entity.id])
    said = in_reach(touching(reader, entity), answer.region_id, world, entity.id)
    return Strategy(
        provider=entity.name,
        provider_id=entity.id,
        answer=answer,
        policies=policies_among(reader, said, answer.as_of),
        acts=acts_among(reader, said, answer.as_of),
    )


def alone(reader: Reader, entity: Entity, region: str, on: date) -> ProviderAnswer:
    """Judge a provider of whom nobody speaks there, or a service that was named as one."""
    own = status(reader, entity.id, region, on=on)
    return ProviderAnswer(
        provider=own.subject,
        provider_id=own.subject_id,
        region=own.region,
        region_id=own.region_id,
        as_of=on,
        serves=own.status in SERVED,
        status=own.status,
        answer=own,
        services=() if is_company(entity) else (own,),
    )
