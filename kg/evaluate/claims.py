"""Scores of extraction: predicted claims against gold claims."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.evaluate.claim import ComparableClaim, GoldClaim
from kg.evaluate.gold import GoldDocument
from kg.evaluate.pairing import QUALIFIERS, Pairing, fold, pair, same_triple, without_optional
from kg.evaluate.scores import (
    ClaimErrors,
    ClaimScores,
    EvidenceScore,
    MeanScore,
    Mistake,
    Score,
    Share,
    mean,
    score,
    share,
)

Couple = tuple[GoldClaim, ComparableClaim]
Group = Callable[[ComparableClaim], str]
Documents = Mapping[str, GoldDocument]
UNKNOWN_DOCUMENT = "?"


def score_claims(
    gold: Sequence[GoldClaim],
    predicted: Sequence[ComparableClaim],
    documents: Documents | None = None,
) -> ClaimScores:
    """Compare predicted claims with gold; documents add evidence and the kinds of document.

    Predictions for a document that has no gold claim are counted as outside and judged no
    further: an empty gold file does not say that nothing could be taken from its text.
    """
    places = {claim.doc for claim in gold}
    inside = [claim for claim in predicted if claim.doc in places]
    folded = fold(inside)
    pairing = without_optional(pair(gold, folded))
    turned = wrong_polarity(pairing)
    by_document = grouped(pairing, lambda claim: claim.doc)
    return ClaimScores(
        documents=len(places),
        outside=len(predicted) - len(inside),
        repeated=len(inside) - len(folded),
        met_optional=len(folded) - len(pairing.predicted),
        triples=score(len(pairing.met), len(pairing.predicted), len(pairing.gold)),
        strict=score(strictly_met(pairing), len(pairing.predicted), len(pairing.gold)),
        mean_over_documents=mean_score(by_document.values()),
        core_recall=core_recall(pairing),
        fields=field_shares(pairing.couples()),
        wrong_polarity=len(turned),
        per_predicate=grouped(pairing, lambda claim: claim.predicate),
        per_genre=by_kind(pairing, documents, lambda document: document.genre),
        per_publisher=by_kind(pairing, documents, lambda document: document.publisher),
        per_language=by_kind(pairing, documents, lambda document: document.language),
        evidence=evidence_score(pairing.predicted, documents) if documents else None,
        errors=errors(pairing, turned),
    )


def strictly_met(pairing: Pairing) -> int:
    """Count the pairs that agree in polarity and modality."""
    return sum(g.polarity == p.polarity and g.modality == p.modality for g, p in pairing.couples())


def core_recall(pairing: Pairing) -> Share:
    """Give the share of main points that were met."""
    core = sum(claim.core for claim in pairing.gold)
    return share(sum(gold.core for gold, _ in pairing.couples()), core)


def grouped(pairing: Pairing, group: Group) -> dict[str, Score]:
    """Score every group of claims by itself; a pair belongs to the group of its gold claim."""
    gold, predicted = Counter(map(group, pairing.gold)), Counter(map(group, pairing.predicted))
    met = Counter(group(pairing.gold[i]) for i, _ in pairing.met)
    return {g: score(met[g], predicted[g], gold[g]) for g in sorted(gold | predicted)}


def by_kind(
    pairing: Pairing, documents: Documents | None, kind: Callable[[GoldDocument], str]
) -> dict[str, Score]:
    """Score by a field of the documents; nothing where there are none."""
    if not documents:
        return {}
    kinds = {name: kind(document) for name, document in documents.items()}
    return grouped(pairing, lambda claim: kinds.get(claim.doc, UNKNOWN_DOCUMENT))


def mean_score(scores: Iterable[Score]) -> MeanScore:
    """Average precision and recall over documents that have them."""
    told = list(scores)
    return MeanScore(
        precision=mean([s.precision for s in told if s.precision is not None]),
        recall=mean([s.recall for s in told if s.recall is not None]),
    )


def field_shares(couples: Sequence[Couple]) -> dict[str, Share]:
    """Give the share of pairs that agree, field by field; channels count for availability only.

    "_where_given" looks only at pairs whose gold claim has the field; polarity and modality
    always have a value, so they go without.
    """
    shares: dict[str, Share] = {}
    for qualifier in QUALIFIERS:
        name = qualifier.name
        scope = [c for c in couples if name != "channel" or c[0].predicate == "available_in"]
        shares[name] = share(sum(qualifier.agrees(*c) for c in scope), len(scope))
        if name not in {"polarity", "modality"}:
            given = [c for c in scope if qualifier.value(c[0])]
            agreeing = sum(qualifier.agrees(*c) for c in given)
            shares[f"{name}_where_given"] = share(agreeing, len(given))
    dated = [(g.valid_from, p.valid_from) for g, p in couples if g.valid_from]
    fitting = sum(dates_fit(*dates) for dates in dated)
    return {**shares, "valid_from_compatible": share(fitting, len(dated))}


def dates_fit(gold: str | None, predicted: str | None) -> bool:
    """Tell whether one date is the other, or the other less precisely."""
    if gold is None or predicted is None:
        return gold == predicted
    return gold.startswith(predicted) or predicted.startswith(gold)


def evidence_score(predicted: Sequence[ComparableClaim], documents: Documents) -> EvidenceScore:
    """Look quotes and spans up in the documents that are known."""
    known = [(claim, documents[claim.doc].text) for claim in predicted if claim.doc in documents]
    exact = sum(claim.quote is not None and claim.quote in text for claim, text in known)
    spans = [(c, t) for c, t in known if c.start is not None and c.end is not None]
    return EvidenceScore(
        checked=len(known),
        exact=exact,
        exact_share=share(exact, len(known)),
        without_quote=sum(not claim.quote for claim, _ in known),
        spans=len(spans),
        spans_right=sum(text[claim.start : claim.end] == claim.quote for claim, text in spans),
    )


def wrong_polarity(pairing: Pairing) -> list[ComparableClaim]:
    """List the claims that say the opposite of the gold they met, and that no other gold says."""
    said: dict[tuple[str, str], list[GoldClaim]] = defaultdict(list)
    for claim in pairing.gold:
        said[claim.doc, claim.predicate].append(claim)
    return [
        predicted
        for gold, predicted in pairing.couples()
        if gold.polarity != predicted.polarity
        and not any(
            other.polarity == predicted.polarity and same_triple(other, predicted)
            for other in said[predicted.doc, predicted.predicate]
        )
    ]


def errors(pairing: Pairing, turned: Iterable[ComparableClaim]) -> ClaimErrors:
    """Sort the mistakes by their kind."""
    met_gold, met_predicted = {i for i, _ in pairing.met}, {j for _, j in pairing.met}
    missed = [claim for i, claim in enumerate(pairing.gold) if i not in met_gold]
    invented = (claim for j, claim in enumerate(pairing.predicted) if j not in met_predicted)
    return ClaimErrors(
        wrong_polarity=mistakes(turned),
        missed_core=mistakes(claim for claim in missed if claim.core),
        missed_background=mistakes(claim for claim in missed if not claim.core),
        invented=mistakes(invented),
    )


def mistakes(claims: Iterable[ComparableClaim]) -> tuple[Mistake, ...]:
    """Show claims with the sentence behind each."""
    return tuple(
        Mistake(doc=c.doc, label=c.label, polarity=c.polarity, sentence=c.quote) for c in claims
    )
