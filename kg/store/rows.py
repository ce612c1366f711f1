"""Values as flat rows and back, in the form that both engines keep."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from pydantic import TypeAdapter

from kg.model.document import Block, DateOrigin, Document
from kg.model.entity import Entity, Membership
from kg.model.judgement import Judgement
from kg.model.recording import SetAside
from kg.model.review import Review
from kg.model.statement import Channel, Figure, Modality, Polarity, Statement

ENDS = ("subject", "object", "via", "attributed_to", "document", "start", "end")
"""What a statement row has as columns in SQLite and as relationships in a graph."""

SAID = (
    "id", "predicate", "polarity", "modality", "valid_from", "valid_to", "channel", "audience",
    "condition", "listed", "figure_value", "figure_relation", "figure_unit",
    "figure_compared_with", "asserted_on", "publisher", "confidence", "extractor",
)  # fmt: skip
"""What a statement says by itself: columns in SQLite, properties of its node in a graph."""

TOLD = ("headline", "published", "published_from", "publisher", "url", "language")
"""What is known of a document beside its text; `headline` is its title."""

REVIEW = ("claim", "document", "outcome", "by", "because", "at")
"""A person's decision on a claim."""

NO_FIGURE = (None, None, None, None)
POLARITIES = {p.value: p for p in Polarity}
MODALITIES = {m.value: m for m in Modality}
CHANNELS = {c.value: c for c in Channel}
BLOCKS = TypeAdapter(tuple[Block, ...])
SET_ASIDE = TypeAdapter(tuple[SetAside, ...])


def stamp(at: datetime) -> str:
    """Write a moment in UTC so that texts sort as times do; one without a zone is UTC."""
    aware = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return aware.isoformat(timespec="microseconds").replace("+00:00", "Z")


@lru_cache(maxsize=4_096)
def moment(stamped: str) -> datetime:
    """Read a moment that `stamp` wrote."""
    return datetime.fromisoformat(stamped)


def said(statement: Statement) -> tuple[object, ...]:
    """Give what a statement says by itself, in the order of SAID."""
    s = statement
    f = s.figure
    figure = (f.value, f.relation, f.unit, f.compared_with) if f else NO_FIGURE
    # `_value_` is the value of an enumeration without the detour that `value` takes.
    return (
        s.id, s.predicate, s.polarity._value_, s.modality._value_, s.valid_from, s.valid_to,
        s.channel._value_ if s.channel else None, s.audience, s.condition, s.listed,
        *figure, s.asserted_on, s.publisher, s.confidence, s.extractor,
    )  # fmt: skip


def ends(statement: Statement) -> tuple[object, ...]:
    """Give what a statement points to, in the order of ENDS."""
    s = statement
    return (s.subject, s.object, s.via, s.attributed_to, s.document, s.start, s.end)


FIELDS = tuple(Statement.model_fields)
"""What a row has as a statement has it, but for the figure and the kinds."""


def statement(row: Mapping[str, object]) -> Statement:
    """Read a statement from a row with SAID, ENDS, `recorded_at` and `retracted_at`.

    Its id is that of the row: to work it out anew costs as much as all the rest.
    """
    fields = {name: row.get(name) for name in FIELDS}
    channel = fields["channel"]
    fields["polarity"] = POLARITIES[str(fields["polarity"])]
    fields["modality"] = MODALITIES[str(fields["modality"])]
    fields["channel"] = CHANNELS[str(channel)] if channel is not None else None
    for name in ("recorded_at", "retracted_at"):
        if isinstance(stored := fields[name], str):
            fields[name] = moment(stored)
    fields["figure"] = figure(row) if row["figure_value"] is not None else None
    read = Statement.trusted(fields)
    vars(read)["id"] = row["id"]
    return read


def figure(row: Mapping[str, object]) -> Figure:
    """Read the figure of a statement's row."""
    return Figure.model_validate(
        {
            "value": row["figure_value"],
            "relation": row["figure_relation"],
            "unit": row["figure_unit"],
            "compared_with": row["figure_compared_with"],
        }
    )


def told(document: Document) -> tuple[object, ...]:
    """Give what is known of a document beside its text, in the order of TOLD."""
    d = document
    origin = d.published_from.value if d.published_from else None
    return (d.title, d.published, origin, d.publisher, d.url, d.language)


def document(
    document_id: str, row: Sequence[object], *, text: str = "", blocks: str = "[]"
) -> Document:
    """Read a document from its id and a row in the order of TOLD."""
    fields = dict(zip(TOLD, row, strict=True))
    origin = fields["published_from"]
    return Document.trusted(
        {
            "id": document_id,
            "text": text,
            "title": fields["headline"],
            "published": fields["published"],
            "published_from": None if origin is None else DateOrigin(str(origin)),
            "publisher": fields["publisher"],
            "url": fields["url"],
            "language": fields["language"],
            "blocks": BLOCKS.validate_json(blocks) if blocks != "[]" else (),
        }
    )


def blocks_of(document: Document) -> str:
    """Write a document's blocks as JSON."""
    return BLOCKS.dump_json(document.blocks, exclude_defaults=True).decode()


def set_aside_of(claims: tuple[SetAside, ...]) -> str:
    """Write what was set aside as JSON."""
    return SET_ASIDE.dump_json(claims, exclude_defaults=True).decode()


def set_aside(stored: str) -> tuple[SetAside, ...]:
    """Read what was set aside."""
    return SET_ASIDE.validate_json(stored)


def review_of(review: Review) -> tuple[str, ...]:
    """Give a decision in the order of REVIEW."""
    r = review
    return (r.claim, r.document, r.outcome.value, r.by, r.because, stamp(r.at))


def review(row: Sequence[object]) -> Review:
    """Read a decision from a row in the order of REVIEW."""
    return Review.model_validate(dict(zip(REVIEW, row, strict=True)))


def body_of(entity: Entity) -> str:
    """Write an entity as JSON, the same for equal entities."""
    return entity.model_dump_json(exclude_defaults=True)


def entity(body: str) -> Entity:
    """Read an entity from its JSON."""
    return Entity.model_validate_json(body)


def membership(row: Sequence[object]) -> Membership:
    """Read a membership from a row of member, whole, start and end."""
    member, whole, valid_from, valid_to = row
    return Membership.model_validate(
        {"member": member, "whole": whole, "valid_from": valid_from, "valid_to": valid_to}
    )


def membership_order(link: Membership) -> tuple[str, str, str, str]:
    """Give what memberships are ordered by: member, whole, start and end."""
    return link.member, link.whole, link.valid_from or "", link.valid_to or ""


def judgements(bodies: Iterable[object]) -> list[Judgement]:
    """Read judgements from their JSON, by time and id."""
    found = (Judgement.model_validate_json(str(body)) for body in bodies)
    return sorted(found, key=lambda j: (j.at, j.id))
