"""The qualifiers of availability in the words of a sentence: by which way, and for whom."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from kg.model.statement import Channel

FILE = Path(__file__).parent / "data" / "qualifiers.yaml"
DOWNLOADS = re.compile(
    r"\b(?:app ?stores?|Google Play|(?:from|in) the (?:\w+ )?stores?|downloads?)\b", re.IGNORECASE
)


COMPANIES = re.compile(
    r"\b[A-Z][a-z]+(?:n|ese|ish|ch|i) (?:companies|firms|businesses|enterprises)\b"
    r"|\b(?:companies|firms|businesses|enterprises) (?:in|from) [A-Z]"
)


MINORS = re.compile(
    r"\b(?:minors|children|teen(?:ager)?s|under-?\d\ds?|under (?:the age of )?\d\d"
    r"|younger than \d\d|below \d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The way and the customers that a sentence speaks of."""

    channel: Channel | None = None
    audience: str | None = None


@cache
def patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    """Read the patterns of channels and audiences."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        kind: {value: re.compile(pattern, re.IGNORECASE) for value, pattern in told.items()}
        for kind, told in read.items()
    }


@lru_cache(maxsize=128)
def terms_in(text: str) -> Terms:
    """Read the qualifiers that stand in a text."""
    channels, audiences = patterns()["channels"], patterns()["audiences"]
    channel = next((Channel(c) for c, pattern in channels.items() if pattern.search(text)), None)
    audience = next((a for a, pattern in audiences.items() if pattern.search(text)), None)
    return Terms(channel, audience)


def of_companies(text: str) -> bool:
    """Tell whether a text speaks of the companies of a country alone as customers."""
    return bool(COMPANIES.search(text))


def of_minors(text: str) -> bool:
    """Tell whether a text speaks of the young alone as customers."""
    return bool(MINORS.search(text))


def withdrawn_from_stores(text: str) -> bool:
    """Tell whether a text speaks of app stores or downloads, so of new customers only."""
    return bool(DOWNLOADS.search(text))
