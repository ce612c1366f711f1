"""Frames: classes of words with their roles and the claims that they make, read from data."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "frames"
CLASSES: dict[str, tuple[str, ...]] = {
    "thing": ("Service", "Model", "Hardware"),
    "service-model": ("Service", "Model"),
    "service": ("Service",),
    "base": ("Model", "Service", "Hardware"),
    "firm": ("Company", "JointVenture"),
    "venture": ("JointVenture",),
    "organization": ("Organization", "Regulator", "GovernmentBody"),
    "body": ("Regulator", "GovernmentBody"),
    "authority": ("Regulator", "GovernmentBody", "Region"),
    "region": ("Region",),
    "model": ("Model",),
    "site": ("Site",),
    "policy": ("Policy",),
    "goods": ("Class",),
    "matter": ("Matter",),
}
"""The classes of things as the frame files name them."""


@dataclass(frozen=True, slots=True)
class Role:
    """Where a participant stands, and which classes it may be of."""

    slots: frozenset[str]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim that a frame makes, with the conditions under which it does."""

    subject: str
    predicate: str
    object: str
    negated: bool = False
    channel: str | None = None
    via: str | None = None
    audience: str | None = None
    modality: str = "as said"
    negation: str = "flip"
    when: tuple[str, ...] = ()
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A class of words with roles and claims."""

    name: str
    roles: dict[str, Role]
    sayings: tuple[Saying, ...]
    needs: str | None = None
    passive: bool = False
    negated: str = "flip"
    triggers: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The frames by the lemma that triggers them, for verbs, nouns and adjectives."""

    by_word: dict[tuple[str, str], tuple[Frame, ...]]
    stems: re.Pattern[str]

    def in_(self, text: str) -> bool:
        """Tell whether a text may hold a trigger."""
        return self.stems.search(text) is not None

    def frames(self, kind: str, lemma: str) -> tuple[Frame, ...]:
        """Give the frames that a word may trigger."""
        return self.by_word.get((kind, lemma), ())


Entry = dict[str, object]


def entries() -> list[Entry]:
    """Read the frame files as they stand, with their examples."""
    files = sorted(FOLDER.glob("*.yaml"))
    return [e for file in files for e in yaml.safe_load(file.read_text(encoding="utf-8"))]


@cache
def lexicon() -> Lexicon:
    """Read every frame and index it by its words."""
    by_word: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for entry in entries():
        frame = frame_of(entry)
        for kind, words in frame.triggers.items():
            for word in words:
                by_word[kind, word].append(frame)
    beginnings = sorted({re.escape(stem(word)) for _, word in by_word})
    stems = re.compile(rf"\b(?:{'|'.join(beginnings)})", re.IGNORECASE)
    return Lexicon({key: tuple(frames) for key, frames in by_word.items()}, stems)


def stem(word: str) -> str:
    """Give the beginning that all forms of a regular word share."""
    first = word.split()[0]
    return first[:-1] if len(first) > 4 and first[-1] in "ey" else first


def frame_of(entry: Entry) -> Frame:
    """Read one frame."""
    return Frame(
        name=str(entry["name"]),
        roles={name: role_of(value) for name, value in mapping(entry["roles"]).items()},
        sayings=tuple(saying_of(mapping(value)) for value in sequence(entry["claims"])),
        needs=optional(entry.get("needs") or entry.get("special")),
        passive=bool(entry.get("passive")),
        negated=str(entry.get("negated", "flip")),
        triggers={kind: strings(entry.get(kind)) for kind in ("verbs", "nouns", "adjectives")},
    )


def role_of(value: object) -> Role:
    """Read one role: `at` are its slots, `is` its classes."""
    told = mapping(value)
    if not isinstance(told["at"], str):
        raise TypeError(f"put the slot in quotation marks: YAML reads it as {told['at']!r}")
    types = [kind for name in str(told["is"]).split() for kind in CLASSES[name]]
    return Role(frozenset(told["at"].split()), tuple(dict.fromkeys(types)))


def saying_of(told: Entry) -> Saying:
    """Read one claim template: `say: subject predicate object`."""
    subject, predicate, object_ = str(told["say"]).split()
    return Saying(
        subject=subject,
        predicate=predicate,
        object=object_,
        negated=told.get("polarity") == "negated",
        channel=optional(told.get("channel")),
        via=optional(told.get("via")),
        audience=optional(told.get("audience")),
        modality=str(told.get("modality", "as said")),
        negation=str(told.get("negation", "flip")),
        when=strings(told.get("when")),
        unless=optional(told.get("unless")),
    )


def mapping(value: object) -> Entry:
    """Take a mapping from data."""
    if not isinstance(value, dict):
        raise TypeError(f"a frame file has {value!r} where a mapping belongs")
    return value


def sequence(value: object) -> list[object]:
    """Take a list from data."""
    return list(value) if isinstance(value, list) else []


def strings(value: object) -> tuple[str, ...]:
    """Take strings from data."""
    return tuple(str(v) for v in sequence(value))


def optional(value: object) -> str | None:
    """Take a string or nothing from data."""
    return str(value) if value else None
