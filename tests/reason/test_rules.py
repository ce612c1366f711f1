"""The table of rules: complete, in order, each in words that a user can read, and documented."""

from pathlib import Path

from kg.reason.reading import RuleId
from kg.reason.rules import RULES
from tests.stories import stories

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"


def test_every_rule_stands_in_the_table_in_order() -> None:
    assert list(RULES) == [rule.value for rule in RuleId]


def test_every_rule_says_in_words_what_it_does() -> None:
    for rule in RULES.values():
        assert rule.title
        assert rule.text.split()[0].istitle()
        assert rule.text.endswith(".")


def test_every_rule_is_told_by_a_story() -> None:
    told = {rule for story in stories() for rule in story.expect.get("rules", [])}
    assert told == set(RULES)


def test_every_rule_is_documented_under_its_name_and_title() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"`{rule.id}`: {rule.title}" in text
