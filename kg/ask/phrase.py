"""Says how a question was read: in a sentence, in notes on names and dates, as a command."""

import shlex
from collections.abc import Callable, Iterator

from kg.ask.understand import FOR_SOMEBODY
from kg.model.reply import Dated, How, Kind, Meant, Understood

READ: dict[How, str] = {
    How.SPACED: "read as",
    How.SLIP: "read as",
    How.ADJECTIVE: "read as",
    How.DESCRIBED: "taken for",
}


def sentence(asked: Understood) -> str:
    """Say in one sentence what is answered."""
    if asked.kind is None:
        return ""
    words = SENTENCES[asked.kind](asked)
    known = f", as known on {asked.known_on}" if asked.known_on else ""
    whom = f", for {asked.audience}" if asked.audience and asked.kind in FOR_SOMEBODY else ""
    owner = f", for a customer owned from {asked.owned_from.name}" if asked.owned_from else ""
    return f"{words}{whom}{owner}{known}"


def names(asked: Understood) -> str:
    """Name the subjects."""
    return " and ".join(one.name for one in asked.subjects)


def about(asked: Understood) -> str:
    """Name the subjects and the region, as far as there are any."""
    where = asked.region.name if asked.region else ""
    return " in ".join(filter(None, (names(asked), where)))


def of_whom(asked: Understood) -> str:
    """Name what is asked about, or all."""
    return f" of {about(asked)}" if about(asked) else ""


def touching(asked: Understood) -> str:
    """Name what policies touch, or nothing."""
    return f" that touch {about(asked)}" if about(asked) else ""


def span(asked: Understood) -> str:
    """Give the days between which something is asked."""
    last = asked.end or asked.as_of
    return f"from {asked.start} to {last}" if asked.start else f"up to {last}"


SENTENCES: dict[Kind, Callable[[Understood], str]] = {
    Kind.SERVES: lambda a: f"who serves {about(a)} on {a.as_of}",
    Kind.STATUS: lambda a: f"the status of {about(a)} on {a.as_of}",
    Kind.TIMELINE: lambda a: f"the history of {about(a)}, {span(a)}",
    Kind.POLICIES: lambda a: f"the policies and acts{touching(a)} on {a.as_of}",
    Kind.PATHS: lambda a: f"the ways to {about(a)} on {a.as_of}",
    Kind.COMPARE: lambda a: (
        f"{names(a)} side by side in {a.region.name if a.region else ''} on {a.as_of}"
    ),
    Kind.WHATIF: lambda a: (
        f"what {about(a)} would cut, were it in force on {a.as_of}"
        if a.subjects
        else f"what the proposals of {about(a)} would cut, were they in force on {a.as_of}"
    ),
    Kind.DIFF: lambda a: f"what is different for {about(a) or 'anybody'}, {span(a)}",
    Kind.CONFLICTS: lambda a: f"where sources contradict each other{of_whom(a)} on {a.as_of}",
    Kind.NETWORK: lambda a: (
        f"the network of {names(a)} on {a.as_of}" + (f" ({a.side})" if a.side else "")
    ),
    Kind.CHAINS: lambda a: (
        f"the shortest ways from {a.subjects[0].name} to {a.subjects[1].name} on {a.as_of}"
    ),
    Kind.WITHOUT: lambda a: (
        f"what is left if {names(a)} leaves {a.region.name if a.region else ''} on {a.as_of}"
    ),
    Kind.FIGURES: lambda a: (
        f"the figures{of_whom(a)} by {a.as_of}" + (f" for {a.measure}" if a.measure else "")
    ),
}


def notes(asked: Understood) -> Iterator[str]:
    """Say what is not plain in how names and dates were read, and which words were left out."""
    found = [*asked.subjects, *filter(None, (asked.region, asked.owned_from))]
    yield from (note for one in found if (note := on_name(one)))
    yield from (note for one in asked.dates if (note := on_date(one)))
    if asked.ignored:
        yield "left out: " + ", ".join(f"“{word}”" for word in asked.ignored)


