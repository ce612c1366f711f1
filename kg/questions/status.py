"""Q2: the status of one subject in one region on a day."""

from datetime import date

from kg.model.evidence import Answer
from kg.questions.owner import Owner
from kg.questions.reader import Reader
from kg.reason.availability import judge_gathered
from kg.reason.question import Question
from kg.reason.relevant import gather


def status(
    reader: Reader,
    subject: str,
    region: str,
    *,
    on: date,
    audience: str | None = None,
    owned_from: str | None = None,
) -> Answer:
    """Judge what the store says of a subject in a region, for an audience or an owned customer."""
    question = Question(
        subject=reader.subject(subject).id,
        region=reader.region(region).id,
        as_of=on,
        audience=audience,
    )
    world = reader.world_of([question.subject])
    statements = gather(question, world, reader.fetch)
    if owned_from is None:
        verdict = judge_gathered(question, statements, world, reader.copies(statements, world))
        return reader.explained([verdict], world)[0]
    owner = Owner(reader, reader.region(owned_from).id, on)
    question = question.model_copy(update={"audience": owner.audience(audience)})
    heard = owner.hear(statements, question.region, world)
    verdict = judge_gathered(question, heard, world, reader.copies(heard, world))
    return reader.explained([owner.verdict(verdict)], world)[0]
