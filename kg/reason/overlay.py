"""Statements as they are supposed for one answer, and the true ones behind them."""

from collections.abc import Iterable

from kg.model.answer import ProviderVerdict, Verdict
from kg.model.statement import Statement

GROUNDS = ("evidence", "against", "upcoming", "risks", "unofficial")


class Overlay:
    """Remembers which statement each supposition was made from; nothing of it is ever stored."""

    def __init__(self) -> None:
        self._true: dict[str, Statement] = {}

    def suppose(self, statement: Statement, **changes: object) -> Statement:
        """Make a statement that says something else than the one that it stands for."""
        supposed = Statement.model_validate(statement.model_dump() | changes)
        self._true[supposed.id] = statement
        return supposed

    def restored(self, verdict: Verdict) -> Verdict:
        """Put the true statements back into a verdict and its parts."""
        told: dict[str, object] = {name: self._of(getattr(verdict, name)) for name in GROUNDS}
        return verdict.model_copy(update=told)

    def provider(self, verdict: ProviderVerdict) -> ProviderVerdict:
        """Put the true statements back into what was judged of a provider."""
        services = tuple(map(self.restored, verdict.services))
        own = self.restored(verdict.verdict)
        return verdict.model_copy(update={"verdict": own, "services": services})

    def _of(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        true = (self._true.get(s.id, s) for s in statements)
        return tuple({s.id: s for s in true}.values())
