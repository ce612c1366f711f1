"""What people decide on claims that were set aside: at once, for later loads, in any order."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.recording import Recording, SetAside
from kg.model.review import Outcome, Review, claim_id
from kg.model.statement import Statement
from kg.store.base import Store
from kg.store.fingerprint import fingerprint

BEGIN = datetime(2030, 1, 1, tzinfo=UTC)
TEXT = "Chat is open in Aland. Chat is closed in Beland."
CHAT = Entity(id="chat", type="Service", name="Chat")
ALAND = Entity(id="aland", type="Region", name="Aland")
BELAND = Entity(id="beland.region", type="Region", name="Beland", provisional=True)
DOCUMENT = Document(id="news", text=TEXT)


def later(hours: int) -> datetime:
    return BEGIN + timedelta(hours=hours)


def saying(document: Document, sure: str, unsure: str) -> Recording:
    """Record that a document says something surely and something else with doubt."""
    first, second = document.text.index(sure), document.text.index(unsure)
    told = Statement(
        subject="chat", predicate="available_in", object="aland", document=document.key,
        start=first, end=first + len(sure), confidence=0.9,
    )  # fmt: skip
    doubted = Statement(
        subject="chat", predicate="available_in", object="beland.region", polarity="negated",
        document=document.key, start=second, end=second + len(unsure), confidence=0.4,
    )  # fmt: skip
    aside = SetAside(
        claim="Chat available_in Beland", reason="confidence 0.40 is below 0.5",
        start=doubted.start, end=doubted.end, id=claim_id(doubted, document), statement=doubted,
        entities=(BELAND,),
    )  # fmt: skip
    return Recording(
        document=document, statements=(told,), entities=(CHAT, ALAND), set_aside=(aside,),
        made_by="rules 1",
    )  # fmt: skip


SURE, UNSURE = "Chat is open in Aland.", "Chat is closed in Beland."
NEWS = saying(DOCUMENT, SURE, UNSURE)
DOUBTED = NEWS.set_aside[0].id
SAID = claim_id(NEWS.statements[0], DOCUMENT)


def review(outcome: Outcome, at: datetime, claim: str = DOUBTED) -> Review:
    return Review(
        claim=claim, document="news", outcome=outcome, by="R. Reader", because="read it", at=at
    )


def objects(store: Store, known_on: datetime | None = None) -> list[str]:
    return sorted(s.object for s in store.statements(known_on=known_on))


def believed(store: Store) -> tuple[str, list[str], list[tuple[str, SetAside]]]:
    return fingerprint(store), [e.id for e in store.entities()], list(store.set_aside())


def test_what_is_accepted_is_a_statement_at_once(store: Store) -> None:
    store.record([NEWS], at=BEGIN)
    assert (objects(store), [e.id for e in store.entities()]) == (["aland"], ["aland", "chat"])
    store.review(review(Outcome.ACCEPTED, later(1)))
    assert objects(store) == ["aland", "beland.region"]
    (found,) = store.statements(objects=["beland.region"])
    assert (found.recorded_at, found.confidence) == (later(1), 0.4)
    assert [e.id for e in store.entities()] == ["aland", "beland.region", "chat"]


def test_a_decision_can_be_taken_back_and_leaves_its_history(store: Store) -> None:
    store.record([NEWS], at=BEGIN)
    before = believed(store)
    store.review(review(Outcome.ACCEPTED, later(1)))
    store.review(review(Outcome.OPEN, later(2)))
    assert believed(store) == before
    assert objects(store, known_on=later(1)) == ["aland", "beland.region"]
    assert [r.outcome for r in store.reviews("news")] == [Outcome.ACCEPTED, Outcome.OPEN]


def test_a_statement_that_was_rejected_goes_and_comes_back(store: Store) -> None:
    store.record([NEWS], at=BEGIN)
    before = believed(store)
    store.review(review(Outcome.REJECTED, later(1), SAID))
    assert objects(store) == []
    assert sorted(claim.id for _, claim in store.set_aside()) == sorted([DOUBTED, SAID])
    store.record([NEWS], at=later(2))
    assert objects(store) == []
    store.review(review(Outcome.OPEN, later(3), SAID))
    assert believed(store) == before


def test_decisions_hold_for_what_is_loaded_later_again_and_anew(store: Store) -> None:
    store.review(review(Outcome.ACCEPTED, later(1)))
    store.record([NEWS], at=later(2))
    assert objects(store) == ["aland", "beland.region"]
    assert store.record([NEWS], at=later(3)).new == 0
    store.remove("news", at=later(4))
    store.record([NEWS.model_copy(update={"made_by": "rules 2"})], at=later(5))
    assert objects(store) == ["aland", "beland.region"]
    moved = Document(id="news", text=f"Corrected. {UNSURE} {SURE}")
    store.record([saying(moved, SURE, UNSURE)], at=later(6))
    assert objects(store) == ["aland", "beland.region"]
    gone = Document(id="news", text=f"{SURE} Chat is shut in Beland.")
    store.record([saying(gone, SURE, "Chat is shut in Beland.")], at=later(7))
    assert objects(store) == ["aland"]


def test_the_same_decision_twice_changes_nothing(store: Store) -> None:
    store.record([NEWS], at=BEGIN)
    for _ in range(2):
        store.review(review(Outcome.ACCEPTED, later(1)))
    assert list(store.reviews()) == [review(Outcome.ACCEPTED, later(1))]
    assert len(list(store.statements(known_on=later(1)))) == 2


def test_a_purge_erases_the_decisions_too(store: Store) -> None:
    store.record([NEWS], at=BEGIN)
    store.review(review(Outcome.ACCEPTED, later(1)))
    store.remove("news", at=later(2), purge=True)
    assert list(store.reviews()) == []
    store.record([NEWS], at=later(3))
    assert objects(store) == ["aland"]


def test_an_acceptance_of_what_no_store_keeps_waits(store: Store) -> None:
    (claim,) = NEWS.set_aside
    assert claim.statement
    unknown = claim.statement.model_copy(update={"predicate": "befriends"})
    other = claim.model_copy(update={"statement": unknown})
    store.review(review(Outcome.ACCEPTED, later(1)))
    store.record([NEWS.model_copy(update={"set_aside": (other,)})], at=later(2))
    assert objects(store) == ["aland"]


def test_no_order_of_loading_and_deciding_matters(fresh_store: Callable[[], Store]) -> None:
    other = Document(id="other", text=TEXT)
    steps: list[Callable[[Store, datetime], object]] = [
        lambda store, at: store.record([NEWS], at=at),
        lambda store, at: store.record([saying(other, SURE, UNSURE)], at=at),
        lambda store, _: store.review(review(Outcome.REJECTED, later(1))),
        lambda store, _: store.review(review(Outcome.ACCEPTED, later(2))),
        lambda store, _: store.review(review(Outcome.ACCEPTED, later(1), SAID)),
        lambda store, _: store.review(review(Outcome.REJECTED, later(2), SAID)),
        lambda store, at: store.remove("other", at=at),
    ]
    ends = set()
    chance = random.Random(3)
    for _ in range(12):
        store = fresh_store()
        for number, step in enumerate([*chance.sample(steps, len(steps)), steps[0], steps[1]]):
            step(store, later(10 + number))
        told = believed(store)
        ends.add((told[0], *told[1], *(claim.id for _, claim in told[2])))
        store.close()
    assert len(ends) == 1
