"""Values made at random, as documents may hold them: any text, any name, any date."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from kg.model.content import Content
from kg.model.document import DateOrigin, Document
from kg.model.entity import Entity, Membership
from kg.model.statement import Channel, Figure, Modality, Polarity, Statement
from kg.vocabulary import vocabulary

WORDS = vocabulary()
CLASSES = sorted(WORDS.superclasses)
AUDIENCES = sorted(WORDS.values["audience"])

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.sampled_from(
    ["openai", "a b", "..", ".", "a.", "-a", "a~b", "", "x/../y", "<e>", 'q"', "50 %", "人", "#"]
)
ids = names | texts
dates = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
)
EARLY = datetime.fromisoformat("1000-01-01")
zones = st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))])
moments = st.datetimes(min_value=EARLY, timezones=zones)
predicates = st.sampled_from(sorted(WORDS.predicates))
figures = st.builds(
    Figure,
    value=texts,
    relation=st.sampled_from(["exactly", "about", "over", "under"]),
    unit=st.none() | texts,
    compared_with=st.none() | ids,
)


def sorted_tuples(of: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Give tuples in order and without doubles, as a graph gives them back."""
    return st.sets(of, max_size=3).map(lambda found: tuple(sorted(found)))


entities = st.builds(
    Entity,
    id=ids,
    type=st.sampled_from(CLASSES),
    name=texts,
    aliases=sorted_tuples(texts),
    provider=st.none() | ids,
    parent=st.none() | ids,
    parents=sorted_tuples(ids),
    jurisdiction=st.none() | ids,
    country=st.none() | ids,
    based_on=sorted_tuples(ids),
    issuer=st.none() | ids,
    wikidata=st.none() | texts,
    iso=st.none() | texts,
    provisional=st.booleans(),
)
memberships = st.builds(
    Membership, member=ids, whole=ids, valid_from=st.none() | dates, valid_to=st.none() | dates
)
documents = st.builds(
    Document,
    id=ids,
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=3, max_size=60),
    title=texts,
    published=st.none() | dates,
    published_from=st.none() | st.sampled_from(DateOrigin),
    publisher=st.none() | texts,
    url=st.none() | texts,
    language=st.none() | texts,
)


whens = dates | st.just("[2024-06-30..2024-07-09]")
"""Dates of what statements say, one of them known only to lie between two days."""


@st.composite
def statements(
    draw: st.DrawFn,
    document: Document,
    ends: st.SearchStrategy[str] = ids,
    predicates: st.SearchStrategy[str] = predicates,
) -> Statement:
    """Say anything of a document; the ontology may refuse it."""
    start = draw(st.integers(0, len(document.text) - 1))
    return Statement(
        subject=draw(ends),
        predicate=draw(predicates),
        object=draw(ends),
        polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from(Modality)),
        valid_from=draw(st.none() | whens),
        valid_to=draw(st.none() | whens),
        channel=draw(st.none() | st.sampled_from(Channel)),
        via=draw(st.none() | ends),
        audience=draw(st.none() | st.sampled_from(AUDIENCES) | texts),
        condition=draw(st.none() | texts),
        listed=draw(st.sampled_from([None, "complete", "open"])),
        figure=draw(st.none() | figures),
        attributed_to=draw(st.none() | ends),
        publisher=draw(st.none() | ends),
        document=document.key,
        start=start,
        end=draw(st.integers(start + 1, len(document.text))),
        asserted_on=draw(st.none() | dates),
        confidence=draw(st.floats(0, 1)),
        extractor=draw(texts),
        recorded_at=draw(st.none() | moments),
        retracted_at=draw(st.none() | moments),
    )


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Give a small graph; its statements may speak of entities that are not among its own."""
    sources = {source.key: source for source in draw(st.lists(documents, max_size=2))}
    people = {entity.id: entity for entity in draw(st.lists(entities, max_size=3))}
    ends = st.sampled_from(sorted(people)) | ids if people else ids
    told = [draw(statements(source, ends)) for source in sources.values() for _ in range(2)]
    return Content(
        entities=tuple(people.values()),
        memberships=tuple(set(draw(st.lists(memberships, max_size=2)))),
        statements=tuple({one.id: one for one in told}.values()),
        documents=sources,
    )
