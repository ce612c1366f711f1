"""Q2: the status of one subject in one region on a day."""

from datetime import date

from kg.model.evidence import Answer
from kg.questions.reader import Reader
from kg.reason.availability import judge_gathered
from kg.reason.question import Question
from kg.reason.relevant import gather


def status(
    reader: Reader, subject: str, region: str, *, on: date, audience: str | None = None
) -> Answer:
    """Judge what the store says of a subject in a region."""
    question = Question(
        subject=reader.subject(subject).id,
        region=reader.region(region).id,
        as_of=on,
        audience=audience,
    )
    world = reader.world([question.subject])
    statements = gather(question, world, reader.fetch)
    return reader.explained([judge_gathered(question, statements, world)], world)[0]
