"""A mapping: which column is what, which rows are left out, and when a source is broken."""

import difflib
from collections.abc import Iterator
from collections.abc import Mapping as Dictionary
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field as Setting
from pydantic import ValidationError, model_validator

from kg.errors import InputError
from kg.model.statement import Modality, Polarity
from kg.model.value import Value
from kg.vocabulary import vocabulary

SHIPPED = Path(__file__).parent.parent / "mappings"
LARGEST = 1_000_000
DATE, WORD = "date", "word"
ROLES = ("subject", "object", "via", "attributed_to")
QUALIFIERS = ("valid_from", "valid_to", "channel", "audience", "condition", "listed")


class Size(Value):
    """How many rows a sound source has, in each of its snapshots.

    `kept` is the part of the rows of one snapshot that the next has at least.
    """

    min: int = 1
    max: int = LARGEST
    kept: float = Setting(default=0.5, ge=0, le=1)


class Field(Value):
    """What a column holds: a class of the ontology, a date or a word, and how it is written.

    Where its cell is empty, that of the column `instead` counts. `written` is for regions: by
    `name`, by ISO 3166-1 `iso` code, or by the `code` of a cloud. `values` says what single cells
    mean; `otherwise` what becomes of those that nobody knows: `refuse` the source, take them for
    something `new`, or leave them out and `report` it; with `nothing` all others mean nothing.
    `pattern` takes parts of the cell, `split` parts it into several (`list`: at commas and
    "and"), `template` makes it of several columns.
    """

    type: str
    column: str = ""
    instead: str = ""
    written: Literal["name", "iso", "code"] = "name"
    values: dict[str, str] = Setting(default_factory=dict)
    otherwise: Literal["refuse", "new", "nothing", "report"] = "refuse"
    pattern: str | None = None
    split: str | None = None
    template: str | None = None

    @model_validator(mode="after")
    def type_is_known(self) -> "Field":
        """Refuse a class that the ontology does not have."""
        known = {DATE, WORD, *vocabulary().superclasses}
        if self.type not in known:
            raise ValueError(f"no type '{self.type}'; use one of {', '.join(sorted(known))}")
        return self


class Said(Value):
    """A statement that each row makes: fields or constants by role, if `when` fits the row."""

    subject: str
    predicate: str
    object: str
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ACTUAL
    via: str | None = None
    attributed_to: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    channel: str | None = None
    audience: str | None = None
    condition: str | None = None
    listed: str | None = None
    when: dict[str, tuple[str, ...]] = Setting(default_factory=dict)

    @model_validator(mode="after")
    def predicate_is_known(self) -> "Said":
        """Refuse a predicate that the ontology does not have."""
        known = vocabulary().predicates
        if self.predicate not in known:
            raise ValueError(f"no predicate '{self.predicate}'; use one of {', '.join(known)}")
        return self


class Mapping(Value):
    """What one kind of table means.

    `columns` must be there and are how a table is recognised; `optional` ones may be there, and
    those under `ignore` are left out on purpose (`*`: all others). `skip` leaves out rows by their
    cells. With `snapshot`, a date column, each date makes a document of its own, the rows as they
    stood then. `document` names a document, where it is not the file: rows with one name and one
    date, that of `snapshot` or `published`, make one. `records` is where the rows are in JSON.
    """

    name: str
    version: str = "1"
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    records: str = ""
    document: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    snapshot: str | None = None
    rows: Size = Size()
    skip: dict[str, tuple[str, ...]] = Setting(default_factory=dict)
    fields: dict[str, Field]
    statements: tuple[Said, ...]

    @model_validator(mode="after")
    def parts_fit_together(self) -> "Mapping":
        """Refuse what names a column or field that is not declared, and a column without use."""
        named = {f.column or name for name, f in self.fields.items() if not f.template}
        told = {*self.columns, *self.optional}
        used = {*named, *self.skip, *self.ignore, *(c for s in self.statements for c in s.when)}
        used |= {column for column in (self.snapshot, self.published) if column}
        used |= set(inside(self.document, self.title, self.publisher, self.url))
        used |= {f.instead for f in self.fields.values() if f.instead}
        used |= set(inside(*(field.template for field in self.fields.values())))
        if strange := sorted(used - told - set(self.ignore)):
            raise ValueError(f"'{strange[0]}' is no column; name it under 'columns' or 'optional'")
        if unused := sorted(told - used):
            raise ValueError(f"column '{unused[0]}' is for nothing; name it under 'ignore'")
        return self

    @property
    def dated(self) -> str | None:
        """Give the column with the date of a row's document."""
        return self.snapshot or self.published

    @property
    def made_by(self) -> str:
        """Name the mapping as claims name their extractor."""
        return f"mapping {self.name}/{self.version}"

    def missing(self, header: frozenset[str]) -> list[str]:
        """Give the columns that a header lacks."""
        return [column for column in self.columns if column not in header]

    def strange(self, header: frozenset[str]) -> list[str]:
        """Give the columns that are neither used nor ignored; `*` ignores all others."""
        known = {*self.columns, *self.optional, *self.ignore}
        return [] if "*" in self.ignore else sorted(header - known)


