"""Write ontology/catalogue/regions.tsv from rigour (codes, Wikidata) and CLDR (names).

A maintainers' tool: rigour and babel are needed here and nowhere at run time. What it cannot know
(demonyms, capitals, everyday names, blocs) is written by hand in regions_more.yaml.
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator

from babel import Locale
from rigour.territories import get_territories, get_territory
from rigour.territories.territory import Territory

from kg.catalogue import plain
from ontology import CATALOGUE

LANGUAGES = ("de", "fr", "it", "es", "zh_Hans", "zh_Hant", "ja")
COLUMNS = (
    *("id", "type", "name", "iso", "wikidata", "codes", "part_of"),
    *("aliases", "cased", "translations"),
)

NOT_COUNTRIES = {
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "EU",
    "EZ",
    "IC",
    "QO",
    "TA",
    "UN",
    "XA",
    "XB",
    "ZZ",
}

NAMES = {
    "cd": "Democratic Republic of the Congo",
    "cg": "Republic of the Congo",
    "ci": "Côte d'Ivoire",
    "gs": "South Georgia and the South Sandwich Islands",
    "hk": "Hong Kong",
    "hm": "Heard Island and McDonald Islands",
    "mm": "Myanmar",
    "mo": "Macao",
    "ps": "Palestine",
    "tr": "Turkey",
    "um": "United States Minor Outlying Islands",
    "us-ga": "Georgia (US state)",
    "us-wa": "Washington State",
    "ae-aj": "Ajman",
    "au-vic": "Victoria (Australian state)",
    "ua-cri": "Crimea",
    "ua-dpr": "Donetsk",
    "ua-lpr": "Luhansk",
}
"""Names that a reader of English news expects where the sources have another."""

IDS = {"ua-cri": "ua-43", "ua-dpr": "ua-14", "ua-lpr": "ua-09"}
"""The codes of ISO 3166-2 for places that rigour has under codes of its own."""

DIVIDED = ("ae", "au", "ca", "cn", "de", "gb", "in", "ua", "us")
"""Countries whose subdivisions matter to rules, clouds and authorities."""

PARTS = {
    "fr": ("gf", "gp", "mq", "re", "yt"),
    "fi": ("ax",),
    "us": ("as", "gu", "mp", "pr", "um", "vi"),
}
"""Territories with a code of their own in which the law of their state applies.

Hong Kong, Macao and Taiwan are not parts of mainland China here, by design; neither are
territories that are outside the customs and legal area of their state (Greenland, Jersey).
"""

AREAS = {
    "Australia and New Zealand": "oceania",
    "Eastern Africa": "east-africa",
    "Eastern Asia": "east-asia",
    "Melanesia": "oceania",
    "Micronesia": "oceania",
    "Middle Africa": "central-africa",
    "Northern Africa": "north-africa",
    "Northern America": "north-america",
    "Polynesia": "oceania",
    "South-eastern Asia": "southeast-asia",
    "Southern Asia": "south-asia",
    "Western Africa": "west-africa",
}
"""Areas of the UN geoscheme that have another id than their name's."""

AREA_OF = {"cy": "southern-europe", "ru": "", "tr": "", "aq": ""}
"""Where the geoscheme would mislead: news of "Europe" does not mean Russia, nor "Asia" Turkey."""

WORDS = {"Chad", "Georgia", "Guinea", "Jersey", "Jordan", "Mali", "Niger", "Togo", "Turkey"}
"""English names that are other words in lower case."""

MISLEADING = {
    "Argentine", "Chili", "Congo", "Dominique", "Granada", "Grenade", "Guadalupe", "Island",
    "Maurice", "Mauricio", "Riunione", "Saint-Martin", "Salvador", "San Bartolomé", "San Martín",
    "Santa Elena", "St. Martin", "タイ", "チリ", "マリ", "多米尼克", "獅子山", "马里",
}  # fmt: skip
"""Foreign names that are a person's, another place's, or a word or part of one."""

