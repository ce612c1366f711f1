"""What plain sentences say by their names and the words between them, in seven languages.

Each name of a sentence becomes a sign of its classes, so that one wording ("<S:firm+> hat … in
<O:firm> investiert") reads every sentence of that form. A wording that a denial or a doubt
touches makes no claim.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from pathlib import Path

import yaml

from kg.catalogue import NameKind
from kg.model.document import Document
from kg.model.statement import Modality
from loaders.extractors.discourse import Discourse
from loaders.extractors.drafts import Draft
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.namings import Naming, Reading, Referent
from loaders.extractors.qualifiers import terms_in
from loaders.extractors.recast import agrees, recast
from loaders.extractors.sentences import Sentence

FILE = Path(__file__).parent / "data" / "wordings.yaml"
SIGNS = {
    "Company": "F", "JointVenture": "F", "Service": "S", "Model": "M", "Hardware": "H",
    "Region": "R", "Regulator": "A", "GovernmentBody": "A", "Organization": "O", "Policy": "P",
}  # fmt: skip
CLASSES = {
    "firm": "F", "thing": "SMH", "service": "S", "model": "SM", "base": "SMH", "place": "R",
    "offered": "SMHF", "authority": "AR", "body": "A", "organization": "FO", "policy": "P",
    "target": "FSMHR", "restricted": "FSMH", "probed": "FSM", "hosted": "SMF", "people": "D",
    "zone": "Z", "cloud": "S", "llm": "M", "dealer": "FS",
}  # fmt: skip
"""Which signs the classes of a wording take.

"people" is a region as an adjective, "zone" a region with the quarter by which clouds tell their
data centres apart ("Sweden Central"), "hosted" a product or the company that it goes by.
"""
QUARTER = re.compile(
    r" (?:North|South|East|West|Central|Northeast|Southeast|Northwest|Southwest)(?: \d)?"
    r"(?=[.,;:)]|$| and | or | regions?\b)"
)
PLACES = (NameKind.NAME, NameKind.CAPITAL)
READ_AS: dict[str, tuple[tuple[str, ...], tuple[NameKind, ...]]] = {
    sign: (tuple(t for t, s in SIGNS.items() if s == sign), PLACES if sign == "R" else ())
    for sign in set(SIGNS.values())
} | {"D": (("Region",), (NameKind.DEMONYM,)), "Z": (("Region",), PLACES)}
SLOT = re.compile(r"<(?P<end>[SO]):(?P<kind>[a-z]+)(?P<many>\+?)>|<(?P<loose>[a-z]+)>")
SIGN = re.compile(r"⟦[A-Z]+(\d+)⟧")
GAP = r"(?:(?:(?!{joins})[^⟦⟧.;:!?。；：！？\n]|(?<=\d)\.(?=\d)){{0,60}}?)"
ASIDE = re.compile(r"(?<=⟧)(?:, [^,;.]{3,140}, | ?[(（][^()（）]{1,80}[)）])")
"""What explains a name and stands in the way: an apposition, a bracket."""
UNSPACED = re.compile(r"(?<=⟧) (?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff]) (?=⟦)")
"""A space between a name and a script that has none."""
THINGS = ("Service", "Model", "Hardware")
MOST_NAMES = 40
LONGEST = 1200


Entries = dict[str, dict[str, list[dict[str, object]]]]


@dataclass(frozen=True, slots=True)
class Wording:
    """One form of words with the claim that it makes; `denies` where a denial is part of it."""

    pattern: re.Pattern[str]
    predicate: str
    subjects: str
    objects: str
    negated: bool
    modality: Modality
    denies: bool = False
    audience: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Glue:
    """What a language puts between the names of a list, before a name, between two clauses."""

    between: str
    article: str
    joins: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """The wordings of a language, and the words that undo them."""

    wordings: tuple[Wording, ...]
    denial: re.Pattern[str]
    doubt: re.Pattern[str]
    planned: re.Pattern[str]
    beside: re.Pattern[str]
    same_firm: re.Pattern[str]
    bodies: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A sentence whose names are signs, with the names by number."""

    text: str
    namings: tuple[Naming, ...]


@cache
def by_language() -> Entries:
    """Read the file once."""
    return entries()


def entries() -> Entries:
    """Read the file as it stands, with its examples."""
    told: Entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return told


@cache
def tongue_in(language: str) -> Tongue | None:
    """Read the wordings of a language, or give None where there are none."""
    told = by_language().get(language)
    return tongue_of(told) if told is not None else None


