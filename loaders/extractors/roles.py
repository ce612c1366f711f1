"""Names whose class their part in a sentence tells, among names that are known.

What a known company launches, what runs on a known model and what can or cannot be had in a known
region are products; who is backed, founded or based somewhere is a company.
"""

import re
from collections.abc import Iterator

from loaders.extractors.namings import Reading
from loaders.extractors.signed import Signed

FIRM = r"⟦F\d+⟧(?:,? (?:Inc|Ltd|LLC|Corp|GmbH|AG|Limited|Co)\b\.?)*"
THING, PLACE = r"⟦T\d+⟧", r"⟦R\d+⟧"
PART = r"(?:[A-Z][\w+-]*(?:\.[a-z]{2,3}\b)?|\d{1,4}(?:\.\d)?[A-Za-z]?\b)"
NAME = rf"(?P<name>[A-Z][\w+-]*(?:\.[a-z]{{2,3}}\b)?(?: {PART}){{0,3}})"
COMMON = (
    r"(?:Supports?|Services?|Access|Pricing|Prices?|Delivery|Shipping|Accounts?|Plans?|Regions?"
    r"|Features?|Data|Cent(?:er|re)s?|Customers?|Users?|Subscriptions?|Products?|Models?|Apps?"
    r"|Versions?|Downloads?|Registration|Billing|Payments?|Help|Everything|Nothing|Both"
    r"|Terms|Details|Information|Documentation|Trials?|Offers?|Sales|Jobs|Licen[cs]es?|Chips?"
    r"|Tools?|Software|Technolog(?:y|ies)|Availability|Tickets?|Copies|Updates?|Rules?|Acts?"
    r"|Law|Bill|Order|Government|Ministry|Commission|Department|Agency|Operation|Project"
    r"|Programme|Program|Initiative|Campaign|Fund|Day|Week|Conference|Summit|Report)"
)
SEVERAL = rf"(?P<name>[A-Z][\w+-]*(?: {PART}){{1,3}})"
MIXED = r"(?P<name>[A-Z]+[a-z]*\d*[A-Z][A-Za-z\d]*[a-z\d][A-Za-z\d]*|[A-Z]\w*-?\d[\w.]*\w)"
BEGIN = r"(?:(?<=[.!?;:] )|(?<=\n)|^|(?<=[,(] )|(?<= and )|(?<= that )|(?<= but ))"
ADVERB = r"(?: (?:has|have|had|also|now|then|first|recently|later|today|finally|already|just))*"
ASIDE = r"(?:, [^,.;]{3,80},)?"
LAUNCHED = (
    r"(?:launch(?:es|ed)|releas(?:es|ed)|unveil(?:s|ed)|introduc(?:es|ed)|roll(?:s|ed) out"
    r"|open-sourc(?:es|ed)|debut(?:s|ed)|develop(?:s|ed)|offers|offered|markets|operates)"
)
AFTER = (
    r"(?=[,.;:)]| (?:in|for|to|on|at|and|as|with|last|this|across|worldwide|globally|only|from"
    r"|free|earlier|today|yesterday|which|that|through|via|there|outside|inside)\b|$|\n)"
)
FRESH = r"(?: (?:its|the|a|an|their|new|latest|own|first|flagship))*"
BE = (
    r"(?:is|are|was|were|will be|has been|have been|became|remains|can be|could be|may be"
    r"|cannot be|can[’']t be|isn[’']t|wasn[’']t|won[’']t be)"
)
HAD = (
    r"(?:available|unavailable|accessible|inaccessible|offered|sold|bought|used|accessed|ordered"
    r"|downloaded|launched|released|blocked|banned|live|free|usable|rolling out|rolled out"
    r"|supported|withdrawn|suspended|offline|back)"
)
STILL = r"(?: (?:not|now|no longer|still|not yet|only|currently|already|never|also|officially))*"
BASE = (
    r"(?:(?:is|was|are) )?(?:based on|built on|built on top of|built with|powered by|running on"
    r"|runs on|ran on|fine-tuned from|derived from|a fine-tune of|trained on)"
)
NEAR = r"[^.;:!?\n⟦⟧]{0,40}?"
BACKED = r"(?:backed|headquartered|incorporated|founded|funded|bankrolled|majority-owned)"
MADE = r"(?:made|developed|built|created|operated|run|published)"
MAKER = r"(?:developer|maker|creator|publisher|owner|operator)"
CLASSES = (
    ("Service", rf"{FIRM}{ASIDE}{ADVERB} {LAUNCHED}{FRESH} {NAME}{AFTER}"),
    ("Service", rf"{BEGIN}{NAME}{ASIDE} {BASE} {NEAR}(?:{FIRM}[’']s )?{THING}"),
    ("Service", rf"{BEGIN}{SEVERAL}{STILL} {BE}{STILL} {HAD}\b[^.;!?\n]{{0,60}}?{PLACE}"),
    ("Service", rf"{BEGIN}{MIXED}{STILL} {BE}{STILL} {HAD}\b[^.;!?\n]{{0,60}}?{PLACE}"),
    ("Service", rf"\b{NAME}, {MADE} by {FIRM}"),
    ("Service", rf"{FIRM}, (?:the|an?) (?:⟦\w\d+⟧ )?(?:[\w-]+ ){{0,3}}?{MAKER} of {NAME}{AFTER}"),
    ("Company", rf"{BEGIN}{NAME}, {BACKED}\b"),
    ("Company", rf"{BEGIN}(?P<name>[A-Z][\w+-]{{2,}}), based in {PLACE}"),
)
PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in CLASSES)
LAST = re.compile(rf"(?:^|.* ){COMMON}$")
Found = tuple[str, int, Reading]


def in_roles(told: Signed) -> Iterator[Found]:
    """Give new names whose part in a sentence tells their class: name, place, reading."""
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(told.text):
            name = match["name"]
            if not LAST.match(name):
                yield name, told.origin(match.start("name")), Reading(name, kind)
