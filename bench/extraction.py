"""Extraction end to end, against spaCy parsing the same texts and doing nothing else.

Parsing is the model's own pipeline without its name finder, as `syntax.load` gives it, over every
paragraph; extraction parses only sentences that may hold a claim, with names as single words, and
looks parts of speech and lemmas up (`annotation`). The examples are read ten times, so words that
are met again are known: texts that are new throughout take a little longer.

Run `python -m bench.extraction`; it prints the figures and keeps them.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path

from bench.texts import documents
from kg.catalogue import catalogue
from loaders.extractors import syntax
from loaders.extractors.extractor import Extractor

RESULTS = Path(__file__).parent / "results" / "extraction.json"
COPIES = 10
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Give the shortest processor time of some rounds, after one to warm up.

    Processor time, so that what else the machine does counts as little as it can.
    """
    work()
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def measure() -> dict[str, float]:
    """Give words a second of both, and their ratio."""
    texts = list(documents(COPIES))
    words = sum(len(document.text.split()) for document in texts)
    extractor = Extractor(catalogue())
    model = syntax.load()
    if model is None:
        raise SystemExit("the syntax model is missing: pip install 'ai-geopolitics-kg[nlp]'")
    paragraphs = [text for d in texts for text in d.text.split("\n\n") if text.strip()]
    ours = seconds(lambda: sum(len(claims) for _, claims in extractor.extract(texts)))
    floor = seconds(lambda: sum(len(tree) for tree in model.pipe(paragraphs, batch_size=64)))
    return {
        "documents": len(texts),
        "words": words,
        "words_a_second": words / ours,
        "parse_only_words_a_second": words / floor,
        "ratio": floor / ours,
    }


def main() -> None:
    """Measure, print and keep."""
    figures = measure()
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    for name, value in figures.items():
        print(f"{name:28} {value:12.2f}")


if __name__ == "__main__":
    main()
