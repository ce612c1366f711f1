"""What a cell means: entities, dates and words, by the field of the mapping that it belongs to."""

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Dictionary
from functools import cached_property
from typing import NamedTuple

from kg.catalogue import Catalogue
from kg.errors import BadDate, InputError, UnknownName
from kg.model.entity import Entity
from kg.model.period import parts
from kg.vocabulary import vocabulary
from loaders.tables.mapping import DATE, WORD, Field

EXCEPT = re.compile(
    r"\s*[(,]?\s*\b(?:except(?: for)?|excluding|excl\.|not including|without|"
    r"with the exception of|other than)\s+(?:the )?(?P<parts>[^()]+)\)?\s*$",
    re.IGNORECASE,
)
INSIDE = re.compile(r"^(?P<outside>[^()]+?)\s*\((?P<inside>[^()]+)\)$")
LISTED = re.compile(r"\s*(?:,|;|\band\b|\bor\b|&)\s*(?:and\b|or\b)?\s*")
TAIL = re.compile(r"\s+(?:regions?|oblasts?|republics?|territories)$", re.IGNORECASE)
COUNT = re.compile(r"\s*,?\s*\(\d+\)$")
TIME = re.compile(r"[T ]\d{2}:\d{2}.*$", re.DOTALL)


class Meant(NamedTuple):
    """What a cell names: a name with its class, and its id where the catalogue knows it.

    `left_out` marks a part that the cell excepts: "Ukraine (except Crimea)".
    """

    name: str
    type: str
    id: str | None = None
    left_out: bool = False


class Unknown(Exception):
    """A cell that says nothing that its field may hold; the message says why."""


class Values:
    """Reads the cells of the fields of a mapping; the same cell is looked up once.

    `left` counts the different values that were left out, by the reason.
    """

    def __init__(self, fields: Dictionary[str, Field], catalogue: Catalogue) -> None:
        self.fields = fields
        self.catalogue = catalogue
        self.left: Counter[str] = Counter()
        self._known: dict[tuple[str, str], tuple[Meant, ...]] = {}
        for name, field in fields.items():
            for cell in field.values:
                self.checked(name, cell)

    def checked(self, name: str, cell: str) -> None:
        """Refuse a value of the mapping that nobody knows."""
        try:
            self.meant(name, {self.fields[name].column or name: cell})
        except Unknown as error:
            raise InputError(
                f"the mapping's field '{name}', value of '{cell}': {error}"
            ) from error

    def meant(self, name: str, cells: Dictionary[str, str]) -> tuple[Meant, ...]:
        """Give all that the cell of a field means in a row; Unknown where it may not mean that."""
        field = self.fields[name]
        cell = written(field, name, cells)
        key = (name, cell)
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(self.read(field, cell)))
        return self._known[key]

    def read(self, field: Field, cell: str) -> Iterator[Meant]:
        """Read one cell: as a whole, or each of its parts."""
        if cell in field.values:
            yield from self.listed(field, cell)
            return
        for part in pieces(field, cell):
            if part in field.values:
                yield from self.listed(field, part)
            elif part and not (field.values and field.otherwise == "nothing"):
                yield from self.other(field, part)
            elif field.otherwise == "refuse":
                raise Unknown("the cell is empty")

    def other(self, field: Field, cell: str) -> Iterator[Meant]:
        """Read a value that the mapping does not list; what nobody knows may be left out."""
        try:
            yield from self.one(field, cell)
        except Unknown as error:
            if field.otherwise in {"refuse", "new"}:
                raise
            if field.otherwise == "report":
                self.left[str(error)] += 1

    def listed(self, field: Field, cell: str) -> Iterator[Meant]:
        """Read what the mapping says that a cell means: regions by name, or nothing."""
        plain = field.model_copy(update={"written": "name"})
        yield from self.one(plain, field.values[cell]) if field.values[cell] else ()

    def one(self, field: Field, cell: str) -> Iterator[Meant]:
        """Read one value."""
        if field.type == WORD:
            yield from word(field, cell)
        elif field.type == DATE:
            yield Meant(dated(cell), DATE)
        elif field.type == "Region":
            yield from self.places(field, cell)
        else:
            yield from self.thing(field, cell)

    def thing(self, field: Field, cell: str) -> Iterator[Meant]:
        """Find what is no region: the catalogue's, or something new where that is allowed."""
        words = vocabulary()
        for entity in self.catalogue.named(cell):
            if words.is_a(entity.type, field.type) or words.is_a(field.type, entity.type):
                yield known(entity)
                return
        if field.otherwise != "new":
            raise Unknown(f"no {field.type} named '{cell}' in the catalogue")
        yield Meant(cell, field.type)

    # Regions

    def places(self, field: Field, cell: str) -> Iterator[Meant]:
        """Find the region that a cell names, and the parts of it that it leaves out."""
        read = {"iso": self.by_iso, "code": self.by_code, "name": self.by_name}[field.written]
        yield from read(cell)

    def by_iso(self, cell: str) -> Iterator[Meant]:
        """Find a region by its ISO 3166 code, and by nothing else: 'UK' and 'MI' are none."""
        if found := self.isos.get(cell):
            yield known(found)
            return
        others = [e.iso for e in self.catalogue.named(cell) if e.type == "Region" and e.iso]
        hint = f"; did you mean {others[0]}?" if others else ""
        raise Unknown(f"'{cell}' is no ISO 3166 code of a region{hint}")

    def by_code(self, cell: str) -> Iterator[Meant]:
        """Find a region by the code of a cloud's data centres."""
        try:
            yield known(self.catalogue.region(cell))
        except UnknownName as error:
            raise Unknown(f"no region has the code '{cell}'") from error

    def by_name(self, cell: str) -> Iterator[Meant]:
        """Find a region by name, also with another name or with exceptions in brackets."""
        if whole := self.named(cell):
            yield known(whole)
        elif excepted := EXCEPT.search(cell):
            yield known(self.surely(cell[: excepted.start()], cell))
            for part in LISTED.split(excepted["parts"]):
                yield known(self.surely(TAIL.sub("", part), cell))._replace(left_out=True)
        else:
            yield known(self.bracketed(cell))

    def bracketed(self, cell: str) -> Entity:
        """Find the region of two names for one: "Czechia (Czech Republic)"."""
        shaped = INSIDE.match(cell)
        both = [self.named(shaped[n]) for n in ("outside", "inside")] if shaped else []
        found = {entity.id: entity for entity in both if entity}
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise Unknown(f"'{cell}' names two regions; say which in the mapping's 'values'")
        return self.surely(cell, cell)

    def surely(self, name: str, cell: str) -> Entity:
        """Find a region by name, or say which names are close."""
        if found := self.named(name.strip()):
            return found
        close = self.catalogue.close_to(name, "region")
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        inside = f" in '{cell}'" if name.strip() != cell.strip() else ""
        raise Unknown(f"no region named '{name.strip()}'{inside}{hint}")

    def named(self, name: str) -> Entity | None:
        """Find a region by name alone, and only one."""
        found = [e for e in self.catalogue.named(name) if e.type == "Region"]
        return found[0] if len(found) == 1 else None

    @cached_property
    def isos(self) -> dict[str, Entity]:
        """Give the regions by the code that ISO 3166 gives them."""
        regions = (e for e in self.catalogue.entities.values() if e.type == "Region")
        return {e.iso: e for e in regions if e.iso}


