"""Verdicts made readable: names for ids, and the quote behind every statement."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kg.model.answer import Portion, Verdict
from kg.model.document import Document
from kg.model.evidence import Answer, Evidence, Part
from kg.model.statement import Statement
from kg.model.world import World

GROUNDS = ("evidence", "against", "upcoming", "risks", "unofficial")
JUDGED = tuple(
    name
    for name in Answer.model_fields
    if name in Verdict.model_fields
    and name not in {"subject", "region", "as_of", "parts", *GROUNDS}
)


def statements_of(verdicts: Iterable[Verdict]) -> Iterator[Statement]:
    """Yield every statement that some verdicts rest on or list."""
    for verdict in verdicts:
        for ground in GROUNDS:
            yield from vars(verdict)[ground]


class Explainer:
    """Puts names and quotes to verdicts, from a world and the documents that are cited."""

    def __init__(self, world: World, documents: Mapping[str, Document]) -> None:
        self.world = world
        self.documents = documents
        self._told: dict[str, Evidence] = {}

    def answer(self, verdict: Verdict, known_on: date | None) -> Answer:
        """Turn a verdict into an answer."""
        judged = vars(verdict)
        told: dict[str, object] = {
            "subject": self.world.name(verdict.subject),
            "subject_id": verdict.subject,
            "region": self.world.name(verdict.region),
            "region_id": verdict.region,
            "as_of": verdict.as_of,
            "known_on": known_on,
        }
        for name in JUDGED:
            told[name] = judged[name]
        told["parts"] = tuple([self.part(part) for part in verdict.parts])
        for name in GROUNDS:
            told[name] = self.evidence(judged[name]) if judged[name] else ()
        return Answer.trusted(told)

    def part(self, verdict: Portion) -> Part:
        """Give the status of a region inside the one asked for, or of a service."""
        return Part.trusted(
            {
                "subject": self.world.name(verdict.subject),
                "subject_id": verdict.subject,
                "region": self.world.name(verdict.region),
                "region_id": verdict.region,
                "status": verdict.status,
            }
        )

    def evidence(self, statements: Iterable[Statement]) -> tuple[Evidence, ...]:
        """Turn statements into evidence."""
        return tuple([self.one(s) for s in statements])

    def one(self, statement: Statement) -> Evidence:
        """Put names and its quote to one statement, once for all answers that cite it."""
        found = self._told.get(statement.id)
        if found is None:
            found = self._told[statement.id] = self._one(statement)
        return found

    def _one(self, statement: Statement) -> Evidence:
        s, document = statement, self.documents[statement.document]
        told: dict[str, object] = {
            "statement": s.id,
            "subject": self.name(s.subject),
            "predicate": s.predicate,
            "object": self.name(s.object),
            "polarity": s.polarity,
            "modality": s.modality,
            "valid_from": s.valid_from,
            "valid_to": s.valid_to,
            "channel": s.channel,
            "via": self.name(s.via),
            "audience": s.audience,
            "condition": s.condition,
            "figure": s.figure,
            "attributed_to": self.name(s.attributed_to),
            "speaker": self.name(s.speaker),
            "doc": document.id,
            "headline": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "url": document.url,
            "quote": document.quote(s.start, s.end),
            "start": s.start,
            "end": s.end,
            "confidence": s.confidence,
            "extractor": s.extractor,
        }
        return Evidence.trusted(told)

    def name(self, entity_id: str | None) -> str | None:
        """Give the name behind an id, where there is one."""
        return self.world.name(entity_id) if entity_id else None
