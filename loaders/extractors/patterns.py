"""Names that no list can hold: ministries, orders, acts, versions of models, short forms."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.catalogue import NameKind
from loaders.extractors.families import shared_heads
from loaders.extractors.gazetteer import Gazetteer
from loaders.extractors.namings import Naming, Reading

WORD = r"[A-Z][\w'’/-]*"
LINK = r"(?:of|for|and|on|the|to|in|&)"
TITLED = rf"{WORD}(?:,? (?:{LINK} )*{WORD}){{0,8}}"
BARE = r"[A-Z][\w/-]*"
BODY = re.compile(
    r"\b(?:Ministry|Department|Office|Bureau|Secretariat) (?:of|for) (?:the )?"
    rf"{BARE}(?:,? (?:{LINK} )*{BARE}){{0,8}}"
)
COURT = re.compile(
    rf"\b(?:{BARE} (?:{LINK} )?){{1,6}}(?:Commission|Authority|Agency|Court|Tribunal|Inspectorate"
    rf"|Ombudsman|Directorate|Commissioner)\b(?: (?:of|for) (?:the )?{BARE}(?: {BARE}){{0,3}})?"
)
PROSECUTORS = re.compile(
    r"\b(?:[A-Z][a-z]+ )(?:chief |public |state )?prosecutor(?:s?[’']s?)? office\b"
)
"""Bodies by the last word of their names."""
CABINET = re.compile(
    r"(?<=\b[Tt]he )(?!Drug|Food|Aviation|Trade|Security)[A-Z][a-z]+ administration\b"
)
ORDER = re.compile(r"\b(?:Executive Order|E\.O\.|EO|\(EO\)) ?(?:No\. ?)?(\d{4,5})\b")
NUMBERED = re.compile(
    r"\b(?:(?:Regulation|Directive|Decision) \((?:EU|EC)\) (?:No\.? ?)?\d{2,4}/\d{2,4}"
    r"|Bill [A-Z]-?\d{1,4}|H\.?R\.? ?\d{2,5}|Public Law \d+-\d+)"
)
LAW = re.compile(
    rf"\b(?:{WORD} (?:{LINK} )*){{1,9}}(?:Acts?|Laws?|Regulations?|Directive|Ordinance|Bill|Code"
    r"(?: of (?:Practice|Conduct))?|Rules?|Measures|Provisions|Order|IFR|NPRM|Guidelines)"
    r"\b(?: of \d{4})?(?! of the| [A-Z])"
)
CITY = re.compile(
    r"\b(?:[Tt]he|an?) (?P<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?: [a-z-]+){0,2}? "
    r"(?:company|firm|group|start-?up|giant|chipmaker|maker|designer|developer|lab|corporation)\b"
)
VERSION = re.compile(
    r"(?:[ -]v?\d+(?:\.\d+)?[a-z]?(?:B)?)?"
    r"(?: (?:Pro|Ultra|Nano|Flash|Mini|Turbo|Max|Plus|Large|Small|Medium|Sonnet|Opus|Haiku|Lite"
    r"|Preview|Instruct|Advanced|Enterprise|Vision|Code|Edge)\b)*"
    r"(?: \d+(?:\.\d+)?\b)?"
)
ACRONYM = re.compile(r"""\s?\((?:the )?["“']?([A-Z][A-Za-z&.-]{1,11}|[\w-]{2,16})["”']?\)""")
TERMS = re.compile(
    r"(?:['’]s?)? (?P<title>(?:Commercial |Consumer )?Terms of (?:Service|Use)"
    r"|(?:Acceptable |Supported (?:Regions|Countries) )?(?:Use|Usage|Regions|Countries) Policy"
    r"|Usage Policies|Privacy (?:Policy|Statement|Notice)|Community License(?: Agreement)?"
    r"|Licen[cs]e Agreement|Responsible AI Standards?)\b"
)
PARTS = re.compile(r"(?: (?:[A-Z][a-z]+[A-Za-z]*|API|365|SDK)){1,3}\b")
PRODUCT = re.compile(
    r" (?:API|App|Assistant|Books|Chat|Cloud|Copilot|Docs|Drive|Earth|Enterprise Server|Enterprise"
    r"|Home|Lens|Maps|Marketplace|Meet|Messages|News|Pages|Pay|Photos|Play|Search|Shopping|Sponsors"
    r"|Store|Studio|Teams?|Translate|Voice|Wallet|Workspace|Actions|Pro|Plus|Premium|Server)\b"
)
APP = re.compile(
    r"(?P<app> app)? for (?:iPhones?|iOS|iPads?|Android|Windows|Macs?|macOS|Linux|Chrome)\b"
)
"""The platform for which an app is made: "the Claude app for iPhone"."""
NOT_PART = re.compile(
    r" (?:A|An|And|As|At|Big|But|By|CEO|Chief|For|From|Has|He|How|If|In|Inc|Is|It|Its|May|New"
    r"|Not|Now"
    r"|Of|On|Or|President|Says?|She|That|The|They|This|To|Users?|Was|We|What|When|Where|Who|Why"
    r"|Will|With|You|Models?|Apps?|Services?|Customers?|January|February|March|April|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)
LINE = 400
"""How far a line is looked at on either side of a name."""
LONG_WORD = re.compile(r"([A-Za-z])[A-Za-z]{3,}")
UNSPACED = re.compile("[^\\x00-\u2e80]")
"""A character of the scripts that write words without spaces."""
MOST_SHORT_FORMS = 200
NOT_SHORT = {"EU", "US", "UK", "PRC", "UAE", "GenAI", "AI"}
FAMILY = ("Model", "Service")
STARTERS = re.compile(
    r"^(?:[Tt]he|An?|Under|In|This|That|Its|Their|On|By|With|But|And|If|Le|La|El|Il|Los|Die|Der) "
)


def productive(text: str, taken: list[Naming], gazetteer: Gazetteer) -> list[Naming]:
    """Give the names that follow a pattern, and widen known names by their version."""
    widened = [versioned(text, naming, gazetteer) for naming in taken]
    made = [
        *cities(text, gazetteer),
        *bodies(text),
        *orders(text),
        *laws(text, widened),
        *house_rules(text, widened),
        *shared_heads(text, widened, gazetteer),
    ]
    return merge(widened, made)


def merge(known: list[Naming], made: list[Naming]) -> list[Naming]:
    """Put names in order; of two that overlap the longer one stays, and the known of equals."""
    kept: list[Naming] = []
    ranked = sorted([*known, *made], key=lambda n: (n.start, -n.end))
    for naming in ranked:
        if kept and naming.start < kept[-1].end:
            if naming.end - naming.start > kept[-1].end - kept[-1].start:
                kept[-1] = naming
            continue
        kept.append(naming)
    return kept


def cities(text: str, gazetteer: Gazetteer) -> Iterator[Naming]:
    """Find cities that stand without their state before a company: "the Redmond group"."""
    for found in CITY.finditer(text):
        reading = gazetteer.city(found["city"])
        if reading is not None:
            made = replace(reading, name=found["city"])
            yield Naming(found.start("city"), found.end("city"), (made,))


def bodies(text: str) -> Iterator[Naming]:
    """Find ministries and departments."""
    for found in BODY.finditer(text):
        yield made_of(found.start(), found.end(), found.group(), "GovernmentBody")
    for found in (*COURT.finditer(text), *PROSECUTORS.finditer(text)):
        name = STARTERS.sub("", found.group())
        if " " in name:
            yield made_of(found.end() - len(name), found.end(), name, "GovernmentBody")
    for found in CABINET.finditer(text):
        yield made_of(found.start(), found.end(), found.group(), "GovernmentBody")


def orders(text: str) -> Iterator[Naming]:
    """Find numbered orders, bills and regulations."""
    for found in ORDER.finditer(text):
        yield made_of(found.start(), found.end(), f"Executive Order {found.group(1)}", "Policy")
    for found in NUMBERED.finditer(text):
        yield made_of(found.start(), found.end(), found.group(), "Policy")


def laws(text: str, known: list[Naming]) -> Iterator[Naming]:
    """Find acts, laws and regulations that are written as a title."""
    for found in LAW.finditer(text):
        start = last_start(text, found, known)
        while cut := STARTERS.match(text[start : found.end()]):
            start += cut.end()
        told = text[start : found.end()].split()
        owner = {n.end for n in known if n.start == start}
        bare = found.end() - len(told[-1]) - 1 in owner
        if len(told) > 1 and not bare:
            yield made_of(start, found.end(), text[start : found.end()], "Policy")


def last_start(text: str, found: re.Match[str], known: list[Naming]) -> int:
    """Give where the title of a law starts: after another law or an owner before it."""
    rules = [n.end for n in known if n.first.type == "Policy" and found.start() <= n.start]
    before = max((end for end in rules if end < found.end()), default=found.start())
    owner = max(text.rfind("'s ", before, found.end()), text.rfind("’s ", before, found.end()))
    start = owner + 3 if owner >= 0 else before
    capital = re.compile(r"[A-Z]").search(text, start, found.end())
    return capital.start() if capital else start


def house_rules(text: str, known: list[Naming]) -> Iterator[Naming]:
    """Find companies' own terms by title, with the name that stands before them."""
    for naming in known:
        owner = naming.read_as(("Company", "Service", "Model"), (NameKind.NAME,))
        found = TERMS.match(text, naming.end) if owner else None
        if owner is not None and found is not None:
            maker = owner.id if owner.type == "Company" else owner.provider
            reading = Reading(f"{owner.name} {found['title']}", "Policy", provider=maker)
            yield Naming(found.start("title"), found.end(), (reading,))


def made_of(start: int, end: int, name: str, kind: str) -> Naming:
    """Make the naming of something that the catalogue does not hold."""
    return Naming(start, end, (Reading(" ".join(name.split()), kind),))


def versioned(text: str, naming: Naming, gazetteer: Gazetteer) -> Naming:
    """Widen the name of a model or service by the version that follows it."""
    reading = naming.read_as(FAMILY)
    tail = VERSION.match(text, naming.end)
    if reading is None or tail is None or not tail.group():
        return part_of(text, naming)
    end = tail.end()
    if text[end : end + 1].isalnum() or text[end : end + 1] == "%":
        return naming
    name = text[naming.start : end]
    known = gazetteer.lookup(name) or without_maker(name, reading, gazetteer)
    made = replace(reading, name=" ".join(name.split()), id=None)
    return Naming(naming.start, end, known or (made,))


def without_maker(name: str, reading: Reading, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    """Give what "Google Gemini 1.5 Pro" names, which goes without its maker's name."""
    maker, _, own = name.partition(" ")
    whose = {r.id for r in gazetteer.lookup(maker) if r.type == "Company"}
    return gazetteer.lookup(own) if reading.provider in whose else ()


def part_of(text: str, naming: Naming) -> Naming:
    """Widen a name by the capitalised words that make it a part or plan of the thing."""
    base = naming.read_as(("Service", "Company"), (NameKind.NAME,))
    if base is None:
        return naming
    app = APP.match(text, naming.end) if base.type == "Service" else None
    if app is not None and (app["app"] or text.endswith("app", 0, naming.end)):
        name = " ".join(text[naming.start : app.end()].split())
        made = Reading(name, "Service", None, NameKind.NAME, base.provider)
        return Naming(naming.start, app.end(), (made,))
    tail = (PARTS if base.type == "Service" else PRODUCT).match(text, naming.end)
    if tail is None or NOT_PART.match(text, naming.end) or titled(text, naming):
        return naming
    maker = base.provider if base.type == "Service" else base.id
    name = " ".join(text[naming.start : tail.end()].split())
    made = Reading(name, "Service", None, NameKind.NAME, maker)
    return Naming(naming.start, tail.end(), (made,))


def titled(text: str, naming: Naming) -> bool:
    """Tell whether a name stands in a line where every long word has a capital."""
    earliest = max(0, naming.start - LINE)
    start = max(earliest, text.rfind("\n", earliest, naming.start) + 1)
    stop = text.find("\n", naming.end, naming.end + LINE)
    line = text[start : stop if stop >= 0 else naming.end + LINE]
    if line.rstrip('"”’) ').endswith((".", "!", "?")) or UNSPACED.search(line):
        return False
    long_words = LONG_WORD.findall(line)
    return sum(map(str.islower, long_words)) * 3 < len(long_words)


def short_forms(text: str, namings: list[Naming]) -> list[Naming]:
    """Find the short names that a text itself gives ("Full Name (FN)") and their later uses."""
    defined: dict[str, Naming] = {}
    for naming in namings:
        found = ACRONYM.match(text, naming.end)
        if found and found.group(1) not in NOT_SHORT and defines(found.group(1), naming, text):
            defined.setdefault(found.group(1), naming)
    shorts = sorted(list(defined)[:MOST_SHORT_FORMS], key=len, reverse=True)
    if not shorts:
        return []
    used = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, shorts))})(?!\w)")
    return [
        Naming(found.start(), found.end(), proper(defined[found.group()]))
        for found in used.finditer(text)
    ]


def proper(naming: Naming) -> tuple[Reading, ...]:
    """Give the readings that name the thing itself, where there are any."""
    return tuple(r for r in naming.readings if r.kind is NameKind.NAME) or naming.readings


def defines(short: str, naming: Naming, text: str) -> bool:
    """Tell whether a bracket after a name is a short form of it."""
    if any(r.type == "Region" for r in naming.readings):
        return False
    letters = [word[0] for word in re.findall(r"[A-Za-z]\w*", text[naming.start : naming.end])]
    capitals = [c for c in short if c.isupper()]
    initials = "".join(letters).upper()
    return len(capitals) > 1 and short.isalpha() and all(c in initials for c in capitals)
