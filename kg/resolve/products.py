"""Names of products that say more than the catalogue's: the maker in front, the kind behind."""

import re

from kg.catalogue import Catalogue
from kg.model.entity import Entity
from kg.model.statement import Mention
from kg.vocabulary import vocabulary

PRODUCTS = ("Service", "Model", "Hardware")
LONGEST_MAKER = 4
KIND = re.compile(
    r"(?i) (?:(?:AI )?(?:chatbot|assistant|service|platform|technology|technologies|app"
    r"|application|language model|model|chip|GPU|accelerator)s?)$"
)
"""What a product is, at the end of its name, where nothing else tells it from another."""


def product(catalogue: Catalogue, mention: Mention) -> Entity | None:
    """Find the product of the catalogue that a mention means by more words than its name.

    A maker's name in front counts where the product is that maker's. A model that a text calls a
    service, or the reverse, is the catalogue's where no other product has the name.
    """
    if mention.type not in PRODUCTS or mention.described:
        return None
    whole = mention.name.strip()
    for name in dict.fromkeys((whole, KIND.sub("", whole))):
        if found := named(catalogue, name, mention.type) or behind_maker(
            catalogue, name, mention.type
        ):
            return found
    return None


def named(catalogue: Catalogue, name: str, kind: str) -> Entity | None:
    """Find the one product of a name, before others that of the class that the text gives it."""
    if not any(c.isupper() or not c.isascii() for c in name):
        return None
    found = [e for e in catalogue.named(name) if e.type in PRODUCTS]
    same = [e for e in found if e.type == kind]
    fitting = same or (found if len(found) == 1 else [])
    return fitting[0] if fitting else None


def behind_maker(catalogue: Catalogue, name: str, kind: str) -> Entity | None:
    """Find a product by the name that is left once that of its own maker is taken off."""
    words = name.split()
    for length in range(1, min(LONGEST_MAKER, len(words) - 1) + 1):
        makers = {e.id for e in catalogue.named(" ".join(words[:length])) if is_house(e)}
        found = named(catalogue, " ".join(words[length:]), kind) if makers else None
        if found and makers & set(owners(catalogue, found.provider)):
            return found
    return None


def is_house(entity: Entity) -> bool:
    """Tell whether an entity is an organisation, which can make something."""
    return vocabulary().is_a(entity.type, "Organization")


def owners(catalogue: Catalogue, house: str | None) -> list[str]:
    """Give a company and those above it."""
    found: list[str] = []
    while house and house not in found:
        found.append(house)
        house = catalogue.entities[house].parent
    return found
