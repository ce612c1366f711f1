"""Reads a question: who and where it is about, for whom, of which days, and what it asks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kg.ask.dates import KNOWING, ONE_DAY
from kg.ask.lexicon import Cue, cues
from kg.ask.names import Mention
from kg.ask.parse import Parsed
from kg.model.reply import Dated, Kind, Meant, Role, Understood
from kg.model.world import World

AUDIENCES = {
    "enterprises": r"enterprises?(?: customers?| users?)?|(?:business|corporate) customers?",
    "individuals": r"individuals?(?: users?| accounts?| customers?)?|consumers?",
    "government": r"governments? (?:use|users?|devices?|agenc\w+|bodies|employees|staff|networks?)"
    r"|for (?:the )?governments?",
    "developers": r"developers?",
    "researchers": r"researchers?",
    "eligible customers": r"eligible customers?",
    "existing customers": r"existing customers?",
    "new customers": r"new customers?",
    "subscribers": r"subscribers?",
    "testers": r"(?:beta )?testers?",
}
"""The words for each audience of the vocabulary that a question may name."""
FOR_WHOM = {who: re.compile(rf"\b(?:{words})\b") for who, words in AUDIENCES.items()}
OWNED = re.compile(
    r"\bown(?:ed|er|ers|ership)\b(?: \w+){0,3}? (?:from|in|by)(?: an?| the)? (?P<far>[RN]\d+)"
    r"|\b(?P<near>N\d+)(?: majority| mostly)? (?:owned|owners?|ownership|parent)\b"
)
OPEN_ENDED = {Kind.STATUS: Kind.TIMELINE, Kind.SERVES: Kind.DIFF, Kind.PATHS: Kind.TIMELINE}
"""What is asked for where a question of a kind has a beginning: how it was from then on."""


@dataclass(frozen=True)
class Places:
    """The regions of a question: the one asked about, others beside it, and that of an owner."""

    region: Meant | None = None
    others: tuple[Meant, ...] = ()
    owned_from: Meant | None = None


def understand(parsed: Parsed, world: World, on: date) -> tuple[Understood, Cue | None]:
    """Read a question that was taken apart, and tell which cue its kind was told by.

    The kind is None where no cue fits, or where one fits and what it needs is not there.
    """
    where = places(parsed, world, on)
    cue = cue_of(parsed, where)
    fits = cue is not None and not lacks(cue, parsed, where)
    days = dates(parsed, on)
    kind = kind_of(cue, days) if cue and fits else None
    told = Understood(
        text=parsed.text,
        kind=kind,
        subjects=subjects(parsed),
        region=where.region,
        owned_from=where.owned_from,
        audience=audience(parsed.bare),
        side=cue.side if cue else None,
        dates=parsed.dates,
        ignored=leftovers(parsed),
        **days,
    )
    return narrowed(spanned(counted(told, parsed)), world), cue


def counted(told: Understood, parsed: Parsed) -> Understood:
    """Say of a question on figures what is counted."""
    if told.kind is not Kind.FIGURES:
        return told
    asked = COUNTED.search(parsed.bare)
    named = [meant(m, parsed).words for m in parsed.mentions if m.entities[0].type == "Measure"]
    words = named or list(told.ignored) or ([asked["what"]] if asked else [])
    rest = tuple(word for word in told.ignored if word not in words)
    return told.model_copy(update={"measure": " ".join(words) or None, "ignored": rest})


COUNTED = re.compile(r"\bhow (?:many|much) (?P<what>[a-z]+)")


def spanned(told: Understood) -> Understood:
    """Ask for the whole of a month or year where changes are asked for."""
    if told.kind not in {Kind.DIFF, Kind.TIMELINE} or told.start or not told.period:
        return told
    first, last = told.period
    begin = first - ONE_DAY if told.kind is Kind.DIFF else first
    dates = [
        one.model_copy(update={"how": ""}) if one.role == "as_of" else one for one in told.dates
    ]
    update = {"start": begin, "end": last, "period": None, "dates": tuple(dates)}
    return told.model_copy(update=update)


def narrowed(told: Understood, world: World) -> Understood:
    """Keep what a question of a kind is about; what it has no use for counts as left out."""
    kept = kept_subjects(told, world)
    unused = [one.words for one in told.subjects if one not in kept]
    region, whom = told.region, told.audience
    if region and (told.kind in NO_REGION or (told.kind is Kind.FIGURES and kept)):
        unused, region = [*unused, region.words], None
    owner = told.owned_from
    if told.kind not in FOR_SOMEBODY | {None}:
        unused += [word for word in (whom, owner and f"owned from {owner.words}") if word]
        whom = owner = None
    update = {"subjects": kept, "region": region, "audience": whom, "owned_from": owner}
    return told.model_copy(update=update | {"ignored": (*told.ignored, *unused)})


NO_REGION = {Kind.NETWORK, Kind.CHAINS}
FOR_SOMEBODY: set[Kind | None] = {Kind.SERVES, Kind.STATUS}


def kept_subjects(told: Understood, world: World) -> tuple[Meant, ...]:
    """Choose among several subjects: a thing before its provider, a policy, those it binds."""
    found = told.subjects
    if told.kind in MANY or len(found) < 2:
        return found
    if told.kind in {Kind.WHATIF, Kind.POLICIES} and any(one.type == "Policy" for one in found):
        return tuple(one for one in found if one.type == "Policy")
    providers = {e.provider for one in found if (e := world.entity(one.id))}
    things = tuple(one for one in found if one.id not in providers and one.type not in BODIES)
    return things or found


MANY = {Kind.COMPARE, Kind.CHAINS, None}
BODIES = {"GovernmentBody", "Regulator"}


def meant(mention: Mention, parsed: Parsed) -> Meant:
    """Give the first entity that a name stands for, as the commands take it."""
    entity = mention.entities[0]
    return Meant(
        words=parsed.said(mention.first, mention.last),
        id=entity.id,
        name=entity.name,
        type=entity.type,
        how=mention.how,
    )


def subjects(parsed: Parsed) -> tuple[Meant, ...]:
    """Give the companies, services, models, policies and so on, each once."""
    found = [meant(m, parsed) for mark, m in parsed.marks.items() if mark[0] in "SP"]
    return tuple({one.id: one for one in found if one.type != "Measure"}.values())


def places(parsed: Parsed, world: World, on: date) -> Places:
    """Tell the region that is asked about from that of an owner, and from adjectives."""
    owner = OWNED.search(parsed.bare)
    mark = (owner["far"] or owner["near"]) if owner else None
    rest = {key: m for key, m in parsed.marks.items() if key != mark}
    named = [meant(m, parsed) for key, m in rest.items() if key[0] == "R"]
    named = named or [meant(m, parsed) for key, m in rest.items() if key[0] == "N"]
    regions = {one.id: one for one in named}
    inner = [one for one in regions.values() if not holds_another(one, regions, world, on)]
    return Places(
        region=inner[0] if inner else None,
        others=tuple(inner[1:]),
        owned_from=meant(parsed.marks[mark], parsed) if mark else None,
    )


def holds_another(one: Meant, regions: dict[str, Meant], world: World, on: date) -> bool:
    """Tell whether another region that is named lies in one: Milan, Italy."""
    return bool((regions.keys() - {one.id}) & world.within(one.id, on).keys())


def audience(bare: str) -> str | None:
    """Tell for whom is asked."""
    return next((who for who, words in FOR_WHOM.items() if words.search(bare)), None)


def cue_of(parsed: Parsed, where: Places) -> Cue | None:
    """Choose the first cue that fits with all that it needs, else the first of those that fit."""
    heard = [cue for cue in cues() if re.search(cue.when, parsed.bare)]
    heard = [cue for cue in heard if not (cue.bare and parsed.left)]
    whole = [cue for cue in heard if not lacks(cue, parsed, where)]
    return next(iter(whole or heard), None)


def lacks(cue: Cue, parsed: Parsed, where: Places) -> tuple[str, ...]:
    """Name what a cue needs and a question does not have, or has too much of."""
    count = len(subjects(parsed))
    begins = any(dated.role == "start" or dated.first != dated.last for dated in parsed.dates)
    found = {
        "subject": count < cue.subjects,
        "region": cue.region and where.region is None,
        "start": cue.start and not begins,
        "fewer": cue.none and count > 0,
    }
    return tuple(what for what, missing in found.items() if missing)


def kind_of(cue: Cue, days: dict[str, object]) -> Kind:
    """Give the kind of a question; one that has a beginning is about how it went on."""
    return OPEN_ENDED.get(cue.kind, cue.kind) if days["start"] else cue.kind


def dates(parsed: Parsed, on: date) -> dict[str, object]:
    """Give the days that a question is about, by what they are for."""
    by_role: dict[Role, Dated] = {}
    for one in parsed.dates:
        by_role.setdefault(one.role, one)
    asked = by_role.get("as_of")
    known = by_role.get("known_on") or (asked if KNOWING.search(parsed.bare) else None)
    given = asked or known
    day = given.taken if given else on
    start, end = by_role.get("start"), by_role.get("end")
    return {
        "as_of": day,
        "known_on": known.taken if known else None,
        "start": start.taken if start else None,
        "end": end.taken if end else (day if start else None),
        "period": (asked.first, day) if asked and asked.first < day else None,
    }


def leftovers(parsed: Parsed) -> tuple[str, ...]:
    """Give the words that the reading rests on in no way, those that stand together as one."""
    return tuple(parsed.said(first, last) for first, last in runs(parsed.left))


def runs(numbers: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of numbers that follow each other."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]
