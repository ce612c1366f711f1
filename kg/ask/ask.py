"""A plain question in, a reply out: how it was read, and the answer or why there is none."""

import re
from collections.abc import Iterator
from datetime import date

from kg.ask.answer import ANSWERS, within
from kg.ask.dates import NUMERIC, no_day
from kg.ask.described import candidates, certain, description
from kg.ask.lexicon import Cue
from kg.ask.names import Names
from kg.ask.offers import offers
from kg.ask.parse import Parsed, parse
from kg.ask.phrase import command, notes, sentence
from kg.ask.understand import Places, lacks, places, runs, understand
from kg.model.reply import How, Kind, Meant, Reply, Understood
from kg.questions.reader import Reader

LONGEST = 400
"""Characters of a question: a longer one is a text."""


def ask(reader: Reader, names: Names, text: str, *, on: date) -> Reply:
    """Read a question that is put on a day, and answer it where it is read without doubt.

    `names` are those of the catalogue; where a word is none of them, those that documents have
    brought are looked through, too.
    """
    parsed = parse(text[:LONGEST], names, on)
    if parsed.left:
        brought = (e for e in reader.store.entities() if e.provisional)
        parsed = parse(text[:LONGEST], names.with_brought(brought), on)
    asked, cue = understand(parsed, reader.base, on)
    if words := description(parsed):
        return supposed(reader, asked, words)
    if problem := trouble(parsed, asked, cue, places(parsed, reader.base, on)):
        return refused(reader, asked, problem, cue)
    return answered(reader, asked)


def answered(reader: Reader, asked: Understood) -> Reply:
    """Answer a question of a kind."""
    knowing = reader if asked.known_on is None else known(reader, asked.known_on)
    kind = asked.kind or Kind.STATUS
    return Reply(
        understood=asked,
        says=sentence(asked),
        notes=tuple(notes(asked)),
        command=command(asked),
        answer=ANSWERS[kind](knowing, asked),
        within=within(knowing, asked),
    )


def known(reader: Reader, on: date) -> Reader:
    """Read the same store as it was known at the end of a day."""
    return Reader(reader.store, reader.catalogue, reader.base, on)


def refused(reader: Reader, asked: Understood, problem: str, cue: Cue | None) -> Reply:
    """Say why there is no answer, what was understood, and what can be asked."""
    told = [problem, *understood(asked)]
    return Reply(
        understood=asked.model_copy(update={"kind": None}),
        notes=tuple(notes(asked)),
        problem="; ".join(told),
        offers=offers(reader, asked, cue.template if cue else None),
    )


def understood(asked: Understood) -> Iterator[str]:
    """Name what was understood."""
    found = [*asked.subjects, *filter(None, (asked.region, asked.owned_from))]
    parts = [one.name for one in found] + [f"{d.words} ({d.taken})" for d in asked.dates]
    if parts:
        yield f"understood: {', '.join(parts)}"


def trouble(parsed: Parsed, asked: Understood, cue: Cue | None, where: Places) -> str:
    """Say what stands in the way of an answer, or nothing."""
    if len(parsed.text) == LONGEST:
        return f"a question has less than {LONGEST} characters; ask one thing at a time"
    if found := NUMERIC.search(parsed.text):
        return f"'{found.group()}' may be two days; write the year first, as in 2024-07-15"
    if words := no_day(parsed.text.lower(), asked.as_of):
        return f"'{words}' is no day of the calendar; write it as in 2024-07-15"
    if strange := next(strangers(parsed, missing=cue is not None and asked.kind is None), None):
        return strange
    if doubtful := next(ambiguous(parsed), None):
        return doubtful
    if asked.kind is None:
        return unclear(parsed, cue, where)
    return several(asked, where)


