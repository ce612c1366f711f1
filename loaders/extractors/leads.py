"""Bullets that go on with the sentence or heading above them: "The rule:", "- bans X"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model.document import BlockKind
from loaders.extractors.arguments import kids
from loaders.extractors.discourse import Discourse
from loaders.extractors.frames import Lexicon
from loaders.extractors.rules import may_be_called

if TYPE_CHECKING:
    from loaders.extractors.namings import Referent
    from loaders.extractors.reference import Reference

HEADS = (BlockKind.TITLE, BlockKind.HEADING)
ACTORS = ("Policy", "Regulator", "GovernmentBody", "Company", "JointVenture", "Service", "Model")
ABOUT_RULE = re.compile(
    r"\b(?:the|this|new|final|interim|proposed) (?:\w+ )?"
    r"(?P<noun>rule|law|act|order|bill|regulation|framework|directive|proposal|measure|decree)"
    r"(?P<many>s?)\b",
    re.IGNORECASE,
)
FIRST = re.compile(r"[A-Z]?[a-z]+(?= )")
MODAL = re.compile(r"\b(?P<modal>will|would|must|may|shall|can|could)(?: also)?:$")


def carried(lead_in: str, bullet: str, lexicon: Lexicon) -> str | None:
    """Give the words that make a sentence of a bullet which begins with its verb."""
    first = FIRST.match(bullet)
    if first is None or not lead_in.endswith(":"):
        return None
    word = first.group().lower()
    modal = MODAL.search(lead_in)
    if modal is not None:
        return f"It {modal['modal']} " if lexicon.frames("verbs", word) else None
    endings = [word[: -len(end)] + rest for end, rest in ENDINGS if word.endswith(end)]
    return "It " if any(lexicon.frames("verbs", stem) for stem in endings) else None


ENDINGS = (("ies", "y"), ("es", ""), ("s", ""))
"""How a verb ends after "it", and what stands there otherwise."""


def rule_of(text: str, discourse: Discourse) -> Referent | None:
    """Give the rule that a heading or lead-in calls by its kind."""
    told = ABOUT_RULE.search(text)
    if told is None:
        return None
    noun, plural = told["noun"].lower(), bool(told["many"])
    return discourse.main_rule(lambda r: may_be_called(r.reading, noun, plural=plural))


def lead_of(reference: Reference) -> Referent | None:
    """Give who or what a sentence before a list speaks of, or the rule that a heading names."""
    parsed, discourse = reference.parsed, reference.discourse
    if parsed.sentence.kind in HEADS:
        return None
    roots = [t for t in parsed.tokens if t.dep_ == "ROOT"]
    for token in (s for root in roots for s in (*kids(root, "nsubj", "nsubjpass"), root)):
        found = next((r for kind in ACTORS if (r := reference.resolve(token, (kind,)))), None)
        if found is not None:
            return found
    return rule_of(parsed.doc.text, discourse)
