"""What a policy asks of those whom it binds, as far as the sentences on it say so."""

import re
from collections.abc import Iterable

from kg.model.supposition import Demand

POWER = re.compile(
    r"\b(?:could|may|might|would be able to|(?:the )?(?:power|authority|right) to"
    r"|(?:lets?|allows?|enables?|empowers?) \w+(?: \w+)? to) (?:also |then )?"
    r"(?:forbid|prohibit|ban|bar|block|cut off|limit|restrict|condition|shut out)\b",
    re.IGNORECASE,
)
"""The power to forbid something later, which is no ban yet."""
ASKED: dict[Demand, re.Pattern[str]] = {
    Demand.IDENTIFY: re.compile(
        r"\bverif\w+\b|\bidentif\w+\b|\bidentit\w+\b|\bknow[- ]your[- ]customers?\b|\bKYC\b",
        re.IGNORECASE,
    ),
    Demand.REPORT: re.compile(
        r"\breport(?:s|ing)?\b(?! (?:said|says|that))|\bnotif\w+\b|\bmonitor\w*\b"
        r"|\binvestigate\b|\bkeep records?\b",
        re.IGNORECASE,
    ),
    Demand.LICENCE: re.compile(
        r"\blicen[cs]e[sd]?\b|\blicensing\b|\bauthori[sz]ation\b|\bprior approval\b|\bpermits?\b",
        re.IGNORECASE,
    ),
    Demand.BAN: re.compile(
        r"\b(?:ban(?:s|ned|ning)?|prohibit\w*|forbid\w*|bar(?:s|red|ring)?|outlaw\w*"
        r"|block(?:s|ed|ing)?|suspen\w+|cut(?:s|ting)? off|shut(?:s|ting)? out|cap(?:s|ped)?"
        r"|limit(?:s|ed|ing)?|restrict\w*|den(?:y|ies|ied|ial))\b",
        re.IGNORECASE,
    ),
}
"""The words by which each demand is told."""
HARMLESS = frozenset({Demand.IDENTIFY, Demand.REPORT, Demand.POWER})
"""What closes nothing by itself."""


def demands(sentences: Iterable[str]) -> tuple[Demand, ...]:
    """Read from the sentences on a policy what it asks for."""
    text = " ".join(dict.fromkeys(sentences))
    rest = POWER.sub(" ", text)
    found = {demand for demand, told in ASKED.items() if told.search(rest)}
    found |= {Demand.POWER} if rest != text else set()
    return tuple(demand for demand in Demand if demand in found)


def closes_nothing(asked: Iterable[Demand]) -> bool:
    """Tell whether a policy asks for something, and for nothing that shuts anybody out."""
    found = set(asked)
    return bool(found) and found <= HARMLESS
