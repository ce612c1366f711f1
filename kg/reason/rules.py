"""The rules of availability in order of precedence: each is a function, its docstring the text."""

import inspect
from collections.abc import Callable
from typing import NamedTuple

from kg.reason import collect, reading, settle
from kg.reason.reading import RuleId


class Rule(NamedTuple):
    """A rule with its name, its title and the function that applies it."""

    id: RuleId
    title: str
    function: Callable[..., object]

    @property
    def text(self) -> str:
        """Give the rule in words, as its function's docstring has it."""
        return inspect.getdoc(self.function) or ""


RULES = {
    rule.id.value: rule
    for rule in (
        Rule(
            RuleId.EFFECT,
            "What is so, and what is announced once its date has come",
            reading.effect,
        ),
        Rule(RuleId.TIME, "The later word counts, and lasts", settle.time),
        Rule(RuleId.REGION, "The nearer region is heard first", settle.region),
        Rule(RuleId.SUBJECT, "A provider's end is the end of its services", collect.subject),
        Rule(RuleId.SOURCE, "The better source is heard", settle.source),
        Rule(RuleId.AUTHORITY, "Orders count where the authority governs", collect.authority),
        Rule(RuleId.CHANNEL, "Any official way counts", settle.channel),
        Rule(RuleId.LISTS, "A complete list closes what it leaves out", collect.lists),
        Rule(RuleId.AUDIENCE, "A rule about some changes the answer for them", settle.audience),
        Rule(RuleId.UNKNOWN, "Silence is no answer", settle.unknown),
        Rule(RuleId.HOSTING, "Data centres serve their country", collect.hosting),
    )
}
"""All rules by name; a verdict names those that decided, in this order."""
