"""What a graph holds, as one value that exports write and imports read."""

from collections.abc import Mapping

from kg.errors import InputError
from kg.model.document import Document
from kg.model.entity import Entity, Membership
from kg.model.statement import Statement
from kg.model.value import Value


class Content(Value):
    """Entities, regions and statements, with the document versions (by key) behind them.

    Each statement id stands once: the content is what a store believes at one moment.
    """

    entities: tuple[Entity, ...] = ()
    memberships: tuple[Membership, ...] = ()
    statements: tuple[Statement, ...] = ()
    documents: Mapping[str, Document] = {}

    def document(self, statement: Statement) -> Document:
        """Give the document version that a statement was read in."""
        found = self.documents.get(statement.document)
        if found is None:
            raise InputError(
                f"statement {statement.id} rests on document '{statement.document}', whose text "
                "was not given with it"
            )
        return found

    def quote(self, statement: Statement) -> str:
        """Cut the words that stand behind a statement."""
        return self.document(statement).quote(statement.start, statement.end)
