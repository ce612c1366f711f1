"""Answers as people and programs read them: names, dates, rules and quotes."""

from datetime import date

from kg.model.answer import Status
from kg.model.statement import Channel, Figure, Modality, Polarity
from kg.model.value import Value


class Evidence(Value):
    """One statement with the sentence behind it, in names instead of ids.

    `quote` is cut from the stored text of `doc` at `start` to `end`; `speaker` is who says so:
    the source that the text names, else its publisher.
    """

    statement: str
    subject: str
    predicate: str
    object: str
    polarity: Polarity
    modality: Modality
    valid_from: str | None = None
    valid_to: str | None = None
    channel: Channel | None = None
    via: str | None = None
    audience: str | None = None
    condition: str | None = None
    figure: Figure | None = None
    attributed_to: str | None = None
    speaker: str | None = None
    doc: str
    headline: str = ""
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    quote: str
    start: int
    end: int
    confidence: float
    extractor: str


class Named(Value):
    """An entity by id and name."""

    id: str
    name: str


class Part(Value):
    """The status of a part: one region inside the region asked for, or one of its services."""

    subject: str
    subject_id: str
    region: str
    region_id: str
    status: Status


class Answer(Value):
    """The status of a subject in a region on a day, with everything that it rests on.

    `audiences` are all that the answer depends on, `excluded` those of them that are shut out;
    `rules` are the names of the rules that decided, in order (`kg rules` explains each);
    `evidence` carries the status and `against` lost; `upcoming` is announced for later, `risks`
    is proposed or rumoured, `unofficial` are ways that do not count as being served. `stale`
    says that the last confirmation is old, `unconfirmed` that an announced date has passed and
    nobody has said since that it happened.
    """

    subject: str
    subject_id: str
    region: str
    region_id: str
    as_of: date
    known_on: date | None = None
    status: Status
    channels: tuple[Channel, ...] = ()
    audiences: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    last_confirmed: str | None = None
    stale: bool = False
    unconfirmed: bool = False
    note: str = ""
    rules: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    upcoming: tuple[Evidence, ...] = ()
    risks: tuple[Evidence, ...] = ()
    unofficial: tuple[Evidence, ...] = ()


class ProviderAnswer(Value):
    """A provider in a region on a day: whether it serves it, and the answer for each service.

    `answer` is on the provider itself; `services` are those that sources speak of.
    """

    provider: str
    provider_id: str
    region: str
    region_id: str
    as_of: date
    serves: bool
    status: Status
    answer: Answer
    services: tuple[Answer, ...]
