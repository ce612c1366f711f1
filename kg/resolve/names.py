"""Comparable names and the ids made from them."""

import hashlib
import re

from kg.catalogue import plain


def slug(name: str) -> str:
    """Make an id of a name: its plain words joined by hyphens, in whatever script."""
    return re.sub(r"\s+", "-", plain(name))[:80] or "x" + short_hash(name)


def short_hash(text: str) -> str:
    """Give eight characters that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
