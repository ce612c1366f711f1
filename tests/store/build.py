"""Documents, entities and statements for the tests of stores."""

from datetime import UTC, datetime

from kg.model.document import Block, BlockKind, DateOrigin, Document
from kg.model.entity import Entity, Membership
from kg.model.recording import Recording, SetAside
from kg.model.statement import Channel, Figure, Modality, Polarity, Statement

TEXT = (
    "OpenAI will block its API in China from July 9. Microsoft said Azure stays. \N{GRINNING FACE}"
)

MONDAY = datetime(2024, 7, 1, 9, 30, tzinfo=UTC)
TUESDAY = datetime(2024, 7, 2, 9, 30, 0, 123456, tzinfo=UTC)
WEDNESDAY = datetime(2024, 7, 3, tzinfo=UTC)
THURSDAY = datetime(2024, 7, 4, tzinfo=UTC)

OPENAI = Entity(id="openai", type="Company", name="OpenAI", aliases=("Open AI",), iso=None)
MICROSOFT = Entity(
    id="microsoft", type="Company", name="Microsoft", wikidata="Q2283", country="us"
)
API = Entity(id="openai-api", type="Service", name="OpenAI API", provider="openai")
AZURE = Entity(id="azure", type="Service", name="Microsoft Azure", provider="microsoft")
VENTURE = Entity(
    id="venture", type="JointVenture", name="A Venture", parents=("microsoft", "openai")
)
MINISTRY = Entity(id="mofcom", type="GovernmentBody", name="Ministry", jurisdiction="cn")
PATENTS = Entity(id="patents", type="Measure", name="generative AI patents")
CHINA = Entity(id="cn", type="Region", name="China", iso="CN")
ASIA = Entity(id="asia", type="Region", name="Asia")
UK = Entity(id="gb", type="Region", name="United Kingdom", iso="GB")
EU = Entity(id="eu", type="Region", name="European Union")
WORLD = (OPENAI, MICROSOFT, API, AZURE, VENTURE, MINISTRY, PATENTS, CHINA, ASIA, UK, EU)
TREE = (
    Membership(member="gb", whole="eu", valid_from="1973-01-01", valid_to="2020-02-01"),
    Membership(member="cn", whole="asia"),
)
DATABANK = Entity(id="databank", type="Company", name="DataBank", provisional=True)


def document(name: str = "news", text: str = TEXT, title: str = "China cut off") -> Document:
    """Make a document with all fields."""
    return Document(
        id=name,
        text=text,
        title=title,
        published="2024-06-25",
        published_from=DateOrigin.PAGE,
        publisher="Example News",
        url="https://news.example/1",
        language="en",
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )


def cut_off(source: Document, **other: object) -> Statement:
    """Say that the API is not available in China."""
    told = {
        "subject": "openai-api",
        "predicate": "available_in",
        "object": "cn",
        "polarity": Polarity.NEGATED,
        "modality": Modality.ANNOUNCED,
        "valid_from": "2024-07-09",
        "channel": Channel.DIRECT,
        "attributed_to": "openai",
        "publisher": "example-news",
        "document": source.key,
        "start": 0,
        "end": 47,
        "asserted_on": "2024-06-25",
        "confidence": 0.9,
        "extractor": "rules 1",
    }
    return Statement.model_validate({**told, **other})


def stays(source: Document) -> Statement:
    """Say that Azure is available in China, through a partner, for some."""
    return cut_off(
        source,
        subject="azure",
        polarity=Polarity.AFFIRMED,
        modality=Modality.ACTUAL,
        valid_from="2024",
        channel=Channel.JOINT_VENTURE,
        via="venture",
        audience="enterprises",
        condition="where eligible",
        attributed_to="microsoft",
        start=48,
        end=75,
    )


def counted(source: Document) -> Statement:
    """Give a figure."""
    return cut_off(
        source,
        subject="cn",
        predicate="observed",
        object="patents",
        polarity=Polarity.AFFIRMED,
        modality=Modality.ACTUAL,
        channel=None,
        attributed_to=None,
        valid_from=None,
        figure=Figure(value="6", relation="over", unit="times as many", compared_with="us"),
    )


def recording(
    source: Document, *statements: Statement, entities: tuple[Entity, ...] = WORLD
) -> Recording:
    """Make a recording; without statements given, with two."""
    return Recording(
        document=source,
        statements=statements or (cut_off(source), stays(source)),
        entities=entities,
        set_aside=(SetAside(claim="it does something", reason="no entity", start=1, end=4),),
        made_by="rules 1, catalogue 1",
    )
