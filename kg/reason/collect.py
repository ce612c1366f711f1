"""From statements to readings: what bears on a subject in a region, and how."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg.model.period import latest
from kg.model.statement import Channel, Polarity, Statement
from kg.reason.aim import Aim, country_of
from kg.reason.material import Listing, Material
from kg.reason.reading import (
    ALWAYS,
    CONDITION,
    Effect,
    Kind,
    Reading,
    Side,
    Standing,
    effect,
    start,
    timings,
)

SIDES = {Polarity.AFFIRMED: Side.OPEN, Polarity.NEGATED: Side.CLOSED}


def readings(aim: Aim, material: Material) -> list[Reading]:
    """Give all readings of the statements on a subject and a region."""
    found = [
        *availability(aim, material),
        *authority(aim, material),
        *lists(aim, material),
        *policies(aim, material),
        *hosting(aim, material),
    ]
    if len(found) < 2:  # nothing else to explain, date or put it off
        return found
    return latest_plans(pinned(exact_words(found)), aim.day)


def availability(aim: Aim, material: Material) -> Iterator[Reading]:
    """Read what is said of the subject, or denied of what is wider, in the region or around it."""
    for s in material.said_in("available_in", aim.subjects, aim.around):
        if s.channel is not Channel.UNOFFICIAL and not is_rough(aim, s):
            yield from (r for r in drawn(aim, material, s, Kind.SAID, s.object) if subject(r))


def is_rough(aim: Aim, statement: Statement) -> bool:
    """Tell whether something is affirmed of a part of the world, which settles no country in it.

    A launch "in Europe" leaves open in which of its countries; what is not to be had in Europe is
    to be had in none.
    """
    affirmed = statement.polarity is Polarity.AFFIRMED and statement.object != aim.region
    return affirmed and aim.world.is_part_of_the_world(statement.object)


def subject(reading: Reading) -> bool:
    """End a provider's services where the provider ends, and a cloud's where the cloud does.

    What another company offers on the same model stays. What is affirmed of a company holds for
    none of its services in particular; a company serves a region if at least one of its services
    is available there, to anyone, through any official channel.
    """
    return reading.subject == 0 or reading.side is Side.CLOSED


def drawn(
    aim: Aim, material: Material, statement: Statement, kind: Kind, region: str
) -> Iterator[Reading]:
    """Draw a reading for each state that a statement tells of, if it is not a mere copy."""
    if effect(statement) is not Effect.COUNTS or is_copy(aim, material, statement):
        return
    about = statement.object if kind is Kind.ORDER else statement.subject
    repeated = (s for s in material.repeated.get(statement.id, ()) if is_copy(aim, material, s))
    copies = tuple(repeated)
    for polarity, timing in timings(statement):
        yield Reading(
            statement=statement,
            side=SIDES[polarity],
            kind=kind,
            timing=timing,
            standing=aim.standing(statement),
            region=aim.around.get(region, 0),
            subject=aim.subjects.get(about, 0),
            company_wide=is_company_wide(aim, about, kind),
            scope=scope(statement),
            way=aim.way(statement),
            heard=timing.day,
            copies=copies,
        )


def is_company_wide(aim: Aim, about: str, kind: Kind) -> bool:
    """Tell whether a word is on a whole company; an order against one is on its only service."""
    only = kind is Kind.ORDER and aim.is_only
    return about in aim.providers and about != aim.subject and not only


def is_copy(aim: Aim, material: Material, statement: Statement) -> bool:
    """Tell whether a statement only repeats another.

    The provider and an authority of the region speak for themselves in what they publish.
    """
    if statement.id not in material.copies:
        return False
    itself = statement.publisher in {None, statement.speaker}
    return not (itself and aim.standing(statement) <= Standing.AUTHORITY)


def scope(statement: Statement) -> str | None:
    """Name those for whom a statement holds: an audience, a condition, or None for everyone."""
    if statement.audience and statement.audience != "everyone":
        return statement.audience
    return CONDITION + statement.condition if statement.condition else None


def authority(aim: Aim, material: Material) -> Iterator[Reading]:
    """Limit a service where an authority that governs the region acts against it.

    It is unavailable where somebody says that people there cannot have it. An order that names an
    audience or a condition leaves the public's access as it is. It stands until it is lifted, it
    ends, or the service is said to be back; an order against a company does not overturn what is
    said of one of its services, unless that is its only one. What the provider's home orders (an
    export control) counts in the other regions to which a rule of the home, or of nobody in
    particular, applies that also applies to the service or its provider; where none does, and with
    an investigation, nothing changes, and it is listed as a risk.
    """
    statements = list(material.done_to("restricts", aim.subjects))
    lifted: dict[tuple[str | None, str], list[date]] = defaultdict(list)
    for s in statements:
        if s.polarity is Polarity.NEGATED and effect(s) is Effect.COUNTS and start(s):
            lifted[aim.jurisdiction(s.subject), s.object] += [t.day for _, t in timings(s)]
    for s in statements:
        if s.polarity is Polarity.AFFIRMED:
            where = aim.jurisdiction(s.subject)
            for region, ended in governed(aim, material, where):
                yield from orders(aim, material, s, region, lifted[where, s.object] + ended)


def governed(aim: Aim, material: Material, where: str | None) -> Iterator[tuple[str, list[date]]]:
    """Give the regions in which an order of a region counts, with the days on which it ends."""
    if where in aim.around:
        yield str(where), []
    elif aim.home(where):
        for policy in sorted(material.policies_on(aim.subjects)):
            makers = issuers(aim, material, policy, is_issued)
            if not makers or where in {aim.jurisdiction(body) for body in makers}:
                yield from reached(aim, material, policy)


def reached(aim: Aim, material: Material, policy: str) -> Iterator[tuple[str, list[date]]]:
    """Give the regions around that a policy on the subject reaches, with the days of its end."""
    places = aim.around.keys() - aim.homes
    told = [*material.said_in("applies_to", {policy}, aim.subjects.keys() | places)]
    binding = [s for s in told if effect(s) is Effect.COUNTS]
    ends = [t.day for s in binding for polarity, t in timings(s) if polarity is Polarity.NEGATED]
    named = {s.object for s in binding if s.polarity is Polarity.AFFIRMED}
    if named & aim.subjects.keys():
        yield from ((place, ends) for place in sorted(named & places))


def issuers(
    aim: Aim, material: Material, policy: str, believed: Callable[[Statement], bool]
) -> set[str]:
    """Give those who issue a policy: as statements that are believed say, or as is known."""
    entity = aim.world.entity(policy)
    known = {entity.issuer} if entity and entity.issuer else set()
    return known | {s.object for s in material.said_of("issued_by", {policy}) if believed(s)}


def orders(
    aim: Aim, material: Material, statement: Statement, region: str, ended: list[date]
) -> Iterator[Reading]:
    """Read a restriction in a region in which it counts."""
    for reading in drawn(aim, material, statement, Kind.ORDER, region):
        if reading.side is Side.OPEN:
            yield order(reading, ended)


def order(reading: Reading, lifted: list[date]) -> Reading:
    """Turn a restriction into a closed door, until the first day on which it was lifted.

    One that began and ended in the same year, or month, is over when that is.
    """
    ends = [day for day in lifted if day > reading.day]
    ends += [end for end in (reading.timing.end,) if end and end >= reading.day]
    timing = reading.timing._replace(end=min(ends, default=None))
    return replace(reading, side=Side.CLOSED, timing=timing)


def lists(aim: Aim, material: Material) -> Iterator[Reading]:
    """Close the places that a provider's list leaves out, if it says that it is complete.

    The latest list of a subject counts. A place is on it too if it lies in a listed one or
    contains one. A list that does not say it is complete leaves the rest unknown.
    """
    for listing in own_listings(aim, material):
        if not any(map(aim.covers, listing.places)):
            page = listing.first.model_copy(update=dict.fromkeys(("valid_from", "valid_to")))
            for reading in drawn(aim, material, page, Kind.LIST, aim.region):
                yield replace(
                    reading,
                    statement=listing.first,
                    side=Side.CLOSED,
                    region=0,
                    scope=None,
                    way=None,
                )


def own_listings(aim: Aim, material: Material) -> Iterator[Listing]:
    """Give the complete lists of the subject, or of what is wider, that are the provider's own."""
    for subject in aim.subjects if material.listings else ():
        for listing in material.listings.get(subject, ()):
            if aim.standing(listing.first) in {Standing.PROVIDER, Standing.UNNAMED}:
                yield listing


