"""Rules that only share the short name of one that is known: "Colorado's AI Act"."""

import re
from dataclasses import replace

from kg.catalogue import NameKind
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.namings import Naming, Reading

PLACES = (NameKind.NAME, NameKind.CAPITAL, NameKind.DEMONYM)
OWNED = re.compile(r"(?:[’']s?)? (?:(?:own|new|draft|proposed) )?$")


def without_namesakes(text: str, names: list[Naming], knowledge: Knowledge) -> list[Naming]:
    """Take a known rule with another state's name before it for a rule of that state."""
    found: list[Naming] = []
    for naming in names:
        before = found[-1] if found else None
        rule = naming.first
        place = before.read_as(("Region",), PLACES) if before and rule.type == "Policy" else None
        owned = before is not None and OWNED.fullmatch(text, before.end, naming.start)
        if place is not None and owned and foreign(rule, place, knowledge):
            title = text[naming.start : naming.end]
            made = replace(rule, name=f"{place.name} {title}", id=None, provider=None)
            found.append(Naming(naming.start, naming.end, (made,)))
        else:
            found.append(naming)
    return found


def foreign(rule: Reading, place: Reading, knowledge: Knowledge) -> bool:
    """Tell whether the maker of a rule is known and has nothing to do with a place."""
    maker = knowledge.issuer(rule)
    home = knowledge.jurisdiction(maker) if maker else None
    if home is None or home.id is None or place.id is None:
        return False
    return home.id not in knowledge.around(place.id) and place.id not in knowledge.around(home.id)
