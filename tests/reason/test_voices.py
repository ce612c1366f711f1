"""Copies of one report are one voice: a rumour that is copied flips no answer."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.model.document import Document
from kg.model.evidence import Answer
from kg.model.statement import Statement
from kg.model.world import World
from kg.questions.serves import serves
from kg.questions.status import status
from kg.reason.availability import judge
from kg.reason.voices import copies, rivals
from kg.store.base import Store
from tests.reason.recorded import reader, recording
from tests.reason.test_oracle import WORLD as SMALL
from tests.reason.test_oracle import Asked, Told, histories
from tests.stories import labelled, shared_world

WORLD = World(*shared_world())
AT = datetime(2030, 1, 1, tzinfo=UTC)
AS_OF = date(2024, 7, 1)
NOTICE = "Gemini is available in Japan from today, for everyone with a Google account."
RUMOUR = (
    "People close to the company say that Google has quietly stopped serving Gemini to users "
    "in Japan and that accounts there no longer work."
)
WORDS = ["reportedly", "meanwhile", "sources", "added", "abruptly", "yesterday", "officials"]
PAPERS = ("herald", "reuters", "garante", "moda", "bis", "commission", None)


def day(number: int) -> str:
    return (date(2024, 5, 1) + timedelta(days=number)).isoformat()


def edited(number: int) -> str:
    """Copy the rumour with slight edits: a word before, one after, one less, other marks."""
    words = RUMOUR.replace("that", "that", 1).split()
    del words[number % len(words)]
    words.insert(number * 7 % len(words), WORDS[number % len(WORDS)])
    return f"{WORDS[(number + 3) % len(WORDS)].title()}: {' '.join(words)}"


def says(what: str, text: str, **more: object) -> tuple[Statement, str]:
    """Make one statement with the text that it is read in."""
    fields = {"says": what, "document": text[:60] + str(more), **more}
    [(_, statement)] = labelled({"said": fields})
    return statement.model_copy(update={"start": 0, "end": len(text)}), text


def answer(store: Store, told: Sequence[tuple[Statement, str]]) -> Answer:
    """Record what is told, each in a document of its own, and ask for Gemini in Japan."""
    store.add_world(*shared_world())
    batch = [recording(f"document {n}", [s], text) for n, (s, text) in enumerate(told)]
    store.record(batch, at=AT)
    asked = reader(store, *shared_world())
    found = status(asked, "gemini", "jp", on=AS_OF)
    (google,) = (p for p in serves(asked, "jp", on=AS_OF) if p.provider_id == "google")
    assert google.services == (found,)
    return found


def notice() -> tuple[Statement, str]:
    return says("gemini available_in jp", NOTICE, told=day(0), by="google")


def rumour(number: int, **more: object) -> tuple[Statement, str]:
    told = {"told": day(3 + number * 2), "publisher": PAPERS[number % len(PAPERS)], **more}
    return says("gemini not available_in jp", edited(number), **told)


def test_a_rumour_that_twenty_publishers_copy_flips_nothing(store: Store) -> None:
    first = rumour(0, publisher=None)
    found = answer(store, [notice(), first, *(rumour(n) for n in range(1, 21))])
    assert (found.status, found.last_confirmed) == ("available", day(0))
    assert len(found.against) == 21


def test_twenty_copies_of_an_unnamed_report_do_not_outweigh_the_provider(store: Store) -> None:
    said = (rumour(n, publisher=None) for n in range(20))
    assert answer(store, [notice(), *said]).status == "available"


def test_what_twenty_pass_on_of_another_is_told_when_it_was_first(store: Store) -> None:
    said = [
        says(
            "gemini not available_in jp",
            f"{word} {number} The Herald has learnt: no {word} Gemini in {number} Japan any more",
            told=day(3 + number), by="herald", publisher="reuters",
        )
        for number, word in enumerate(WORDS * 3)
    ]  # fmt: skip
    assert answer(store, [notice(), *said]).status == "available"


def test_independent_reports_count(store: Store) -> None:
    other = (
        "Our reporters in Osaka tried the assistant this week on four phones and a laptop; each "
        "time a page told them that their country is not among those where it works."
    )
    report = says("gemini not available_in jp", other, told=day(20), publisher="reuters")
    first = rumour(0, publisher="herald")
    found = answer(store, [notice(), first, report])
    assert (found.status, found.last_confirmed) == ("unavailable", day(20))


def test_who_published_something_may_say_it_again(store: Store) -> None:
    first = rumour(0, publisher="herald")
    again = says("gemini not available_in jp", edited(0), told=day(30), publisher="herald")
    found = answer(store, [notice(), first, again])
    assert (found.status, found.last_confirmed) == ("unavailable", day(30))


def test_the_provider_that_repeats_a_report_speaks_for_itself(store: Store) -> None:
    first = rumour(0, publisher="herald")
    own = says("gemini not available_in jp", edited(1), told=day(30), publisher="google")
    found = answer(store, [notice(), first, own])
    assert (found.status, found.last_confirmed) == ("unavailable", day(30))


def test_short_sentences_that_are_alike_are_no_copies(store: Store) -> None:
    short = "No Gemini in Japan."
    said = [
        says("gemini not available_in jp", short, told=day(2), publisher="herald"),
        says("gemini not available_in jp", short, told=day(30), publisher="reuters"),
    ]
    assert answer(store, [notice(), *said]).last_confirmed == day(30)


@pytest.mark.parametrize("number", range(20))
def test_slight_edits_are_known_for_copies(number: int) -> None:
    (first, text), (copy, other) = rumour(0, publisher=None), rumour(number + 1)
    documents = {
        first.document: Document(id="a", text=text), copy.document: Document(id="b", text=other)
    }  # fmt: skip
    assert copies([first, copy], documents) == {copy.id: first}


def test_texts_are_read_only_where_statements_compete() -> None:
    agreeing = [rumour(n)[0] for n in range(3)]
    assert rivals(agreeing, WORLD) == []
    assert {s.id for s in rivals([*agreeing, notice()[0]], WORLD)} == {s.id for s in agreeing}


@settings(max_examples=80, deadline=None)
@given(histories(), st.data())
def test_copies_never_change_a_status(
    history: tuple[list[Told], list[Asked]], data: st.DataObject
) -> None:
    told, asked = history
    said = [s for s, _, _ in told]
    dated = [s for s in said if s.asserted_on and s.predicate == "available_in"]
    assume(dated)
    first = data.draw(st.sampled_from(dated))
    repeated = [
        first.model_copy(
            update={
                "document": f"copy {number}",
                "asserted_on": (date(2024, 1, 1) + timedelta(days=number)).isoformat(),
                "publisher": data.draw(st.sampled_from(["press", "herald", "operator"])),
            }
        )
        for number in range(5)
    ]
    known = {s.id: first for s in map(fresh, repeated)}
    more = [*said, *map(fresh, repeated)]
    for question, _ in asked:
        before = judge(question, said, SMALL)
        after = judge(question, more, SMALL, known)
        assert after.status == before.status, question


def fresh(statement: Statement) -> Statement:
    """Give a statement again, with the id that belongs to its changed fields."""
    return Statement.model_validate(statement.model_dump())
