"""Q6: what providers do in a region, side by side."""

from collections.abc import Sequence
from datetime import date

from kg.errors import InputError
from kg.model.comparison import Comparison, Strategy
from kg.model.entity import Entity
from kg.model.evidence import ProviderAnswer
from kg.questions.policies import acts_among, policies_among
from kg.questions.reader import Reader
from kg.questions.serves import answered
from kg.questions.touching import in_reach, touching
from kg.reason.availability import of_provider
from kg.reason.question import Question
from kg.reason.relevant import Shelf, gather


def compare(reader: Reader, providers: Sequence[str], region: str, *, on: date) -> Comparison:
    """Judge each provider with its services, and give the policies and acts that touch it."""
    if not providers:
        raise InputError("name the providers to compare: kg compare Microsoft OpenAI --region CN")
    place = reader.region(region)
    asked = [reader.subject(name) for name in dict.fromkeys(providers)]
    return Comparison(
        region=place.name,
        region_id=place.id,
        as_of=on,
        known_on=reader.known_on,
        providers=tuple(strategy(reader, entity, place.id, on) for entity in asked),
    )


def strategy(reader: Reader, entity: Entity, region: str, on: date) -> Strategy:
    """Describe one provider in a region."""
    world = reader.world([entity.id])
    said = in_reach(touching(reader, entity), region, world, entity.id)
    return Strategy(
        provider=entity.name,
        provider_id=entity.id,
        answer=served(reader, entity.id, region, on),
        policies=policies_among(reader, said, on),
        acts=acts_among(reader, said, on),
    )


def served(reader: Reader, provider: str, region: str, on: date) -> ProviderAnswer:
    """Judge a provider as `serves` does: with the services that documents alone know, too."""
    question = Question(subject=provider, region=region, as_of=on)
    world = reader.world([provider])
    met = {end for s in gather(question, world, reader.fetch) for end in (s.subject, s.object)}
    world = reader.world({provider, *met})
    shelf = Shelf(gather(question, world, reader.fetch))
    return answered(reader, of_provider(question, shelf, world), world)
