"""Who and what statements speak of, and which region belongs to which."""

from datetime import date

from kg.model.period import Edtf, earliest
from kg.model.value import Value


class Entity(Value):
    """Somebody or something with an identity.

    Ids are stable slugs; a region's is its ISO 3166 code in lower case. `type` is a class of the
    ontology. `provider` offers a service or model; `parent` owns a company, is the wider service
    of a service or the family of a model; `parents` are the partners of a joint venture;
    `jurisdiction` is the region of a government body or regulator; `country` is where a company
    has its seat; `based_on` are the models or services that this one runs on; `issuer` made a
    policy. All of these are ids. `provisional` entities come from documents, not from the
    catalogue.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    provider: str | None = None
    parent: str | None = None
    parents: tuple[str, ...] = ()
    jurisdiction: str | None = None
    country: str | None = None
    based_on: tuple[str, ...] = ()
    issuer: str | None = None
    wikidata: str | None = None
    iso: str | None = None
    provisional: bool = False


class Membership(Value):
    """A region that is part of another, between two dates where these are known."""

    member: str
    whole: str
    valid_from: Edtf | None = None
    valid_to: Edtf | None = None

    def holds(self, on: date) -> bool:
        """Tell whether the member belongs to the whole on a day; the last day is outside."""
        begun = self.valid_from is None or earliest(self.valid_from) <= on
        ended = self.valid_to is not None and earliest(self.valid_to) <= on
        return begun and not ended
