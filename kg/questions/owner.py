"""Answers for a customer that is more than half owned from a region, wherever it operates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kg.catalogue import NameKind, plain
from kg.model.answer import ProviderVerdict, Status, Verdict
from kg.model.statement import Statement
from kg.model.world import World
from kg.questions.reader import Reader
from kg.reason.availability import judge_gathered
from kg.reason.overlay import Overlay
from kg.reason.question import Question
from kg.reason.relevant import gather
from kg.reason.rules import RULES
from kg.reason.settle import BOTH

FOREIGN = "foreign-owned"
UNSUPPORTED = re.compile(
    r"\bunsupported|\b(?:not|n't) (?:\w+ )?(?:support|serve|available)|\bunserved\b", re.IGNORECASE
)
OWNED = re.compile(r"\b(?:own|owned|owners?|ownership|controlled|held|subsidiar\w+)\b")
LONGEST = 5
"""Words in the longest name of a region that is looked for in a condition."""


@dataclass(frozen=True)
class Owner:
    """A customer's owner: the region that it is owned from, on the day that is asked about.

    A statement on foreign-owned customers is about this one where its condition (without one,
    what its quote says of owners), or the region that a policy applies to, names the region or
    one around it, or speaks of regions that are not supported and the subject is unavailable
    there. One that names other regions only is left out. One that names none leaves open whom it
    means, and limits the answer.
    """

    reader: Reader
    region: str
    on: date
    overlay: Overlay = field(default_factory=Overlay)
    issuers: dict[str, str] = field(default_factory=dict)

    def audience(self, other: str | None) -> str:
        """Name the customer's audience."""
        return f"{other}{BOTH}{FOREIGN}" if other and other != "everyone" else FOREIGN

    def hear(self, statements: Iterable[Statement], place: str, world: World) -> list[Statement]:
        """Read statements as this owner's customer in a place must."""
        known = list(statements)
        for s in known:
            if s.predicate == "issued_by":
                self.issuers[s.subject] = s.object
        return [heard for s in known for heard in self._one(s, place, world)]

    def _one(self, statement: Statement, place: str, world: World) -> Iterator[Statement]:
        if statement.audience != FOREIGN:
            yield statement
            return
        meant = self._meant(statement, world)
        if meant is None:
            words = statement.condition or FOREIGN
            yield self.overlay.suppose(statement, audience=None, condition=words)
        elif meant:
            yield statement
            if statement.predicate == "applies_to" and statement.object in self._around:
                yield self.overlay.suppose(statement, object=place)

    def _meant(self, statement: Statement, world: World) -> bool | None:
        """Tell whether a statement means this owner; None where it does not say whom."""
        words = statement.condition or self._clause(statement)
        named = self._named(words) - {statement.object}
        if named & self._around:
            return True
        if statement.predicate == "applies_to" and statement.object in self._around:
            return True
        if UNSUPPORTED.search(words):
            return self._shut_out(statement, world)
        return False if named else None

    def _clause(self, statement: Statement) -> str:
        """Cut from a quote what it says of owners, where a statement gives no condition."""
        document = self.reader.store.texts({statement.document})[statement.document]
        quote = document.quote(statement.start, statement.end)
        found = OWNED.search(quote)
        return quote[found.start() :] if found else ""

    def _shut_out(self, statement: Statement, world: World) -> bool:
        """Tell whether the owner's region is one that the subject, or a policy's issuer, shuns."""
        entity = world.entity(statement.subject)
        issuer = self.issuers.get(statement.subject) or (entity and entity.issuer)
        subject = issuer or statement.subject
        question = Question(subject=subject, region=self.region, as_of=self.on)
        known = gather(question, world, self.reader.fetch)
        copies = self.reader.copies(known, world)
        return judge_gathered(question, known, world, copies).status is Status.UNAVAILABLE

    @cached_property
    def _around(self) -> frozenset[str]:
        return frozenset(self.reader.base.around(self.region, self.on))

    def _named(self, words: str) -> set[str]:
        """Give the regions that a text names, by their names or as an adjective."""
        spelt = re.findall(r"[^\W_]+(?:['’.&][^\W_]+)*", words)
        found: set[str] = set()
        start = 0
        while start < len(spelt):
            length, known = self._longest(spelt[start : start + LONGEST])
            found |= known
            start += length
        return found

    def _longest(self, spelt: list[str]) -> tuple[int, set[str]]:
        """Read the longest name at the beginning of some words, and count its words."""
        for length in range(len(spelt), 0, -1):
            name = " ".join(spelt[:length])
            known = {e.id for e in self.reader.catalogue.named(name) if e.type == "Region"}
            known |= self._demonyms.get(plain(name), set())
            if known and name[0].isupper():
                return length, known
        return 1, set()

    @cached_property
    def _demonyms(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name in self.reader.catalogue.names:
            if name.kind is NameKind.DEMONYM:
                found.setdefault(plain(name.text), set()).add(name.entity)
        return found

    def verdict(self, verdict: Verdict) -> Verdict:
        """Put the true statements back into a verdict, and say for whom it was asked."""
        told = self.overlay.restored(verdict)
        whose = f"for a customer that is more than half owned from {self._name}"
        rules = {*told.rules, *(("audience",) if decided(told) else ())}
        ordered = tuple(rule for rule in RULES if rule in rules)
        note = "; ".join(filter(None, (whose, told.note)))
        return told.model_copy(update={"note": note, "rules": ordered})

    def provider(self, verdict: ProviderVerdict) -> ProviderVerdict:
        """Do the same to what was judged of a provider."""
        services = tuple(map(self.verdict, verdict.services))
        own = self.verdict(verdict.verdict)
        return verdict.model_copy(update={"verdict": own, "services": services})

    @property
    def _name(self) -> str:
        return self.reader.base.name(self.region)


def decided(verdict: Verdict) -> bool:
    """Tell whether a statement on foreign-owned customers is among the grounds of a verdict."""
    return any(s.audience == FOREIGN for s in verdict.evidence)
