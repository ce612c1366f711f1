"""A sentence with its names replaced by words that the syntax model knows well.

The small model reads "Azure OpenAI Service" or "DeepSeek-V3" badly and "Microsoft" or "China"
well; each name becomes one familiar token of its kind, so that what stands around it is read
better, and the argument finder meets one token for each name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.catalogue import NameKind
from loaders.extractors.namings import Naming, Reading

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
STAND_INS = {
    "Company": "Microsoft", "JointVenture": "Microsoft", "Organization": "Greenpeace",
    "GovernmentBody": "Congress", "Regulator": "Congress", "Region": "China",
    "Service": "Twitter", "Model": "Twitter", "Hardware": "Twitter", "Policy": "Obamacare",
    "Person": "Obama",
}  # fmt: skip
PLURAL_POLICY = re.compile(r"(?:Regulations|Rules|Laws|Terms|Guidelines|Measures)$")
ASIDE = re.compile(
    r" \([^()\n]{1,70}\)"
    r"| (?:a (?:record )?)?[$€£¥]?\d[\d.,]* (?:million |billion )?"
    r"(?:euros?|dollars?|pounds|won|yuan|yen)\b"
)
"""A bracket or a sum right after a name, which only disturbs the syntax."""
COMPOUND = re.compile(
    r", with immediate effect,|\b(?:start-?ups?|e-mails?|roll-?outs?|cut-offs?|take-?downs?"
    r"|re-export(?:s|ed|ing)?|(?:infrastructure|software|platform|models?) as a service)\b"
    r"| \([a-z/]{2,9}\)",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?:On|In|Since|By) (?:(?:early|late|mid|the) )?"
    rf"(?:\d{{1,2}} (?:{MONTHS})|(?:{MONTHS})(?: \d{{1,2}})?|(?:19|20)\d\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:,? \d{4})?,? "
)
"""A date before a sentence without a comma, which the model takes for part of the subject."""
LEAD = re.compile(r"(?:In|Across|From|For|At) (?:the |mainland )?")
CLAUSE = re.compile(r";(?= [\w’']+ [\w’']+ [\w’']+)")
SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Masked:
    """The replaced text, and for each piece where it came from."""

    text: str
    pieces: tuple[tuple[int, int, int, Naming | None], ...]
    """(start, end in the replaced text, start in the document, the name or None)."""


def mask(text: str, start: int, end: int, namings: list[Naming], prefix: str = "") -> Masked:
    """Replace the names of a stretch of text; `prefix` is the subject that it lacks."""
    first, here = opened(text, start, end, prefix)
    length = len(first)
    parts = [first] if first else []
    pieces: list[tuple[int, int, int, Naming | None]] = [(0, length, start, None)] if first else []
    lead = last_of_lead(text, start, namings)
    for naming in [*namings, None]:
        until = naming.start if naming else end
        if pieces and pieces[-1][3] is not None and (aside := ASIDE.match(text, here, end)):
            here = aside.end()
        if naming is not None and naming.start < here:
            continue
        found = list(plain_pieces(text, here, until))
        if naming is not None:
            found.append((stand_in(text, naming), until, naming))
        for piece, origin, name in found:
            pieces.append((length, length + len(piece), origin, name))
            parts.append(piece)
            length += len(piece)
        if naming is not None and naming == lead:
            pieces.append((length, length + 1, naming.end, None))
            parts.append(",")
            length += 1
        here = naming.end if naming else end
    return Masked(calm("".join(parts)), tuple(pieces))


def opened(text: str, start: int, end: int, prefix: str) -> tuple[str, int]:
    """Give what is put before a sentence, and where it goes on after a date that opens it."""
    opening = OPENING.match(text, start, end)
    return prefix or ("Then " if opening else ""), opening.end() if opening else start


def calm(text: str) -> str:
    """Part clauses at semicolons, and write what is all in capitals in small letters."""
    text = CLAUSE.sub(".", text)
    letters = [c for c in text if c.isalpha()]
    shouted = len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    low = text.lower()
    return low if shouted and len(low) == len(text) else text


def last_of_lead(text: str, start: int, namings: list[Naming]) -> Naming | None:
    """Give the last region of "In A and B", where no comma parts it from the sentence."""
    if not namings or not LEAD.fullmatch(text[start : namings[0].start]):
        return None
    last: Naming | None = None
    for naming in namings:
        joined = last is None or text[last.end : naming.start] in {" and ", ", ", ", and "}
        if not joined or naming.is_demonym() or naming.first.type != "Region":
            break
        last = naming
    following = text[last.end : last.end + 2] if last else ""
    return last if following[:1] == " " and following[1:].isalpha() else None


def plain_pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, Naming | None]]:
    """Give the text between names, with compounds that the model knows as one word."""
    here = start
    for found in COMPOUND.finditer(text, start, end):
        yield plain(text[here : found.start()]), here, None
        yield familiar(found.group()), found.start(), None
        here = found.end()
    yield plain(text[here:end]), here, None


def plain(piece: str) -> str:
    """Make white space plain."""
    return SPACE.sub(" ", piece)


def familiar(words: str) -> str:
    """Give the one word that the model reads better than a compound or an interruption."""
    if words[0] == ",":
        return " immediately"
    if words.lower().startswith("re-"):
        return words[3:]
    if words.startswith(" ("):
        return "" if sum(c.isupper() for c in words) > 1 else words
    if words.lower().endswith(" service"):
        return "hosting"
    startup = words.lower().startswith("start")
    return (
        ("companies" if words.endswith("s") else "company") if startup else words.replace("-", "")
    )


def stand_in(text: str, naming: Naming) -> str:
    """Give the familiar word for a name."""
    reading = naming.first
    written = text[naming.start : naming.end]
    if naming.is_demonym():
        return written if written.isalpha() else "Chinese"
    if reading.kind is NameKind.OFFICE:
        return "Obama"
    return policy_word(written) if reading.type == "Policy" else word_for(reading)


def policy_word(written: str) -> str:
    """Keep the number of a policy's name: rules are, an act is."""
    return "Regulations" if PLURAL_POLICY.search(written) else "Obamacare"


def word_for(reading: Reading) -> str:
    """Give the word that stands for a class of things."""
    return STAND_INS.get(reading.type, "Microsoft")
