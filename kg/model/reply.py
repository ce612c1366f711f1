"""Replies to plain questions: how a question was read, and its answer or why there is none."""

from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from kg.model.change import Change, Timeline
from kg.model.comparison import Comparison
from kg.model.conflict import Conflict
from kg.model.evidence import Answer, ProviderAnswer
from kg.model.network import Chain, Left, Network, Side
from kg.model.observation import Observation
from kg.model.path import Paths
from kg.model.policy import Policies
from kg.model.supposition import Supposition
from kg.model.value import Value


class Kind(StrEnum):
    """What a question asks for, by the name of what answers it."""

    SERVES = "serves"
    STATUS = "status"
    TIMELINE = "timeline"
    POLICIES = "policies"
    PATHS = "paths"
    COMPARE = "compare"
    WHATIF = "whatif"
    DIFF = "diff"
    CONFLICTS = "conflicts"
    NETWORK = "network"
    CHAINS = "chains"
    WITHOUT = "without"
    FIGURES = "figures"


class How(StrEnum):
    """How words stand for an entity.

    They are its name; its name with other spaces; its name misspelt; the adjective of a region;
    or a description of a policy that documents speak of.
    """

    NAME = "name"
    SPACED = "spaced"
    SLIP = "slip"
    ADJECTIVE = "adjective"
    DESCRIBED = "described"


class Meant(Value):
    """An entity, and the words of the question that stand for it."""

    words: str
    id: str
    name: str
    type: str
    how: How = How.NAME


Role = Literal["as_of", "start", "end", "known_on"]


class Dated(Value):
    """A date of the question: the days that it may mean, the one that was taken, and why."""

    words: str
    role: Role
    first: date
    last: date
    taken: date
    how: str


class Understood(Value):
    """What a question asks for, as far as it was read.

    `kind` is None where that is not clear. `period` is a month or year that was asked about, of
    which `as_of` is the last day or today. `side` says whether a question on a network is about
    owners or holdings; `measure` are the words for what is counted. `ignored` are the words that
    the reading rests on in no way.
    """

    text: str
    kind: Kind | None = None
    subjects: tuple[Meant, ...] = ()
    region: Meant | None = None
    owned_from: Meant | None = None
    audience: str | None = None
    as_of: date
    known_on: date | None = None
    start: date | None = None
    end: date | None = None
    period: tuple[date, date] | None = None
    side: Side | None = None
    measure: str | None = None
    dates: tuple[Dated, ...] = ()
    ignored: tuple[str, ...] = ()


Found: TypeAlias = (
    Answer
    | Timeline
    | Policies
    | Paths
    | Comparison
    | Supposition
    | Network
    | tuple[ProviderAnswer, ...]
    | tuple[Change, ...]
    | tuple[Conflict, ...]
    | tuple[Chain, ...]
    | tuple[Left, ...]
    | tuple[Observation, ...]
)
"""What the questions answer with; the kind of a reply tells which."""


class Reply(Value):
    """How a question was read, in data and in a sentence, and the answer.

    `notes` say what was not plain in the names and dates, and which words were left out.
    `command` gives the same answer on the command line. `within` are the changes inside the
    period that was asked about. Where there is no answer, `problem` says why, naming what was
    understood, and `offers` are questions near it that can be answered.
    """

    understood: Understood
    says: str = ""
    notes: tuple[str, ...] = ()
    command: str | None = None
    answer: Found | None = None
    within: tuple[Change, ...] = ()
    problem: str = ""
    offers: tuple[str, ...] = ()
