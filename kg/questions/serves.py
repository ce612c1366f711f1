"""Q1: which providers serve a region on a day."""

from datetime import date

from kg.model.answer import ProviderVerdict
from kg.model.evidence import ProviderAnswer
from kg.model.world import World
from kg.questions.owner import Owner
from kg.questions.reader import Reader
from kg.reason.availability import serving
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
        found = serving(place, on, statements, world, audience=audience)
    else:
        owner = Owner(reader, reader.region(owned_from).id, on)
        heard = owner.hear(statements, place, world)
        judged = serving(place, on, heard, world, audience=owner.audience(audience))
        found = [owner.provider(verdict) for verdict in judged]
    answers = (answered(reader, verdict, world) for verdict in found)
    return tuple(sorted(answers, key=lambda a: (not a.serves, a.provider.casefold())))


def answered(reader: Reader, verdict: ProviderVerdict, world: World) -> ProviderAnswer:
    """Put names and quotes to what was judged of one provider."""
    own, *services = reader.explained([verdict.verdict, *verdict.services], world)
    return ProviderAnswer(
        provider=own.subject,
        provider_id=own.subject_id,
        region=own.region,
        region_id=own.region_id,
        as_of=own.as_of,
        status=own.status,
        serves=verdict.serves,
        answer=own,
        services=tuple(services),
    )
