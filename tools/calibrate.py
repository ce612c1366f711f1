"""Measure how often each way of finding a claim is right, and write it as its confidence.

Run `python -m tools.calibrate GOLD DOCUMENTS... [--write]`; it prints what changes. A claim is
right if it meets a claim of gold with the same polarity and modality. By the rule
of succession each method counts as if it had one right and one wrong claim more, so that few
claims never make it sure. Words alone decide hardly anything where the syntax model is at hand,
so they are measured without it.
"""

import argparse
from collections import Counter
from pathlib import Path

import yaml

from kg.catalogue import catalogue
from kg.evaluate.claim import ComparableClaim
from kg.evaluate.gold import Gold, load_gold
from kg.evaluate.pairing import fold, pair, without_optional
from kg.evaluate.predictions import claims_of
from kg.export.lines import claim_line
from kg.graph import read
from kg.model.document import Document
from loaders.extractors.confidence import METHODS, RECORD, calibration
from loaders.extractors.extractor import Extractor

HEAD = """\
# How often each way of finding a claim was right on development gold, with the counts behind it;
# written by `python -m tools.calibrate`, explained in docs/extraction.md.
"""


def marked(folders: list[Path], wanted: set[str], *, syntactic: bool) -> list[ComparableClaim]:
    """Extract from the documents of gold; each claim's label is the method that found it."""
    marks = {method: number / 100 for number, method in enumerate(METHODS, start=1)}
    names = {mark: method for method, mark in marks.items()}
    sources = read([str(folder) for folder in folders])
    documents = [d for d in sources if isinstance(d, Document) and d.id in wanted]
    extractor = Extractor(catalogue(), marks, syntactic=syntactic)
    found: list[ComparableClaim] = []
    for document, claims in extractor.extract(documents):
        told = [c for c in claims if c.predicate != "observed"]
        lines = claims_of(claim_line(document, claim) for claim in told)
        found += (
            line.model_copy(update={"label": names[claim.confidence]})
            for line, claim in zip(lines, told, strict=True)
        )
    return found


def counted(gold: Gold, folders: list[Path], *, syntactic: bool) -> dict[str, tuple[int, int]]:
    """Count for each method how many claims were right, of how many."""
    inside = {claim.doc for claim in gold.claims}
    found = fold(marked(folders, inside, syntactic=syntactic))
    pairing = without_optional(pair(gold.claims, found))
    right = Counter(
        predicted.label
        for told, predicted in pairing.couples()
        if (told.polarity, told.modality) == (predicted.polarity, predicted.modality)
    )
    every = Counter(claim.label for claim in pairing.predicted)
    return {method: (right[method], every[method]) for method in METHODS}


def calibrated(counts: dict[str, tuple[int, int]]) -> dict[str, dict[str, float]]:
    """Give each method its confidence, with its counts."""
    return {
        method: {"right": right, "of": of, "confidence": round((right + 1) / (of + 2), 2)}
        for method, (right, of) in counts.items()
    }


def main() -> None:
    """Measure, tell what changes, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="keep the new values")
    given = parser.parse_args()
    gold = load_gold(given.gold, given.documents)
    counts = counted(gold, given.documents, syntactic=True)
    counts["lexical"] = counted(gold, given.documents, syntactic=False)["lexical"]
    new = calibrated(counts)
    for method, told in new.items():
        old = calibration().get(method)
        change = f"{old} -> {told['confidence']}" if old != told["confidence"] else "unchanged"
        print(f"{method:10} right {told['right']:4} of {told['of']:4}: {change}")
    if given.write:
        RECORD.write_text(HEAD + yaml.safe_dump(new, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()
