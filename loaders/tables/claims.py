"""From a row to claims: every statement of the mapping, said of what the row names."""

from collections.abc import Iterator
from collections.abc import Mapping as Dictionary
from itertools import product
from typing import NamedTuple

from kg.catalogue import Catalogue
from kg.errors import InputError
from kg.model.document import Span
from kg.model.statement import Claim, Mention, Polarity
from loaders.tables.mapping import QUALIFIERS, ROLES, Mapping, Said
from loaders.tables.values import Meant, Unknown, Values

Cells = Dictionary[str, str]


class BadCell(Exception):
    """A cell that breaks its source; the message names the column and says why."""


class Place(NamedTuple):
    """Where a row stands: the document's id and the span of the row."""

    doc: str
    span: Span


class Reader:
    """Makes the claims of rows by one mapping."""

    def __init__(self, mapping: Mapping, catalogue: Catalogue) -> None:
        self.mapping = mapping
        self.values = Values(mapping.fields, catalogue)
        self.constants = {
            word: self.constant(word, catalogue)
            for said in mapping.statements
            for role in ROLES
            if (word := getattr(said, role)) and word not in mapping.fields
        }

    def constant(self, word: str, catalogue: Catalogue) -> Meant:
        """Find an entity that the mapping itself names."""
        found = catalogue.named(word)
        if not found:
            raise InputError(
                f"mapping '{self.mapping.name}': '{word}' is neither one of its fields nor a "
                "name in the catalogue"
            )
        return Meant(found[0].name, found[0].type, found[0].id)

    def skips(self, cells: Cells) -> bool:
        """Tell whether the mapping leaves out a row on purpose."""
        return any(cells.get(column) in left for column, left in self.mapping.skip.items())

    def check(self, cells: Cells) -> None:
        """Read every field of a row; BadCell where one breaks the source."""
        for name in self.mapping.fields:
            self.meant(name, cells)

    def meant(self, name: str, cells: Cells) -> tuple[Meant, ...]:
        """Read a field of a row, and say in which column it is where it cannot be."""
        try:
            return self.values.meant(name, cells)
        except Unknown as error:
            column = self.mapping.fields[name].column or name
            raise BadCell(f"column '{column}': {error}") from error

    def says(self, cells: Cells) -> bool:
        """Tell whether a row makes any statement."""
        return any(
            all(cells.get(column) in told for column, told in said.when.items())
            and self.all(said.subject, cells)
            and self.all(said.object, cells)
            for said in self.mapping.statements
        )

    def claims(self, cells: Cells, place: Place) -> Iterator[Claim]:
        """Give the claims of a row."""
        for said in self.mapping.statements:
            if all(cells.get(column) in told for column, told in said.when.items()):
                yield from self.said(said, cells, place)

    def said(self, said: Said, cells: Cells, place: Place) -> Iterator[Claim]:
        """Give one statement of all that the row names at its ends."""
        told = {name: self.word(getattr(said, name), cells) for name in QUALIFIERS}
        via, source = (self.first(getattr(said, name), cells) for name in ROLES[2:])
        ends = (self.all(said.subject, cells), self.all(said.object, cells))
        for subject, target in product(*ends):
            yield Claim.model_validate(
                told
                | {
                    "doc": place.doc,
                    "subject": mention(subject, place),
                    "predicate": said.predicate,
                    "object": mention(target, place),
                    "polarity": Polarity.NEGATED if target.left_out else said.polarity,
                    "modality": said.modality,
                    "via": mention(via, place) if via else None,
                    "attributed_to": mention(source, place) if source else None,
                    "extractor": self.mapping.made_by,
                    "start": place.span.start,
                    "end": place.span.end,
                }
            )

    def all(self, role: str, cells: Cells) -> tuple[Meant, ...]:
        """Give all entities in a role: of a field, or a constant."""
        if role in self.mapping.fields:
            return self.meant(role, cells)
        return (self.constants[role],)

    def first(self, role: str | None, cells: Cells) -> Meant | None:
        """Give the entity in a role that may be empty."""
        return next(iter(self.all(role, cells)), None) if role else None

    def word(self, qualifier: str | None, cells: Cells) -> str | None:
        """Give the value of a qualifier: of a field, or a constant."""
        if qualifier in self.mapping.fields:
            found = self.meant(str(qualifier), cells)
            return found[0].name if found else None
        return qualifier


def mention(meant: Meant, place: Place) -> Mention:
    """Name an entity in a row."""
    return Mention(
        name=meant.name,
        type=meant.type,
        id=meant.id,
        start=place.span.start,
        end=place.span.end,
    )