def inside(*templates: str | None) -> Iterator[str]:
    """Give the columns that templates name in braces."""
    for template in templates:
        for piece in (template or "").split("{")[1:]:
            yield piece.partition("}")[0]


def read_mapping(path: Path) -> Mapping:
    """Read a mapping from a YAML file, or say what is wrong with it and where."""
    try:
        told: object = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: no mapping can be read there ({error})") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"{path}: not YAML ({' '.join(str(error).split())})") from error
    if not isinstance(told, dict):
        raise InputError(f"{path}: a mapping begins with 'name:', 'columns:' and so on")
    try:
        return Mapping.model_validate({"name": path.stem, **lists(told)})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the mapping"
        why = first["msg"].removeprefix("Value error, ")
        raise InputError(f"{path}: {place}: {why}; see docs/sources.md") from error


def lists(told: dict[str, object]) -> dict[str, object]:
    """Write single values as lists where a list is meant."""
    found = dict(told)
    for name in ("columns", "optional", "ignore"):
        if isinstance(found.get(name), str):
            found[name] = [found[name]]
    if isinstance(skip := found.get("skip"), dict):
        found["skip"] = listed(skip)
    said = found.get("statements")
    if isinstance(said, list):
        found["statements"] = [with_lists(one) for one in said]
    return found


def with_lists(said: object) -> object:
    """Write the conditions of a statement as lists."""
    if isinstance(said, dict) and isinstance(said.get("when"), dict):
        return said | {"when": listed(said["when"])}
    return said


def listed(told: Dictionary[str, object]) -> dict[str, object]:
    """Take a single cell for a list of one."""
    return {key: [value] if isinstance(value, str) else value for key, value in told.items()}


@cache
def shipped() -> tuple[Mapping, ...]:
    """Read the mappings that come with the product, those with more columns first."""
    found = [read_mapping(path) for path in sorted(SHIPPED.glob("*.yaml"))]
    return tuple(sorted(found, key=lambda mapping: (-len(mapping.columns), mapping.name)))


def recognised(header: frozenset[str]) -> Mapping | None:
    """Give the shipped mapping all of whose columns a header has, and that knows the others."""
    for mapping in shipped():
        if not mapping.missing(header) and not mapping.strange(header):
            return mapping
    return None


def nearest(header: frozenset[str]) -> str:
    """Say which shipped mapping comes closest to a header, and what it lacks."""
    for mapping in sorted(shipped(), key=lambda each: len(each.missing(header))):
        lacks = mapping.missing(header)
        if len(lacks) < len(mapping.columns):
            return f"; '{mapping.name}' comes near and {difference(mapping, header)}"
    return ""


def difference(mapping: Mapping, header: frozenset[str]) -> str:
    """Say in what a header differs from a mapping."""
    lacks = mapping.missing(header)
    strange = sorted(header - {*mapping.columns, *mapping.optional, *mapping.ignore})
    if not lacks:
        return f"does not know the column '{strange[0]}'"
    close = difflib.get_close_matches(lacks[0], strange, n=1)
    hint = f" ('{close[0]}' is there)" if close else ""
    return f"needs the column '{lacks[0]}'{hint}"
