"""As known on a day is as if nothing later had been recorded, given up or taken out."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.evidence import Answer
from kg.model.statement import Statement
from kg.questions.reader import Reader
from kg.questions.serves import serves
from kg.questions.status import status
from kg.store.base import Store
from kg.store.open import open_store
from tests.reason.recorded import reader, recording
from tests.reason.test_oracle import ENTITIES, MEMBERSHIPS, Focus, statements

Fresh = Callable[[], Store]

FIRST = date(2030, 1, 1)
DAYS = 6
FOCUS = Focus(("chat", "maker"), ("aa", "union"))
TEXT = "-" * 200

few = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Step:
    """What happens to a document on a day: it is recorded with statements, or taken out."""

    def __init__(self, day: int, document: str, said: list[Statement] | None) -> None:
        self.day = day
        self.document = document
        self.said = said

    def __repr__(self) -> str:
        return f"Step({self.day}, {self.document!r}, {self.said!r})"

    def take(self, store: Store) -> None:
        """Do it."""
        at = datetime.combine(FIRST + timedelta(days=self.day), time(9), tzinfo=UTC)
        if self.said is None:
            store.remove(self.document, at=at)
        else:
            made_by = f"run {self.day}"
            store.record([recording(self.document, self.said, TEXT, made_by)], at=at)


texts_said = st.lists(statements(FOCUS).map(lambda told: told[0]), min_size=1, max_size=3)
steps = st.lists(
    st.builds(
        Step,
        st.integers(0, DAYS - 1),
        st.sampled_from(["one", "two", "three"]),
        st.none() | texts_said | texts_said,
    ),
    min_size=2,
    max_size=8,
).map(lambda found: sorted(found, key=lambda step: step.day))
asked = st.dates(date(2023, 6, 1), date(2024, 2, 1))


def answers(store: Store, on: date, known_on: date | None) -> list[object]:
    """Ask what there is to ask, and leave out when it was asked."""
    small = reader(store, ENTITIES, MEMBERSHIPS)
    dated = Reader(store, small.catalogue, small.base, known_on)
    told: list[Answer] = [
        status(dated, subject, region, on=on)
        for subject in FOCUS.subjects
        for region in FOCUS.regions
    ]
    for provider in serves(dated, "aa", on=on):
        told += [provider.answer, *provider.services]
    return [answer.model_copy(update={"known_on": None}) for answer in told]


@few
@given(steps, asked, st.integers(0, DAYS))
def test_as_known_on_a_day_is_a_replay_until_then(
    fresh_store: Fresh, history: list[Step], on: date, day: int
) -> None:
    known_on = FIRST + timedelta(days=day)
    whole, replay = fresh_store(), open_store("sqlite:///:memory:")
    for step in history:
        step.take(whole)
        if step.day <= day:
            step.take(replay)
    assert answers(whole, on, known_on) == answers(replay, on, None)
    replay.close()
