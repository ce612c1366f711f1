"""Policies that a question describes: "the proposed rule on cloud providers"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kg.ask.lexicon import common
from kg.ask.parse import Parsed
from kg.catalogue import plain
from kg.model.policy import PolicyAnswer, PolicyStatus
from kg.questions.policies import policies
from kg.questions.reader import Reader

SUPPOSING = re.compile(r"\bwhat if\b|\bsuppos\w+|\bimagine\b|\bif the\b|\bwould\b.*\bif\b")
THING = re.compile(
    r"\b(?:rules?|laws?|acts?|bills?|orders?|bans?|proposals?|regulations?|measures?|frameworks?)\b"
)
STATES = {"proposed": PolicyStatus.PROPOSED, "planned": PolicyStatus.PROPOSED,
          "draft": PolicyStatus.PROPOSED, "announced": PolicyStatus.ANNOUNCED}  # fmt: skip
STEM = 5
"""Letters by which two forms of a word are the same word: provider, providers."""


class Candidate(NamedTuple):
    """A policy that a description may mean, and how many of its words are told of it."""

    policy: PolicyAnswer
    hits: int


def description(parsed: Parsed) -> tuple[str, ...]:
    """Give the words that describe a policy, where a question supposes one without a name."""
    named = any(mark.startswith("P") for mark in parsed.marks)
    if named or not SUPPOSING.search(parsed.bare) or not THING.search(parsed.bare):
        return ()
    after = [w.plain for w in parsed.words]
    told = [word for word in after if word in TELLING or word not in common() or word in STATES]
    return tuple(dict.fromkeys(told))


TELLING = frozenset(
    ("cloud", "clouds", "provider", "providers", "chip", "chips", "model", "models", "export",
     "exports", "import", "imports", "ban", "licence", "licences", "license", "licenses",
     "developer", "developers", "government", "companies", "customers", "app", "apps", "platform",
     "platforms", "hardware", "chatbot", "chatbots")
)  # fmt: skip
"""Common words that tell one rule from another."""


def candidates(reader: Reader, words: tuple[str, ...], on: date) -> list[Candidate]:
    """Find the policies of which documents tell most of some words, the best first."""
    states = {STATES[word] for word in words if word in STATES}
    stems = {word[:STEM] for word in words if word not in STATES}
    found = [
        Candidate(one, len(stems & set(told_of(one))))
        for one in policies(reader, on=on).policies
        if not states or one.status in states
    ]
    most = max((one.hits for one in found), default=0)
    return [one for one in found if one.hits == most and (most or not stems)]


def told_of(policy: PolicyAnswer) -> Iterator[str]:
    """Give the beginnings of the words in which documents tell of a policy."""
    texts = [policy.policy, *(bound.name for bound in policy.applies_to)]
    for evidence in (*policy.evidence, *policy.upcoming):
        texts += [evidence.quote, evidence.headline]
    for text in texts:
        yield from (word[:STEM] for word in plain(text).split())


def certain(found: list[Candidate], words: tuple[str, ...]) -> bool:
    """Tell whether one policy alone has all the words of a description."""
    return len(found) == 1 and found[0].hits == len(
        {word[:STEM] for word in words if word not in STATES}
    )
