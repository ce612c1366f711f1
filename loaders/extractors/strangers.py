"""Names that the catalogue does not hold, where the text itself says what they are.

A role noun before the name ("the distributor X"), an apposition ("X, a chatbot"), a legal form
("X Ltd") or a possessor with a kind ("the company's new X phone") tells the class; from then on
the name is known in the whole document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from loaders.extractors.company import kept_company
from loaders.extractors.namings import Naming, Reading
from loaders.extractors.patterns import merge, titled
from loaders.extractors.roles import in_roles
from loaders.extractors.signed import MOST as MOST_SIGNED
from loaders.extractors.signed import signed

FIRM = (
    r"(?:company|firm|start-?up|chipmaker|distributor|reseller|retailer|operator|provider|vendor"
    r"|developer|supplier|group|subsidiary|affiliate|conglomerate|joint venture|telecoms?|carrier"
    r"|manufacturer|maker|designer|lab|laboratory|bank|fund|broker|consultancy|unicorn|arm|unit"
    r"|division|integrator|giant|investor|enterprise|corporation|business|publisher|refiner"
    r"|airline|insurer|carmaker|automaker|lender|utility|studio|broadcaster|exchange"
    r"|drugmaker|shipbuilder|software house)"
)
ORGANISATION = (
    r"(?:think[ -]tank|charity|NGO|non-?profit|nonprofit organi[sz]ation|trade (?:body|group)"
    r"|industry (?:body|group|association)|(?:privacy|advocacy|pressure|campaign|rights|lobby"
    r"|consumer|research|digital rights|interest) (?:group|organi[sz]ation)|research institute"
    r"|university|trade union|standards body)"
)
REGULATOR = (
    r"(?:regulator|watchdog|supervisor|(?:protection|competition|security|safety|markets?|privacy"
    r"|communications|cyber ?security) (?:authority|agency|commission|office))"
)
COMMERCIAL = (
    r"(?:Ventures|Capital|Partners|Holdings?|Group|Technolog(?:y|ies)|Systems|Energy|Labs|Robotics"
    r"|Semiconductors?|Telecom|Bank|Motors|Industries|Networks|Software|Entertainment|Electronics"
    r"|Solutions|Biotech|Airlines|Insurance|Enterprises|Logistics|Microelectronics)"
)
"""Last words of names that businesses bear."""
GENERIC = (
    r"(?:Clean|Green|Renewable|Solar|Nuclear|Atomic|Working|Task|Venture|Human|Social|Private"
    r"|Public|Information|Emerging|Critical|Advanced|Artificial|Intelligence|Operating|Management"
    r"|Payment|Weapons?|Strategic|Trading|Computer|Computing|Digital|Financial|Health|Export"
    r"|Control|Security|Military|Space|Quantum|Big|Deep|Machine|Smart|Research|Development|Global"
    r"|Local|Joint|Central|World|Open|Dual|Use|National|Federal|General|Expert|Advisory|Study"
    r"|Consumer|Autonomous|Learning|Surveillance|Cloud|Data|Language|Power)"
)
"""Words that make no name of a business with them: "Clean Energy", "Working Group"."""
MODEL = r"(?:language model|models?|LLM|foundation model|model family)"
SERVICE = (
    r"(?:chatbot|assistant|app|application|service|platform|tool|search engine|cloud|website"
    r"|operating system|feature|software|product|bot|agent|browser|companion|messenger|translator"
    r"|extension|copilot|marketplace)"
)
HARDWARE = (
    r"(?:phone|smartphone|chip|GPU|processor|accelerator|laptop|server|supercomputer|device)"
)
BODY = (
    r"(?:Institute|Association|Foundation|Alliance|Academy|Coalition|Federation"
    r"|Observatory|Consortium|Museum|Society|Council)"
)
FORM = (
    r"(?:,? (?:Inc|Ltd|LLC|Corp|Co|GmbH|AG|S\.A|PLC|plc|Pte|SpA|S\.p\.A|Limited|Corporation|N\.V"
    r"|B\.V|K\.K|SE|SAS|S\.A\.S|JSC|PJSC|Pvt|(?:Unlimited|Private Limited) Company|Oyj?)\b\.?)+"
)
TITLE = r"[A-Z][\w’'-]*"
PART = r"(?:[A-Z][\w+-]*(?:\.[a-z]{2,3}\b)?|\d{1,4}(?:\.\d)?[A-Z]?\b)"
NAME = rf"(?P<name>[A-Z][\w+-]*(?:\.[a-z]{{2,3}}\b)?(?: {PART}){{0,3}})"
HEAD = (
    r"(?= (?:that|which|who|whose|for|of|from|by|with|in|on|at|to|and|or|is|was|has|can|built|made"
    r"|designed|based|developed|called|said|says|will|as|run|owned|operated|sold|launched|released"
    r"|backed|offered|used|founded|maintained|trained|hosted|popular)\b|[,.;:)”\"’—–]|\n|$)"
)
"""A noun that ends its phrase: "a cloud arm" is no cloud."""
ADJECTIVES = r"(?:[\w-]+ ){0,5}?"
ABOUT = rf"(?:of|for) {TITLE}(?: (?:& )?{TITLE}){{0,4}}"
ORGANISATIONS = (
    rf"(?:{TITLE} ){{1,4}}{BODY}(?: {ABOUT})?",
    rf"(?:{BODY}|Cent(?:er|re)) {ABOUT}",
    rf"(?:(?:Technical|National|State|Open|Free|Catholic) )?University of {TITLE}",
    rf"(?:{TITLE} ){{1,3}}University(?: {TITLE})?",
)
FRESH = r"(?:new |latest |own |flagship |upcoming )*"
OWNING = r"(?:backers|investors|shareholders|chief executive|CEO|shares|headquarters|valuation)"
"""What only a company has."""
KINDS = (
    ("Organization", ORGANISATION),
    ("Regulator", REGULATOR),
    ("Company", FIRM),
    ("Model", MODEL),
    ("Service", SERVICE),
    ("Hardware", HARDWARE),
)
THINGS = {"Model", "Service", "Hardware"}
NOT_NAME = re.compile(
    r"(?:The|A|An|And|Or|But|In|On|At|By|For|From|To|With|Its?|This|That|These|Those|He|She|They|We"
    r"|You|Our|Their|His|Her|As|If|When|While|After|Before|Since|Under|Over|Both|All|Some|Many|No"
    r"|Not|New|Mr|Ms|Mrs|Dr|What|Which|Who|How|Why|Where|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday|AI|API|US|UK|EU|CEO|CFO|CTO|GPU|Internet|Web|Article|Section|Part|Annex|Chapter|Table"
    r"|Figure|President|Minister|Secretary|Chief|Also|However|Meanwhile|Yesterday|Today|Another"
    r"|Each|Every|One|Two|Three|First|Second|Third|Other|Such|There|Here|Then|So|Yet|Now|Last"
    r"|Currently|Previously|Initially|Recently|Additionally|Finally|Similarly|Importantly|Notably"
    r"|Unfortunately|Instead|Nevertheless|Moreover|Furthermore|Therefore|Thus|Hence|Otherwise|Overall"
    r"|Generally|Typically|Usually|Specifically|Accordingly|Conversely|Besides|Still|Often|Later"
    r"|Earlier|Next|Once|Indeed|Perhaps|Until)\b"
)
PASSES = 2
"""A company that is found tells of its products, and a product of what is built on it."""
MOST = 60
"""A document establishes no more strangers: lists of names are none."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Give the patterns that tell a class, by class."""
    yield "Regulator", re.compile(rf"\b{REGULATOR} {NAME}(?![\w’'])")
    yield "Organization", re.compile(rf"\b{ORGANISATION} {NAME}(?![\w’'])")
    yield "Company", re.compile(rf"\b{FIRM} {NAME}(?![\w’'])")
    yield "Company", re.compile(rf"\b{NAME}(?={FORM})")
    yield (
        "Company",
        re.compile(
            rf"\b(?!(?:{GENERIC} )+{COMMERCIAL}\b)"
            rf"(?P<name>(?:{TITLE} ){{1,3}}{COMMERCIAL})(?![\w’-])"
        ),
    )
    yield "Company", re.compile(rf"\b[A-Z][\w.]+(?: [A-Z]\w+)?-based {NAME}(?![\w’'])")
    yield "Company", re.compile(rf"\b{NAME}(?=[’']s {OWNING}\b)")
    called = r"(?:company|firm|start-?up|joint venture|venture|subsidiary|unit|fund|group)"
    yield "Company", re.compile(rf"\b{called},? (?:called|named|dubbed|known as) [\"“]?{NAME}")
    buying = r"(?:bought|acquired|acquires|buys|buying|acquiring|taken over|took over)"
    priced = (
        r"(?= (?:for|in a)(?: about| some| around| roughly| nearly)? [$€£¥\d]| for an undisclosed)"
    )
    yield "Company", re.compile(rf"\b{buying} {NAME}{priced}")
    share = r"\d[\d.]* ?(?:%|per ?cent)"
    yield "Company", re.compile(rf"{share} (?:owned|held|controlled) by {NAME}(?![\w’'])")
    yield "Company", re.compile(rf"(?:owned|held|controlled) {share} by {NAME}(?![\w’'])")
    issuing = r"(?:adopted|enacted|passed|issued|promulgated|gazetted|decreed)"
    yield "GovernmentBody", re.compile(rf"\b{issuing} by (?:the )?{NAME}(?![\w’'])")
    for shape in ORGANISATIONS:
        yield "Organization", re.compile(rf"\b(?P<name>{shape})\b")
    for kind, nouns in KINDS:
        yield kind, re.compile(rf"\b{NAME}[\"”]?, (?:an?|the|its|their) {ADJECTIVES}{nouns}{HEAD}")
        if kind in THINGS:
            yield from told_things(kind, nouns)


