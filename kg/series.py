"""Records series: each document as it is, dated by those before and after it, in the store too."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kg.model.document import Document
from kg.model.recording import Recording
from kg.model.statement import Claim
from kg.resolve.series import Issue, changed, name_of, settled
from kg.store.base import Store

VERSIONS = "versions"
"""Marks, in what made its statements, a text of which every change was seen on its day."""
MAPPING = "mapping "
"""Begins the name of what made the statements of a table."""


def together(store: Store, recordings: Sequence[Recording]) -> list[Recording]:
    """Date recordings that belong to series by each other and by what the store has of them.

    Documents of the store whose dates change by this are recorded anew beside them.
    """
    by_series: dict[str, dict[str, Recording]] = defaultdict(dict)
    for recording in recordings:
        if name := name_of(recording.document.id):
            by_series[name][recording.document.id] = recording
    stored = members(store, set(by_series))
    found: list[Recording] = []
    for name, fresh in by_series.items():
        others = {i: r for i, r in stored.get(name, {}).items() if i not in fresh}
        redone = dict(dated({**others, **fresh}))
        found += [redone[i] for i in fresh]
        found += [redone[i] for i, old in others.items() if redone[i] != old]
    return found


def without(store: Store, document_id: str) -> list[Recording]:
    """Date what is left of a series anew once a document of it is gone."""
    name = name_of(document_id)
    left = members(store, {name}).get(name, {}) if name else {}
    gone = date.fromisoformat(document_id.rpartition("@")[2]) if left else date.min
    redone = dict(dated(left, gone=(gone,)))
    return [redone[i] for i, old in left.items() if redone[i] != old]


def dated(
    recordings: Mapping[str, Recording], *, gone: Iterable[date] = ()
) -> Iterator[tuple[str, Recording]]:
    """Date the statements of a series' documents by each other."""
    ids = sorted(recordings, key=lambda i: i.rpartition("@")[2])
    issues = [
        Issue(date.fromisoformat(i.rpartition("@")[2]), recordings[i].statements) for i in ids
    ]
    seen_daily = any(VERSIONS in recording.made_by for recording in recordings.values())
    found = settled(issues, seen_daily=seen_daily, gone=tuple(gone))
    for document_id, statements in zip(ids, found, strict=True):
        unique = {statement.id: statement for statement in statements}
        update = {"statements": tuple(unique.values())}
        yield document_id, recordings[document_id].model_copy(update=update)


def members(store: Store, names: set[str]) -> dict[str, dict[str, Recording]]:
    """Give the live documents of some series as they are in the store."""
    found: dict[str, dict[str, Recording]] = defaultdict(dict)
    for stored in store.documents() if names else ():
        name = name_of(stored.document.id)
        if name in names and in_series(stored.made_by):
            found[name][stored.document.id] = kept(store, stored.document.id, stored.key)
    return found


def in_series(made_by: str) -> bool:
    """Tell whether what made a document's statements dates them by those of its series."""
    return made_by.startswith(MAPPING) or VERSIONS in made_by


def kept(store: Store, document_id: str, key: str) -> Recording:
    """Give a document of the store as it was recorded."""
    statements = tuple(
        changed(s, {"recorded_at": None}) for s in store.statements(document_id=document_id)
    )
    named = {i for s in statements for i in (s.subject, s.object, s.via, s.attributed_to) if i}
    return Recording(
        document=store.texts([key])[key],
        statements=statements,
        entities=tuple(e for e in store.entities(named) if e.provisional),
        set_aside=tuple(claim for _, claim in store.set_aside(document_id)),
        made_by=store.made_by([document_id])[document_id][1],
    )


# Texts of which all versions are known at once.


def carried(
    versions: Sequence[tuple[Document, tuple[Claim, ...]]],
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Let each version say what the one before says in a sentence that still stands in it."""
    before: tuple[Claim, ...] = ()
    former: Document | None = None
    for document, claims in versions:
        said = {told(claim) for claim in claims}
        again = (standing(c, former, document) for c in before if former and told(c) not in said)
        before = (*claims, *(c for c in again if c))
        former = document
        yield document, before


def told(claim: Claim) -> str:
    """Give all that a claim says but for its place."""
    names = (
        claim.subject.name,
        claim.predicate,
        claim.object.name,
        claim.polarity,
        claim.audience,
    )
    return "|".join(map(str, names))


def standing(claim: Claim, former: Document, document: Document) -> Claim | None:
    """Give a claim of a version as one of the next, if its very sentence stands there."""
    quote = former.quote(claim.start, claim.end)
    at = document.text.find(quote)
    if at < 0:
        return None
    moved = at - claim.start
    ends = {
        name: end.model_copy(update={"start": end.start + moved, "end": end.end + moved})
        for name in ("subject", "object", "via", "attributed_to")
        if (end := getattr(claim, name))
    }
    place = {"doc": document.id, "start": at, "end": at + len(quote)}
    return claim.model_copy(update=ends | place)


def digest(words: Iterable[str]) -> str:
    """Give a short hash of some words."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]
