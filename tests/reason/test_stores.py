"""Every story again, told by documents in real stores: the same verdicts as in memory.

The stories share one store: each is recorded on a day of its own and given up on the next, so
that it is all that was known on its day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kg.model.answer import Verdict
from kg.model.evidence import Answer, Evidence
from kg.model.recording import Recording
from kg.model.statement import Statement
from kg.questions.reader import Reader
from kg.questions.serves import serves
from kg.questions.status import status
from kg.reason.availability import judge, serving
from kg.reason.question import STALE_AFTER_DAYS
from kg.store.base import Store
from tests.reason.recorded import mark, reader, recordings
from tests.stories import Story, shared_world, stories

STORIES = stories()
FIRST = date(2030, 1, 1)
SAME = (
    "status", "channels", "audiences", "excluded", "since", "until", "last_confirmed",
    "unconfirmed", "rules", "note",
)  # fmt: skip
GROUNDS = ("evidence", "against", "upcoming", "risks", "unofficial")


@dataclass(frozen=True)
class Told:
    """A story in a store, with the day on which only it was known."""

    story: Story
    reader: Reader


def tell(store: Store, told: Iterable[Story]) -> Iterator[Told]:
    """Record all stories, each on its day, which ends what was known on the day before."""
    entities, memberships = shared_world()
    store.add_world(entities, memberships)
    before: list[Recording] = []
    days = []
    for number, story in enumerate(told):
        day = FIRST + timedelta(days=number)
        batch = recordings(named(story, number))
        silent = [r.model_copy(update={"statements": ()}) for r in before]
        store.record([*silent, *batch], at=datetime.combine(day, time(12), tzinfo=UTC))
        before = batch
        days.append((story, day))
    asked = reader(store, entities, memberships)
    for story, day in days:
        yield Told(story, Reader(store, asked.catalogue, asked.base, day))


def named(story: Story, number: int) -> list[Statement]:
    """Give a story's statements in documents whose names are this story's alone."""
    return [
        s.model_copy(update={"document": f"{number} {s.document}"})
        for s in story.statements.values()
    ]


def test_each_story_ends_in_a_store_as_it_is_told(store: Store) -> None:
    for number, one in enumerate(tell(store, STORIES)):
        question, statements = one.story.question, named(one.story, number)
        if question.stale_after_days == STALE_AFTER_DAYS:
            answer = status(
                one.reader, question.subject, question.region, on=question.as_of,
                audience=question.audience,
            )  # fmt: skip
            verdict = judge(question, statements, one.story.world)
            assert heard(answer) == said(verdict), one.story.title
        if number % 3 == 0:
            assert served(one) == serving_in_memory(one.story, statements), one.story.title


def served(one: Told) -> dict[str, list[object]]:
    """Ask the store who serves the region of a story."""
    question = one.story.question
    found = serves(one.reader, question.region, on=question.as_of)
    return {a.provider_id: [heard(a.answer), *map(heard, a.services)] for a in found}


def serving_in_memory(story: Story, statements: list[Statement]) -> dict[str, list[object]]:
    """Ask the engine alone who serves the region of a story."""
    found = serving(story.question.region, story.question.as_of, statements, story.world)
    return {v.provider: [said(v.verdict), *map(said, v.services)] for v in found}


def said(verdict: Verdict) -> dict[str, object]:
    """Give what must be the same of a verdict."""
    found: dict[str, object] = {name: getattr(verdict, name) for name in SAME}
    for ground in GROUNDS:
        found[ground] = {mark(s.document, s.start) for s in getattr(verdict, ground)}
    return found


def heard(answer: Answer) -> dict[str, object]:
    """Give what must be the same of an answer."""
    found: dict[str, object] = {name: getattr(answer, name) for name in SAME}
    for ground in GROUNDS:
        told: tuple[Evidence, ...] = getattr(answer, ground)
        found[ground] = {mark(e.doc, e.start) for e in told}
    return found
