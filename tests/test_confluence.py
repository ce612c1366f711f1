"""However fifty documents came into a store, what it believes and answers is the same."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from kg.model.entity import Entity
from kg.model.judgement import Decider, Judgement, Verdict
from kg.model.recording import Recording
from kg.model.statement import Channel, Modality, Polarity, Statement
from kg.questions.serves import serves
from kg.questions.status import status
from kg.store.base import Store
from kg.store.fingerprint import fingerprint
from kg.store.open import open_store
from tests.reason.recorded import reader, recording
from tests.reason.test_oracle import ENTITIES, MEMBERSHIPS, REGIONS, SUBJECTS

Fresh = Callable[[], Store]

DOCUMENTS = 50
HISTORIES = {"sqlite": 200, "neo4j": int(os.environ.get("KG_HISTORIES_NEO4J", "40"))}
"""On a server as many as take half a minute, unless more are asked for."""
BEGIN = datetime(2030, 1, 1, tzinfo=UTC)
BROUGHT = ("novel", "newcomer")
"""Services that the catalogue does not know: documents bring them."""
AS_OF = date(2024, 1, 1)


def statement(chance: random.Random, start: int) -> Statement:
    """Say something of access, as another document may too."""
    day = date(2023, 1, 1) + timedelta(days=chance.randrange(300))
    return Statement(
        subject=chance.choice((*SUBJECTS, *BROUGHT)),
        predicate="available_in",
        object=chance.choice(REGIONS),
        polarity=chance.choice(list(Polarity)),
        modality=chance.choice([Modality.ACTUAL, Modality.ACTUAL, Modality.ANNOUNCED]),
        valid_from=chance.choice([None, day.isoformat(), day.isoformat()[:7]]),
        channel=chance.choice([None, None, Channel.PARTNER, Channel.UNOFFICIAL]),
        audience=chance.choice([None, None, "enterprises"]),
        attributed_to=chance.choice([None, "maker", "press"]),
        document="",
        start=start,
        end=start + 9,
        asserted_on=day.isoformat(),
        extractor="rules 1",
    )


def document(chance: random.Random, number: int) -> Recording:
    """Make a document with a few statements, and what nobody knew of before."""
    words = chance.choices(["one", "two", "three", "four", "five", "six", "seven"], k=60)
    said = [statement(chance, place * 10) for place in range(chance.randint(1, 4))]
    made = recording(f"document {number}", said, f"{number} {' '.join(words)}")
    new = sorted({s.subject for s in said} & set(BROUGHT))
    brought = (Entity(id=name, type="Service", name=name, provisional=True) for name in new)
    return made.model_copy(update={"entities": tuple(brought), "made_by": "rules 1"})


CHANCE = random.Random(1)
FINAL = [document(CHANCE, number) for number in range(DOCUMENTS)]


def older(chance: random.Random, final: Recording) -> Recording:
    """Read a document as an older program did, which found less, or something else."""
    kept = [s for s in final.statements if chance.random() < 0.6]
    other = {"polarity": Polarity.NEGATED, "audience": "developers"}
    said = [s.model_copy(update=other | {"extractor": "rules 0"}) for s in final.statements[:1]]
    wrong = [Statement.model_validate(s.model_dump()) for s in said]
    found = tuple({s.id: s for s in (*kept, *wrong)}.values())
    return final.model_copy(update={"statements": found, "entities": (), "made_by": "rules 0"})


def former(chance: random.Random, final: Recording) -> Recording:
    """Give an earlier version of a document, with another text."""
    text = f"Formerly: {final.document.text}"
    return recording(final.document.id, [statement(chance, 0)], text, "rules 0")


def judgement(left: str, right: str, verdict: Verdict, day: int, by: Decider) -> Judgement:
    """Judge two entities on a day of its own, whenever the store hears of it."""
    at = BEGIN - timedelta(days=day)
    return Judgement(left=left, right=right, verdict=verdict, because="told", decider=by, at=at)


JUDGED = [
    judgement("newcomer", "novel", Verdict.SAME, 9, Decider.PROGRAM),
    judgement("chat", "novel", Verdict.SAME, 8, Decider.PERSON),
    judgement("chat", "newcomer", Verdict.DIFFERENT, 7, Decider.PERSON),
    judgement("model", "newcomer", Verdict.SAME, 6, Decider.PROGRAM),
    judgement("model", "newcomer", Verdict.OPEN, 5, Decider.PERSON),
]
"""A log with a join that another passes over, and one that is taken back."""

Step = Callable[[Store, datetime], object]


def steps(chance: random.Random) -> list[Step]:
    """Give a history that ends with every document as it is."""
    before: list[Step] = []
    for final in chance.sample(FINAL, DOCUMENTS // 2):
        first = chance.choice([final, older(chance, final), former(chance, final)])
        before.append(lambda store, at, first=first: store.record([first], at=at))
    for final in chance.sample(FINAL, DOCUMENTS // 5):
        name, purge = final.document.id, chance.random() < 0.3
        before.append(
            lambda store, at, name=name, purge=purge: store.remove(name, at=at, purge=purge)
        )
    heard = chance.sample(JUDGED, len(JUDGED))
    before += [lambda store, _, told=told: store.judge(told) for told in (heard[:2], heard[1:])]
    chance.shuffle(before)
    last = chance.sample(FINAL, DOCUMENTS)
    return [*before, *(in_batches(chance, last))]


def in_batches(chance: random.Random, last: Sequence[Recording]) -> Iterator[Step]:
    """Record documents in batches of any size."""
    begin = 0
    while begin < len(last):
        size = chance.choice([1, 5, 20, DOCUMENTS])
        batch = last[begin : begin + size]
        yield lambda store, at, batch=batch: store.record(batch, at=at)
        begin += size


def lived(store: Store, seed: int) -> Store:
    """Let a store live through a history of its own."""
    store.add_world(ENTITIES, MEMBERSHIPS)
    for number, step in enumerate(steps(random.Random(seed))):
        step(store, BEGIN + timedelta(hours=number))
    return store


def in_memory(batch: Sequence[Recording]) -> Store:
    """Give a store that was told just this, and nothing else ever."""
    store = open_store("sqlite:///:memory:")
    store.add_world(ENTITIES, MEMBERSHIPS)
    store.record(batch, at=BEGIN)
    store.judge(JUDGED)
    return store


def believed(store: Store) -> tuple[str, list[str]]:
    """Give what a store believes: its fingerprint, and the entities that it knows."""
    return fingerprint(store), [entity.model_dump_json() for entity in store.entities()]


def answers(store: Store) -> list[str]:
    """Ask a store for a status and for who serves a region."""
    asked = reader(store, ENTITIES, MEMBERSHIPS)
    told = [status(asked, subject, "aa", on=AS_OF) for subject in ("chat", "novel")]
    return [a.model_dump_json() for a in (*told, *serves(asked, "aa", on=AS_OF))]


@pytest.fixture(scope="module")
def expected() -> Iterator[Store]:
    store = in_memory(FINAL)
    yield store
    store.close()


def test_histories_that_end_alike_are_one_graph(
    fresh_store: Fresh, expected: Store, request: pytest.FixtureRequest
) -> None:
    whole = believed(expected)
    for seed in range(HISTORIES[request.node.callspec.params["fresh_store"]]):
        store = lived(fresh_store(), seed)
        assert believed(store) == whole, seed
        store.close()


def test_histories_that_end_alike_answer_alike(fresh_store: Fresh, expected: Store) -> None:
    assert answers(lived(fresh_store(), 1_000)) == answers(expected)


def test_removing_a_document_is_never_having_loaded_it(fresh_store: Fresh) -> None:
    store = fresh_store()
    store.add_world(ENTITIES, MEMBERSHIPS)
    store.record(FINAL, at=BEGIN)
    store.judge(JUDGED)
    for number, one in enumerate(FINAL):
        at = BEGIN + timedelta(days=number + 1)
        store.remove(one.document.id, at=at)
        never = in_memory([other for other in FINAL if other is not one])
        assert believed(store) == believed(never), one.document.id
        assert answers(store) == answers(never), one.document.id
        never.close()
        store.record([one], at=at + timedelta(hours=1))