TWO_NAMES = {"mm"}
"""Countries with another name of theirs in brackets; what others have there is a remark."""


def main() -> None:
    """Write the file that the program reads."""
    rows = sorted((*countries(), *subdivisions()), key=lambda row: row["id"])
    with (CATALOGUE / "regions.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
    sys.stderr.write(f"{len(rows)} regions\n")


def countries() -> Iterator[dict[str, str]]:
    """Give a row for each country code of ISO 3166-1, and Kosovo."""
    english = Locale.parse("en").territories
    wholes = {part: whole for whole, parts in PARTS.items() for part in parts}
    for code in sorted(english):
        if len(code) != 2 or not code.isalpha() or code in NOT_COUNTRIES:
            continue
        territory = get_territory(code.lower())
        if territory is None:
            raise SystemExit(f"rigour does not know {code}; update it")
        name = NAMES.get(code.lower(), english[code].replace("’", "'").replace(" & ", " and "))
        parts = (wholes.get(code.lower(), ""), area(territory))
        yield row(territory, code.lower(), name, "|".join(filter(None, parts)))


def area(territory: Territory) -> str:
    """Give the id of the part of the world that a country lies in."""
    name = territory.subregion or ""
    plainly = AREAS.get(name, name.lower().replace(" ", "-"))
    return AREA_OF.get(territory.code, plainly)


def subdivisions() -> Iterator[dict[str, str]]:
    """Give a row for each subdivision of the countries that are divided."""
    for territory in get_territories():
        parent = territory.parent
        if parent is None or parent.code not in DIVIDED or "-" not in territory.code:
            continue
        code = IDS.get(territory.code, territory.code)
        name = NAMES.get(territory.code, re.sub(r" \(.*\)$", "", territory.name))
        yield row(territory, code, name, parent.code)


def row(territory: Territory, code: str, name: str, whole: str) -> dict[str, str]:
    """Make the row of a region."""
    english = Locale.parse("en").territories.get(code.upper())
    foreign = [Locale.parse(tongue).territories.get(code.upper(), "") for tongue in LANGUAGES]
    also = [english, territory.name, territory.full_name] if english else []
    aliases = distinct(variants(code, also), {plain(name)})
    taken = {plain(name), *map(plain, aliases)}
    return {
        "id": code,
        "type": "Region",
        "name": name,
        "iso": code.upper(),
        "wikidata": wikidata(territory, code),
        "codes": (territory.alpha3 or "").upper(),
        "part_of": whole,
        "aliases": "|".join(text for text in aliases if text not in WORDS),
        "cased": "|".join(text for text in (name, *aliases) if text in WORDS),
        "translations": "|".join(distinct(variants(code, foreign), taken)),
    }


def wikidata(territory: Territory, code: str) -> str:
    """Give the item of the place itself, not that of an occupation."""
    return {"ua-43": "Q7835", "ua-14": "Q2012050", "ua-09": "Q171965"}.get(code, territory.qid)


def variants(code: str, texts: Iterable[str]) -> Iterator[str]:
    """Give each name, without a remark in brackets; the two Congos have no other in Chinese."""
    for text in texts:
        written = unicodedata.normalize("NFC", text.replace("’", "'"))
        found = re.fullmatch(r"(.+?) ?[(\[](.+)[)\]]", written)
        if found and code in TWO_NAMES:
            yield from found.groups()
        elif code in {"cd", "cg"} or "(" not in written:
            yield found.group(1) if found else written
        else:
            yield re.sub(r" ?[(（].*?[)）]", "", written)


def distinct(texts: Iterable[str], taken: set[str]) -> list[str]:
    """Leave out what is empty, misleading, or there already but for case and accents."""
    kept = {text: None for text in texts if plain(text) and text not in MISLEADING}
    return [text for text in kept if plain(text) not in taken]


if __name__ == "__main__":
    main()
