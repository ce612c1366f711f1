"""A lone word gives the very answer that the trees and contests of the rules give."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.answer import ProviderVerdict, Status
from kg.model.evidence import Answer, Evidence, ProviderAnswer
from kg.model.statement import Channel, Statement
from kg.model.value import Value
from kg.questions.serves import serves
from kg.reason.availability import of_provider, serving
from kg.reason.lone import Loners
from kg.reason.material import Material
from kg.reason.question import Question
from kg.reason.scene import Scene
from kg.reason.tree import Grove
from kg.store.sqlite import SqliteStore
from tests.reason.recorded import reader, recordings
from tests.reason.test_oracle import (
    AUDIENCES,
    ENTITIES,
    FIRST,
    MEMBERSHIPS,
    REGIONS,
    WORLD,
    Focus,
    Theme,
    statements,
)

SAID = Theme(predicates=("available_in",))
HISTORIES = st.lists(
    statements(Focus(("chat", "hosted", "model"), ("aa", "union")))
    | statements(Focus(("chat",), ("aa", "land", "union")), SAID),
    max_size=3,
)
DAYS = st.integers(190, 400).map(lambda n: FIRST + timedelta(days=n))


def by_the_rules(question: Question, said: tuple[Statement, ...]) -> ProviderVerdict:
    """Answer for a provider without the short way."""
    grove = Grove(Material(said, WORLD), Scene(WORLD, question.as_of))
    return of_provider(question, grove, {})


@settings(max_examples=300, deadline=None)
@given(HISTORIES, DAYS, st.sampled_from(REGIONS), st.sampled_from(AUDIENCES))
def test_the_short_way_leads_to_the_same_answer(
    history: list[tuple[Statement, int, int]], day: date, region: str, audience: str | None
) -> None:
    said = tuple(sorted({s.id: s for s, _, _ in history}.values(), key=lambda s: s.id))
    for found in serving(region, day, said, WORLD, audience):
        question = Question(subject=found.provider, region=region, as_of=day, audience=audience)
        rules = by_the_rules(question, said)
        assert found == rules
        assert found.model_dump_json() == rules.model_dump_json()


def word(**more: object) -> Statement:
    told = {
        "subject": "chat",
        "predicate": "available_in",
        "object": "aa",
        "document": "d",
        "start": 0,
        "end": 5,
        "asserted_on": "2023-07-01",
    }
    return Statement.model_validate(told | more)


def is_lone(*said: Statement) -> bool:
    day = date(2023, 8, 1)
    loners = Loners(Material(said, WORLD), Scene(WORLD, day), "aa")
    return loners.find("maker") is not None


def test_a_plain_word_on_an_only_service_is_lone() -> None:
    assert is_lone(word())


def test_a_second_word_on_the_provider_is_heard_by_the_rules() -> None:
    assert not is_lone(word(), word(subject="maker", polarity="negated", start=9, end=12))


def test_a_word_with_an_audience_an_end_or_a_workaround_is_heard_by_the_rules() -> None:
    assert not is_lone(word(audience="government"))
    assert not is_lone(word(valid_to="2023-07-20"))
    assert not is_lone(word(channel=Channel.UNOFFICIAL))


def test_values_that_are_trusted_have_every_field_in_order() -> None:
    (found,) = serving("aa", date(2023, 8, 1), [word()], WORLD)
    assert found.status is Status.AVAILABLE
    for made in (found, found.verdict, found.verdict.parts[0], found.services[0]):
        assert tuple(vars(made)) == tuple(type(made).model_fields)
        assert type(made).model_validate(vars(made)) == made


def test_answers_have_every_field_in_order(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path / "store.db"))
    store.add_world(ENTITIES, MEMBERSHIPS)
    store.record(recordings([word()]), at=datetime(2023, 7, 1, tzinfo=UTC))
    answers = serves(reader(store, ENTITIES, MEMBERSHIPS), "aa", on=date(2023, 8, 1))
    store.close()
    told: list[Value] = [*answers]
    told += [a.answer for a in answers] + [e for a in answers for e in a.answer.evidence]
    assert {type(value) for value in told} == {ProviderAnswer, Answer, Evidence}
    for value in told:
        names = [name for name in vars(value) if name in type(value).model_fields]
        assert names == [*type(value).model_fields]
        assert type(value).model_validate_json(value.model_dump_json()) == value
