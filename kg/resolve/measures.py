"""Policies that a text describes: whose they are, of when, and about what.

"The Commerce Department's January proposal on cloud customers" and "its proposed rule" are one
rule, "OpenAI's terms" are the same in every document. What is not settled by this stays a thing
of its document.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from kg.catalogue import Catalogue, Hint
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.period import earliest
from kg.model.statement import Claim, Mention
from kg.vocabulary import vocabulary

DAY = len("2024-07-09")
OLDEST = timedelta(days=730)
"""A rule that a text does not date is no older than this."""
LONGEST_OWNER = 9
LONGEST_NAME = 14
FRESH = r"(?:own|new|updated|revised|current|amended|existing)"
PLACES = r"(?:countries|regions|places|territories|locations|jurisdictions)"
OWN = {
    "Terms of Service": rf"(?:{FRESH} )*(?:terms(?: of (?:service|use)| and conditions)?)",
    "Privacy Policy": rf"(?:{FRESH} )*privacy (?:policy|notice|statement)",
    "Usage Policy": rf"(?:{FRESH} )*(?:acceptable )?us(?:e|age) polic(?:y|ies)",
    "list of supported countries": (
        rf"(?:{FRESH} )*(?:list of )?supported {PLACES}(?: and {PLACES})?(?: list| policy)?"
    ),
}
"""Texts of which a company has one of each kind, under several names."""
IN_EFFECT = re.compile(r"(?i) (?:with immediate effect|as they stand)$")
HEADS = re.compile(
    r"(?i)\b(?:rules?|regulations?|proposals?|controls?|measures?|restrictions?|requirements?"
    r"|guidelines?|policy|polic(?:y|ies))\b"
)
AFTER = re.compile(r"(?i) (?:on|of|for|from|to|that|which|with|under|about)\b.*$")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
DATE = re.compile(rf"(?i)\b(?:(?P<month>{'|'.join(MONTHS)})\b)?(?:,? ?(?P<year>20\d\d)\b)?")
GOVERNMENT = re.compile(r"(?i)\b(?:government|administration)\b(?! of)")
APPOSED = re.compile(r",? ?[(“\"]?(?:the |its |known as |called |or )*[“\"]?(?=\S)")


@dataclass(frozen=True)
class Said:
    """What a document says of a policy: its issuers, the dates of issue, and the sentences."""

    issuers: frozenset[str]
    dates: frozenset[str]
    words: str


def measure(
    catalogue: Catalogue, document: Document, mention: Mention, said: Said
) -> Entity | None:
    """Find the policy of the catalogue that a description means, or a company's own by kind."""
    same = next((e for e in catalogue.named(mention.name) if e.type == "Policy"), None)
    same = same or (apposed(catalogue, document, mention) if mention.described else None)
    if same:
        return same
    owner, rest = owned(catalogue, mention.name)
    if owner and (own := own_text(catalogue, owner, rest)):
        return own
    if not mention.described or not HEADS.search(AFTER.sub("", rest)):
        return None
    whose = said.issuers | ({owner.id} if owner else frozenset())
    found = [
        catalogue.entities[i]
        for i, hint in catalogue.hints.items()
        if meant(catalogue, catalogue.entities[i], hint, whose)
        and told(hint, document, mention, said)
    ]
    return found[0] if len(found) == 1 else None


def said_of(claims: Iterable[Claim], document: Document, issuer_of: dict[str, str]) -> Said:
    """Gather what a document says of one policy; `issuer_of` gives ids of issuers by name."""
    issuers, dates, words = set(), set(), []
    for claim in claims:
        words.append(document.quote(claim.start, claim.end))
        if claim.predicate == "issued_by":
            issuers |= {i for i in (issuer_of.get(claim.object.name),) if i}
            dates |= {claim.valid_from} if claim.valid_from else set()
    return Said(frozenset(issuers), frozenset(dates), " ".join(words))


def apposed(catalogue: Catalogue, document: Document, mention: Mention) -> Entity | None:
    """Find the name that follows a description: "China's rules, the Interim Measures"."""
    after = document.text[mention.end : mention.end + 160].split("\n")[0]
    begun = APPOSED.match(after)
    if begun is None or not begun.group().startswith((",", " (")):
        return None
    words = re.split(r"[,;.)”\"]", after[begun.end() :])[0].split()
    for length in range(min(len(words), LONGEST_NAME), 0, -1):
        name = " ".join(words[:length])
        found = [e for e in catalogue.named(name) if e.type == "Policy"]
        if found and name[0].isupper():
            return found[0]
    return None


