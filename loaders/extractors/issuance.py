"""The day of a rule, where it stands beside the rule's name: "the X Act, adopted on 3 May"."""

import re
from dataclasses import replace

from loaders.extractors.dates import When
from loaders.extractors.drafts import Draft

MADE = (
    r"(?:issued|adopted|published|enacted|signed(?: into law)?|passed|promulgated|gazetted"
    r"|finali[sz]ed|approved|released|announced)"
)
AFTER = re.compile(
    rf"[”\"’)]*(?:,| \(| –| —)? ?(?:which (?:was|were) |(?:was|were) )?(?:first )?{MADE}"
    r"(?: by [^.;,()]{3,60})?,?(?: on| in| of)? ?$"
)
BEFORE = re.compile(rf"(?:^|[.;] )(?:First )?{MADE}(?: on| in)? ?$", re.IGNORECASE)
LEAD_IN = re.compile(r",? (?:the |this |that |its |[A-Z][\w’']+ ){0,2}$")


def dated_rule(draft: Draft, text: str, dates: list[When]) -> Draft:
    """Give who issued a rule with the day that stands beside the rule's name."""
    if draft.predicate != "issued_by" or draft.valid_from or draft.negated:
        return draft
    start, end = draft.subject.start, draft.subject.end
    for when in dates:
        after = end <= when.start and AFTER.fullmatch(text, end, when.start)
        begun = BEFORE.search(text, draft.start, when.start) if when.end <= start else None
        ahead = begun and LEAD_IN.fullmatch(text, when.end, start)
        if (after or ahead) and when.past:
            return replace(draft, valid_from=when.past)
    return draft
