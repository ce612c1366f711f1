"""A name where it stands in a text, with the entities that it may stand for."""

from collections.abc import Collection
from dataclasses import dataclass

from kg.catalogue import NameKind
from kg.model.statement import Mention


@dataclass(frozen=True, slots=True)
class Reading:
    """One entity that a name may stand for; `id` is missing where the catalogue knows it not."""

    name: str
    type: str
    id: str | None = None
    kind: NameKind = NameKind.NAME
    provider: str | None = None
    described: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """A stretch of a text that names something."""

    start: int
    end: int
    readings: tuple[Reading, ...]

    def read_as(self, types: Collection[str], kinds: Collection[NameKind] = ()) -> Reading | None:
        """Give the first reading of one of some types, in the order of the types."""
        fitting = [r for r in self.readings if not kinds or r.kind in kinds]
        for kind in types:
            for reading in fitting:
                if reading.type == kind:
                    return reading
        return None

    @property
    def first(self) -> Reading:
        """Give the reading that is meant where nothing else decides."""
        return self.readings[0]

    def is_demonym(self) -> bool:
        """Tell whether every reading is an adjective of a people."""
        return all(r.kind is NameKind.DEMONYM for r in self.readings)


@dataclass(frozen=True, slots=True)
class Referent:
    """What a name, pronoun or description of a text refers to, and where it stands."""

    reading: Reading
    start: int
    end: int
    named: bool = True

    @property
    def type(self) -> str:
        """Give the class of the thing."""
        return self.reading.type

    @property
    def key(self) -> str:
        """Tell things apart: the id, or the name where there is none."""
        return self.reading.id or self.reading.name

    @property
    def is_open(self) -> bool:
        """Tell whether this stands for the members of a list that is still to come."""
        return not self.reading.name

    def mention(self) -> Mention:
        """Give the mention that a claim carries."""
        reading = self.reading
        return Mention(
            name=reading.name.removesuffix(" models") if reading.id else reading.name,
            type=reading.type,
            id=reading.id,
            start=self.start,
            end=self.end,
            described=reading.described,
        )
