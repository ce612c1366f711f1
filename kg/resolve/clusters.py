"""Which ids are one entity, by the log of judgements alone: the same for the same log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model.judgement import Decider, Judgement, Verdict


class Clusters:
    """Ids that are one, and the id that stands for each.

    Joins are made in order of rank: a person's before the program's, the later before the
    earlier. One that would put two together that are judged different is left out and listed in
    `passed_over`. Where a cluster has entities of the catalogue the smallest of their ids stands
    for it, else the smallest id.
    """

    def __init__(
        self, judgements: Mapping[tuple[str, str], Judgement], catalogue: Iterable[str] = ()
    ) -> None:
        self._known = frozenset(catalogue)
        self._members: dict[str, frozenset[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self.passed_over: list[Judgement] = []
        for left, right in (p for p, j in judgements.items() if j.verdict is Verdict.DIFFERENT):
            self._apart[left].add(right)
            self._apart[right].add(left)
        same = [j for j in judgements.values() if j.verdict is Verdict.SAME]
        for judgement in sorted(same, key=rank):
            self._join(judgement)
        self._standing = {i: self._head(c) for c in self._members.values() for i in c}

    def __bool__(self) -> bool:
        """Tell whether anything is joined at all."""
        return bool(self._members)

    def _join(self, judgement: Judgement) -> None:
        left, right = (self.members(end) for end in judgement.pair)
        if any(self._apart[one] & right for one in left if one in self._apart):
            self.passed_over.append(judgement)
            return
        for one in left | right:
            self._members[one] = left | right

    def _head(self, cluster: frozenset[str]) -> str:
        return min(cluster, key=lambda i: (i not in self._known, i))

    def of(self, entity_id: str) -> str:
        """Give the id that stands for an id."""
        return self._standing.get(entity_id, entity_id)

    def members(self, entity_id: str) -> frozenset[str]:
        """Give all ids that are one with an id, itself among them."""
        return self._members.get(entity_id, frozenset({entity_id}))

    def apart(self, left: str, right: str) -> bool:
        """Tell whether two ids, or any that they are one with, are judged different."""
        others = self.members(right)
        return any(self._apart[i] & others for i in self.members(left) if i in self._apart)

    def all(self) -> tuple[tuple[str, ...], ...]:
        """List the clusters, each with the id that stands for it first."""
        whole = {self._head(c): c for c in self._members.values()}
        return tuple((h, *sorted(whole[h] - {h})) for h in sorted(whole))


def rank(judgement: Judgement) -> tuple[bool, float, str]:
    """Order joins: a person's first, then the later ones."""
    return (
        judgement.decider is Decider.PROGRAM,
        -judgement.at.timestamp(),
        judgement.id,
    )
