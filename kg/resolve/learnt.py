"""Names in two scripts that a text itself puts side by side: "Baidu (百度)", "百度（Baidu）"."""

import re
from collections.abc import Iterable

from kg.model.document import Document
from kg.model.statement import Claim, Mention

BRACKET = re.compile(r"\s?[（(]([^\W\d_][^()（）]{0,38}[^\W_])[)）]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
OTHER = re.compile("[Ѐ-ӿ\u0590-\u06ff぀-ヿ㐀-䶿一-鿿가-힯]")


def learnt(document: Document, claims: Iterable[Claim]) -> dict[Mention, str]:
    """Find what stands in brackets right behind a name, in another script than the name."""
    told = (m for c in claims for m in (c.subject, c.object, c.via, c.attributed_to) if m)
    named = (m for m in told if not m.described and m.end > m.start)
    return {m: other for m in named if (other := beside(document.text, m))}


def beside(text: str, mention: Mention) -> str | None:
    """Give the name in brackets behind a mention, where one is in Latin letters, one is not."""
    bracket = BRACKET.match(text, mention.end)
    if bracket is None:
        return None
    written, other = text[mention.start : mention.end], bracket[1]
    for here, there in ((written, other), (other, written)):
        if LATIN.search(here) and not OTHER.search(here) and all_other(there):
            return other
    return None


def all_other(name: str) -> bool:
    """Tell whether a name has no Latin letter, and letters of another script."""
    return bool(OTHER.search(name)) and not LATIN.search(name)
