"""Questions that a document asks and answers itself: "Is X available in R?" "Yes, since May"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from loaders.extractors.dates import When
from loaders.extractors.drafts import Draft
from loaders.extractors.qualifiers import terms_in
from loaders.extractors.sentences import Sentence

YES = re.compile(
    r"[\"“'‘]?(?:Yes\b(?! and no\b)|Certainly\b|Of course\b(?! not)|Indeed\b|Absolutely\b(?! not)"
    r"|(?:It|They|You) (?:is|are|can|does|do|will)(?:[,.;]| (?:now|already|again)\b))",
)
NO = re.compile(
    r"(?:[\"“'‘])?(?:Unfortunately,? )?(?:[Nn]o(?=[,.;:!—–-]| longer\b)|[Nn]ot (?:yet|any ?more"
    r"|any longer|at present|at the moment|officially|right now|currently|for now|so far|at all)\b"
    r"|(?:It|They|You) (?:is|are|can|do|does|will)(?:n[’']t|not| not)(?=[,.;]| (?:yet|now)\b))"
    r"|(?:It|They|You) (?:cannot|can[’']t|won[’']t)(?=[,.;]| (?:yet|now)\b)",
)
ANSWERED = {"available_in", "hosted_in"}
"""What may be asked and answered in one word."""
BETWEEN = 2
SHORT = 6
"""A bare "Yes." has no more characters; what is asked is then dated by the sentence after it."""
ADDED = re.compile(
    r"(?:Since|As of|From|They|It (?:has|launched|opened|arrived|came|became|went))\b"
)
"""How the sentence after a bare "Yes." dates what was asked."""
"""An answer stands at most this many blocks after its question."""


@dataclass(slots=True)
class Dialogue:
    """The question that waits for its answer."""

    asked: list[Draft] = field(default_factory=list)
    number: int = -9
    block: int = -9
    agreed: bool = False
    """A bare "Yes." has just been said."""

    def ask(self, drafts: Iterable[Draft], number: int, sentence: Sentence) -> None:
        """Keep what a question asks, in place of what was asked before."""
        if self.number != number:
            self.asked = []
        self.number, self.block, self.agreed = number, sentence.block, False
        self.asked += [d for d in drafts if d.predicate in ANSWERED and not d.negated]

    def heard(
        self, number: int, sentence: Sentence, text: str, dates: list[When]
    ) -> Iterator[Draft]:
        """Read the sentence after a question as its answer, if it says yes or no."""
        near = number == self.number + 1 and sentence.block - self.block < BETWEEN
        if not near or not self.asked or text.rstrip().endswith("?"):
            return
        yes, no = YES.match(text), NO.match(text)
        if not (yes or no) and self.agreed and ADDED.match(text):
            yes = ADDED.match(text)
        self.agreed = bool(yes and len(text) <= SHORT)
        if not (yes or no):
            return
        since = next((w.past for w in dates if w.role == "from"), None)
        if yes and len(text) <= SHORT:
            self.number = number
        audience = terms_in(text).audience
        for draft in self.asked:
            yield replace(
                draft,
                negated=not yes,
                end=sentence.end,
                rule="answer to a question",
                valid_from=since or draft.valid_from,
                channel=None,
                audience=draft.audience or (audience if yes else None),
            )
