"""Verdicts made readable: names for ids, and the quote behind every statement."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kg.model.answer import Portion, Verdict
from kg.model.document import Document
from kg.model.evidence import Answer, Evidence, Part
from kg.model.statement import Statement
from kg.model.world import World

GROUNDS = ("evidence", "against", "upcoming", "risks", "unofficial")
NAMED = ("subject", "object", "via", "attributed_to", "speaker")
SAID = tuple(
    sorted(set(Evidence.model_fields) & set(Statement.model_fields) - {"publisher", *NAMED})
)
JUDGED = tuple(sorted(set(Answer.model_fields) & set(Verdict.model_fields) - {"parts", *GROUNDS}))


def statements_of(verdicts: Iterable[Verdict]) -> Iterator[Statement]:
    """Yield every statement that some verdicts rest on or list."""
    for verdict in verdicts:
        for ground in GROUNDS:
            yield from getattr(verdict, ground)


class Explainer:
    """Puts names and quotes to verdicts, from a world and the documents that are cited."""

    def __init__(self, world: World, documents: Mapping[str, Document]) -> None:
        self.world = world
        self.documents = documents
        self._told: dict[str, Evidence] = {}

    def answer(self, verdict: Verdict, known_on: date | None) -> Answer:
        """Turn a verdict into an answer."""
        told = {name: getattr(verdict, name) for name in JUDGED}
        told |= {name: self.evidence(getattr(verdict, name)) for name in GROUNDS}
        told |= {
            "subject": self.world.name(verdict.subject),
            "subject_id": verdict.subject,
            "region": self.world.name(verdict.region),
            "region_id": verdict.region,
            "known_on": known_on,
            "parts": tuple(self.part(part) for part in verdict.parts),
        }
        return Answer.model_validate(told)

    def part(self, verdict: Portion) -> Part:
        """Give the status of a region inside the one asked for, or of a service."""
        return Part(
            subject=self.world.name(verdict.subject),
            subject_id=verdict.subject,
            region=self.world.name(verdict.region),
            region_id=verdict.region,
            status=verdict.status,
        )

    def evidence(self, statements: Iterable[Statement]) -> tuple[Evidence, ...]:
        """Turn statements into evidence."""
        return tuple(map(self.one, statements))

    def one(self, statement: Statement) -> Evidence:
        """Put names and its quote to one statement, once for all answers that cite it."""
        if statement.id not in self._told:
            self._told[statement.id] = self._one(statement)
        return self._told[statement.id]

    def _one(self, statement: Statement) -> Evidence:
        document = self.documents[statement.document]
        told = {name: getattr(statement, name) for name in SAID}
        told |= {name: self.name(getattr(statement, name)) for name in NAMED}
        told |= {
            "statement": statement.id,
            "doc": document.id,
            "headline": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "url": document.url,
            "quote": document.quote(statement.start, statement.end),
        }
        return Evidence.model_validate(told)

    def name(self, entity_id: str | None) -> str | None:
        """Give the name behind an id, where there is one."""
        return self.world.name(entity_id) if entity_id else None