def tongue_of(told: dict[str, list[dict[str, object]]]) -> Tongue:
    """Read one language."""
    glue = Glue(str(told["and"]), str(told["article"]), str(told["joins"]))
    rules = [wording_of(rule, form, glue)
             for rule in told["rules"] for form in texts(rule["wording"])]  # fmt: skip
    bodies = [(compiled(str(b["wording"]), glue), str(b["is"])) for b in told["bodies"]]
    return Tongue(
        wordings=tuple(rules),
        denial=re.compile(str(told["denial"]), re.IGNORECASE),
        doubt=re.compile(str(told["doubt"]), re.IGNORECASE),
        planned=re.compile(str(told.get("planned", "(?!)"))),
        beside=re.compile(str(told.get("beside", "(?!)")), re.IGNORECASE),
        same_firm=re.compile(str(told["same firm"])),
        bodies=tuple(bodies),
    )


def texts(value: object) -> list[str]:
    """Take one text or several."""
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def wording_of(rule: dict[str, object], form: str, glue: Glue) -> Wording:
    """Read one form of words."""
    kinds = {m["end"]: CLASSES[m["kind"]] for m in SLOT.finditer(form) if m["end"]}
    return Wording(
        pattern=compiled(form, glue),
        predicate=str(rule["say"]),
        subjects=kinds["S"],
        objects=kinds["O"],
        negated=rule.get("polarity") == "negated",
        modality=Modality(str(rule.get("modality", "actual"))),
        denies="denies" in rule,
        audience=str(rule["audience"]) if "audience" in rule else None,
        known=bool(rule.get("known")),
    )


def compiled(form: str, glue: Glue) -> re.Pattern[str]:
    """Make a regular expression of a form of words."""

    def slot(found: re.Match[str]) -> str:
        signs = CLASSES[found["kind"] or found["loose"]]
        one = rf"(?:{glue.article})?⟦[A-Z]*[{signs}][A-Z]*\d+⟧"
        many = rf"{one}(?:(?:{glue.between}){one})*" if found["many"] else one
        return f"(?P<{found['end']}>{many})" if found["end"] else many

    gap = GAP.format(joins=glue.joins)
    return re.compile(SLOT.sub(slot, form).replace("…", gap), re.IGNORECASE)


def wording_drafts(
    document: Document,
    sentence: Sentence,
    here: list[Naming],
    knowledge: Knowledge,
    discourse: Discourse,
) -> Iterator[Draft]:
    """Give what a sentence says of its names by its wording."""
    tongue = tongue_in((document.language or "en").split("-")[0].lower())
    fits = sentence.end - sentence.start <= LONGEST and 1 <= len(here) <= MOST_NAMES
    if tongue is None or not fits:
        return
    with_bodies = [*here, *same_firm(document.text, sentence, here, tongue, discourse)]
    signed = with_authorities(sign(document.text, sentence, with_bodies), tongue, knowledge)
    short = ASIDE.sub(" ", signed.text)
    present = {sign_ for naming in signed.namings for sign_ in signs_of(naming)} | {"Z"}
    possible = [
        w
        for w in tongue.wordings
        if not (present.isdisjoint(w.subjects) or present.isdisjoint(w.objects))
    ]
    for text in dict.fromkeys((signed.text, short)):
        for wording in possible:
            for found in wording.pattern.finditer(text):
                if not undone(text, found, tongue, denies=wording.denies):
                    yield from planned(
                        found, tongue, meant(found, wording, signed, sentence, knowledge)
                    )


