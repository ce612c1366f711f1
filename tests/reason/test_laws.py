"""Laws that hold of every answer, whatever was said."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.answer import Status, Verdict
from kg.model.period import earliest
from kg.model.statement import Channel, Modality, Polarity, Statement
from kg.model.world import World
from kg.reason.availability import judge, serving
from kg.reason.question import Question
from kg.reason.relevant import Shelf, gather, gather_for_region
from tests.stories import shared_world

WORLD = World(*shared_world())
FIRST = date(2023, 1, 1)
SUBJECTS = ("openai", "chatgpt", "chatgpt-plus", "openai-api", "gpt-4", "azure", "azure-openai")
REGIONS = ("it", "fr", "eu", "world", "gb", "de", "frankfurt", "cn")
SPEAKERS = (None, "openai", "microsoft", "garante", "reuters", "herald")
AUDIENCES = (None, None, None, "individuals", "enterprises", "government", "eligible customers")
CHANNELS = (None, None, *Channel)

days = st.integers(0, 700).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
dates = st.none() | days | days.map(lambda d: d[:7])
places = st.integers(0, 10_000)


@st.composite
def statements(draw: st.DrawFn, modality: tuple[Modality, ...] = tuple(Modality)) -> Statement:
    predicate = draw(st.sampled_from(["available_in"] * 5 + ["restricts", "hosted_in"]))
    acts = predicate == "restricts"
    said = predicate == "available_in"
    start = draw(places)
    return Statement(
        subject="garante" if acts else draw(st.sampled_from(SUBJECTS)),
        predicate=predicate,
        object=draw(st.sampled_from(SUBJECTS if acts else REGIONS)),
        polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from(modality)),
        valid_from=draw(dates),
        valid_to=draw(st.none() | st.none() | days),
        channel=draw(st.sampled_from(CHANNELS)) if said else None,
        audience=draw(st.sampled_from(AUDIENCES)),
        listed=draw(st.sampled_from([None, None, "complete", "open"])) if said else None,
        attributed_to=draw(st.sampled_from(SPEAKERS)),
        document=f"document {start}",
        start=start,
        end=start + 5,
        asserted_on=draw(st.none() | days),
    )


said = st.lists(statements(), max_size=12)
questions = st.builds(
    Question,
    subject=st.sampled_from(SUBJECTS),
    region=st.sampled_from(REGIONS),
    as_of=days.map(date.fromisoformat),
    audience=st.sampled_from(AUDIENCES),
)


def ask(question: Question, told: list[Statement]) -> Verdict:
    return judge(question, told, WORLD)


@given(questions, said, st.randoms())
def test_the_order_of_statements_never_matters(question, told, random) -> None:
    shuffled = random.sample(told, len(told))
    assert ask(question, shuffled) == ask(question, told)


@given(questions, said)
def test_duplicates_never_matter(question, told) -> None:
    assert ask(question, [*told, *told]) == ask(question, told)


@given(questions, said, st.lists(statements((Modality.PROPOSED, Modality.RUMOURED)), max_size=6))
def test_proposals_and_rumours_never_change_an_answer(question, told, idle) -> None:
    before, after = ask(question, told), ask(question, [*told, *idle])
    assert (after.status, after.evidence, after.since) == (
        before.status,
        before.evidence,
        before.since,
    )


@given(questions, said, said)
def test_workarounds_never_change_an_answer(question, told, idle) -> None:
    tricks = [
        s.model_copy(update={"channel": Channel.UNOFFICIAL})
        for s in idle
        if s.predicate == "available_in"
    ]
    before, after = ask(question, told), ask(question, [*told, *tricks])
    assert (after.status, after.evidence, after.since) == (
        before.status,
        before.evidence,
        before.since,
    )


@given(questions, said, said)
def test_what_is_described_later_never_changes_an_answer(question, told, later) -> None:
    after = [
        s.model_copy(update={"valid_from": None, "valid_to": None})
        for s in later
        if s.asserted_on and earliest(s.asserted_on) > question.as_of
    ]
    assert ask(question, [*told, *after]).status == ask(question, told).status


@given(questions)
def test_silence_is_unknown(question) -> None:
    assert ask(question, []).status is Status.UNKNOWN


@given(questions, said)
def test_an_answer_shows_what_it_rests_on(question, told) -> None:
    verdict = ask(question, told)
    assert bool(verdict.evidence) == (verdict.status is not Status.UNKNOWN)
    assert not {s.id for s in verdict.evidence} & {s.id for s in verdict.against}
    assert {*verdict.evidence, *verdict.against} <= set(told)
    assert verdict.rules


@given(questions, said)
def test_only_what_counts_is_evidence(question, told) -> None:
    for statement in ask(question, told).evidence:
        assert statement.modality in {Modality.ACTUAL, Modality.ANNOUNCED}
        assert statement.channel is not Channel.UNOFFICIAL


@given(questions, said)
def test_an_answer_holds_since_the_day_that_it_names(question, told) -> None:
    verdict = ask(question, told)
    if verdict.since and len(verdict.since) == 10:
        begun = question.model_copy(update={"as_of": earliest(verdict.since)})
        assert begun.as_of <= question.as_of
        assert ask(begun, told).status is verdict.status


@given(questions, said)
def test_what_is_gathered_is_enough(question, told) -> None:
    gathered = gather(question, WORLD, Shelf(told).fetch)
    assert ask(question, gathered) == ask(question, told)


@given(st.sampled_from(REGIONS), days.map(date.fromisoformat), said)
@settings(max_examples=50)
def test_what_is_gathered_for_a_region_is_enough(region, day, told) -> None:
    gathered = gather_for_region(region, day, WORLD, Shelf(told).fetch)
    assert serving(region, day, gathered, WORLD) == serving(region, day, told, WORLD)


@given(st.sampled_from(REGIONS), days.map(date.fromisoformat), said)
@settings(max_examples=50)
def test_who_serves_has_an_open_service_or_says_so(region, day, told) -> None:
    open_ = {Status.AVAILABLE, Status.LIMITED}
    for provider in serving(region, day, told, WORLD):
        alone = ask(Question(subject=provider.provider, region=region, as_of=day), told)
        assert provider.verdict == alone
        signs = [s for s in alone.evidence if s.predicate not in {"restricts", "applies_to"}]
        sign = any(s.polarity == "affirmed" or s.audience for s in signs)
        assert provider.serves == (alone.status in open_ and sign)
        if any(service.status is Status.AVAILABLE for service in provider.services):
            assert provider.serves
