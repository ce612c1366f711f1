"""Judgements to clusters: the log alone decides, in whatever order it was written."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kg.model.judgement import Decider, Judgement, Verdict, standing
from kg.resolve.clusters import Clusters

BEGIN = datetime(2030, 1, 1, tzinfo=UTC)


def judged(
    left: str, right: str, verdict: Verdict, day: int, decider: Decider = Decider.PERSON
) -> Judgement:
    left, right = sorted((left, right))
    at = BEGIN + timedelta(days=day)
    return Judgement(
        left=left, right=right, verdict=verdict, because="why", decider=decider, at=at
    )


SAME, DIFFERENT, OPEN = Verdict.SAME, Verdict.DIFFERENT, Verdict.OPEN


def test_what_is_one_with_one_is_one_with_all() -> None:
    clusters = Clusters(standing([judged("a", "b", SAME, 1), judged("c", "b", SAME, 2)]))
    assert {clusters.of(i) for i in "abc"} == {"a"}
    assert clusters.members("c") == {"a", "b", "c"}
    assert clusters.of("d") == "d"


def test_the_catalogue_stands_for_what_documents_brought() -> None:
    clusters = Clusters(standing([judged("a", "z", SAME, 1)]), {"z"})
    assert clusters.of("a") == "z"


def test_the_last_word_counts_and_may_be_taken_back() -> None:
    log = [judged("a", "b", SAME, 1), judged("a", "b", DIFFERENT, 2)]
    assert not Clusters(standing(log))
    assert Clusters(standing(log)).apart("a", "b")
    assert Clusters(standing(log, BEGIN + timedelta(days=1))).of("b") == "a"
    log.append(judged("a", "b", OPEN, 3))
    assert not Clusters(standing(log)).apart("a", "b")


def test_a_join_never_brings_together_what_is_judged_different() -> None:
    log = [
        judged("a", "b", SAME, 3, Decider.PROGRAM),
        judged("b", "c", SAME, 1),
        judged("a", "c", DIFFERENT, 2),
    ]
    clusters = Clusters(standing(log))
    assert clusters.of("c") == "b"
    assert clusters.of("a") == "a"
    assert [j.pair for j in clusters.passed_over] == [("a", "b")]


IDS = st.sampled_from("abcdefg")
LOG = st.lists(
    st.tuples(
        IDS, IDS, st.sampled_from(list(Verdict)), st.integers(0, 9), st.sampled_from(Decider)
    )
    .filter(lambda j: j[0] != j[1])
    .map(lambda j: judged(*j)),
    max_size=25,
)


@given(LOG, st.randoms(use_true_random=False))
def test_any_order_of_a_log_gives_the_same_clusters(log: list[Judgement], chance: object) -> None:
    shuffled = [*log, *log[:3]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert Clusters(standing(log)).all() == Clusters(standing(shuffled)).all()


@given(LOG)
def test_what_is_judged_different_is_never_one(log: list[Judgement]) -> None:
    known = standing(log)
    clusters = Clusters(known)
    for judgement in known.values():
        if judgement.verdict is DIFFERENT:
            assert clusters.of(judgement.left) != clusters.of(judgement.right)
