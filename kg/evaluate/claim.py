"""One claim made comparable, as gold has it and as a program predicts it."""

from pydantic import ValidationError, model_validator

from kg.errors import InputError
from kg.evaluate.names import comparable
from kg.evaluate.rows import Fields, Row, list_in, text_in
from kg.model.period import Edtf
from kg.model.statement import Channel, Modality, Polarity
from kg.model.value import Value


class End(Value):
    """The subject or object of a claim: its comparable names, and its type where it has one."""

    names: frozenset[str]
    type: str = ""


class ComparableClaim(Value):
    """What somebody says that a document says; `label` is for readers."""

    doc: str
    subject: End
    predicate: str
    object: End
    polarity: str = "affirmed"
    modality: str = "actual"
    valid_from: str | None = None
    valid_to: str | None = None
    channel: str | None = None
    attributed_to: frozenset[str] = frozenset()
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    label: str = ""


class GoldClaim(ComparableClaim):
    """A claim that a careful reader takes; an optional one may be taken or not."""

    polarity: Polarity
    modality: Modality
    valid_from: Edtf | None
    valid_to: Edtf | None
    channel: Channel | None
    core: bool = True
    optional: bool = False

    @model_validator(mode="after")
    def ends_have_names(self) -> "GoldClaim":
        """Refuse a claim that nothing could ever match."""
        if not (self.subject.names and self.object.names):
            raise ValueError("subject and object need a name")
        return self


def predicted_claim(row: Row) -> ComparableClaim:
    """Read a claim as it is predicted; a word that no list knows only agrees with nothing."""
    return ComparableClaim.model_validate(told(row))


def gold_claim(row: Row) -> GoldClaim:
    """Read a claim of gold, whose words must be those of the guide."""
    core = row.fields.get("core") is not False and not row.fields.get("optional")
    optional = row.fields.get("optional") is True
    try:
        return GoldClaim.model_validate({**told(row), "core": core, "optional": optional})
    except ValidationError as error:
        raise InputError(f"{row.place}: {complaint(error)}") from error


def complaint(error: ValidationError) -> str:
    """Say in one line what is wrong with which field."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def told(row: Row) -> dict[str, object]:
    """Collect the comparable fields of a claim."""
    fields = row.fields
    return {
        "doc": document_of(row),
        "subject": end_of(fields, "subject"),
        "predicate": predicate_of(row),
        "object": end_of(fields, "object"),
        "polarity": str(fields.get("polarity") or "affirmed"),
        "modality": str(fields.get("modality") or "actual"),
        "valid_from": text_in(fields.get("valid_from"), "value"),
        "valid_to": text_in(fields.get("valid_to"), "value"),
        "channel": text_in(fields.get("channel"), "name"),
        "attributed_to": comparable(text_in(fields.get("attributed_to"), "name")),
        "label": label(fields),
        **evidence(fields),
    }


def document_of(row: Row) -> str:
    """Give the document of a row: the one that it names, else the one its file is named after."""
    doc = row.fields.get("doc") or row.stem
    if not doc:
        raise InputError(f"{row.place}: no document; give its id as 'doc'")
    return str(doc)


def predicate_of(row: Row) -> str:
    """Give the predicate, which a claim can't do without."""
    predicate = row.fields.get("predicate")
    if not isinstance(predicate, str):
        raise InputError(f"{row.place}: a claim needs a 'predicate'")
    return predicate


def end_of(fields: Fields, side: str) -> dict[str, object]:
    """Read a subject or object: a name, or an object with name, type and aliases."""
    value = fields.get(side)
    inner = value if isinstance(value, dict) else {"name": value}
    aliases = [*list_in(fields, f"{side}_aliases"), *list_in(inner, "aliases")]
    kind = fields.get(f"{side}_type") or inner.get("type") or ""
    return {"names": comparable(inner.get("name"), *aliases), "type": str(kind)}


def evidence(fields: Fields) -> dict[str, object]:
    """Read the quote, and its span where one is given."""
    value = fields.get("evidence")
    span = value if isinstance(value, dict) else fields
    start, end = span.get("start"), span.get("end")
    return {
        "quote": text_in(value, "quote"),
        "start": start if isinstance(start, int) else None,
        "end": end if isinstance(end, int) else None,
    }


def label(fields: Fields) -> str:
    """Write a claim for a reader: subject > predicate > object."""
    parts = (text_in(fields.get(key), "name") for key in ("subject", "predicate", "object"))
    return " > ".join(part or "?" for part in parts)