def policies(aim: Aim, material: Material) -> Iterator[Reading]:
    """Read the provider's own policies in force that shut an audience out in the region."""
    own = {s.subject for s in material.done_to("issued_by", aim.providers) if is_issued(s)}
    for s in material.said_in("applies_to", own, aim.around):
        if s.audience not in {None, "everyone"} and s.polarity is Polarity.AFFIRMED:
            for reading in drawn(aim, material, s, Kind.POLICY, s.object):
                if reading.side is Side.OPEN:
                    yield replace(reading, side=Side.CLOSED)


def is_issued(statement: Statement) -> bool:
    """Tell whether a policy is said to be its issuer's, and not only proposed or rumoured."""
    return statement.polarity is Polarity.AFFIRMED and effect(statement) is not Effect.RISK


def hosting(aim: Aim, material: Material) -> Iterator[Reading]:
    """Count a service as available in the country where its provider runs it in data centres.

    It is so through the local operator where there is one. Any explicit word on the country
    outweighs it.
    Hosting says nothing of other countries, and its absence nothing of availability.
    """
    for s in material.said_in("hosted_in", {aim.subject}, aim.around | aim.within):
        country = country_of(s.object, aim.world, aim.day)
        inside = country in aim.around
        ours = aim.standing(s) is Standing.PROVIDER
        if ours and inside and s.polarity is Polarity.AFFIRMED:
            way = Channel.JOINT_VENTURE if s.via or local(aim, material) else aim.way(s)
            for reading in drawn(aim, material, s, Kind.HOSTING, str(country)):
                yield replace(reading, way=way)


