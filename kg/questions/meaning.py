"""What a name in a question means, where it may be a region, a subject or a policy."""

from contextlib import suppress

from kg.errors import UnknownName
from kg.model.entity import Entity
from kg.questions.reader import Reader


def meant(reader: Reader, name: str) -> Entity:
    """Find what a name stands for: an entity of that name, else a region with that code.

    Only then are those asked for that documents alone have brought. A code is written in capital
    or in small letters: `ARM` is Armenia, `Arm` is not.
    """
    if found := reader.catalogue.named(name):
        return reader.standing_for(found[0])
    if name in {name.upper(), name.lower()}:
        with suppress(UnknownName):
            return reader.region(name)
    return brought(reader, name)


def brought(reader: Reader, name: str) -> Entity:
    """Find an entity that documents brought; UnknownName names what is close among all kinds."""
    try:
        return reader.subject(name)
    except UnknownName:
        close = [
            *reader.catalogue.close_to(name, "region"),
            *reader.catalogue.close_to(name, "entity"),
        ]
        hint = f"; did you mean {' or '.join(close[:3])}?" if close else ""
        raise UnknownName(f"nothing is named '{name}'{hint}") from None


def is_region(entity: Entity) -> bool:
    """Tell whether an entity is a region."""
    return entity.type == "Region"
