"""Documents whose claims do not come from an extractor's reading of one text."""

from kg.model.document import Document
from kg.model.recording import SetAside
from kg.model.statement import Claim
from kg.model.value import Value


class Claimed(Value):
    """A document that comes with its claims, such as a table read by a mapping.

    `made_by` names the mapping. `series` is the name of the list of which this is the state on
    the day of publication: what a later one no longer has ended somewhere in between.
    """

    document: Document
    claims: tuple[Claim, ...]
    made_by: str
    series: str | None = None
    set_aside: tuple[SetAside, ...] = ()

    @property
    def id(self) -> str:
        """Give the id of the document."""
        return self.document.id

    @property
    def key(self) -> str:
        """Give the key of the version."""
        return self.document.key


class Versions(Value):
    """A text as it stood from one day to the next, as documents in the order of their dates.

    What a version no longer says ended on its day, what it newly says began on it.
    """

    name: str
    documents: tuple[Document, ...]

    @property
    def id(self) -> str:
        """Give the name that the versions share."""
        return self.name

    @property
    def key(self) -> str:
        """Name these very versions."""
        return " ".join(document.key for document in self.documents)