def local(aim: Aim, material: Material) -> bool:
    """Tell whether a local operator runs the provider's services in the region."""
    return bool(aim.operators) or any(
        s.channel is Channel.JOINT_VENTURE
        for s in material.said_in("operates_in", aim.subjects, aim.around)
    )


def told_by(statement: Statement, day: date) -> bool:
    """Tell whether a statement was published by a day, as far as is known."""
    return statement.asserted_on is None or latest(statement.asserted_on) <= day


def exact_words(found: list[Reading]) -> list[Reading]:
    """Let each document explain its own loose words.

    Where it names the customers who are served, what it says of everyone is left out. What it
    denies in general does not touch the services, customers and ways that it says are open, nor
    the service of which it says that it will close.
    """
    together: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for r in found:
        together[r.statement.document, r.statement.object].append(r)
    explained = (explain(r, together[r.statement.document, r.statement.object]) for r in found)
    return [r for r in explained if r]


def explain(reading: Reading, beside: list[Reading]) -> Reading | None:
    """Narrow a loose word by the exact ones of its document; None where nothing is left of it."""
    if reading.scope or reading.kind is not Kind.SAID:
        return reading
    open_ = [r for r in beside if r.side is Side.OPEN]
    if reading.side is Side.OPEN:
        exact = any(o.scope and o.day == reading.day for o in open_)
        return None if exact else reading
    if reading.event or reading.way:
        return reading
    closing = (r for r in beside if r.side is Side.CLOSED and r.timing.announced)
    if any(r.subject < reading.subject for r in (*open_, *closing)):
        return None
    words = (word for o in open_ for word in (o.scope, o.way) if word)
    return replace(reading, spared=frozenset(words))


def pinned(found: list[Reading]) -> list[Reading]:
    """Let a better date explain a worse one: the same change, or one that came before another."""
    dated = [r for r in found if r.event and r.timing.first == r.day]
    return [pin(r, dated) if r.event and r.timing.first < r.day else r for r in found]


def pin(reading: Reading, dated: list[Reading]) -> Reading:
    """Place an event of an uncertain day at, or just before, a known day within its span."""
    first, last = reading.timing.first, reading.day
    inside = [r for r in dated if first <= r.day <= last and r.region == reading.region]
    same = [r.day for r in inside if r.side is reading.side]
    before = [r.day - timedelta(days=1) for r in inside if r.side is not reading.side]
    day = min(same, default=min(before, default=last))
    timing = reading.timing._replace(day=max(day, first))
    return replace(reading, timing=timing, heard=timing.day)


def latest_plans(found: list[Reading], day: date) -> list[Reading]:
    """Leave out an announced day that was put off: the latest announcement of a change counts."""
    plans = [r for r in found if r.timing.announced and r.kind is not Kind.LIST]
    newest: dict[tuple[object, ...], Reading] = {}
    heard = (r for r in plans if told(r) <= day)
    for r in sorted(heard, key=lambda r: (told(r), -r.standing, r.day)):
        last = newest.get(change(r))
        if last is None or r.standing <= last.standing:
            newest[change(r)] = r
    put_off = {id(r) for r in plans if was_put_off(r, newest.get(change(r)))}
    return [r for r in found if id(r) not in put_off]


def was_put_off(plan: Reading, newest: Reading | None) -> bool:
    """Tell whether a newer announcement of the same change names a later day."""
    return newest is not None and told(plan) < told(newest) and plan.day < newest.day


def change(reading: Reading) -> tuple[object, ...]:
    """Name the change that an announcement is about, whoever announces it."""
    s = reading.statement
    return s.subject, s.object, reading.side, reading.kind, reading.scope, reading.way


def told(reading: Reading) -> date:
    """Give the day on which a reading was published, the first of all where it is not known."""
    published = reading.statement.asserted_on
    return latest(published) if published else ALWAYS