def told_things(kind: str, nouns: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Give the patterns that tell of a thing: by its name, its owner, or a definition."""
    yield kind, re.compile(rf"\b{nouns},? (?:called|named|dubbed|known as) [\"“]?{NAME}")
    yield kind, re.compile(rf"(?:[’']s|\b[Ii]ts|\b[Oo]ur) {FRESH}{NAME} {nouns}\b")
    yield kind, re.compile(rf"(?:^|\. |\n){NAME} is (?:an?|the|our|its) {ADJECTIVES}{nouns}{HEAD}")


PATTERNS = tuple(patterns())
PAGE = re.compile(
    rf"\A\s*(?:#+ )?(?P<name>{TITLE}(?: {TITLE}){{1,3}})(?: \([^()\n]{{1,30}}\))? *\n"
)
"""The first line of a page that is nothing but a name."""
PLAIN = re.compile(
    r"\b(?:Availab\w+|Overview|Guides?|Introduction|Polic(?:y|ies)|Notes?|Notices?|Regions?"
    r"|Countries|FAQs?|Questions|News|Updates?|Terms|Requirements?|Limitations?|Support|Help"
    r"|Access|Service|Services|Release|Releases|Report|Press|Law|Rules?|Acts?|Data|Agreement)\b"
)
"""Words that make a heading no product's name."""
PARTS_OF_A_PRODUCT = r"(?:APIs?|SDKs?|features?|models?|apps?|service)"


def title_name(text: str) -> str | None:
    """Give the product after which a page is named: the page says what it is, or has its APIs."""
    found = PAGE.match(text)
    name = found["name"] if found else ""
    if not name or PLAIN.search(name) or NOT_NAME.match(name):
        return None
    again = rf"\b{re.escape(name)} (?:(?:is|isn't|isn’t) |{PARTS_OF_A_PRODUCT}\b)"
    rest = text[found.end() :] if found else ""
    return name if len(set(re.findall(again, rest))) > 1 else None


def strangers(text: str, known: list[Naming]) -> list[Naming]:
    """Give the places of names whose class the text tells, outside the names that are known."""
    found = described(text, known)
    if (page := title_name(text)) and not any(n.start < len(page) for n in known):
        found.setdefault(page, Reading(page, "Service"))
    for _ in range(PASSES if len(known) <= MOST_SIGNED else 0):
        before = len(found)
        found = among_names(text, known, found)
        if len(found) == before:
            break
    return [use for made in list(found.values())[:MOST] for use in uses(text, made)]


def described(text: str, known: list[Naming]) -> dict[str, Reading]:
    """Give the new names of which the words beside them say what they are."""
    others = [n for n in known if n.first.type != "Region"]
    found: dict[str, Reading] = {}
    for kind, pattern in PATTERNS:
        organised = kind == "Organization"
        for match in pattern.finditer(text):
            name, start = trimmed(match["name"], match.start("name"))
            place = Naming(start, start + len(name), ())
            taken = overlaps(others if organised else known, place)
            if name and not taken and (organised or not titled(text, place)):
                found.setdefault(name, Reading(name, kind))
        if len(found) >= MOST:
            break
    return found


def among_names(text: str, known: list[Naming], found: dict[str, Reading]) -> dict[str, Reading]:
    """Add the new names of which the known names around them say what they are."""
    now = merge(known, [use for made in found.values() for use in uses(text, made)])
    told = signed(text, now)
    more = dict(found)
    for name, at, reading in (*kept_company(told, now), *in_roles(told)):
        cut, start = trimmed(name, at)
        if cut and not titled(text, Naming(start, start + len(cut), ())):
            more.setdefault(cut, replace(reading, name=cut))
    return more


def overlaps(known: list[Naming], place: Naming) -> bool:
    """Tell whether one of some names in order lies at a place."""
    at = bisect_right(known, place.start, key=lambda n: n.end)
    return at < len(known) and known[at].start < place.end


def trimmed(name: str, start: int) -> tuple[str, int]:
    """Cut words off a name's beginning that are no part of one."""
    while name:
        cut = NOT_NAME.match(name)
        if cut is None:
            return (name, start) if len(name) > 2 else ("", start)
        if cut.end() == len(name):
            return "", start
        start += cut.end() + 1
        name = name[cut.end() + 1 :]
    return "", start


def uses(text: str, reading: Reading) -> Iterator[Naming]:
    """Give every place where a name stands."""
    for found in re.finditer(rf"(?<![\w-]){re.escape(reading.name)}(?![\w-])", text):
        yield Naming(found.start(), found.end(), (reading,))
