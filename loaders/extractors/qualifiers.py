"""The qualifiers of availability in the words of a sentence: by which way, and for whom."""

import re
from dataclasses import dataclass

from kg.model.statement import Channel

CHANNELS: list[tuple[Channel, re.Pattern[str]]] = [
    (Channel.UNOFFICIAL, re.compile(
        r"\b(?:VPNs?|virtual private networks?|(?:un)?official resellers?|intermediar(?:y|ies)"
        r"|workarounds?|grey (?:market|routes?)|gray market|middlemen|circumvent\w*|proxy|proxies"
        r"|black market|unofficial\w*|ready-made accounts?)\b", re.IGNORECASE)),
    (Channel.OFFSHORE, re.compile(
        r"\b(?:deployed|hosted|running|run|located|servers?|data cent(?:er|re)s?|regions?) "
        r"(?:in (?:\w+ )?regions? )?(?:elsewhere|abroad|overseas|offshore|outside)\b"
        r"|\bmodels? (?:that (?:are|were) )?deployed (?:elsewhere|abroad|outside)"
        r"|\bregions? outside\b|\boffshore\b|\brun outside\b", re.IGNORECASE)),
    (Channel.JOINT_VENTURE, re.compile(
        r"\b(?:through|via|by|with|under) (?:an?|its|their|the) (?:\w+ ){0,3}"
        r"(?:joint venture|local (?:operator|partner))\b"
        r"|\b(?:run|operated|provided|sold) by (?:an?|its) (?:\w+ ){0,3}"
        r"(?:operator|licensee)\b", re.IGNORECASE)),
]  # fmt: skip
AUDIENCES: list[tuple[str, re.Pattern[str]]] = [
    ("government", re.compile(
        r"\b(?:government|official|state|public|ministry|federal|military|navy|work)(?:-owned|-issued)? "
        r"(?:devices?|computers?|phones?|employees|staff|systems?|networks?|agenc(?:y|ies)|bodies"
        r"|officials?|departments?|equipment|use)\b|\b(?:civil servants|on their own computers"
        r"|its (?:members|sailors|staff)|public bodies)\b", re.IGNORECASE)),
    ("eligible customers", re.compile(r"\beligible (?:\w+ )?(?:customers?|users?|clients?)\b", re.IGNORECASE)),
    ("new customers", re.compile(r"\bnew (?:\w+ )?(?:downloads?|users?|customers?|sign-?ups?|subscri\w+|accounts?)\b", re.IGNORECASE)),
    ("existing customers", re.compile(
        r"\b(?:existing|current) (?:\w+ )?(?:users?|customers?|accounts?|subscribers?)\b"
        r"|\b(?:had|have) (?:already )?(?:installed|downloaded)\b", re.IGNORECASE)),
    ("enterprises", re.compile(r"\b(?:enterprise|business|corporate) (?:customers?|users?|clients?|accounts?|contracts?)\b", re.IGNORECASE)),
    ("individuals", re.compile(r"\b(?:individual|personal|private) (?:users?|customers?|accounts?|developers?|subscri\w+)\b", re.IGNORECASE)),
    ("subscribers", re.compile(r"\b(?:paying|paid) (?:\w+ )?(?:users?|customers?|subscribers?)\b|\bsubscribers\b", re.IGNORECASE)),
    ("testers", re.compile(r"\b(?:beta testers?|waiting list|waitlist|closed beta|private preview|limited preview)\b", re.IGNORECASE)),
    ("researchers", re.compile(r"\b(?:researchers|academics) only\b|\bonly (?:to|for) researchers\b", re.IGNORECASE)),
    ("developers", re.compile(r"\bdevelopers only\b|\bonly (?:to|for) developers\b", re.IGNORECASE)),
]  # fmt: skip
DOWNLOADS = re.compile(
    r"\b(?:app ?stores?|Google Play|(?:from|in) the (?:\w+ )?stores?|downloads?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The way and the customers that a sentence speaks of."""

    channel: Channel | None = None
    audience: str | None = None


def terms_in(text: str) -> Terms:
    """Read the qualifiers that stand in a text."""
    channel = next((c for c, pattern in CHANNELS if pattern.search(text)), None)
    audience = next((a for a, pattern in AUDIENCES if pattern.search(text)), None)
    return Terms(channel, audience)


def withdrawn_from_stores(text: str) -> bool:
    """Tell whether a text speaks of app stores or downloads, so of new customers only."""
    return bool(DOWNLOADS.search(text))
