"""What a lone word means: the answer on a service of which a single statement speaks."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from kg.model.answer import Portion, ProviderVerdict, Status, Verdict
from kg.model.period import latest
from kg.model.statement import Polarity, Statement
from kg.reason.lone import Lone
from kg.reason.question import Question
from kg.reason.reading import ALWAYS, RuleId, Timing

RULES = tuple(RuleId)
EMPTY = {name: field.default for name, field in Verdict.model_fields.items()}
Told = dict[str, object]


class Meaning:
    """The answers that lone words give to one question, whoever is spoken of.

    Words that differ in nothing but who and where mean the same; that is worked out once.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self._met: dict[tuple[object, ...], tuple[Told, Told]] = {}

    def of(self, provider: str, lone: Lone) -> ProviderVerdict:
        """Answer for a provider and its service."""
        said, question = lone.statement, self.question
        alike = lone.timing, said.asserted_on, said.polarity, said.channel, lone.distance
        if alike not in self._met:
            self._met[alike] = self._worked_out(lone)
        of_service, of_company = self._met[alike]
        here: Told = {"subject": lone.service, "evidence": (said,)}
        service = answer = Verdict.trusted({**of_service, **here})
        if lone.service != provider:
            here["subject"] = provider
            here["parts"] = (portion(service),)
            answer = Verdict.trusted({**of_company, **here})
        return ProviderVerdict.trusted(
            {
                "provider": provider,
                "region": question.region,
                "as_of": question.as_of,
                "serves": said.polarity is Polarity.AFFIRMED,
                "verdict": answer,
                "services": (service,),
            }
        )

    def _worked_out(self, lone: Lone) -> tuple[Told, Told]:
        """Give what is to be told of a service, and of its provider, but for their names."""
        said, timing, question = lone.statement, lone.timing, self.question
        opened = said.polarity is Polarity.AFFIRMED
        confirmed = sure(said, timing, question.as_of)
        stale = is_stale(confirmed, question)
        decided = {
            RuleId.EFFECT: timing.announced,
            RuleId.TIME: True,
            RuleId.REGION: lone.distance > 0,
        }
        rules = {rule for rule, fired in decided.items() if fired}
        told = EMPTY | {
            "region": question.region,
            "as_of": question.as_of,
            "status": Status.AVAILABLE if opened else Status.UNAVAILABLE,
            "channels": (said.channel,) if opened and said.channel else (),
            "since": timing.since,
            "last_confirmed": confirmed,
            "stale": stale,
            "unconfirmed": timing.announced,
            "note": "; ".join(remarks(timing, confirmed, stale=stale)),
            "rules": in_precedence(rules),
        }
        return told, told | {"rules": in_precedence({*rules, RuleId.SUBJECT})}


def portion(answer: Verdict) -> Portion:
    """Give the answer on a service as a part of that on its provider."""
    told: Told = {
        "subject": answer.subject,
        "region": answer.region,
        "status": answer.status,
    }
    return Portion.trusted(told)


def remarks(timing: Timing, confirmed: str | None, *, stale: bool) -> Iterator[str]:
    """Say where the day of a lone word is uncertain, unconfirmed or long ago."""
    if timing.announced:
        yield "announced, unconfirmed"
    if timing.day == ALWAYS:
        yield "undated"
    if stale:
        yield f"last confirmed on {confirmed}"


def sure(statement: Statement, timing: Timing, day: date) -> str | None:
    """Give the day by which a statement was last sure."""
    told = statement.asserted_on
    if told and latest(told) <= day:
        return told
    return timing.since if timing.event else None


def is_stale(confirmed: str | None, question: Question) -> bool:
    """Tell whether an answer was last confirmed too long ago."""
    age = timedelta(days=question.stale_after_days)
    return confirmed is not None and question.as_of - latest(confirmed) > age


def in_precedence(rules: Collection[RuleId]) -> tuple[str, ...]:
    """Name rules in order of precedence."""
    return tuple(rule.value for rule in RULES if rule in rules)
