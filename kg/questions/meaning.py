"""What a name in a question means, where it may be a region, a subject or a policy."""

from kg.errors import UnknownName
from kg.model.entity import Entity
from kg.questions.reader import Reader


def meant(reader: Reader, name: str) -> Entity:
    """Find what a name stands for: an entity of that name, else a region with that code.

    Only then are those asked for that documents alone have brought.
    """
    if found := reader.catalogue.named(name):
        return found[0]
    try:
        return reader.region(name)
    except UnknownName as no_region:
        return brought(reader, name, no_region)


def brought(reader: Reader, name: str, no_region: UnknownName) -> Entity:
    """Find an entity that documents brought; UnknownName names what is close among all kinds."""
    try:
        return reader.subject(name)
    except UnknownName as unknown:
        close = reader.catalogue.close_to(name, "region")
        raise (no_region if close else unknown) from None


def is_region(entity: Entity) -> bool:
    """Tell whether an entity is a region."""
    return entity.type == "Region"