def several(asked: Understood, where: Places) -> str:
    """Refuse two regions, subjects or days where a question has room for one."""
    if asked.kind is Kind.WHATIF and UNDOING.search(asked.text):
        return "only what a policy would cut can be told, not what its end would bring"
    if asked.kind is Kind.TIMELINE and not (asked.subjects or asked.region):
        return ASKED_BACK["subject"].format(kind=asked.kind.value)
    most = {Kind.COMPARE: len(asked.subjects), Kind.CHAINS: 2}.get(asked.kind or Kind.STATUS, 1)
    if len(asked.subjects) > most:
        listed = " and ".join(one.name for one in asked.subjects)
        return f"that asks about {listed}; ask about one at a time, or compare them in a region"
    if where.region and where.others:
        regions = " and ".join([where.region.name, *(one.name for one in where.others)])
        return f"that asks about {regions}; ask about one region at a time"
    days = [one for one in asked.dates if one.role == "as_of"]
    if len(days) > 1:
        return f"that asks about {' and '.join(d.words for d in days)}; ask about one day"
    return ""


UNDOING = re.compile(
    r"\b(?:repeal|rescind|lift|withdr[ae]w|scrap|drop|abolish|not )", re.IGNORECASE
)


def strangers(parsed: Parsed, *, missing: bool) -> Iterator[str]:
    """Say which words look like names that nothing has.

    They are written like a name, or are a number behind one; where something is missing, any
    word that is not understood may be it.
    """
    ends = {mention.last: mention.first for mention in parsed.mentions}
    for first, last in runs(parsed.left):
        words = parsed.words[first : last + 1]
        number = words[0].plain[0].isdigit() and first - 1 in ends
        capital = any(w.capital for w in words) and (first > 0 or missing)
        if number or capital or missing:
            name = parsed.said(ends.get(first - 1, first), further(parsed, last))
            yield f"nothing is named '{name}'"


def further(parsed: Parsed, last: int) -> int:
    """Follow a name along the common words in it that are written like it: Zorblax Chat."""
    taken = {i for m in parsed.mentions for i in range(m.first, m.last + 1)}
    while last + 1 < len(parsed.words) and last + 1 not in taken:
        word = parsed.words[last + 1]
        if not word.capital or len(word.text) < 4:
            break
        last += 1
    return last


def ambiguous(parsed: Parsed) -> Iterator[str]:
    """Ask which of several entities a name means."""
    for mention in parsed.mentions:
        if len(mention.entities) > 1:
            words = parsed.said(mention.first, mention.last)
            found = " or ".join(f"{e.name} ({e.type.lower()})" for e in mention.entities[:4])
            yield f"'{words}' may be {found}: which one?"


def unclear(parsed: Parsed, cue: Cue | None, where: Places) -> str:
    """Ask for what a question of some kind needs, or say that its kind is not clear."""
    if cue is None:
        return "cannot tell what is asked"
    return ASKED_BACK[lacks(cue, parsed, where)[0]].format(kind=cue.kind.value)


ASKED_BACK = {
    "subject": "who or what is meant? This question ({kind}) needs a name, or one more",
    "region": "in which region? This question ({kind}) needs one",
    "start": "since when? This question ({kind}) needs a day to compare with",
    "fewer": "cannot tell what is asked of these names",
}


def supposed(reader: Reader, asked: Understood, words: tuple[str, ...]) -> Reply:
    """Answer what a policy would cut that is described; ask which, where it is not certain."""
    found = candidates(reader, words, asked.as_of)
    told = " ".join(words)
    if certain(found, words):
        policy = found[0].policy
        meant = Meant(
            words=told, id=policy.policy_id, name=policy.policy, type="Policy", how=How.DESCRIBED
        )
        update = {"kind": Kind.WHATIF, "subjects": (meant,), "ignored": ()}
        return answered(reader, asked.model_copy(update=update))
    listed = ", ".join(f"'{one.policy.policy}'" for one in found[:4])
    problem = f"which policy is meant by '{told}'? " + (
        f"Documents tell of {listed}" if found else "No document tells of one like it"
    )
    return Reply(
        understood=asked.model_copy(update={"kind": None}),
        notes=tuple(notes(asked)),
        problem=problem,
        offers=tuple(f"What if {one.policy.policy_id} were in force?" for one in found[:4]),
    )
