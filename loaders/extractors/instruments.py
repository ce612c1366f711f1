"""Names by their form: titles of rules in quotes, a publisher's terms, regions of clouds."""

import re
from collections.abc import Iterator

from kg.catalogue import NameKind
from kg.model.document import Document
from loaders.extractors.gazetteer import Gazetteer
from loaders.extractors.namings import Naming, Reading

KIND = (
    r"(?:rule|IFR|NPRM|regulation|order|notice|guidance|measures|law|act|bill|framework|statement"
    r"|directive|decision|policy|proposal|guidelines|provisions|decree|code|memorandum|package)"
)
QUOTED = re.compile(
    rf"\b{KIND}(?: \([^()\n]{{1,40}}\))?,? (?:entitled |titled |called |on )?"
    r"[“\"](?P<title>[A-Z][^“”\"\n]{10,240}?)[,.]?[”\"]",
    re.IGNORECASE,
)
SHORT = re.compile(
    r"[,.]?[”\"]?,? ?\((?:the |this )?[“\"']?(?P<short>[A-Z][\w/&. -]{1,28}?"
    r"(?:IFR|NPRM|[Rr]ule|Act|Order|Regulations?|Policy|Agreement|Licen[cs]e|Terms|Guidance|Measures))"
    r"[”\"']?\)"
)
OWN = re.compile(
    r"(?P<title>(?:Commercial |Consumer )?Terms of (?:Service|Use)|(?:Acceptable |Supported \w+ )?"
    r"(?:Use|Usage) Policy|Usage Policies|Community License Agreement)\b(?! of)"
)
OWNED = re.compile(
    r"(?:\b(?!The |This |These )[A-Z\d][\w’'.]*|[’']s?|\b(?:[Ii]ts|[Oo]ur|[Tt]heir|[Yy]our)) $"
)
DOMAIN = re.compile(r"(?<![\w@./-])(?P<maker>[A-Z]\w{2,20})\.(?:com|ai|io|org|cn)\b(?![\w/@-])")
CLOUD_REGION = re.compile(
    r"\b(?:US|Europe|Asia[ -]Pacific|Middle East|(?:South|North) America|Africa)"
    r"(?: (?:East|West|North|South|Central|Northeast|Southeast))? "
    r"\((?P<city>[A-Z][\w .’'-]{2,30})\)"
)
HOUSES = ("Company", "JointVenture")


def instruments(document: Document, known: list[Naming], gazetteer: Gazetteer) -> list[Naming]:
    """Give the rules of a document that go by a title, and the services that go by an address."""
    text = document.text
    titles = list(quoted(text, known))
    short = list(short_rules(text, [*known, *titles]))
    found = [*titles, *short, *own_terms(document, gazetteer), *domains(text, gazetteer)]
    return [*found, *cloud_regions(text, gazetteer)]


def quoted(text: str, known: list[Naming]) -> Iterator[Naming]:
    """Find titles in quotes after the word for a rule; one that is known keeps its entity."""
    for found in QUOTED.finditer(text):
        start, end = found.span("title")
        same = next((n for n in known if n.start == start and n.end == end), None)
        title = " ".join(found["title"].split())
        readings = same.readings if same else (Reading(title, "Policy"),)
        yield Naming(start - 1, found.end(), readings)


def short_rules(text: str, namings: list[Naming]) -> Iterator[Naming]:
    """Find the short names that a text gives its rules: "(October 7 IFR)"."""
    for naming in namings:
        rule = naming.read_as(("Policy",))
        found = SHORT.match(text, naming.end) if rule else None
        if found is None or rule is None or " " not in found["short"]:
            continue
        for use in re.finditer(rf"(?<!\w){re.escape(found['short'])}(?!\w)", text):
            yield Naming(use.start(), use.end(), (rule,))


def own_terms(document: Document, gazetteer: Gazetteer) -> Iterator[Naming]:
    """Find a publishing company's own terms where no owner stands before them."""
    readings = gazetteer.lookup(document.publisher) if document.publisher else ()
    house = next((r for r in readings if r.type in HOUSES and r.kind is NameKind.NAME), None)
    for found in OWN.finditer(document.text) if house else ():
        before = document.text[max(found.start() - 24, 0) : found.start()]
        if house is not None and not OWNED.search(before):
            name = f"{house.name} {found['title']}"
            yield Naming(*found.span("title"), (Reading(name, "Policy", provider=house.id),))


def domains(text: str, gazetteer: Gazetteer) -> Iterator[Naming]:
    """Find services that go by their address: the name of a maker or product, and an ending."""
    for found in DOMAIN.finditer(text):
        for reading in gazetteer.lookup(found["maker"]):
            if reading.kind is NameKind.NAME and reading.type in (*HOUSES, "Service", "Model"):
                maker = reading.id if reading.type in HOUSES else reading.provider
                made = Reading(found.group(), "Service", provider=maker)
                yield Naming(found.start(), found.end(), (made,))
                break


def cloud_regions(text: str, gazetteer: Gazetteer) -> Iterator[Naming]:
    """Find the regions of clouds, which go by a part of the world and a city in brackets."""
    for found in CLOUD_REGION.finditer(text):
        city = gazetteer.lookup(found["city"]) or place_of(gazetteer.city(found["city"]))
        places = tuple(r for r in city if r.type == "Region" and r.kind is not NameKind.DEMONYM)
        if places:
            yield Naming(found.start(), found.end(), places)


def place_of(city: Reading | None) -> tuple[Reading, ...]:
    """Give a city as the readings of a name."""
    return (city,) if city else ()
