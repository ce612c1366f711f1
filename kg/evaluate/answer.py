"""Questions about availability with the answers of gold and of a program."""

from functools import cached_property

from pydantic import ValidationError, model_validator

from kg.errors import InputError
from kg.evaluate.claim import complaint
from kg.evaluate.names import comparable
from kg.evaluate.rows import Row, list_in, text_in
from kg.model.answer import Status
from kg.model.statement import Channel
from kg.model.value import Value

Names = frozenset[str]
Place = str | None
"""Where a question is asked: a document, or None for the whole collection."""


class Question(Value):
    """What is asked: of which subject, where and when; "who serves" has no subject."""

    subject: str
    region: str
    as_of: str | None = None

    @cached_property
    def key(self) -> tuple[Names, Names, str | None]:
        """Make the question comparable."""
        return comparable(self.subject), comparable(self.region), self.as_of


class PredictedAnswer(Value):
    """An answer as it was given, with the places in which it may be looked for."""

    id: str | None
    places: tuple[Place, ...]
    question: Question
    status: str | None
    channels: frozenset[str]
    providers: tuple[Names, ...]


class GoldAnswer(Value):
    """An answer as it should be: a status (`accept` are others that are right), or providers.

    `places` are the document and, where none is named, the whole collection. Naming an
    `optional` provider counts neither way, naming one of `must_not` is counted apart.
    """

    id: str | None
    places: tuple[Place, ...]
    question: Question
    status: Status | None
    accept: frozenset[Status]
    channel: Channel | None
    tags: tuple[str, ...]
    providers: tuple[Names, ...] | None
    optional: tuple[Names, ...]
    must_not: tuple[Names, ...]

    @property
    def label(self) -> str:
        """Name the question for a reader."""
        return self.id or self.places[0] or ""

    @model_validator(mode="after")
    def asks_and_answers(self) -> "GoldAnswer":
        """Refuse a question that nobody could answer."""
        if self.status is None and self.providers is None:
            raise ValueError("an answer needs a 'status' or 'providers'")
        if self.status is not None and not (self.question.subject and self.question.region):
            raise ValueError("a question about a status needs 'subject' and 'region'")
        return self


def predicted_answer(row: Row) -> PredictedAnswer:
    """Read an answer as it was given."""
    fields = row.fields
    channels = [fields.get("channel"), *list_in(fields, "channels")]
    return PredictedAnswer(
        id=id_of(row),
        places=places(row),
        question=question(row),
        status=text_in(fields.get("status"), "name"),
        channels=frozenset(channel for channel in channels if isinstance(channel, str)),
        providers=names_in(row, "providers"),
    )


def gold_answer(row: Row) -> GoldAnswer:
    """Read an answer of gold, whose words must be those of the guide."""
    fields = row.fields
    told = {
        "id": id_of(row),
        "places": places(row),
        "question": question(row),
        "status": fields.get("status") or None,
        "accept": list_in(fields, "accept"),
        "channel": fields.get("channel") or None,
        "tags": [str(tag) for tag in list_in(fields, "tags")],
        "providers": names_in(row, "providers") if "providers" in fields else None,
        "optional": names_in(row, "optional"),
        "must_not": names_in(row, "must_not"),
    }
    try:
        return GoldAnswer.model_validate(told)
    except ValidationError as error:
        raise InputError(f"{row.place}: {complaint(error)}") from error


def id_of(row: Row) -> str | None:
    """Give the id of a question, where it has one."""
    value = row.fields.get("id")
    return str(value) if value else None


def places(row: Row) -> tuple[Place, ...]:
    """List where an answer belongs, the most specific first."""
    document = str(row.fields.get("doc") or row.stem)
    return (document,) if "doc" in row.fields else (document, None)


def question(row: Row) -> Question:
    """Read what is asked."""
    as_of = row.fields.get("as_of")
    if as_of is not None and not isinstance(as_of, str):
        raise InputError(f"{row.place}: 'as_of' must be a date in quotes, not {as_of}")
    subject, region = (text_in(row.fields.get(key), "name") for key in ("subject", "region"))
    return Question(subject=subject or "", region=region or "", as_of=as_of)


def names_in(row: Row, key: str) -> tuple[Names, ...]:
    """Read a list of names."""
    return tuple(comparable(name) for name in list_in(row.fields, key))
