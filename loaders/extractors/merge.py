"""Drafts of one document merged into claims: one for each thing said, with its best sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model.document import Document
from kg.model.statement import Claim, Modality
from kg.vocabulary import Vocabulary
from loaders.extractors.drafts import Draft

CONFIDENCE = {"frame": 0.9, "structure": 0.9, "lexical": 0.6, "hint": 0.6}
AGREED = 0.95
FIRMNESS = {modality: n for n, modality in enumerate(Modality)}
Key = tuple[str, str, str, bool, str | None]


def merged(
    drafts: Iterable[Draft], document: Document, words: Vocabulary, extractor: str
) -> tuple[Claim, ...]:
    """Give the claims of a document, in the order of their evidence."""
    groups: dict[Key, list[Draft]] = defaultdict(list)
    for draft in consistent(draft for draft in drafts if permitted(draft, words)):
        groups[key_of(draft)].append(draft)
    best = [best_of(group) for group in groups.values() if {d.tier for d in group} != {"hint"}]
    claims = [claim_of(draft, sure, document, extractor) for draft, sure in best]
    return tuple(
        sorted(claims, key=lambda c: (c.start, c.subject.start, c.predicate, c.object.start))
    )


def key_of(draft: Draft) -> Key:
    """Tell apart what is said: the ends, the predicate, the polarity and the customers."""
    return (*draft.triple, draft.negated, None)


def consistent(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Leave out what would say the opposite of an earlier draft from the same sentence."""
    said: dict[tuple[int, tuple[str, str, str], str | None], bool] = {}
    for draft in drafts:
        place = (draft.start, draft.triple, draft.audience)
        if said.setdefault(place, draft.negated) == draft.negated:
            yield draft


def permitted(draft: Draft, words: Vocabulary) -> bool:
    """Tell whether the ontology allows the ends of a draft."""
    predicate = words.predicates[draft.predicate]
    fits = words.allowed(draft.subject.type, predicate.domain) and words.allowed(
        draft.object.type, predicate.range
    )
    return fits and draft.subject.key != draft.object.key


def best_of(group: list[Draft]) -> tuple[Draft, float]:
    """Choose the draft with most detail, and say how sure it is."""
    tiers = {draft.tier for draft in group}
    sure = AGREED if len(tiers) > 1 else CONFIDENCE[group[0].tier]
    group = [draft for draft in group if draft.tier != "hint"]
    best = max(group, key=worth)
    source = best.source or next((d.source for d in group if d.source), None)
    return replace(best, source=source), sure


def worth(draft: Draft) -> tuple[int, int, int, int, int]:
    """Rank the drafts of one claim: by rule, firmness, date and source, then the earlier one."""
    told = (draft.valid_from, draft.source, draft.via, draft.channel, draft.audience)
    detail = sum(v is not None for v in told)
    return (
        CONFIDENCE[draft.tier] > 0.6,
        -FIRMNESS[draft.modality],
        detail,
        draft.subject.named + draft.object.named,
        -draft.start,
    )


def claim_of(draft: Draft, sure: float, document: Document, extractor: str) -> Claim:
    """Give a draft the form of a claim."""
    return Claim(
        doc=document.id,
        subject=draft.subject.mention(),
        predicate=draft.predicate,
        object=draft.object.mention(),
        polarity="negated" if draft.negated else "affirmed",
        modality=draft.modality,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        channel=draft.channel,
        via=draft.via.mention() if draft.via else None,
        audience=draft.audience,
        condition=draft.condition,
        listed=draft.listed,
        figure=draft.figure,
        attributed_to=draft.source.mention() if draft.source else None,
        confidence=sure,
        extractor=extractor,
        start=draft.start,
        end=draft.end,
    )
