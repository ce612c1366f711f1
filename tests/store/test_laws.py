"""Laws that hold for any documents: round trip, order, repetition, removal."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.entity import Entity
from kg.model.recording import Recorded, Recording
from kg.store.base import Store
from kg.store.fingerprint import fingerprint
from tests.store.strategies import batches

Fresh = Callable[[], Store]

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
short = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def provisional(batch: Sequence[Recording]) -> list[Recording]:
    """Give the same recordings with entities that only they brought."""
    return [
        one.model_copy(
            update={
                "entities": tuple(e.model_copy(update={"provisional": True}) for e in one.entities)
            }
        )
        for one in batch
    ]


def content(store: Store) -> tuple[str, list[Entity]]:
    return fingerprint(store), list(store.entities())


@short
@given(batch=batches())
def test_whatever_is_recorded_comes_back(fresh_store: Fresh, batch: list[Recording]) -> None:
    store = fresh_store()
    store.record(batch, at=BEGIN)
    told = {s.id: s for one in batch for s in one.statements}
    found = [s.model_copy(update={"recorded_at": None}) for s in store.statements()]
    assert found == [told[statement_id] for statement_id in sorted(told)]
    assert store.texts([one.document.key for one in batch]) == {
        one.document.key: one.document for one in batch
    }
    aside = [(i, claim) for i, claim in store.set_aside()]
    ordered = sorted(batch, key=lambda one: one.document.id)
    assert aside == [(one.document.id, c) for one in ordered for c in one.set_aside]


@short
@given(batch=batches())
def test_recording_twice_is_recording_once(fresh_store: Fresh, batch: list[Recording]) -> None:
    store = fresh_store()
    first = store.record(batch, at=BEGIN)
    before = content(store)
    again = store.record(batch, at=BEGIN + timedelta(days=1))
    assert again == Recorded(unchanged=first.new)
    assert content(store) == before


@short
@given(batch=batches(), data=st.data())
def test_order_and_batches_do_not_matter(
    fresh_store: Fresh, batch: list[Recording], data: st.DataObject
) -> None:
    batch = provisional(batch)
    store = fresh_store()
    store.record(batch, at=BEGIN)
    expected = content(store)
    shuffled = data.draw(st.permutations(batch))
    other = fresh_store()
    for number, one in enumerate(shuffled):
        other.record([one], at=BEGIN + timedelta(hours=number))
    assert content(other) == expected


@short
@given(batch=batches(), data=st.data())
def test_removing_and_adding_again_changes_nothing(
    fresh_store: Fresh, batch: list[Recording], data: st.DataObject
) -> None:
    batch = provisional(batch)
    store = fresh_store()
    store.record(batch, at=BEGIN)
    expected = content(store)
    chosen = data.draw(st.lists(st.sampled_from(batch), unique_by=id)) if batch else []
    for one in chosen:
        purge = data.draw(st.booleans())
        store.remove(one.document.id, at=BEGIN + timedelta(days=1), purge=purge)
    store.record(batch, at=BEGIN + timedelta(days=2))
    assert content(store) == expected


@short
@given(batch=batches(), data=st.data())
def test_removing_leaves_what_was_never_added(
    fresh_store: Fresh, batch: list[Recording], data: st.DataObject
) -> None:
    batch = provisional(batch)
    kept = data.draw(st.lists(st.sampled_from(batch), unique_by=id)) if batch else []
    store = fresh_store()
    store.record(kept, at=BEGIN)
    expected = content(store)
    other = fresh_store()
    other.record(batch, at=BEGIN)
    for one in batch:
        if one not in kept:
            other.remove(one.document.id, at=BEGIN + timedelta(days=1))
    assert content(other) == expected
