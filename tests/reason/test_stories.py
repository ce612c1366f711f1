"""Every story of availability ends as it is told."""

import pytest

from kg.model.answer import Verdict
from kg.reason.availability import judge
from kg.reason.rules import RULES
from tests.stories import Story, stories

STORIES = stories()
LABELLED = ("evidence", "against", "upcoming", "risks", "unofficial")
PLAIN = ("status", "since", "until", "last_confirmed", "stale", "unconfirmed")
SEQUENCES = ("channels", "audiences", "excluded")
ORDER = list(RULES)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_story(story: Story) -> None:
    verdict = judge(story.question, story.statements.values(), story.world)
    assert told(story, verdict) == story.expect
    assert list(verdict.rules) == sorted(verdict.rules, key=ORDER.index)


def test_titles_are_distinct() -> None:
    titles = [story.title for story in STORIES]
    assert sorted(set(titles)) == sorted(titles)


def told(story: Story, verdict: Verdict) -> dict[str, object]:
    """Say of a verdict what the story expects to hear, in the story's own form."""
    return {key: heard(story, verdict, key, want) for key, want in story.expect.items()}


def heard(story: Story, verdict: Verdict, key: str, want: object) -> object:
    if key in LABELLED:
        labels = story.labels(getattr(verdict, key))
        return want if isinstance(want, list) and set(want) == labels else sorted(labels)
    if key in SEQUENCES:
        return [str(item) for item in getattr(verdict, key)]
    if key == "parts":
        return parts(story, verdict)
    if key == "rules" and isinstance(want, list):
        return [r for r in verdict.rules if r in want] if want else list(verdict.rules)
    if key == "note":
        return want if str(want) in verdict.note else verdict.note
    assert key in PLAIN
    return getattr(verdict, key)


def parts(story: Story, verdict: Verdict) -> dict[str, str]:
    """Give the statuses of parts by what sets them apart: their region or their subject."""
    return {
        part.region if part.region != story.question.region else part.subject: part.status.value
        for part in verdict.parts
    }
