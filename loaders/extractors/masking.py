"""A sentence with its names replaced by words that the syntax model knows well.

The small model reads "Azure OpenAI Service" or "DeepSeek-V3" badly and "Microsoft" or "China"
well; each name becomes one familiar token of its kind, so that what stands around it is read
better, and the argument finder meets one token for each name.
"""

import re
from dataclasses import dataclass

from kg.catalogue import NameKind
from loaders.extractors.namings import Naming, Reading

STAND_INS = {
    "Company": "Microsoft", "JointVenture": "Microsoft", "Organization": "Greenpeace",
    "GovernmentBody": "Congress", "Regulator": "Congress", "Region": "China",
    "Service": "Twitter", "Model": "Twitter", "Hardware": "Twitter", "Policy": "Obamacare",
    "Person": "Obama",
}  # fmt: skip
PLURAL_POLICY = re.compile(r"(?:Regulations|Rules|Laws|Terms|Guidelines|Measures)$")
SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Masked:
    """The replaced text, and for each piece where it came from."""

    text: str
    pieces: tuple[tuple[int, int, int, Naming | None], ...]
    """(start, end in the replaced text, start in the document, the name or None)."""


def mask(text: str, start: int, end: int, namings: list[Naming]) -> Masked:
    """Replace the names of a stretch of text."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int, Naming | None]] = []
    here, length = start, 0
    for naming in [*namings, None]:
        until = naming.start if naming else end
        for piece, origin, name in (
            (text[here:until], here, None),
            (stand_in(text, naming), until, naming),
        ):
            if piece:
                plain = SPACE.sub(" ", piece)
                pieces.append((length, length + len(plain), origin, name))
                parts.append(plain)
                length += len(plain)
        here = naming.end if naming else end
    return Masked("".join(parts), tuple(pieces))


def stand_in(text: str, naming: Naming | None) -> str:
    """Give the familiar word for a name."""
    if naming is None:
        return ""
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