def planned(found: re.Match[str], tongue: Tongue, drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Take what a wording says of what will be for announced."""
    ahead = tongue.planned.search(found.group()) is not None
    for draft in drafts:
        yield replace(draft, modality=Modality.ANNOUNCED) if ahead else draft


def meant(
    found: re.Match[str],
    wording: Wording,
    signed: Signed,
    sentence: Sentence,
    knowledge: Knowledge,
) -> Iterator[Draft]:
    """Give what a wording says, with the ends that are meant."""
    for draft in drafts_of(found, wording, signed, sentence):
        if not wording.known or agrees(draft, knowledge):
            yield from recast(draft, knowledge)


def same_firm(
    text: str, sentence: Sentence, here: list[Naming], tongue: Tongue, discourse: Discourse
) -> Iterator[Naming]:
    """Find "the company" as the firm that was spoken of last."""
    for found in tongue.same_firm.finditer(text, sentence.start, sentence.end):
        last = discourse.latest(["Company", "JointVenture"], found.start(), blocks=1)
        inside = any(n.start < found.end() and found.start() < n.end for n in here)
        if last is not None and not inside and not any(n.end <= found.start() for n in here):
            yield Naming(found.start(), found.end(), (last.reading,))


def sign(text: str, sentence: Sentence, here: list[Naming]) -> Signed:
    """Replace the names of a sentence by signs of their classes."""
    parts: list[str] = []
    at = sentence.start
    kept = without_makers(text, sorted(here, key=lambda n: n.start))
    for number, naming in enumerate(kept):
        quarter = QUARTER.match(text, naming.end, sentence.end)
        zone = quarter is not None and "R" in signs_of(naming)
        signs = signs_of(naming) + ("Z" if zone else "")
        parts += [plain(text[at : naming.start]), f"⟦{signs}{number}⟧"]
        at = quarter.end() if zone and quarter else naming.end
    parts.append(plain(text[at : sentence.end]))
    return Signed(UNSPACED.sub("", "".join(parts)), tuple(kept))


def without_makers(text: str, here: list[Naming]) -> list[Naming]:
    """Leave out a maker that stands as part of the name of its thing ("Nvidia H20")."""
    kept: list[Naming] = []
    for naming, following in zip_longest(here, here[1:]):
        thing = following.read_as(THINGS) if following else None
        firm = naming.read_as(("Company",))
        touching = following is not None and text[naming.end : following.start] in {" ", ""}
        if not (thing and firm and touching and thing.provider == firm.id):
            kept.append(naming)
    return kept


def plain(text: str) -> str:
    """Make white space plain, and keep the brackets of signs for signs."""
    return re.sub(r"[\s⟦⟧]", " ", text)


def signs_of(naming: Naming) -> str:
    """Give the signs of a name: one for each class of which it may be."""
    found = {SIGNS[r.type] for r in naming.readings
             if r.type in SIGNS and (r.type != "Region" or r.kind in PLACES)}  # fmt: skip
    people = any(r.type == "Region" and r.kind is NameKind.DEMONYM for r in naming.readings)
    return "".join(sorted(found)) + ("D" if people or not found else "")


def with_authorities(signed: Signed, tongue: Tongue, knowledge: Knowledge) -> Signed:
    """Take "the Italian data protection authority" for that very body."""
    text, namings = signed.text, list(signed.namings)
    for pattern, description in tongue.bodies:
        found = pattern.search(text)
        number = SIGN.search(found.group()) if found else None
        if found is None or number is None:
            continue
        naming = namings[int(number[1])]
        region = naming.read_as(("Region",))
        types = ("Regulator", "GovernmentBody")
        body = knowledge.body(region, description, types) if region else None
        if body is not None:
            namings.append(Naming(naming.start, naming.end, (body,)))
            text = f"{text[: found.start()]}⟦A{len(namings) - 1}⟧{text[found.end() :]}"
    return Signed(text, tuple(namings))


def undone(text: str, found: re.Match[str], tongue: Tongue, *, denies: bool) -> bool:
    """Tell whether a denial stands in the wording, a doubt in its clause, a comparison before."""
    if tongue.beside.search(text[max(0, found.start() - 20) : found.start()]):
        return True
    begins = max((text.rfind(mark, 0, found.start()) for mark in ";；。"), default=-1) + 1
    ends = next((m.start() for m in re.finditer("[,;.，；。]", text[found.end() :])), 40)
    after = text[found.end() : found.end() + min(ends, 40)]
    clause = text[begins : found.start()] + ("" if denies else found.group()) + after
    told = "" if denies else SIGN.sub(" ", found.group() + text[found.end() :][:12])
    return bool(tongue.denial.search(told) or tongue.doubt.search(clause))


def drafts_of(
    found: re.Match[str], wording: Wording, signed: Signed, sentence: Sentence
) -> Iterator[Draft]:
    """Pair what fills the two ends of a wording."""
    for subject in fillers(found["S"], wording.subjects, signed):
        for object_ in fillers(found["O"], wording.objects, signed):
            if sensible(subject, wording.predicate, object_):
                yield Draft(
                    subject=subject,
                    predicate=wording.predicate,
                    object=object_,
                    start=sentence.start,
                    end=sentence.end,
                    rule="wording",
                    tier="structure",
                    negated=wording.negated,
                    modality=wording.modality,
                    audience=audience_of(found, wording),
                )


def audience_of(found: re.Match[str], wording: Wording) -> str | None:
    """Give the customers whom a wording of availability speaks of."""
    told = wording.predicate == "available_in"
    return wording.audience or (terms_in(found.group()).audience if told else None)


def sensible(subject: Referent, predicate: str, object_: Referent) -> bool:
    """Refuse a thing that is run by its own maker, and what is said of itself."""
    own = subject.reading.provider is not None and subject.reading.provider == object_.reading.id
    return subject.key != object_.key and not (own and predicate == "operates_through")


def fillers(signs: str, classes: str, signed: Signed) -> Iterator[Referent]:
    """Give what the signs of a list stand for."""
    for found in SIGN.finditer(signs):
        naming = signed.namings[int(found[1])]
        reading = read(naming, classes)
        if reading is not None:
            yield Referent(reading, naming.start, naming.end)


def read(naming: Naming, classes: str) -> Reading | None:
    """Read a name as the first fitting class, in the order of the classes."""
    for sign_ in classes:
        types, kinds = READ_AS[sign_]
        reading = naming.read_as(types, kinds)
        if reading is not None:
            return reading
    return None
