"""How sure a claim is, by the method that found it: measured, not chosen."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

RECORD = Path(__file__).parent / "data" / "confidence.yaml"
AGREED = "agreed"
"""Rules of two kinds found the same claim."""
METHODS = (AGREED, "frame", "structure", "lexical", "tongue")


@cache
def calibration() -> Mapping[str, float]:
    """Give the confidence of each method, as recorded."""
    record = yaml.safe_load(RECORD.read_text("utf-8"))
    return {method: float(told["confidence"]) for method, told in record.items()}
