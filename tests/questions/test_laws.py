"""Laws of timelines: whatever is said, the state that one tells of a day is that day's status."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.statement import Channel, Modality, Polarity, Statement
from kg.model.world import World
from kg.questions.cases import Case
from kg.questions.glances import SILENT
from kg.questions.spoken import Cell
from kg.questions.turns import Turn, run, telling
from kg.reason.relevant import Shelf
from kg.reason.voices import copies as copied

ENTITIES = (
    Entity(id="maker", type="Company", name="Maker", country="it"),
    Entity(id="chat", type="Service", name="Chat", provider="maker"),
    Entity(id="plus", type="Service", name="Plus", provider="maker", parent="chat"),
    Entity(id="guard", type="Regulator", name="Guard", jurisdiction="it"),
    Entity(id="rule", type="Policy", name="Rule"),
    Entity(id="local", type="Company", name="Local", country="it"),
    Entity(id="it", type="Region", name="Italy", iso="IT"),
    Entity(id="fr", type="Region", name="France", iso="FR"),
    Entity(id="eu", type="Region", name="Union"),
    Entity(id="club", type="Region", name="Club"),
)
LINKS = (
    Membership(member="it", whole="eu", valid_from="2024-01-20", valid_to="2024-02-20"),
    Membership(member="fr", whole="eu"),
    Membership(member="fr", whole="club", valid_from="2024-02-11"),
)
TEXT = "The maker said that its service is open to all who live in this place, as it was before."
FIRST, DAYS = date(2023, 12, 20), 90
dates = st.none() | st.sampled_from(
    ["2023", "2024-01", "2024-02", *(f"2024-0{m}-{d}" for m in (1, 2) for d in ("03", "09", "25"))]
)
qualified = {
    "polarity": st.sampled_from(Polarity),
    "modality": st.sampled_from([Modality.ACTUAL, Modality.ANNOUNCED, Modality.PROPOSED]),
    "valid_from": dates,
    "valid_to": st.none() | st.just("2024-02-25"),
    "audience": st.sampled_from([None, None, "individuals", "government"]),
    "channel": st.sampled_from([None, None, *Channel]),
    "listed": st.sampled_from([None, None, None, "complete"]),
    "attributed_to": st.sampled_from([None, "maker", "guard"]),
    "asserted_on": dates,
}
PREDICATES = (
    ("available_in", ("maker", "chat", "plus"), ("it", "fr", "eu", "club")),
    ("restricts", ("guard",), ("maker", "chat")),
    ("applies_to", ("rule",), ("maker", "it", "eu")),
    ("issued_by", ("rule",), ("maker",)),
    ("hosted_in", ("chat",), ("it", "fr")),
    ("operates_through", ("maker",), ("local",)),
)


@st.composite
def told(draw: st.DrawFn) -> list[Statement]:
    """Let some documents say anything of a maker and its services."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        predicate, subjects, objects = draw(st.sampled_from(PREDICATES[:1] * 6 + PREDICATES))
        fields = {name: draw(strategy) for name, strategy in qualified.items()}
        fields |= {"subject": draw(st.sampled_from(subjects)), "predicate": predicate}
        fields |= {"object": draw(st.sampled_from(objects)), "document": f"d{number}"}
        fields["publisher"] = draw(st.sampled_from(["one", "two"]))
        found.append(Statement.model_validate({**fields, "start": 0, "end": len(TEXT)}))
    return found


def cell(said: list[Statement], subject: str, region: str) -> Cell:
    """Put what is said on a shelf; each document copies the first that says the same."""
    copies = copied(said, {s.document: Document(id=s.document, text=TEXT) for s in said})
    return Cell(Case(subject, World(ENTITIES, LINKS), Shelf(said), copies), region)


def on_day(turns: list[Turn], day: date) -> tuple[object, ...]:
    """Give what a timeline says of a day."""
    states = [telling(t.after) for t in turns if t.on is None or t.on <= day]
    return states[-1] if states else SILENT


asked = {
    "subject": st.sampled_from(["maker", "chat", "plus"]),
    "region": st.sampled_from(["it", "fr", "eu"]),
}


@given(said=told(), **asked)
@settings(max_examples=50, deadline=None)
def test_a_timelines_state_on_a_day_is_the_status_of_that_day(
    said: list[Statement], subject: str, region: str
) -> None:
    asked_of = cell(said, subject, region)
    turns = list(run(asked_of, None, None))
    for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
        assert on_day(turns, day) == telling(asked_of.case.verdict(region, day)), day


@given(said=told(), first=st.integers(0, DAYS), length=st.integers(0, DAYS), **asked)
@settings(max_examples=30, deadline=None)
def test_a_window_tells_what_the_whole_does(
    said: list[Statement], first: int, length: int, subject: str, region: str
) -> None:
    start = FIRST + timedelta(days=first)
    end = start + timedelta(days=length)
    asked_of = cell(said, subject, region)
    whole, window = list(run(asked_of, None, None)), list(run(asked_of, start, end))
    assert on_day(window, start) == on_day(whole, start)
    inside = [(t.on, telling(t.after)) for t in whole if t.on and start < t.on <= end]
    assert [(t.on, telling(t.after)) for t in window if t.on and t.on > start] == inside


@given(said=told(), **asked)
@settings(max_examples=30, deadline=None)
def test_every_change_has_a_statement_behind_it(
    said: list[Statement], subject: str, region: str
) -> None:
    known = {s.id for s in said}
    for turn in run(cell(said, subject, region), None, None):
        assert turn.because
        assert {s.id for s in turn.because} <= known
