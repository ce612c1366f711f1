"""Which country's body a text means that gives its name alone: "the Data Protection Agency"."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.catalogue import Catalogue, NameKind, plain
from kg.model.document import Document
from kg.model.entity import Entity
from kg.vocabulary import vocabulary


class Bodies:
    """Bodies of government by the names that are left without their countries'."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._places: dict[str, list[str]] = defaultdict(list)
        for name in catalogue.names:
            if catalogue.entities[name.entity].type == "Region":
                self._places[name.entity].append(name.text)
        self._bare: dict[str, set[str]] = defaultdict(set)
        for name in catalogue.names:
            body = catalogue.entities[name.entity]
            if name.kind is NameKind.NAME and is_body(body):
                for bare in self.without_place(plain(name.text), body.jurisdiction or ""):
                    self._bare[bare].add(body.id)

    def without_place(self, name: str, region: str) -> Iterator[str]:
        """Give a body's name less its country: "of Korea", "(Korea)", "Korea's", "Korean"."""
        for place in map(plain, self._places.get(region, ())):
            for ending in (f" of {place}", f" of the {place}", f" {place}"):
                if name.endswith(ending):
                    yield name.removesuffix(ending)
            for beginning in (f"{place}s ", f"{place} "):
                if name.startswith(beginning):
                    yield name.removeprefix(beginning)

    def shared(self, name: str) -> bool:
        """Tell whether bodies of some countries have a name, each with its country's."""
        return plain(name) in self._bare

    def meant(self, document: Document, name: str) -> Entity | None:
        """Give the only body of that name whose country the document names."""
        known = [self.catalogue.entities[i] for i in sorted(self._bare.get(plain(name), ()))]
        text = f"{document.title or ''}\n{document.text}"
        found = [body for body in known if self.speaks_of(text, body.jurisdiction or "")]
        return found[0] if len(found) == 1 else None

    def speaks_of(self, text: str, region: str) -> bool:
        """Tell whether a text names a region, by whatever name."""
        names = "|".join(map(re.escape, sorted(self._places.get(region, ()))))
        return bool(names) and re.search(rf"(?<!\w)(?:{names})(?!\w)", text) is not None


def is_body(entity: Entity) -> bool:
    """Tell whether an entity governs some region."""
    return vocabulary().is_a(entity.type, "GovernmentBody") and entity.jurisdiction is not None
