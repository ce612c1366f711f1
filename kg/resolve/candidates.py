"""Which entities are worth comparing: those that share a telling word, a form or first letters.

The work grows with the number of names, not with its square: a word that more than `CROWD` names
share is no reason to compare them all.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, combinations, pairwise

from kg.model.entity import Entity
from kg.model.judgement import Proposal, Reason
from kg.resolve.clusters import Clusters
from kg.resolve.comparisons import LIKELY, compare
from kg.resolve.forms import Form, form
from kg.resolve.words import GENERAL

CROWD = 24
"""Names that share a word before it stops telling anybody apart."""
APART = frozenset({"Region", "Measure"})
"""Classes that are never proposed: regions have codes, and a measure is its name."""
DESCRIBED = re.compile(r"\.[a-z]+\.[0-9a-f]{8}$")
"""The end of the id of what is known within one document alone."""


def proposals(
    entities: Iterable[Entity], clusters: Clusters, least: float = LIKELY
) -> list[Proposal]:
    """Compare what may be one and is not decided yet; the likeliest first.

    Two entities of the catalogue are two: whoever wrote it knew both.
    """
    known = {e.id: e for e in entities if e.type not in APART and not DESCRIBED.search(e.id)}
    found = []
    for left, right in pairs(known.values()):
        if not (known[left].provisional or known[right].provisional):
            continue
        if clusters.of(left) == clusters.of(right) or clusters.apart(left, right):
            continue
        if proposal := proposed(known[left], known[right], least):
            found.append(proposal)
    return sorted(found, key=lambda p: (-p.score, p.left.id, p.right.id))


def proposed(left: Entity, right: Entity, least: float) -> Proposal | None:
    """Compare two entities, and propose them where they are alike enough."""
    score, reasons = compare(left, right)
    if score < least:
        return None
    told = (Reason(comparison=r.comparison, counts=round(r.counts, 3), why=r.why) for r in reasons)
    return Proposal(left=left, right=right, score=score, reasons=tuple(told))


def pairs(entities: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    """Give the pairs of ids that are worth comparing, each once and in order."""
    seen: set[tuple[str, str]] = set()
    found = blocks(entities)
    for key in sorted(key for key, block in found.items() if not isinstance(block, str)):
        ids = sorted(found[key])
        if len(ids) > CROWD and not key.startswith(FORM):
            continue
        for pair in combinations(ids, 2) if len(ids) <= CROWD else pairwise(ids):
            if pair not in seen:
                seen.add(pair)
                yield pair


FORM, WORD, LETTERS, CODE = "form ", "word ", "letters ", "code "


def blocks(entities: Iterable[Entity]) -> dict[str, str | list[str]]:
    """Sort ids by all that could bring two names together.

    Most keys are one entity's alone; those have its id without a list around it, because lists
    by the million cost more time than names do.
    """
    found: dict[str, str | list[str]] = {}
    for entity in entities:
        for key in keys(entity):
            block = found.setdefault(key, entity.id)
            if isinstance(block, list):
                block.append(entity.id)
            elif block != entity.id:
                found[key] = [block, entity.id]
    return found


def keys(entity: Entity) -> set[str]:
    """Give what one entity could share with others."""
    forms = [form(name) for name in (entity.name, *entity.aliases)]
    codes = {CODE + code for code in (entity.wikidata, entity.iso) if code}
    return codes | set(chain.from_iterable(map(keys_of, forms)))


def keys_of(name: Form) -> Iterator[str]:
    """Give what one name could share: its form, its telling words, and their near spellings."""
    yield FORM + name.key
    yield FORM + name.whole
    telling = [word for word in name.words if word not in GENERAL] or list(name.words)
    yield from (WORD + word for word in telling)
    yield from (LETTERS + short for short in name.initials)
    if len(name.words) == 1 and len(name.words[0]) <= 6:
        yield LETTERS + name.words[0]
    if len(telling) <= 2:
        yield from (WORD + near for word in telling for near in without_one(word))


def without_one(word: str) -> Collection[str]:
    """Give a word with each of its letters left out: what words a letter apart have in common."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) > 4 else ()
