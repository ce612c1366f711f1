"""Any valid entity, document, statement and recording."""

from datetime import date

from hypothesis import strategies as st

from kg.model.document import Block, BlockKind, DateOrigin, Document
from kg.model.entity import Entity
from kg.model.recording import Recording, SetAside
from kg.model.statement import Channel, Figure, Modality, Polarity, Statement
from kg.vocabulary import vocabulary

WORDS = vocabulary()

text = st.text(max_size=30)
name = st.text(min_size=1, max_size=12)
maybe_text = st.none() | text
maybe_name = st.none() | name


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """Draw a date known to the year, month or day."""
    day = draw(st.dates(min_value=date(1, 1, 1)))
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]


maybe_edtf = st.none() | edtf()


@st.composite
def blocks(draw: st.DrawFn, length: int) -> tuple[Block, ...]:
    """Draw a few blocks of a text."""
    found = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, length))
        end = draw(st.integers(start, length))
        found.append(
            Block(
                kind=draw(st.sampled_from(BlockKind)),
                start=start,
                end=end,
                page=draw(st.none() | st.integers(1, 9)),
            )
        )
    return tuple(found)


@st.composite
def documents(draw: st.DrawFn, ids: st.SearchStrategy[str] = name) -> Document:
    """Draw a document."""
    content = draw(st.text(max_size=60))
    return Document(
        id=draw(ids),
        text=content,
        title=draw(text),
        published=draw(maybe_edtf),
        published_from=draw(st.none() | st.sampled_from(DateOrigin)),
        publisher=draw(maybe_text),
        url=draw(maybe_text),
        language=draw(maybe_text),
        blocks=draw(blocks(len(content))),
    )


figures = st.builds(
    Figure,
    value=text,
    relation=st.sampled_from(["exactly", "about", "over", "under"]),
    unit=maybe_text,
    compared_with=maybe_name,
)


@st.composite
def statements(draw: st.DrawFn, source: Document) -> Statement:
    """Draw a statement that cites a document."""
    start = draw(st.integers(0, len(source.text)))
    return Statement(
        predicate=draw(st.sampled_from(sorted(WORDS.predicates))),
        polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from(Modality)),
        valid_from=draw(maybe_edtf),
        valid_to=draw(maybe_edtf),
        channel=draw(st.none() | st.sampled_from(Channel)),
        audience=draw(maybe_text),
        condition=draw(maybe_text),
        listed=draw(st.sampled_from([None, "complete", "open"])),
        figure=draw(st.none() | figures),
        confidence=draw(st.floats(0, 1)),
        extractor=draw(text),
        subject=draw(name),
        object=draw(name),
        via=draw(maybe_name),
        attributed_to=draw(maybe_name),
        publisher=draw(maybe_name),
        document=source.key,
        start=start,
        end=draw(st.integers(start, len(source.text))),
        asserted_on=draw(maybe_edtf),
    )


entities = st.builds(
    Entity,
    id=name,
    type=st.sampled_from(sorted(WORDS.superclasses)),
    name=text,
    aliases=st.lists(text, max_size=2).map(tuple),
    provider=maybe_name,
    parent=maybe_name,
    parents=st.lists(name, max_size=2).map(tuple),
    jurisdiction=maybe_name,
    country=maybe_name,
    based_on=st.lists(name, max_size=2).map(tuple),
    wikidata=maybe_text,
    iso=maybe_text,
    provisional=st.booleans(),
)


@st.composite
def recordings(draw: st.DrawFn, ids: st.SearchStrategy[str] = name) -> Recording:
    """Draw a recording."""
    source = draw(documents(ids))
    told = draw(st.lists(statements(source), max_size=4))
    aside = SetAside(claim=draw(text), reason=draw(text), start=0, end=0)
    return Recording(
        document=source,
        statements=tuple(told),
        entities=tuple({e.id: e for e in draw(st.lists(entities, max_size=3))}.values()),
        set_aside=draw(st.sampled_from([(), (aside,)])),
        made_by=draw(text),
    )


def batches(most: int = 4) -> st.SearchStrategy[list[Recording]]:
    """Draw recordings of different documents."""
    return st.lists(recordings(), max_size=most, unique_by=lambda one: one.document.id)
