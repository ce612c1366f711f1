"""The engine agrees with a second, naive reading of the rules, on anything that may be said."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.answer import Verdict
from kg.model.entity import Entity, Membership
from kg.model.statement import Channel, Modality, Polarity, Statement
from kg.model.world import World
from kg.reason.availability import judge
from kg.reason.question import Question
from tests.reason.oracle import Found, Oracle

HISTORIES = int(os.environ.get("KG_ORACLE_HISTORIES", "150"))
PAIRS = 3
"""Pairs of (as of, known on) that each history is asked about."""

Told = tuple[Statement, int, int]
Asked = tuple[Question, int]


def thing(name: str, kind: str, **more: object) -> Entity:
    return Entity.model_validate({"id": name, "type": kind, "name": name, **more})


ENTITIES = (
    thing("union", "Region"), thing("league", "Region"), thing("land", "Region"),
    thing("aa", "Region", iso="AA"),
    thing("bb", "Region", iso="BB"), thing("cc", "Region", iso="CC"), thing("aa-1", "Region"),
    thing("maker", "Company", country="cc"), thing("holding", "Company", country="cc"),
    thing("cloud", "Company", country="bb", parent="holding"),
    thing("operator", "Company", country="aa"),
    thing("model", "Model", provider="maker"),
    thing("model-small", "Model", provider="maker", parent="model"),
    thing("chat", "Service", provider="maker", based_on=("model",)),
    thing("chat-plus", "Service", provider="maker", parent="chat"),
    thing("hosted", "Service", provider="cloud", based_on=("model",)),
    thing("regulator", "Regulator", jurisdiction="aa"),
    thing("union-body", "GovernmentBody", jurisdiction="union"),
    thing("bureau", "GovernmentBody", jurisdiction="cc"),
    thing("press", "Organization"), thing("herald", "Organization"),
    thing("policy", "Policy"),
)  # fmt: skip
MEMBERSHIPS = (
    Membership(member="aa", whole="union"),
    Membership(member="bb", whole="union", valid_from="2023-06-01", valid_to="2024-03-01"),
    Membership(member="bb", whole="league"),
    Membership(member="cc", whole="league", valid_to="2023-09-01"),
    Membership(member="aa-1", whole="aa"),
    Membership(member="aa", whole="land"),
    Membership(member="cc", whole="land"),
)
WORLD = World(ENTITIES, MEMBERSHIPS)
FIRST = date(2023, 1, 1)
SUBJECTS = ("maker", "model", "model-small", "chat", "chat-plus", "cloud", "hosted")
REGIONS = ("union", "league", "land", "aa", "bb", "cc", "aa-1")
BODIES = ("regulator", "union-body", "aa", "press", "bureau", "cc")
PREDICATES = (
    *["available_in"] * 12, *["restricts"] * 3, *["hosted_in"] * 2, "operates_in",
    "operates_through", "issued_by", "applies_to", "investigates",
)  # fmt: skip
SPEAKERS = (None, None, "maker", "cloud", "holding", "regulator", "press", "herald")
AUDIENCES = (None, None, None, "everyone", "individuals", "enterprises", "government", "testers")

numbers = st.integers(200, 230) | st.integers(200, 230) | st.integers(0, 500)
days = numbers.map(lambda n: FIRST + timedelta(days=n))
texts = days.map(date.isoformat)
dates = st.none() | texts | texts.map(lambda d: d[:7]) | texts.map(lambda d: d[:4])


@dataclass(frozen=True)
class Focus:
    """The few subjects and regions that a history is about, so that its words meet."""

    subjects: tuple[str, ...]
    regions: tuple[str, ...]


focuses = st.builds(
    Focus,
    st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=4, unique=True).map(tuple),
    st.lists(st.sampled_from(REGIONS), min_size=1, max_size=3, unique=True).map(tuple),
)


@dataclass(frozen=True)
class Theme:
    """What a history is drawn to, so that rules meet that seldom do; a field's values by name."""

    subjects: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    predicates: tuple[str, ...] = PREDICATES
    fields: Mapping[str, Sequence[object]] = field(default_factory=dict)


THEMES = (
    Theme(),
    Theme(),
    Theme(fields={"document": ["a"], "valid_from": [None], "valid_to": [None],
                  "channel": [None, "direct", "partner"], "audience": [None, None, "testers"],
                  "condition": [None]}),
    Theme(predicates=("available_in",),
          fields={"modality": [Modality.ANNOUNCED], "audience": [None], "condition": [None],
                  "channel": [None], "via": [None], "valid_to": [None]}),
    Theme(predicates=("available_in",),
          fields={"attributed_to": [None, None, "press"], "publisher": [None, None, "herald"],
                  "modality": [Modality.ACTUAL], "audience": [None], "condition": [None],
                  "channel": [None], "via": [None]}),
    Theme(regions=("aa", "union"), predicates=("available_in", "restricts"),
          fields={"audience": ["government", None], "condition": [None], "channel": [None],
                  "modality": [Modality.ACTUAL], "valid_to": [None]}),
    Theme(subjects=("chat", "maker"), regions=("aa", "union"),
          predicates=("available_in", "restricts"),
          fields={"modality": [Modality.ACTUAL], "channel": [None], "audience": [None],
                  "condition": [None]}),
    Theme(subjects=("maker", "model", "hosted", "cloud"), regions=("aa",),
          predicates=("available_in",),
          fields={"modality": [Modality.ACTUAL], "audience": [None], "condition": [None],
                  "channel": [None, "partner", "direct"], "valid_to": [None]}),
    Theme(subjects=("chat", "maker"), regions=("aa", "union"),
          predicates=("restricts", "restricts", "issued_by", "applies_to", "applies_to",
                      "available_in"),
          fields={"modality": [Modality.ACTUAL], "channel": [None], "condition": [None]}),
    Theme(subjects=("model", "hosted"), regions=("aa",), predicates=("available_in",),
          fields={"channel": ["partner", "offshore", "joint_venture", None],
                  "modality": [Modality.ACTUAL], "via": [None], "condition": [None]}),
    Theme(predicates=("available_in",),
          fields={"audience": ["testers", None, "individuals"], "polarity": [Polarity.AFFIRMED],
                  "condition": [None], "channel": [None], "modality": [Modality.ACTUAL]}),
)  # fmt: skip

