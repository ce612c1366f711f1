"""Drafts of one document merged into claims: one for each thing said, with its best sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.model.document import Document
from kg.model.statement import Channel, Claim, Modality
from kg.vocabulary import Vocabulary
from loaders.extractors.confidence import AGREED
from loaders.extractors.drafts import Draft

FIRM = {"frame", "structure"}
"""The methods that read more than words."""
ENDED = "ended"
"""Marks what a document tells of as past."""
LEFT_OUT = "left out"
"""The rule for people that a sentence excepts from what it says."""
EVENTS = {"withdraw", "withdraw itself", "ban for the public"}
"""Frames that tell of what happened at some time."""
FIRMNESS = {modality: n for n, modality in enumerate(Modality)}
Key = tuple[str, str, str, bool, str | None]


def merged(
    drafts: Iterable[Draft],
    document: Document,
    words: Vocabulary,
    extractor: str,
    confidence: Mapping[str, float],
) -> tuple[Claim, ...]:
    """Give the claims of a document, in the order of their evidence, as sure as their method."""
    groups: dict[Key, list[Draft]] = defaultdict(list)
    for draft in consistent(draft for draft in drafts if permitted(draft, words)):
        groups[key_of(draft)].append(draft)
    told = {key: group for key, group in groups.items() if {d.tier for d in group} != {"hint"}}
    some = {key[:4] for key in told if key[1] == "available_in" and key[4] not in {None, ENDED}}
    best = [
        best_of(group, told.get((*key[:4], None), []))
        for key, group in told.items()
        if key[:4] not in some or not loose(key, group)
    ]
    claims = [
        claim_of(draft, confidence[method], document, extractor)
        for draft, method in reversals(best)
    ]
    return tuple(
        sorted(claims, key=lambda c: (c.start, c.subject.start, c.predicate, c.object.start))
    )


def reversals(best: list[tuple[Draft, str]]) -> Iterator[tuple[Draft, str]]:
    """End a block where the document tells that the thing came back later."""
    opened: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for draft, _ in best:
        if is_state(draft) and draft.valid_from and not draft.negated:
            opened[draft.triple].append(draft.valid_from)
    for draft, method in best:
        later = [d for d in opened[draft.triple] if turned(draft, d)]
        done = is_state(draft) and draft.negated and draft.valid_to is None and later
        yield (replace(draft, valid_to=min(later)) if done else draft), method


def is_state(draft: Draft) -> bool:
    """Tell whether a draft says for everyone how it is or was."""
    actual = draft.predicate == "available_in" and draft.modality is Modality.ACTUAL
    return actual and draft.audience is None and draft.channel is not Channel.UNOFFICIAL


def turned(draft: Draft, day: str) -> bool:
    """Tell whether an event of a day came after what a draft tells."""
    if draft.valid_from is not None:
        return draft.valid_from < day
    return draft.rule in EVENTS


def key_of(draft: Draft) -> Key:
    """Tell apart what is said: the ends, the predicate, the polarity, the customers, the past."""
    return (*draft.triple, draft.negated, ENDED if draft.valid_to else draft.audience)


def loose(key: Key, group: list[Draft]) -> bool:
    """Tell whether something is affirmed of everyone, undated."""
    return not (key[3] or key[4] or any(d.valid_from for d in group))


def consistent(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Leave out what would say the opposite of an earlier draft from the same sentence.

    What is said of other customers, or of another time, is no opposite.
    """
    said: dict[tuple[int, tuple[str, str, str]], Draft] = {}
    for draft in drafts:
        first = said.setdefault((draft.start, draft.triple), draft)
        if first.negated == draft.negated or apart(first, draft):
            yield draft


def apart(first: Draft, second: Draft) -> bool:
    """Tell whether two drafts speak of different customers, or of before and after."""
    left_out = LEFT_OUT in {first.rule, second.rule}
    customers = first.audience and second.audience and first.audience != second.audience
    ended = (first.valid_to is None) != (second.valid_to is None)
    turned = first.rule != second.rule and first.valid_from != second.valid_from
    return left_out or bool(customers) or ended or turned


def permitted(draft: Draft, words: Vocabulary) -> bool:
    """Tell whether the ontology allows the ends of a draft."""
    predicate = words.predicates[draft.predicate]
    fits = words.allowed(draft.subject.type, predicate.domain) and words.allowed(
        draft.object.type, predicate.range
    )
    return fits and draft.subject.key != draft.object.key


def best_of(group: list[Draft], general: list[Draft]) -> tuple[Draft, str]:
    """Choose the draft with most detail, and say by which method it was found and who says so.

    `general` are the drafts on everyone, which may name the source that this one does not.
    """
    tiers = {draft.tier for draft in group}
    method = AGREED if len(tiers) > 1 else group[0].tier
    group = [draft for draft in group if draft.tier != "hint"]
    best = max(group, key=worth)
    others = (d.source for d in [*group, *general] if d.source and same_time(d, best))
    source = best.source or next(others, None)
    return filled(replace(best, source=source), group), method


def same_time(other: Draft, best: Draft) -> bool:
    """Tell whether another draft speaks of the same time, as firmly."""
    dates = {other.valid_from, best.valid_from}
    begun = None in dates or len(dates) == 1
    return other.modality == best.modality and other.valid_to == best.valid_to and begun


def filled(best: Draft, group: list[Draft]) -> Draft:
    """Take what a draft leaves open from the others of the same sentence."""
    here = [d for d in group if d.start == best.start and d.audience in {None, best.audience}]
    return replace(
        best,
        channel=best.channel or next((d.channel for d in here if d.channel), None),
        via=best.via or next((d.via for d in here if d.via), None),
        valid_from=best.valid_from or next((d.valid_from for d in here if d.valid_from), None),
        condition=best.condition or next((d.condition for d in here if d.condition), None),
    )


def worth(draft: Draft) -> tuple[int, int, int, int, int]:
    """Rank the drafts of one claim: by rule, firmness, date and source, then the earlier one."""
    told = (draft.valid_from, draft.source, draft.via, draft.channel, draft.audience)
    detail = sum(v is not None for v in told)
    return (
        draft.tier in FIRM,
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
