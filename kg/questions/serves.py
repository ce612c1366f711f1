"""Q1: which providers serve a region on a day."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from kg.model.answer import ProviderVerdict
from kg.model.evidence import Answer, ProviderAnswer
from kg.questions.owner import Owner
from kg.questions.reader import Reader
from kg.reason.availability import serving_gathered
from kg.reason.relevant import gather_for_region


def serves(
    reader: Reader,
    region: str,
    *,
    on: date,
    audience: str | None = None,
    owned_from: str | None = None,
) -> tuple[ProviderAnswer, ...]:
    """Judge every provider that the store speaks of in a region; those that serve it first."""
    place = reader.region(region).id
    world = reader.base
    statements = gather_for_region(place, on, world, reader.fetch)
    met = {end for s in statements for end in (s.subject, s.object)}
    if not met <= world.entities.keys():
        world = reader.world(met)
        statements = gather_for_region(place, on, world, reader.fetch)
    if owned_from is None:
        copies = reader.copies(statements, world)
        found = serving_gathered(place, on, statements, world, audience, copies)
    else:
        owner = Owner(reader, reader.region(owned_from).id, on)
        heard = owner.hear(statements, place, world)
        asked = owner.audience(audience)
        copies = reader.copies(heard, world)
        judged = serving_gathered(place, on, heard, world, asked, copies)
        found = [owner.provider(verdict) for verdict in judged]
    told = [v for provider in found for v in (provider.verdict, *provider.services)]
    explained = iter(reader.explained(told, world))
    answers = [answered(explained, provider) for provider in found]
    return tuple(sorted(answers, key=lambda a: (not a.serves, a.provider.casefold())))


def answered(explained: Iterator[Answer], verdict: ProviderVerdict) -> ProviderAnswer:
    """Take the answers on one provider and its services, in their order."""
    own = next(explained)
    return ProviderAnswer.trusted(
        {
            "provider": own.subject,
            "provider_id": own.subject_id,
            "region": own.region,
            "region_id": own.region_id,
            "as_of": own.as_of,
            "serves": verdict.serves,
            "status": own.status,
            "answer": own,
            "services": tuple(islice(explained, len(verdict.services))),
        }
    )
