"""Claims as lines of JSON: the contract of `kg extract --format jsonl` (docs/json.md)."""

from kg.model.document import Document
from kg.model.statement import Claim, Mention

Line = dict[str, object]


def claim_line(document: Document, claim: Claim) -> Line:
    """Give the line of a claim; a figure's has an observation instead of a predicate."""
    if claim.predicate == "observed":
        return observation_line(document, claim)
    return {
        "doc": document.id,
        "subject": mentioned(claim.subject),
        "predicate": claim.predicate,
        "object": mentioned(claim.object),
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "valid_from": claim.valid_from,
        "valid_to": claim.valid_to,
        "channel": claim.channel.value if claim.channel else None,
        "via": named(claim.via),
        "audience": claim.audience,
        "condition": claim.condition,
        "attributed_to": named(claim.attributed_to),
        "confidence": claim.confidence,
        "evidence": evidence(document, claim),
        "listed": claim.listed,
        "figure": claim.figure.model_dump() if claim.figure else None,
        "extractor": claim.extractor,
    }


def observation_line(document: Document, claim: Claim) -> Line:
    """Give the line of a figure."""
    figure = claim.figure
    return {
        "doc": document.id,
        "observation": {
            "subject": mentioned(claim.subject),
            "measure": claim.object.name,
            "value": figure.value if figure else None,
            "relation": figure.relation if figure else None,
            "unit": figure.unit if figure else None,
            "compared_with": figure.compared_with if figure else None,
        },
        "attributed_to": named(claim.attributed_to),
        "confidence": claim.confidence,
        "evidence": evidence(document, claim),
        "extractor": claim.extractor,
    }


def mentioned(mention: Mention) -> Line:
    """Give a name with its class, and its id where the catalogue knows it."""
    return {"name": mention.name, "type": mention.type, "id": mention.id}


def named(mention: Mention | None) -> str | None:
    """Give a name."""
    return mention.name if mention else None


def evidence(document: Document, claim: Claim) -> Line:
    """Cut the quote of a claim."""
    quote = document.quote(claim.start, claim.end)
    return {"quote": quote, "start": claim.start, "end": claim.end}