def word(field: Field, cell: str) -> Iterator[Meant]:
    """Give a word, if the mapping does not list others."""
    if field.values and cell not in field.values.values() and field.otherwise != "new":
        raise Unknown(f"'{cell}' is none of {', '.join(field.values)}")
    yield Meant(cell, WORD)


def written(field: Field, name: str, cells: Dictionary[str, str]) -> str:
    """Give the cell of a field, or what its template makes of several."""
    if field.template:
        return filled(field.template, cells)
    return cells.get(field.column or name, "").strip() or cells.get(field.instead, "").strip()


def filled(template: str, cells: Dictionary[str, str]) -> str:
    """Put cells into a template; only names of columns in braces are replaced."""
    return re.sub(r"\{([^{}]+)\}", lambda found: cells.get(found[1], ""), template)


def pieces(field: Field, cell: str) -> list[str]:
    """Take the part of a cell that a pattern finds, and part it where it has several values."""
    found = [m[1] for m in re.finditer(field.pattern, cell)] if field.pattern else [cell]
    if field.split is None:
        return [piece.strip() for piece in found[:1]] or [""]
    mark = LISTED if field.split == "list" else re.compile(re.escape(field.split))
    parted = [part for piece in found for part in mark.split(piece)]
    return [COUNT.sub("", part).strip() for part in parted if part.strip()] or [""]


def known(entity: Entity) -> Meant:
    """Name an entity of the catalogue."""
    return Meant(entity.name, entity.type, entity.id)


def dated(cell: str) -> str:
    """Read a date, without the time of day."""
    day = TIME.sub("", cell)
    try:
        parts(day)
    except BadDate as error:
        raise Unknown(str(error)) from error
    return day
