"""Events turned into drafts of claims: who is whose, which polarity, since when, said by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kg.model.statement import Channel, Modality
from loaders.extractors.attribution import Source, source_of
from loaders.extractors.dates import When
from loaders.extractors.drafts import Draft
from loaders.extractors.events import Event
from loaders.extractors.frames import CLASSES, Saying
from loaders.extractors.namings import Referent
from loaders.extractors.qualifiers import Terms, terms_in, withdrawn_from_stores
from loaders.extractors.reference import Reference
from loaders.extractors.timing import Timing, timing_of

MOST_DRAFTS = 120
SELLING = {
    "offer",
    "sell",
    "provide",
    "distribute",
    "host",
    "resell",
    "supply",
    "market",
    "run",
    "operate",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What the drafts of one sentence share."""

    reference: Reference
    text: str
    dates: list[When]
    published: str | None

    @property
    def start(self) -> int:
        """Where the sentence starts in the document."""
        return self.reference.parsed.sentence.start

    @property
    def end(self) -> int:
        """Where the sentence ends in the document."""
        return self.reference.parsed.sentence.end


def drafts_of(event: Event, scene: Scene) -> Iterator[Draft]:
    """Give the drafts that an event makes."""
    if not event.stance.asserted:
        return
    source: Source | None = None
    for saying in event.frame.sayings:
        pairs = list(ends(saying, event, scene))[:MOST_DRAFTS]
        if pairs and source is None:
            source = source_of(event.trigger, scene.reference)
        for subject, object_ in pairs:
            yield from draft(saying, event, scene, subject, object_, source or Source())


def ends(saying: Saying, event: Event, scene: Scene) -> Iterator[tuple[Referent, Referent]]:
    """Give the pairs of subject and object of a claim."""
    if not all(holds(condition, event, scene) for condition in saying.when):
        return
    for subject, object_ in product(
        fillers(saying.subject, event, scene), fillers(saying.object, event, scene)
    ):
        if subject.key != object_.key and sensible(saying, event, scene, subject, object_):
            yield subject, object_


def fillers(name: str, event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give what fills a role; `agent.region` is where the agent governs."""
    role, _, part = name.partition(".")
    found = event.roles.get(role, ())
    if not part:
        return found
    regions = [(f, scene.reference.knowledge.jurisdiction(f.reading)) for f in found]
    return tuple(Referent(r, f.start, f.end, named=False) for f, r in regions if r)


def holds(condition: str, event: Event, scene: Scene) -> bool:
    """Tell whether a condition of a claim holds: "theme absent", "agent is other"."""
    role, word, *rest = condition.split()
    filled = event.roles.get(role, ())
    if word in {"absent", "present"}:
        return bool(filled) == (word == "present")
    if rest[-1] in CLASSES:
        return any(f.type in CLASSES[rest[-1]] for f in filled)
    themes = event.roles.get("theme", ())
    return all(different(f, t, scene) for f in filled for t in themes)


def different(one: Referent, other: Referent, scene: Scene) -> bool:
    """Tell whether a firm is neither a thing nor its maker."""
    return one.key != other.key and not scene.reference.knowledge.belongs(
        other.reading, one.reading
    )


def sensible(
    saying: Saying, event: Event, scene: Scene, subject: Referent, object_: Referent
) -> bool:
    """Refuse what cannot be meant: a firm that only uses another's product offers nothing."""
    if saying.predicate == "offers":
        known = scene.reference.knowledge.provider(object_.reading)
        own = known is None or scene.reference.knowledge.belongs(object_.reading, subject.reading)
        return own or event.trigger.lemma_ in SELLING
    if saying.predicate == "built_on":
        return object_.start > subject.start or not object_.named
    if saying.predicate == "restricts" and object_.type == "Region":
        return False
    if saying.predicate == "applies_to" and subject.reading.described:
        issuer = subject.reading.name.startswith(object_.reading.name)
        return not issuer
    return not (saying.unless == "limited audience" and terms_in(scene.text).audience is not None)


def draft(
    saying: Saying,
    event: Event,
    scene: Scene,
    subject: Referent,
    object_: Referent,
    source: Source,
) -> Iterator[Draft]:
    """Put one draft together, or none where its stance forbids it."""
    stance = event.stance
    if stance.negated and "drop" in {saying.negation, event.frame.negated}:
        return
    timing = timing_of(event.trigger, scene.reference.parsed, scene.dates, future=stance.future)
    modality = modality_of(saying, event, scene, timing)
    if source.anonymous:
        modality = max(modality, Modality.RUMOURED, key=list(Modality).index)
    negated = saying.negated != stance.negated
    terms = terms_of(saying, scene, negated=negated)
    if saying.predicate == "available_in" and negated and terms.audience == "government":
        return
    yield Draft(
        subject=subject,
        predicate=saying.predicate,
        object=object_,
        start=scene.start,
        end=scene.end,
        rule=event.frame.name,
        negated=negated,
        modality=modality,
        valid_from=timing.valid_from,
        valid_to=timing.valid_to,
        channel=Channel(saying.channel) if saying.channel else terms.channel,
        via=next(iter(event.roles.get(saying.via or "", ())), None),
        audience=terms.audience,
        source=source.speaker,
    )


def modality_of(saying: Saying, event: Event, scene: Scene, timing: Timing) -> Modality:
    """Give how firmly a claim is made: what was to begin before publication is so by then."""
    if saying.modality == "actual":
        return Modality.ACTUAL
    modality = event.stance.modality
    begins, published = timing.valid_from, scene.published
    if begins and published:
        if modality is Modality.ANNOUNCED and begins <= published[: len(begins)]:
            return Modality.ACTUAL
        if modality is Modality.ACTUAL and begins > published:
            return Modality.ANNOUNCED
    return modality


def terms_of(saying: Saying, scene: Scene, *, negated: bool) -> Terms:
    """Give the qualifiers that a predicate may carry."""
    terms = terms_in(scene.text)
    if saying.predicate == "operates_in":
        joint = terms.channel is Channel.JOINT_VENTURE
        return Terms(channel=terms.channel if joint else None)
    if saying.predicate == "restricts":
        return Terms(audience=terms.audience)
    if saying.predicate != "available_in":
        return Terms()
    if not negated:
        return terms
    limited = terms.audience or ("new customers" if withdrawn_from_stores(scene.text) else None)
    return Terms(audience=limited)
