"""Reads the data files of the catalogue: one entry for each entity, as a person wrote it."""

import csv
import difflib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, TypeAlias

import yaml
from pydantic import BeforeValidator, Field, ValidationError

from kg.errors import InputError
from kg.model.period import Edtf
from kg.model.value import Value

Written: TypeAlias = "str | list[Written] | dict[str, Written]"
"""What stands in a file; every word is text, so that `no` is Norway and never false."""


def listed(written: object) -> object:
    """Take a single text for a list of one."""
    return [written] if isinstance(written, str) else written


def dated(written: object) -> object:
    """Take a bare region for one without dates."""
    items = listed(written)
    if not isinstance(items, list):
        return items
    return [{"regions": item} if isinstance(item, str) else item for item in items]


Texts = Annotated[tuple[str, ...], BeforeValidator(listed)]


class Stretch(Value):
    """Regions that belong to another, between two dates where these are known."""

    regions: Texts
    begin: Edtf | None = Field(default=None, alias="from")
    end: Edtf | None = Field(default=None, alias="to")
    note: str | None = None


Stretches = Annotated[tuple[Stretch, ...], BeforeValidator(dated)]


class Entry(Value):
    """One entity of a data file; its fields are explained in the README of the ontology.

    An entry with a name is a whole entity. One without adds to the entity of the same id.
    """

    id: str = Field(min_length=1)
    place: str
    type: str | None = None
    name: str | None = Field(default=None, min_length=1)
    aliases: Texts = ()
    cased: Texts = ()
    translations: Texts = ()
    former: Texts = ()
    demonyms: Texts = ()
    capitals: Texts = ()
    offices: Texts = ()
    roles: Texts = ()
    codes: Texts = ()
    provider: str | None = None
    parent: str | None = None
    parents: Texts = ()
    jurisdiction: str | None = None
    country: str | None = None
    based_on: Texts = ()
    issuer: str | None = None
    issued: Edtf | None = None
    about: Texts = ()
    wikidata: str | None = Field(default=None, pattern=r"^Q[1-9]\d*$")
    iso: str | None = None
    part_of: Stretches = ()
    members: Stretches = ()
    note: str | None = None

    def with_more(self, more: "Entry") -> "Entry":
        """Add another entry's lists to this one's, and take over its other fields."""
        given = {name: getattr(more, name) for name in more.model_fields_set - {"id", "place"}}
        for name, value in given.items():
            if isinstance(value, tuple):
                given[name] = getattr(self, name) + value
        return self.model_copy(update=given)


FIELDS = sorted(set(Entry.model_fields) - {"id", "place"})


def read_entries(folder_or_file: Path) -> Iterator[Entry]:
    """Read one data file, or all those of a folder, in the order of their names."""
    for path in data_files(folder_or_file):
        yield from READERS[path.suffix](path)


def data_files(folder_or_file: Path) -> list[Path]:
    """List the data files in a folder, or the file itself."""
    if folder_or_file.is_dir():
        return sorted(p for p in folder_or_file.iterdir() if p.suffix in READERS)
    if not folder_or_file.is_file():
        raise InputError(f"no data file or folder at {folder_or_file}")
    if folder_or_file.suffix not in READERS:
        known = " or ".join(READERS)
        raise InputError(f"{folder_or_file} is no data file; its name must end in {known}")
    return [folder_or_file]


def read_yaml(path: Path) -> Iterator[Entry]:
    """Read a YAML file whose keys are ids."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        node = yaml.compose(text_of(path), Loader=loader)
    except yaml.YAMLError as error:
        raise InputError(f"{path.name} is not YAML: {error}") from error
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{path.name}: begin each entity with its id and a colon")
    for key, value in node.value:
        place = f"{path.name}, line {key.start_mark.line + 1}, entry '{key.value}'"
        yield entry(str(key.value), written(value, place), place)


def read_tsv(path: Path) -> Iterator[Entry]:
    """Read a table with tabs between its columns; several texts in a cell are parted by `|`."""
    rows = csv.DictReader(
        text_of(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, restval=""
    )
    for number, row in enumerate(rows, start=2):
        place = f"{path.name}, line {number}, entry '{row.get('id')}'"
        if None in row:
            raise InputError(f"{place}: more cells than the heading has columns")
        fields: dict[str, Written] = {
            name: cell if "|" not in cell else list(cell.split("|"))
            for name, cell in row.items()
            if cell and name != "id"
        }
        yield entry(row.get("id", ""), fields, place)


READERS: dict[str, Callable[[Path], Iterator[Entry]]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".tsv": read_tsv,
}


def text_of(path: Path) -> str:
    """Read a file's text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not text in UTF-8: {error}") from error


def written(node: yaml.Node, place: str) -> Written:
    """Turn a node of YAML into texts, lists and mappings."""
    if isinstance(node, yaml.SequenceNode):
        return [written(item, place) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    found: dict[str, Written] = {}
    for key, value in node.value:
        if str(key.value) in found:
            raise InputError(f"{place}: '{key.value}' is there twice; keep one")
        found[str(key.value)] = written(value, place)
    return found


def entry(entity_id: str, fields: Written, place: str) -> Entry:
    """Make an entry of what was written, or say what is wrong with it."""
    if not isinstance(fields, dict):
        raise InputError(f"{place}: write its fields below it, each with a colon ({FIELDS})")
    for name in fields:
        if name not in FIELDS:
            raise InputError(f"{place}: there is no field '{name}'; {way_out(name)}")
    try:
        return Entry.model_validate({**fields, "id": entity_id, "place": place})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{place}: '{where}' is wrong: {first['msg']}") from error


def way_out(name: str) -> str:
    """Suggest the field that was meant, or list all."""
    close = difflib.get_close_matches(name, FIELDS, n=1)
    return f"did you mean '{close[0]}'?" if close else f"the fields are {', '.join(FIELDS)}"