def on_name(one: Meant) -> str:
    """Say how words stand for an entity that they do not name."""
    return f"“{one.words}” {READ[one.how]} {one.name}" if one.how in READ else ""


def on_date(one: Dated) -> str:
    """Say which day was taken for a date that leaves it open."""
    day = f" ({one.taken})" if one.how else ""
    return f"“{one.words}”: {one.how}{day}" if one.how else ""


def command(asked: Understood) -> str | None:
    """Give the command that answers the same."""
    if asked.kind is None:
        return None
    return shlex.join(["kg", *COMMANDS[asked.kind](asked), *when(asked)])


def when(asked: Understood) -> Iterator[str]:
    """Give the options for whom and when."""
    if asked.audience and asked.kind in FOR_SOMEBODY:
        yield from ("--audience", asked.audience)
    if asked.owned_from and asked.kind in FOR_SOMEBODY:
        yield from ("--owned-from", asked.owned_from.name)
    if asked.start and asked.kind in {Kind.DIFF, Kind.TIMELINE}:
        yield from ("--from", str(asked.start), "--to", str(asked.end or asked.as_of))
    else:
        yield from ("--as-of", str(asked.as_of))
    if asked.known_on:
        yield from ("--known-on", str(asked.known_on))


def called(one: Meant) -> str:
    """Name an entity as a command finds it: one that was only described, by its id."""
    return one.id if one.how is How.DESCRIBED else one.name


def named(asked: Understood) -> list[str]:
    """Give the subject and an option for the region; the region alone where there is none."""
    where = [asked.region.name] if asked.region else []
    if not asked.subjects:
        return where
    return [called(asked.subjects[0]), *(f"--region={place}" for place in where)]


def both(asked: Understood) -> list[str]:
    """Give the first subject and the region."""
    return [*map(called, asked.subjects[:1]), *([asked.region.name] if asked.region else [])]


def conflicting(asked: Understood) -> list[str]:
    """Give the options of `kg conflicts`."""
    found = [f"--subject={called(one)}" for one in asked.subjects[:1]]
    return [*found, *([f"--region={asked.region.name}"] if asked.region else [])]


def related(asked: Understood) -> list[str]:
    """Give the subject and the side of `kg network`."""
    return [*map(called, asked.subjects[:1]), *([f"--side={asked.side}"] if asked.side else [])]


def counted(asked: Understood) -> list[str]:
    """Give whom a figure is of, and what it counts."""
    return [*named(asked)[:1], *([f"--measure={asked.measure}"] if asked.measure else [])]


COMMANDS: dict[Kind, Callable[[Understood], list[str]]] = {
    Kind.SERVES: lambda a: ["serves", *both(a)],
    Kind.STATUS: lambda a: ["status", *both(a)],
    Kind.TIMELINE: lambda a: ["timeline", *named(a)],
    Kind.POLICIES: lambda a: ["policies", *named(a)],
    Kind.PATHS: lambda a: ["paths", *both(a)],
    Kind.COMPARE: lambda a: [
        "compare",
        *map(called, a.subjects),
        f"--region={a.region.name if a.region else ''}",
    ],
    Kind.WHATIF: lambda a: ["whatif", *named(a)],
    Kind.DIFF: lambda a: ["diff", *named(a)],
    Kind.CONFLICTS: lambda a: ["conflicts", *conflicting(a)],
    Kind.NETWORK: lambda a: ["network", *related(a)],
    Kind.CHAINS: lambda a: [
        "network",
        called(a.subjects[0]),
        f"--path-to={called(a.subjects[1])}",
    ],
    Kind.WITHOUT: lambda a: ["network", f"--without={both(a)[0]}", f"--region={both(a)[1]}"],
    Kind.FIGURES: lambda a: ["figures", *counted(a)],
}
