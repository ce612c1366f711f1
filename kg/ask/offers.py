"""Questions that can be answered: near one that cannot, and to complete one that begins."""

from collections import Counter
from itertools import islice
from string import Formatter

from kg.ask.lexicon import cues
from kg.model.reply import Kind, Understood
from kg.questions.cases import cases, regions_of, with_services
from kg.questions.reader import Reader

MOST = 4
FIRST = (
    Kind.STATUS, Kind.SERVES, Kind.POLICIES, Kind.PATHS, Kind.TIMELINE, Kind.CONFLICTS,
    Kind.COMPARE, Kind.NETWORK, Kind.WHATIF, Kind.DIFF, Kind.WITHOUT, Kind.CHAINS, Kind.FIGURES,
)  # fmt: skip
"""The kinds of questions, those first that most people ask."""


def templates() -> tuple[str, ...]:
    """Give the forms of questions, with slots for names, those first that most people ask."""
    forms = [cue for cue in cues() if cue.template]
    return tuple(cue.template or "" for cue in sorted(forms, key=lambda c: FIRST.index(c.kind)))


def offers(reader: Reader, asked: Understood, near: str | None) -> tuple[str, ...]:
    """Offer questions about what was understood: of the same form, then the others.

    Where no region is named, those stand for it that sources speak most of.
    """
    if not asked.subjects and not asked.region:
        return EXAMPLES
    slots = filled(reader, asked)
    fitting = [form for form in templates() if fits(form, slots)]
    fitting.sort(key=lambda form: form != near)
    found = [filling(form, slots, 0) for form in fitting]
    if near in fitting and not asked.region:
        found[1:1] = [filling(near, slots, n) for n in range(1, len(slots["region"]))]
    return tuple(islice(dict.fromkeys(found), MOST))


def filling(form: str, slots: dict[str, list[str]], number: int) -> str:
    """Fill a form with names, the region with the one of a number."""
    names = {slot: found[0] for slot, found in slots.items() if found}
    if slots["region"]:
        names["region"] = slots["region"][number]
    return form.format(**names)


EXAMPLES = (
    "Who still serves China?",
    "Is ChatGPT available in Italy?",
    "Which rules touch NVIDIA in China?",
    "What changed for Claude since June 2024?",
)


def slots_of(form: str) -> list[str]:
    """Name the slots of a form, in order."""
    return [name for _, name, _, _ in Formatter().parse(form) if name]


def fits(form: str, slots: dict[str, list[str]]) -> bool:
    """Tell whether a form can be filled, each slot with a name of its own."""
    names = slots_of(form)
    own = bool({"subject", "region", "policy"} & set(names))
    return (
        own
        and all(len(slots.get(name, ())) >= names.count(name) for name in names)
        and (len(names) == len(set(names)))
    )


def filled(reader: Reader, asked: Understood) -> dict[str, list[str]]:
    """Give the names for each slot; where no region is named, one that sources speak of."""
    things = [one.name for one in asked.subjects if one.type != "Policy"]
    rules = [one.name for one in asked.subjects if one.type == "Policy"]
    places = [asked.region.name] if asked.region else []
    if things and not places:
        places = spoken(reader, asked.subjects[0].id)
    return {"subject": things, "policy": rules, "region": places}


def spoken(reader: Reader, subject: str) -> list[str]:
    """Name the regions of which sources speak most for a subject."""
    counts: Counter[str] = Counter()
    for case in cases(reader, with_services(reader, subject)).values():
        counts.update(dict.fromkeys(regions_of(case), 0))
        counts.update(s.object for s in case.said if s.object in counts)
    ranked = sorted(counts, key=lambda region: (-counts[region], region))
    return [reader.base.name(region) for region in ranked[:REGIONS]]


REGIONS = 3
"""Regions that stand for one that is not named."""
