"""A made-up graph for measuring: documents of some 25 statements each about many entities."""

import random
from collections.abc import Iterator

from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.recording import Recording
from kg.model.statement import Channel, Modality, Polarity, Statement

ENTITIES = 5_000
REGIONS = 300
A_DOCUMENT = 25
SENTENCE = "A provider said on Monday that a service will no longer be available in a region. "


def world() -> list[Entity]:
    """Give companies, their services, and regions; every tenth company is provisional."""
    companies = (ENTITIES - REGIONS) // 2
    found = [Entity(id=f"region-{i}", type="Region", name=f"Region {i}") for i in range(REGIONS)]
    for i in range(companies):
        found.append(
            Entity(id=f"company-{i}", type="Company", name=f"Company {i}", provisional=i % 10 == 0)
        )
        found.append(
            Entity(id=f"service-{i}", type="Service", name=f"Service {i}", provider=f"company-{i}")
        )
    return found


def recordings(statements: int, seed: int = 1) -> Iterator[Recording]:
    """Give documents that together make so many statements."""
    chance = random.Random(seed)
    entities = world()
    regions = [e for e in entities if e.type == "Region"]
    services = [e for e in entities if e.type == "Service"]
    companies = [e for e in entities if e.type == "Company"]
    for number in range(statements // A_DOCUMENT):
        source = Document(
            id=f"document-{number}",
            text=SENTENCE * A_DOCUMENT,
            title=f"Document {number}",
            published="2024-07-09",
            publisher="Example News",
        )
        pairs = [(chance.choice(services), chance.choice(regions)) for _ in range(A_DOCUMENT)]
        speakers = [chance.choice([None, *chance.sample(companies, 1)]) for _ in pairs]
        met = {e.id: e for pair in pairs for e in pair} | {e.id: e for e in speakers if e}
        told = [
            statement(source, place, pair, speaker)
            for place, (pair, speaker) in enumerate(zip(pairs, speakers, strict=True))
        ]
        yield Recording(
            document=source, statements=tuple(told), entities=tuple(met.values()), made_by="bench"
        )


def statement(
    source: Document, place: int, pair: tuple[Entity, Entity], speaker: Entity | None
) -> Statement:
    """Say that a service is or is not available in a region."""
    start = place * len(SENTENCE)
    return Statement(
        predicate="available_in",
        polarity=Polarity.NEGATED if place % 2 else Polarity.AFFIRMED,
        modality=Modality.ANNOUNCED if place % 3 else Modality.ACTUAL,
        valid_from="2024-07-09",
        channel=Channel.DIRECT,
        audience="everyone",
        confidence=0.9,
        extractor="bench",
        subject=pair[0].id,
        object=pair[1].id,
        attributed_to=speaker.id if speaker else None,
        publisher="example-news",
        document=source.key,
        start=start,
        end=start + len(SENTENCE) - 1,
        asserted_on="2024-07-09",
    )
