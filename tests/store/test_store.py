"""What every store promises, on every engine."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kg.errors import RefusedStatement
from kg.model.document import Block, BlockKind
from kg.model.entity import Entity, Membership
from kg.model.judgement import Judgement, Verdict
from kg.model.recording import Recorded
from kg.model.statement import Statement
from kg.store.base import Store
from tests.store.build import (
    API,
    CHINA,
    DATABANK,
    MONDAY,
    THURSDAY,
    TREE,
    TUESDAY,
    WEDNESDAY,
    WORLD,
    counted,
    cut_off,
    document,
    recording,
    stays,
)

NEWS = document()


def ids(store: Store, **asked: object) -> list[str]:
    return [s.id for s in store.statements(**asked)]


def test_what_is_recorded_comes_back_whole(store: Store) -> None:
    told = sorted([cut_off(NEWS), stays(NEWS), counted(NEWS)], key=lambda s: s.id)
    assert store.record([recording(NEWS, *told)], at=TUESDAY) == Recorded(new=3)
    expected = [s.model_copy(update={"recorded_at": TUESDAY}) for s in told]
    assert list(store.statements()) == expected
    assert store.texts([NEWS.key]) == {NEWS.key: NEWS}


def test_recording_twice_changes_nothing(store: Store) -> None:
    store.record([recording(NEWS)], at=MONDAY)
    before = (list(store.statements()), list(store.documents()))
    assert store.record([recording(NEWS)], at=TUESDAY) == Recorded(unchanged=2)
    assert (list(store.statements()), list(store.documents())) == before


def test_confidence_and_extractor_alone_are_nothing_new(store: Store) -> None:
    store.record([recording(NEWS, cut_off(NEWS))], at=MONDAY)
    again = cut_off(NEWS, confidence=0.2, extractor="rules 2")
    assert store.record([recording(NEWS, again)], at=TUESDAY) == Recorded(unchanged=1)
    assert [s.confidence for s in store.statements()] == [0.9]


def test_another_publisher_is_another_statement_in_time(store: Store) -> None:
    store.record([recording(NEWS, cut_off(NEWS, publisher=None))], at=MONDAY)
    store.record([recording(NEWS, cut_off(NEWS, publisher="agency"))], at=TUESDAY)
    assert [s.publisher for s in store.statements()] == ["agency"]
    assert [s.publisher for s in store.statements(known_on=MONDAY)] == [None]


def test_a_later_extraction_retracts_what_it_does_not_find(store: Store) -> None:
    store.record([recording(NEWS)], at=MONDAY)
    found = store.record([recording(NEWS, stays(NEWS), counted(NEWS))], at=TUESDAY)
    assert found == Recorded(new=1, unchanged=1, retracted=1)
    assert set(ids(store)) == {stays(NEWS).id, counted(NEWS).id}
    assert set(ids(store, known_on=MONDAY)) == {cut_off(NEWS).id, stays(NEWS).id}
    assert {s.id: s.retracted_at for s in store.statements(known_on=MONDAY)} == {
        cut_off(NEWS).id: TUESDAY,
        stays(NEWS).id: None,
    }


def test_a_new_version_of_a_document_replaces_the_old_one(store: Store) -> None:
    changed = document(text=NEWS.text + " Corrected.")
    store.record([recording(NEWS)], at=MONDAY)
    found = store.record([recording(changed)], at=TUESDAY)
    assert found == Recorded(new=2, retracted=2)
    assert [d.key for d in store.documents()] == [changed.key]
    assert [d.key for d in store.documents(known_on=MONDAY)] == [NEWS.key]
    assert {s.document for s in store.statements()} == {changed.key}
    assert store.texts([NEWS.key, changed.key]) == {NEWS.key: NEWS, changed.key: changed}


def test_what_was_not_known_for_a_while_stays_unknown_for_then(store: Store) -> None:
    store.record([recording(NEWS)], at=MONDAY)
    store.remove("news", at=TUESDAY)
    store.record([recording(NEWS)], at=THURSDAY)
    counts = [
        len(ids(store, known_on=at))
        for at in (MONDAY - timedelta(seconds=1), MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
    ]
    assert counts == [0, 2, 0, 0, 2]
    assert [len(list(store.documents(known_on=at))) for at in (MONDAY, WEDNESDAY)] == [1, 0]
    assert {s.recorded_at for s in store.statements()} == {THURSDAY}
    assert [d.recorded_at for d in store.documents()] == [THURSDAY]
    assert [d.removed_at for d in store.documents(known_on=MONDAY)] == [TUESDAY]


def test_a_statement_left_out_and_found_again_opens_a_second_row(store: Store) -> None:
    store.record([recording(NEWS)], at=MONDAY)
    store.record([recording(NEWS, stays(NEWS))], at=TUESDAY)
    store.record([recording(NEWS)], at=THURSDAY)
    assert len(ids(store)) == 2
    assert ids(store, known_on=WEDNESDAY) == [stays(NEWS).id]
    assert {s.id: s.recorded_at for s in store.statements()} == {
        cut_off(NEWS).id: THURSDAY,
        stays(NEWS).id: MONDAY,
    }


@pytest.mark.parametrize("back", [timedelta(0), timedelta(hours=1)])
def test_a_clock_that_stands_or_runs_back_makes_no_negative_life(
    store: Store, back: timedelta
) -> None:
    changed = document(text=NEWS.text + " Corrected.")
    store.record([recording(NEWS)], at=TUESDAY)
    store.record([recording(changed)], at=TUESDAY - back)
    assert {s.document for s in store.statements()} == {changed.key}
    assert {s.document for s in store.statements(known_on=TUESDAY)} == {changed.key}
    assert ids(store, known_on=TUESDAY - timedelta(seconds=1)) == []
    assert store.remove("news", at=TUESDAY - back) == 2
    assert store.record([recording(NEWS)], at=TUESDAY - back) == Recorded(new=2)
    assert {s.recorded_at for s in store.statements(known_on=TUESDAY)} == {TUESDAY - back}


def test_what_a_document_says_is_counted_once_however_often_it_is_given(store: Store) -> None:
    twice = recording(NEWS, cut_off(NEWS), cut_off(NEWS))
    assert store.record([twice], at=MONDAY) == Recorded(new=1)
    assert len(ids(store)) == 1


def test_the_last_version_in_one_batch_is_what_stays(store: Store) -> None:
    changed = document(text=NEWS.text + " Corrected.")
    other = document("other")
    store.record([recording(NEWS), recording(other), recording(changed)], at=MONDAY)
    assert [d.key for d in store.documents()] == [changed.key, other.key]
    assert {s.document for s in store.statements()} == {changed.key, other.key}


def test_two_documents_that_say_the_same_keep_their_statements_apart(store: Store) -> None:
    other = document("other")
    store.record([recording(NEWS), recording(other)], at=MONDAY)
    assert len(ids(store)) == 4
    assert store.remove("other", at=TUESDAY) == 2
    assert {s.document for s in store.statements()} == {NEWS.key}
    assert store.remove("other", at=TUESDAY) == 0
    assert store.remove("never seen", at=TUESDAY) == 0


def test_a_purge_leaves_no_history(store: Store) -> None:
    store.record([recording(NEWS), recording(document("other"))], at=MONDAY)
    store.record([recording(NEWS, stays(NEWS))], at=TUESDAY)
    assert store.remove("news", at=WEDNESDAY, purge=True) == 2
    assert ids(store, document_id="news", known_on=MONDAY) == []
    assert [d.document.id for d in store.documents(known_on=MONDAY)] == ["other"]
    assert store.texts([NEWS.key]) == {}
    assert len(ids(store)) == 2


def test_statements_are_found_by_each_condition_and_by_all(store: Store) -> None:
    told = [cut_off(NEWS), stays(NEWS), counted(NEWS)]
    other = document("other")
    store.record([recording(NEWS, *told), recording(other, counted(other))], at=MONDAY)
    assert ids(store, subjects={"azure"}) == [told[1].id]
    assert set(ids(store, subjects=["azure", "openai-api"])) == {told[0].id, told[1].id}
    assert set(ids(store, predicates={"observed"})) == {told[2].id, counted(other).id}
    assert set(ids(store, objects={"cn"})) == {told[0].id, told[1].id}
    assert ids(store, document_id="other") == [counted(other).id]
    assert ids(store, subjects={"cn"}, predicates={"observed"}, document_id="news") == [told[2].id]
    assert ids(store, subjects={"azure"}, objects={"patents"}) == []
    assert ids(store, subjects=()) == []
    assert ids(store, listed="complete") == []
    assert ids(store, subjects={"azure"}, known_on=MONDAY - timedelta(days=1)) == []
    assert ids(store) == sorted(ids(store))


def test_a_statement_is_found_by_its_id_as_long_as_it_was_known(store: Store) -> None:
    wanted = cut_off(NEWS).id
    store.record([recording(NEWS)], at=MONDAY)
    assert ids(store, ids={wanted, "none"}) == [wanted]
    store.record([recording(NEWS, stays(NEWS))], at=TUESDAY)
    assert ids(store, ids={wanted}) == []
    assert ids(store, ids={wanted}, known_on=MONDAY) == [wanted]


def test_statements_read_from_lists_are_found(store: Store) -> None:
    told = [cut_off(NEWS), cut_off(NEWS, listed="complete"), stays(NEWS)]
    told.append(cut_off(NEWS, listed="open"))
    store.record([recording(NEWS, *told)], at=MONDAY)
    assert ids(store, listed="complete") == [told[1].id]
    assert ids(store, listed="open", subjects={"openai-api"}, known_on=MONDAY) == [told[3].id]
    assert ids(store, listed="open", subjects={"azure"}) == []


def test_the_catalogue_comes_back_and_replaces_older_copies(store: Store) -> None:
    store.add_world(WORLD, TREE)
    assert list(store.entities()) == sorted(WORLD, key=lambda e: e.id)
    assert list(store.memberships()) == [TREE[1], TREE[0]]
    renamed = CHINA.model_copy(update={"name": "Mainland China", "type": "Region"})
    moved = (Membership(member="cn", whole="eu"), TREE[0])
    store.add_world([renamed], moved)
    assert list(store.entities(["cn"])) == [renamed]
    assert list(store.memberships()) == [moved[0], moved[1]]
    assert len(list(store.entities())) == len(WORLD)


def test_a_document_does_not_change_what_the_catalogue_says(store: Store) -> None:
    store.add_world(WORLD, TREE)
    other = CHINA.model_copy(update={"name": "Chine"})
    hostile = API.model_copy(update={"provider": "databank", "provisional": True})
    store.record([recording(NEWS, entities=(other, hostile))], at=MONDAY)
    assert list(store.entities(["cn", "openai-api"])) == [CHINA, API]


def test_the_catalogue_takes_over_what_documents_brought(store: Store) -> None:
    store.record([recording(NEWS, entities=(DATABANK,))], at=MONDAY)
    known = DATABANK.model_copy(update={"provisional": False, "name": "DataBank Inc."})
    store.add_world([known], ())
    assert list(store.entities()) == [known]


def test_of_two_provisional_entities_one_is_given_whatever_the_order(store: Store) -> None:
    shouted = DATABANK.model_copy(update={"name": "DATABANK", "type": "Organization"})
    one = recording(NEWS, entities=(DATABANK,))
    two = recording(document("other"), entities=(shouted,))
    store.record([one], at=MONDAY)
    store.record([two], at=TUESDAY)
    first = list(store.entities())
    store.remove("news", at=TUESDAY)
    assert list(store.entities()) == [shouted]
    store.record([one], at=WEDNESDAY)
    assert list(store.entities()) == first
    store.remove("other", at=THURSDAY)
    assert list(store.entities()) == [DATABANK]


def test_what_only_former_documents_brought_is_given_when_asked_for(store: Store) -> None:
    store.record([recording(NEWS, entities=(DATABANK,))], at=MONDAY)
    store.remove("news", at=TUESDAY)
    assert list(store.entities()) == []
    assert list(store.entities(["databank"])) == [DATABANK]
    store.remove("news", at=TUESDAY, purge=True)
    assert list(store.entities(["databank"])) == []


def test_entities_are_ordered_as_python_orders_text(store: Store) -> None:
    names = ["z", "é", "\N{GRINNING FACE}", "￰", "A", "a-1"]
    store.add_world([Entity(id=n, type="Company", name=n) for n in names], ())
    assert [e.id for e in store.entities()] == sorted(names)


def test_statements_may_name_entities_that_nobody_described(store: Store) -> None:
    store.record([recording(NEWS, entities=())], at=MONDAY)
    assert len(ids(store, subjects={"azure"}, objects={"cn"})) == 1
    assert list(store.entities()) == []
    store.add_world(WORLD, TREE)
    assert list(store.entities(["azure", "cn"])) == [WORLD[3], CHINA]
    assert len(ids(store)) == 2


def test_documents_are_told_without_their_texts(store: Store) -> None:
    other = document("a second")
    store.record([recording(NEWS), recording(other, cut_off(other))], at=MONDAY)
    second, first = store.documents()
    assert (first.key, second.key) == (NEWS.key, other.key)
    assert first.document == NEWS.model_copy(update={"text": "", "blocks": ()})
    assert (first.statements, second.statements) == (2, 1)
    assert (first.set_aside, first.made_by) == (1, "rules 1, catalogue 1")
    assert (first.recorded_at, first.removed_at) == (MONDAY, None)


def test_what_a_later_run_made_of_a_document_is_not_told_of_then(store: Store) -> None:
    later = recording(NEWS).model_copy(update={"made_by": "rules 2", "set_aside": ()})
    store.record([recording(NEWS)], at=MONDAY)
    store.record([later], at=WEDNESDAY)
    (then,) = store.documents(known_on=TUESDAY)
    (now,) = store.documents()
    assert (then.made_by, then.set_aside) == ("", 0)
    assert (now.made_by, now.set_aside, now.recorded_at) == ("rules 2", 0, MONDAY)


def test_what_made_the_statements_is_told_of_live_documents(store: Store) -> None:
    store.record([recording(NEWS), recording(document("other"))], at=MONDAY)
    store.remove("other", at=TUESDAY)
    made = store.made_by(["news", "other", "never seen"])
    assert dict(made) == {"news": (NEWS.key, "rules 1, catalogue 1")}


def test_what_was_set_aside_is_told_while_the_document_lives(store: Store) -> None:
    store.record([recording(NEWS), recording(document("a second"))], at=MONDAY)
    assert [i for i, _ in store.set_aside()] == ["a second", "news"]
    assert [claim.reason for _, claim in store.set_aside("news")] == ["no entity"]
    store.remove("news", at=TUESDAY)
    assert list(store.set_aside("news")) == []


def test_a_better_reading_of_the_same_version_is_taken_over(store: Store) -> None:
    better = NEWS.model_copy(
        update={"blocks": (Block(kind=BlockKind.TITLE, start=0, end=6),), "language": "de"}
    )
    store.record([recording(NEWS)], at=MONDAY)
    assert store.record([recording(better)], at=TUESDAY) == Recorded(unchanged=2)
    assert store.texts([NEWS.key]) == {NEWS.key: better}


def test_what_lives_is_counted(store: Store) -> None:
    assert store.size() == (0, 0)
    other = document("a second")
    store.record([recording(NEWS), recording(other, cut_off(other))], at=MONDAY)
    assert store.size() == (2, 3)
    store.remove("news", at=TUESDAY)
    assert store.size() == (1, 1)


def test_a_removed_version_can_still_be_read(store: Store) -> None:
    store.record([recording(NEWS)], at=MONDAY)
    store.remove("news", at=TUESDAY)
    assert store.texts([NEWS.key, "never seen"]) == {NEWS.key: NEWS}


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ({"predicate": "worships"}, "worships"),
        ({"document": "news@0000000000000000"}, "cites"),
        ({"end": 4000}, "4000"),
        ({"start": -1}, "-1"),
    ],
)
def test_a_statement_that_no_store_keeps_is_refused_with_its_batch(
    store: Store, told: dict[str, object], complaint: str
) -> None:
    batch = [recording(document("other")), recording(NEWS, cut_off(NEWS, **told))]
    with pytest.raises(RefusedStatement, match=complaint):
        store.record(batch, at=MONDAY)
    assert list(store.documents()) == []


def test_an_entity_of_an_unknown_class_is_refused(store: Store) -> None:
    strange = Entity(id="x", type="Dragon", name="X")
    with pytest.raises(RefusedStatement, match="Dragon"):
        store.record([recording(NEWS, entities=(strange,))], at=MONDAY)
    with pytest.raises(RefusedStatement, match="Dragon"):
        store.add_world([strange], ())
    assert list(store.entities()) == []


def test_a_text_that_is_no_text_is_refused_with_its_batch(store: Store) -> None:
    broken = document(text="half a character: \ud83d")
    batch = [recording(document("other")), recording(broken, cut_off(broken, end=5))]
    with pytest.raises(RefusedStatement, match="surrogate"):
        store.record(batch, at=MONDAY)
    assert list(store.documents()) == []


def test_a_question_may_stay_unfinished_while_the_store_is_written(store: Store) -> None:
    store.record([recording(NEWS)], at=MONDAY)
    asked = store.statements()
    first = next(asked)
    store.record([recording(document("other"))], at=TUESDAY)
    rest = list(asked)
    assert {first.document, *(s.document for s in rest)} == {NEWS.key}
    assert len(ids(store)) == 4


def test_times_without_a_zone_are_utc(store: Store) -> None:
    store.record([recording(NEWS)], at=datetime(2024, 7, 1, 12))  # noqa: DTZ001 - the point
    at = datetime(2024, 7, 1, 12, tzinfo=UTC)
    assert {s.recorded_at for s in store.statements()} == {at}
    assert len(ids(store, known_on=datetime(2024, 7, 1, 12))) == 2  # noqa: DTZ001 - the point
    assert ids(store, known_on=datetime(2024, 7, 1, 11, 59)) == []  # noqa: DTZ001 - the point


def test_membership_dates_hold(store: Store) -> None:
    store.add_world(WORLD, TREE)
    (_, kingdom) = store.memberships()
    assert kingdom.holds(date(2019, 1, 1))
    assert not kingdom.holds(date(2021, 1, 1))


def test_health_is_told(store: Store) -> None:
    store.record([recording(NEWS)], at=MONDAY)
    told = dict(store.check())
    assert told["statements"] == "2"
    assert told["documents"] == "1"


def test_a_statement_keeps_its_id(store: Store) -> None:
    told = counted(NEWS)
    store.record([recording(NEWS, told)], at=MONDAY)
    (read,) = store.statements()
    assert isinstance(read, Statement)
    assert read.id == told.id


def judgement(right: str, at: datetime, verdict: Verdict = Verdict.SAME) -> Judgement:
    return Judgement(
        left="a", right=right, verdict=verdict, because="\u5b50 'so'", score=0.5, at=at
    )


def test_the_log_of_judgements_only_grows_and_comes_by_time(store: Store) -> None:
    late, early = judgement("b", TUESDAY), judgement("c", MONDAY, Verdict.OPEN)
    assert store.judge([late, early]) == 2
    assert store.judge([early]) == 0
    assert store.judge([]) == 0
    assert list(store.judgements()) == [early, late]
    assert dict(store.check())["judgements"] == "2"


def test_judgements_change_no_statement(store: Store) -> None:
    store.record([recording(NEWS)], at=MONDAY)
    before = list(store.statements())
    store.judge([judgement("b", TUESDAY)])
    assert list(store.statements()) == before
    store.remove(NEWS.id, at=WEDNESDAY, purge=True)
    assert len(list(store.judgements())) == 1