def owned(catalogue: Catalogue, name: str) -> tuple[Entity | None, str]:
    """Part a description into whose it is and what: "OpenAI" and "terms"."""
    words = name.split()
    for length in range(min(len(words) - 1, LONGEST_OWNER), 0, -1):
        owner = re.sub(r"['’]s?$", "", " ".join(words[:length]))
        for found in catalogue.named(owner):
            if found.type == "Region" or vocabulary().is_a(found.type, "Organization"):
                return found, " ".join(words[length:])
    return None, name


def own_text(catalogue: Catalogue, owner: Entity, rest: str) -> Entity | None:
    """Give a company's terms, privacy policy, usage policy or list of places, each one thing."""
    if not vocabulary().is_a(owner.type, "Company"):
        return None
    title = kind_of(rest)
    if title is None:
        return None
    for known in catalogue.entities.values():
        if known.type == "Policy" and known.issuer == owner.id:
            called = (owned(catalogue, n)[1] for n in (known.name, *known.aliases))
            if any(kind_of(name) == title for name in called):
                return known
    return Entity(
        id=f"{owner.id}-{title.lower().replace(' ', '-')}.policy",
        type="Policy",
        name=f"{owner.name} {title}",
        provisional=True,
    )


def kind_of(rest: str) -> str | None:
    """Tell which of a company's own texts some words mean."""
    words = IN_EFFECT.sub("", rest)
    return next((t for t, shape in OWN.items() if re.fullmatch(f"(?i){shape}", words)), None)


def meant(catalogue: Catalogue, policy: Entity, hint: Hint, whose: frozenset[str]) -> bool:
    """Tell whether a policy may be that of some issuers; a dated one may be nobody's."""
    if policy.issuer is None:
        return False
    if not whose:
        return hint.issued is not None
    return bool(whose & set(stands_for(catalogue, policy.issuer)))


def stands_for(catalogue: Catalogue, issuer: str) -> Iterator[str]:
    """Give a body with those above it, its region, and that region's government."""
    above: str | None = issuer
    regions = set()
    while above:
        yield above
        body = catalogue.entities[above]
        regions |= {body.jurisdiction} if body.jurisdiction else set()
        above = body.parent
    yield from regions
    for entity in catalogue.entities.values():
        if entity.jurisdiction in regions and GOVERNMENT.search(entity.name):
            yield entity.id


def told(hint: Hint, document: Document, mention: Mention, said: Said) -> bool:
    """Tell whether dates and words of a text fit a policy, and are enough to mean it."""
    dates = [*dates_in(mention.name), *said.dates]
    fits = bool(dates) and all(agrees(hint.issued, given) for given in dates)
    if dates and not fits:
        return False
    if not fits and not recent(hint.issued, document.published):
        return False
    words = f"{mention.name} {said.words}"
    if fits and (not said.issuers or any(len(given) == DAY for given in dates)):
        words = f"{words} {document.title} {document.text}"
    about = all(re.search(rf"(?i)\b(?:{group})", words) for group in hint.about)
    return about and (fits or len(hint.about) > 1 or hint.issued is None)


def recent(issued: str | None, published: str | None) -> bool:
    """Tell whether a rule is older than a document, and not by years."""
    if issued is None or published is None:
        return True
    day, read = earliest(issued), earliest(published)
    return day <= read <= day + OLDEST


def dates_in(name: str) -> list[str]:
    """Give the months and years in a name as `2023-10`, `2023` or `--01`."""
    found = []
    for match in DATE.finditer(name):
        if not match.group():
            continue
        month = MONTHS.index(match["month"].lower()) + 1 if match["month"] else 0
        year = match["year"] or "-"
        found.append(f"{year}-{month:02}" if month else year)
    return found


def agrees(issued: str | None, given: str) -> bool:
    """Tell whether a date in a text is that of a rule, as exactly as both are given."""
    if issued is None:
        return False
    if given.startswith("--"):
        return issued[4:7] == given[1:]
    return issued.startswith(given) or given.startswith(issued)