QUALIFIERS = ("valid_from", "valid_to", "channel", "via", "audience", "condition", "listed")
"""What half of the statements do without, so that they contradict each other plainly."""
close = st.integers(200, 220).map(lambda n: (FIRST + timedelta(days=n)).isoformat())


def ends_of(predicate: str, focus: Focus) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what may stand at either end of a predicate."""
    subjects, regions = focus.subjects, focus.regions
    return {
        "restricts": (BODIES, subjects),
        "investigates": (BODIES, subjects),
        "operates_through": (subjects, ("operator", "press")),
        "issued_by": (("policy",), ("maker", "cloud", "regulator", "bureau")),
        "applies_to": (("policy",), (*regions, *subjects)),
    }.get(predicate, (subjects, regions))


@st.composite
def statements(
    draw: st.DrawFn, focus: Focus, theme: Theme = THEMES[0]
) -> tuple[Statement, int, int]:
    """Say anything, and when it was learnt and given up."""
    predicate = draw(st.sampled_from(theme.predicates))
    subjects, objects = ends_of(predicate, focus)
    access = predicate == "available_in"
    start = draw(st.integers(0, 99))
    said = Statement(
        subject=draw(st.sampled_from(subjects)),
        predicate=predicate,
        object=draw(st.sampled_from(objects)),
        polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from([Modality.ACTUAL] * 8 + list(Modality))),
        valid_from=draw(st.none() | dates),
        valid_to=draw(st.sampled_from([None] * 4) | texts),
        channel=draw(st.sampled_from([None, None, None, *Channel])),
        via=draw(st.sampled_from([None, None, None, "operator", "cloud"])),
        audience=draw(st.sampled_from(AUDIENCES)),
        condition=draw(st.sampled_from([None] * 5 + ["with a licence"])),
        listed=draw(st.sampled_from([None] * 4 + ["complete", "open"])) if access else None,
        attributed_to=draw(st.sampled_from(SPEAKERS)),
        publisher=draw(st.sampled_from([None, None, "maker", "press", "herald"])),
        document=draw(st.sampled_from(["a", "b", "c"])) if start < 40 else f"d{start}",
        start=start,
        end=start + 5,
        asserted_on=draw(st.sampled_from([None]) | texts | texts | texts.map(lambda d: d[:7])),
    )
    if draw(st.booleans()):
        said = said.model_copy(update=dict.fromkeys(QUALIFIERS) | {"asserted_on": draw(close)})
    told = {name: draw(st.sampled_from(values)) for name, values in theme.fields.items()}
    said = Statement.model_validate(said.model_dump() | told)
    return said, draw(st.sampled_from([0, 0, 1, 2, 3])), draw(st.integers(4, 12))


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Told], list[Asked]]:
    """Give what was said, when it was learnt and given up, and what is asked of it."""
    theme, focus = draw(st.sampled_from(THEMES)), draw(focuses)
    focus = Focus(theme.subjects or focus.subjects, theme.regions or focus.regions)
    core = Focus(focus.subjects[:1], focus.regions[:1])
    on_core = replace(theme, predicates=("available_in",))
    said = draw(st.lists(statements(core, on_core), min_size=1, max_size=5))
    said += draw(st.lists(statements(focus, theme), max_size=8))
    question = st.builds(
        Question,
        subject=st.sampled_from((*focus.subjects, *core.subjects * 4)),
        region=st.sampled_from((*REGIONS, *focus.regions * 2, *core.regions * 8)),
        as_of=st.integers(190, 400).map(lambda n: FIRST + timedelta(days=n)),
        audience=st.sampled_from(AUDIENCES),
    )
    pair = st.tuples(question, st.integers(0, 9))
    return said, draw(st.lists(pair, min_size=PAIRS, max_size=PAIRS))


def engine(verdict: Verdict) -> Found:
    """Give of a verdict what the oracle gives."""
    return Found(
        verdict.status,
        frozenset(way.value for way in verdict.channels),
        frozenset(verdict.audiences) - frozenset(verdict.excluded),
        frozenset(verdict.excluded),
    )


def oracle(question: Question, said: list[Statement]) -> Found:
    told = Oracle(ENTITIES, MEMBERSHIPS, said, question.as_of)
    found = told.found(question.subject, question.region, question.audience)
    served = frozenset(a for a in found.served if not a.startswith("if "))
    excluded = frozenset(a for a in found.excluded if not a.startswith("if "))
    return Found(found.status, found.ways, served - excluded, excluded)


@settings(max_examples=HISTORIES, deadline=None)
@given(histories())
def test_the_engine_agrees_with_the_oracle(history: tuple[list[Told], list[Asked]]) -> None:
    told, asked = history
    for question, known_on in asked:
        said = [s for s, learnt, gone in told if learnt <= known_on < gone]
        assert engine(judge(question, said, WORLD)) == oracle(question, said), question
