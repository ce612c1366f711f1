"""Events turned into drafts of claims: who is whose, which polarity, since when, said by whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING

from kg.model.document import Document
from kg.model.statement import Channel, Modality
from loaders.extractors.arguments import (
    governing_verb,
    is_passive,
    is_verb,
    kids,
    objects,
    subjects,
)
from loaders.extractors.attribution import Source, source_of
from loaders.extractors.circumstances import Setting, with_circumstances
from loaders.extractors.clauses import clause_of, clause_tokens, said
from loaders.extractors.dates import When
from loaders.extractors.drafts import Draft
from loaders.extractors.events import Event, reached
from loaders.extractors.frames import CLASSES, Saying
from loaders.extractors.lexicon import words
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.own_dates import own_date
from loaders.extractors.qualifiers import (
    Terms,
    of_companies,
    of_minors,
    terms_in,
    withdrawn_from_stores,
)
from loaders.extractors.reference import BODIES, FIRMS, PROPER, THINGS, Reference
from loaders.extractors.stance import phrase_stance
from loaders.extractors.timing import Timing, present, timing_of

if TYPE_CHECKING:
    from spacy.tokens import Token


CUSTOMERS = words("people") - {"market", "soil", "territory", "public", "party"}
WHOLE = words("downloads") | {"service", "access", "traffic", "sale", "support", "availability",
         "operation", "product", "platform", "model", "software", "technology", "api"}  # fmt: skip
OBJECTS = {
    "offer": WHOLE | CUSTOMERS,
    "people": CUSTOMERS,
    "ban": {"ban", "block", "blockade", "suspension"},
}
"""What "the object is an offer", "the object is people" and "the object is a ban" mean."""
OF_THE_TOPIC = {
    "not affected",
    "withdraw",
    "become available",
    "is unavailable",
    "is available",
    "be had",
    "come to people",
    "take customers",
    "demand a licence",
}
"""Frames whose place may be the one that was spoken of just before."""
UNDATED = {"popular there"}
"""Frames that say how it was on a day, not since when."""
OF_THE_PARAGRAPH = {"withdraw", "is unavailable", "not affected", "take customers"}
"""Frames whose place may be the only one that the paragraph has named."""
DRAFTED = re.compile(r"(?:\w+ ){0,5}(?:proposed|draft|planned|proposal)\b", re.IGNORECASE)
INVESTED = "invested in"
MOST_DRAFTS = 120
SELLING = {"offer", "sell", "provide", "distribute", "host", "resell", "supply", "market"}
MAKING = {"make", "develop", "produce", "design", "build", "launch", "release", "unveil", "create",
          "introduce", "manufacture", "train", "publish", "debut", "preview", "commercialise",
         "commercialize", "fabricate", "assemble", "pioneer", "engineer"}  # fmt: skip
RUNNING = {"run", "operate"}

ALL_OVER = {"world", "worldwide", "globally", "everywhere", "elsewhere"}
"""Where something is had at large, not in the region that was spoken of."""
TAKING_BACK = {"rescind", "repeal", "revoke", "withdraw", "suspend", "scrap", "delay", "postpone"}
"""What is done to a rule that was issued before: its day is not that of the issue."""


@dataclass(frozen=True)
class Scene:
    """What the drafts of one sentence share."""

    reference: Reference
    document: Document
    topic: Referent | None = None
    dates: list[When] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Give the sentence."""
        return self.document.quote(self.start, self.end)

    @property
    def published(self) -> str | None:
        """Give the day of publication."""
        return self.document.published

    @property
    def start(self) -> int:
        """Where the sentence starts in the document."""
        return self.reference.parsed.sentence.start

    @property
    def end(self) -> int:
        """Where the sentence ends in the document."""
        return self.reference.parsed.sentence.end

    def setting(self, trigger: Token) -> Setting:
        """Give the setting of a trigger in the sentence."""
        return Setting(trigger, self.reference, self.text, self.dates, self.published)

    def clause(self, trigger: Token) -> str:
        """Give the words of the clause in which a trigger stands."""
        return said(clause_tokens(trigger), self.reference.parsed, self.text)

    def only_places(self, trigger: Token) -> tuple[Referent, ...]:
        """Give the regions of a clause that names one place or one list of places."""
        parsed = self.reference.parsed
        found: list[tuple[Token, Referent]] = []
        aside = trigger.dep_ == "relcl"
        for i, naming in sorted(parsed.namings.items()):
            region = naming.read_as(("Region",))
            token = parsed.doc[i]
            if region is None or token.sent != trigger.sent:
                continue
            if (aside and not trigger.is_ancestor(token)) or clause_apart(token, trigger):
                return ()
            if not (is_place(token, naming) and reached(token, trigger, self.reference)):
                return ()
            found.append((token, Referent(region, naming.start, naming.end)))
        heads = {head_of_list(token) for token, _ in found}
        return tuple(r for _, r in found) if len(heads) == 1 else ()

    def speaks_of_region(self, trigger: Token) -> bool:
        """Tell whether a clause, without who tells it, names a region or its people."""
        top = clause_of(trigger)
        told = top.dep_ == "ccomp" and top.head.lemma_ in words("saying")
        inside = set(top.subtree) if told else set(top.doc)
        parsed = self.reference.parsed
        return any(
            n.read_as(("Region",)) and parsed.doc[i] in inside for i, n in parsed.namings.items()
        )

    def before_colon(self, trigger: Token) -> tuple[Referent, ...]:
        """Give the one region of the words before a colon: "News from Italy: X is blocked"."""
        parsed = self.reference.parsed
        colon = next((t.i for t in parsed.doc if t.text == ":"), None)
        regions = [(i, r, n) for i, n in parsed.namings.items() if (r := n.read_as(("Region",)))]
        if colon is None or trigger.i < colon or len(regions) != 1:
            return ()
        i, region, naming = regions[0]
        near = i < colon and not naming.is_demonym()
        return (Referent(region, naming.start, naming.end),) if near else ()

    def served_from_outside(self) -> tuple[Referent, ...]:
        """Give the region that is served from "regions outside" it."""
        if terms_in(self.text).channel is not Channel.OFFSHORE:
            return ()
        for naming in self.reference.parsed.namings.values():
            led = self.text[max(0, naming.start - self.start - 20) : naming.start - self.start]
            region = naming.read_as(("Region",), PROPER)
            if region and re.search(r"\boutside(?: of)?(?: the| mainland)? $", led):
                return (Referent(region, naming.start, naming.end),)
        return ()

    def only_things(self) -> tuple[Referent, ...]:
        """Give the thing of a sentence that names one thing only."""
        found: dict[str, Referent] = {}
        for naming in self.reference.parsed.namings.values():
            reading = naming.read_as(THINGS, PROPER)
            if reading is not None:
                referent = Referent(reading, naming.start, naming.end)
                found.setdefault(referent.key, referent)
        return tuple(found.values()) if len(found) == 1 else ()


def is_place(token: Token, naming: Naming) -> bool:
    """Tell whether a region stands as a place: after "in", or before people."""
    first = head_of_list(token)
    if first.dep_ == "pobj" and first.head.head.lower_ in {"headquartered", "incorporated"}:
        return False
    if first.dep_ == "pobj" and not naming.is_demonym():
        seat = first.head.head.lower_ in {"headquartered", "based", "incorporated", "owned"}
        return first.head.lower_ in words("place_slots") - {"on", "over"} and not seat
    if first.dep_ in {"amod", "compound", "poss", "nmod"}:
        return first.head.lemma_.lower() in words("people") - words("company")
    return naming.is_demonym() and token.text.endswith("s")


def clause_apart(place: Token, trigger: Token) -> bool:
    """Tell whether a place stands in a later clause of its own: "A is out, and B is not in R"."""
    top = clause_of(place)
    own = any(top.children) and bool(kids(top, "nsubj", "nsubjpass"))
    return top.dep_ == "conj" and own and top != trigger and not top.is_ancestor(trigger)


def head_of_list(token: Token) -> Token:
    """Give the first of coordinated tokens."""
    here = token
    while here.dep_ in {"conj", "appos"} and here.head != here:
        here = here.head
    return here


def drafts_of(event: Event, scene: Scene) -> Iterator[Draft]:
    """Give the drafts that an event makes."""
    if event.frame.negated == "ignore":
        told = phrase_stance(event.trigger)
        ended = event.frame.name == "control on" and taken_back(event.trigger)
        event = replace(event, stance=replace(told, negated=told.negated or ended))
    if event.frame.negated == "always":
        event = replace(event, stance=replace(event.stance, negated=False))
    if not event.stance.asserted:
        return
    event = with_implied(event, scene)
    source: Source | None = None
    for saying in event.frame.sayings:
        pairs = list(ends(saying, event, scene))[:MOST_DRAFTS]
        if pairs and source is None:
            source = source_of(event.trigger, scene.reference)
        for subject, named in pairs:
            object_ = as_product(saying, event, scene, named)
            yield from draft(saying, event, scene, subject, object_, source or Source())


def taken_back(noun: Token) -> bool:
    """Tell whether a rule is lifted or dropped: then it applies no more."""
    verb = governing_verb(noun)
    return verb is not None and verb.lemma_ in words("lifting") and noun in objects(verb)


def with_implied(event: Event, scene: Scene) -> Event:
    """Fill the roles that the syntax leaves empty and the frame implies."""
    implied = {
        role: found
        for (frame, role), look in IMPLIED.items()
        if frame == event.frame.name
        and not event.roles.get(role)
        and (found := look(event, scene))
    }
    return replace(event, roles={**event.roles, **implied}) if implied else event


def ends(saying: Saying, event: Event, scene: Scene) -> Iterator[tuple[Referent, Referent]]:
    """Give the pairs of subject and object of a claim."""
    power = event.stance.able and not event.stance.negated
    if power and saying.predicate in {"restricts", "investigates"}:
        return
    if not all(holds(condition, event, scene) for condition in saying.when):
        return
    agents = event.roles.get("agent", ())
    lone = saying.predicate == "partners_with" and not event.roles.get("theme")
    if lone and len(agents) > 1 and one_work(event.trigger):
        yield from ((agents[0], other) for other in agents[1:])
    for told, object_ in pairs(saying, event, scene):
        subject = itself(told, saying, scene)
        if subject.key != object_.key and sensible(saying, event, scene, subject, object_):
            yield subject, object_


def one_work(trigger: Token) -> bool:
    """Tell whether several do one thing: "A and B build a campus", not "campuses"."""
    if any(k.lower_ in {"together", "jointly"} for k in trigger.children):
        return True
    works = kids(trigger, "dobj", "attr", "nsubjpass", "pobj") or [trigger]
    own = trigger.dep_ not in {"relcl", "acl"} and trigger.lemma_ not in {"make", "run"}
    return own and all(work.tag_ in {"NN", "NNP"} for work in works)


def itself(subject: Referent, saying: Saying, scene: Scene) -> Referent:
    """Take a cloud for itself, not its company, where it is said that it can or cannot be had."""
    if saying.predicate != "available_in" or not subject.named:
        return subject
    found = (n for n in scene.reference.parsed.namings.values() if n.start == subject.start)
    unit = next((r for n in found if (r := n.read_as(("Service",), PROPER))), None)
    spoken = unit is not None and unit.provider == subject.reading.id
    return replace(subject, reading=unit) if spoken and unit else subject


def pairs(saying: Saying, event: Event, scene: Scene) -> Iterator[tuple[Referent, Referent]]:
    """Pair what fills two roles, or each with each what fills one."""
    subjects_ = fillers(saying.subject, event, scene)
    if saying.subject == saying.object:
        yield from combinations(subjects_, 2)
    else:
        yield from product(subjects_, fillers(saying.object, event, scene))


def fillers(name: str, event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give what fills a role; `agent.region` is where the agent governs."""
    role, _, part = name.partition(".")
    if role == "speaker":
        told = source_of(event.trigger, scene.reference).speaker
        return (told,) if told and told.type in BODIES else ()
    found = event.roles.get(role, ())
    if part:
        return parts_of(part, found, scene)
    if role == "place" and found and found[0].is_open:
        return scene.served_from_outside() or found
    if found:
        return found
    if role == "theme":
        return only_thing(event, scene)
    return remembered_places(event, scene) if role == "place" else ()


def parts_of(part: str, found: tuple[Referent, ...], scene: Scene) -> tuple[Referent, ...]:
    """Give the issuer, the maker or the region of what fills a role."""
    if part == "issuer":
        return tuple(r for f in found if (r := issuer_of(f, scene)))
    knowledge = scene.reference.knowledge
    look = knowledge.jurisdiction if part == "region" else knowledge.provider
    others = [(f, look(f.reading)) for f in found]
    return tuple(Referent(r, f.start, f.end, named=False) for f, r in others if r)


def issuer_of(rule: Referent, scene: Scene) -> Referent | None:
    """Give who makes a rule, as the document said, else as the catalogue knows."""
    told = scene.reference.discourse.issuers.get(rule.key)
    known = scene.reference.knowledge.issuer(rule.reading)
    if told is not None or known is None:
        return told
    named = scene.reference.discourse.was_named(known.id or "")
    return Referent(known, rule.start, rule.end, named=False) if named else None


def remembered_places(event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give the region that the thing of an event was last spoken of with."""
    themes = "agent" if event.frame.name == "take customers" else "theme"
    things = [*event.roles.get(themes, ()), *event.roles.get("maker", ())]
    if event.frame.name not in OF_THE_TOPIC or told_to_all(event):
        return ()
    whole = event.trigger.head if event.trigger.pos_ == "ADJ" else event.trigger
    if any(t.lower_ in ALL_OVER for t in whole.subtree):
        return ()
    here = (
        scene.only_places(event.trigger)
        or scene.served_from_outside()
        or scene.before_colon(event.trigger)
    )
    if here:
        return here
    token = event.trigger
    reach = 0 if scene.speaks_of_region(token) else 4
    found = [scene.reference.discourse.place_of(t.key, reach) for t in things]
    found = found if any(found) else [scene.topic if things else None]
    if not any(found) and reach:
        family = [t.reading.provider for t in things if t.type == "Model" and not t.reading.id]
        found = [scene.reference.discourse.place_of_maker(maker) for maker in family]
    if event.stance.negated and for_accounts(token):
        return ()
    if things and not any(found) and event.frame.name in OF_THE_PARAGRAPH:
        found = [scene.reference.discourse.only_region() if reach else None]
    start, end = scene.reference.parsed.span(token)
    return tuple(replace(f, start=start, end=end, named=False) for f in found[:1] if f)


def told_to_all(event: Event) -> bool:
    """Tell whether readers are told what they can do, or what for, wherever they are."""
    if event.frame.name not in {"come to people", "be had"} or not is_verb(event.trigger):
        return False
    purpose = any(t.lower_ in {"behalf", "purpose", "purposes"} for t in event.trigger.subtree)
    return purpose or any(t.lower_ == "you" for t in subjects(event.trigger))


def for_accounts(trigger: Token) -> bool:
    """Tell whether something is denied to some kind of account or user only."""
    below = [
        p for k in kids(trigger, "prep") if k.lower_ in {"for", "to"} for p in kids(k, "pobj")
    ]
    return any(t.lemma_.lower() in words("people") for t in below)


def announcer(event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give the authority that announces what was suspended or blocked, where no doer is named."""
    verb = event.trigger
    if not is_verb(verb) or not is_passive(verb) or kids(verb, "agent"):
        return ()
    speaker = source_of(verb, scene.reference).speaker
    return (speaker,) if speaker and speaker.type in BODIES else ()


def publisher(event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give the authority that publishes a page, as the issuer of "this rule"."""
    speaker = scene.reference.speaker
    if speaker is None or speaker.type not in BODIES or not is_passive(event.trigger):
        return ()
    this = any(k.lower_ == "this" for t in objects(event.trigger) for k in kids(t, "det"))
    return (speaker,) if this else ()


def same_target(event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give whom an authority acted against before: "It has also opened an inquiry"."""
    if event.trigger.dep_ not in {"dobj", "nsubjpass"}:
        return ()
    agents = event.roles.get("agent", ())
    found = [t for a in agents for t in scene.reference.discourse.target_of(a.key)]
    start, end = scene.reference.parsed.span(event.trigger)
    return tuple(replace(f, start=start, end=end, named=False) for f in found)


def lifted_from(event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give what an authority restricted before: "blocked X and lifted the block in May"."""
    told = objects(event.trigger)
    pointed = any(
        k.lower_ in {"the", "its", "this", "that"} for t in told for k in kids(t, "det", "poss")
    )
    if not pointed or any(kids(t, "prep") for t in told):
        return ()
    agents = event.roles.get("agent", ())
    found = [t for a in agents for t in scene.reference.discourse.target_of(a.key)]
    start, end = scene.reference.parsed.span(event.trigger)
    return tuple(replace(f, start=start, end=end, named=False) for f in found)


def rule_in_mind(event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give the rule of which a text speaks, where goods are said to need a licence."""
    discourse = scene.reference.discourse
    start, end = scene.reference.parsed.span(event.trigger)
    found = discourse.latest(["Policy"], start, blocks=3) or discourse.main_rule()
    house = found is not None and discourse.issuers.get(found.key, found).type in FIRMS
    goods = event.roles.get("target", ())
    spoken = all(g.named for g in goods)
    own = found is not None and found.start >= scene.start
    if found is None or house or own or not spoken or found.reading.name.endswith("List"):
        return ()
    return (replace(found, start=start, end=end, named=False),)


def same_firm(event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give the firm that others hold too: "X and Y are shareholders as well"."""
    if event.trigger.dep_ != "attr" or event.trigger.pos_ != "NOUN":
        return ()
    start, end = scene.reference.parsed.span(event.trigger)
    found = scene.reference.discourse.target_of(INVESTED, 6)[-1:]
    return tuple(replace(f, start=start, end=end, named=False) for f in found)


def only_thing(event: Event, scene: Scene) -> tuple[Referent, ...]:
    """Give the only thing that a sentence names, where the syntax gives none."""
    if event.frame.name not in OF_THE_TOPIC or event.roles.get("maker"):
        return ()
    if event.trigger.pos_ == "NOUN" and event.trigger.dep_ == "pobj":
        return ()
    if event.frame.name == "withdraw" and kids(event.trigger, "xcomp"):
        return ()  # what is stopped is a doing, not the thing
    if event.stance.negated and event.roles.get("agent") and event.trigger.lemma_ in SELLING:
        return ()
    if event.frame.name == "come to people" and not event.roles.get("place"):
        return ()
    told = objects(event.trigger) if is_verb(event.trigger) else subjects(event.trigger.head)
    if told and not any(t.lemma_.lower() in OBJECTS["offer"] for t in told):
        return ()
    loads = any(t.lemma_.lower() in words("downloads") for t in told)
    main = scene.reference.discourse.about() if loads else None
    here = scene.reference.here(event.trigger, main)
    return scene.only_things() or ((here,) if here else ())


def holds(condition: str, event: Event, scene: Scene) -> bool:
    """Tell whether a condition of a claim holds: "theme absent", "agent is other"."""
    role, word, *rest = condition.split()
    if role in TOKENS:
        told = TOKENS[role](event.trigger)
        return any(is_kind(t, rest[-1], scene) for t in told) != ("not" in rest)
    filled = event.roles.get(role, ())
    if word in {"absent", "present"}:
        return bool(filled) == (word == "present")
    if rest[-1] in CLASSES:
        return any(f.type in CLASSES[rest[-1]] for f in filled)
    themes = event.roles.get("theme", ())
    if rest[-1] == "operator":
        ventures = all(f.type == "JointVenture" for f in filled)
        return ventures or all(different(f, t, scene) for f in filled for t in themes)
    return all(different(f, t, scene) for f in filled for t in themes)


TOKENS: dict[str, Callable[[Token], list[Token]]] = {
    "trigger": lambda trigger: [trigger],
    "subject": lambda trigger: subjects(trigger) if is_verb(trigger) else [],
    "object": objects,
}
"""The words of a sentence that conditions speak of, beside roles."""


def is_kind(token: Token, kind: str, scene: Scene) -> bool:
    """Tell whether a word is of a kind that conditions name: "object is offer"."""
    if kind == "matter":
        return is_matter(token, scene)
    if kind == "rule":
        return token.lemma_.lower() in words("policy") or is_policy(token, scene)
    if kind == "thing":
        naming = scene.reference.parsed.naming(token)
        return naming is not None and naming.read_as(THINGS) is not None
    if kind in OBJECTS:
        return token.lemma_.lower() in OBJECTS[kind] and not kids(token, "nummod")
    return token.lemma_.lower() in words(kind)


def is_matter(token: Token, scene: Scene) -> bool:
    """Tell whether an object is what something is done to, and no place."""
    naming = scene.reference.parsed.naming(token)
    region = naming is not None and naming.read_as(("Region",)) is not None
    return not (region or token.lemma_.lower() in words("place"))


def is_policy(token: Token, scene: Scene) -> bool:
    """Tell whether a token names a policy."""
    naming = scene.reference.parsed.naming(token)
    return naming is not None and naming.first.type == "Policy"


def different(one: Referent, other: Referent, scene: Scene) -> bool:
    """Tell whether a firm is neither a thing nor its maker."""
    return one.key != other.key and not scene.reference.knowledge.belongs(
        other.reading, one.reading
    )


def sensible(
    saying: Saying, event: Event, scene: Scene, subject: Referent, object_: Referent
) -> bool:
    """Refuse what cannot be meant: a firm that only uses another's product offers nothing."""
    match saying.predicate:
        case "offers":
            return offered(saying, event, scene, subject, object_)
        case "joint_venture_of":
            return subject.key not in {agent.key for agent in event.roles.get("agent", ())}
        case "issued_by":
            return issuing(event, object_, scene)
        case "built_on":
            return object_.start > subject.start or not object_.named
        case "restricts" if object_.type == "Region":
            return False
        case "owned_by" | "operates_in":
            return subject.named if event.frame.name == "own" else not shared(event)
        case "applies_to" if subject.reading.described:
            return object_.is_open or not subject.reading.name.startswith(object_.reading.name)
    told = terms_in(scene.clause(event.trigger)).audience
    limited = saying.unless == "limited audience" and told is not None
    return not (limited or on_an_exchange(event, subject))


def issuing(event: Event, issuer: Referent, scene: Scene) -> bool:
    """Tell whether an issuer of a rule can be meant: a region as a state, and no later object."""
    if after_phrase(event.trigger, issuer, scene):
        return False
    return issuer.type != "Region" or scene.reference.knowledge.governs(issuer.reading)


def after_phrase(noun: Token, told: Referent, scene: Scene) -> bool:
    """Tell whether something is said of a subject only later: "the rule applies to those of X"."""
    ends = scene.reference.parsed.span(noun.right_edge)[1]
    return noun.dep_ in {"nsubj", "nsubjpass"} and noun.pos_ == "NOUN" and told.start >= ends


def on_an_exchange(event: Event, subject: Referent) -> bool:
    """Tell whether a company is listed somewhere, which says nothing of its customers."""
    verb = event.trigger
    firm = subject.type in FIRMS or bool(event.roles.get("maker"))
    return is_verb(verb) and verb.lemma_ == "list" and firm


def shared(event: Event) -> bool:
    """Tell whether a firm only works with somebody in a place."""
    together = any(k.lower_ == "with" for k in kids(event.trigger, "prep"))
    return event.frame.name == "work in" and together


def offered(
    saying: Saying, event: Event, scene: Scene, subject: Referent, object_: Referent
) -> bool:
    """Tell whether a firm makes a thing, sells it, or has it in its cloud."""
    knowledge = scene.reference.knowledge
    known = knowledge.provider(object_.reading)
    if known is not None and knowledge.belongs(object_.reading, subject.reading):
        return True
    if known is not None and not object_.named:
        return False
    in_a_cloud = saying.subject == "base.provider"
    return in_a_cloud or sold(event, subject, object_, made=known is None)


def sold(event: Event, subject: Referent, object_: Referent, *, made: bool) -> bool:
    """Tell whether a firm makes or sells what is not known as its own."""
    verb = event.trigger
    if verb.dep_ in {"acl", "xcomp"} and verb.tag_ == "VB":
        return False
    if verb.lemma_ == "host" and object_.type != "Model":
        return False
    if object_.type == "Hardware" or made:
        return verb.lemma_ in SELLING | MAKING
    return verb.lemma_ in SELLING or (subject.type == "JointVenture" and verb.lemma_ in RUNNING)


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
    negated, timing = time_of(saying, event, scene, subject, object_)
    subject = as_service(saying, scene, subject, negated=negated)
    modality = modality_of(saying, event, scene, timing)
    if source.anonymous:
        modality = max(modality, Modality.RUMOURED, key=list(Modality).index)
    terms = terms_of(saying, scene, event.trigger, negated=negated)
    if saying.audience:
        terms = replace(terms, audience=saying.audience)
    partner = None if negated else partner_of(saying, event, scene, subject)
    if saying.predicate == "available_in" and negated:
        if terms.audience == "government":
            yield from kept_from_staff(event, scene, subject, object_, source)
            return
        if of_minors(scene.clause(event.trigger)):
            return
    remember_place(saying, scene, subject, object_, negated=negated)
    channel = Channel(saying.channel) if saying.channel else terms.channel
    if channel is None and saying.predicate == "available_in":
        channel = Channel.PARTNER if partner else own_way(scene, subject, event, negated=negated)
    made = Draft(
        subject=as_venture(subject) if saying.predicate == "joint_venture_of" else subject,
        predicate=saying.predicate,
        object=object_,
        start=scene.start,
        end=scene.end,
        rule=event.frame.name,
        negated=negated,
        modality=modality,
        valid_from=timing.valid_from,
        valid_to=timing.valid_to,
        channel=channel,
        via=partner or next(iter(event.roles.get(saying.via or "", ())), None),
        audience=terms.audience,
        source=source.speaker,
    )
    yield from with_circumstances(made, scene.setting(event.trigger))


def time_of(
    saying: Saying, event: Event, scene: Scene, subject: Referent, object_: Referent
) -> tuple[bool, Timing]:
    """Give whether a claim is a denial, and from when and until when it holds."""
    stance = event.stance
    negated = saying.negated != stance.negated
    if saying.predicate == "offers" or event.frame.name in UNDATED:
        return negated, carried_on(saying, event, scene, subject, Timing())
    timing = timing_of(event.trigger, scene.reference.parsed, scene.dates, future=stance.future)
    if saying.predicate == "issued_by" and event.trigger.lemma_ in TAKING_BACK:
        return negated, Timing()
    if saying.predicate == "issued_by" and present(event.trigger):
        timing = Timing(timing.valid_from or scene.published, timing.valid_to)
    names = scene.reference.parsed.namings.values()
    places = [n.start for n in names if n.read_as(("Region",), PROPER)]
    own = own_date(object_.start, places, scene.dates, scene.end)
    if own is not None and timing.valid_to is None:
        timing = Timing(own)
    if late(saying, event, timing):
        negated, timing = saying.negated, Timing(timing.valid_to)
    return negated, carried_on(saying, event, scene, subject, timing)


def carried_on(
    saying: Saying, event: Event, scene: Scene, subject: Referent, timing: Timing
) -> Timing:
    """Take over the date of the sentence before, where that said the same of the thing."""
    earlier = any(k.lower_ == "had" for k in kids(event.trigger, "aux"))
    if saying.predicate != "available_in" or earlier:
        return timing
    discourse = scene.reference.discourse
    negated = saying.negated != event.stance.negated
    if timing.valid_from is not None:
        discourse.begun(subject.key, timing.valid_from, negated=negated)
    elif not scene.dates:
        since = discourse.since_when(subject.key, negated=negated)
        by_now = discourse.just_now() if says_now(event.trigger) else None
        return Timing(since or by_now, timing.valid_to)
    return timing


def late(saying: Saying, event: Event, timing: Timing) -> bool:
    """Tell whether something did not happen until a day, so that it did then."""
    past = {k.lower_ for k in kids(event.trigger, "aux", "auxpass")} & {
        "did",
        "had",
        "was",
        "were",
    }
    told = saying.predicate in {"available_in", "restricts"} and is_verb(event.trigger)
    dated = timing.valid_to is not None and timing.valid_from is None
    return told and event.stance.negated and bool(past) and dated


def says_now(trigger: Token) -> bool:
    """Tell whether a clause says what is so "now", after what was told just before."""
    return any(k.lower_ == "now" for k in kids(clause_of(trigger), "advmod"))


def kept_from_staff(
    event: Event, scene: Scene, subject: Referent, object_: Referent, source: Source
) -> Iterator[Draft]:
    """Say that a state restricts what its own staff may not use."""
    ordered = source.speaker is not None and source.speaker.type in BODIES
    if subject.type in THINGS and event.frame.name == "come to people" and not ordered:
        yield Draft(
            subject=object_,
            predicate="restricts",
            object=subject,
            start=scene.start,
            end=scene.end,
            rule="not for staff",
            modality=event.stance.modality,
            audience="government",
            source=source.speaker,
        )
        if others_may(event.trigger):
            yield Draft(
                subject=subject,
                predicate="available_in",
                object=object_,
                start=scene.start,
                end=scene.end,
                rule="not for staff",
                audience="individuals",
                source=source.speaker,
            )


def others_may(verb: Token) -> bool:
    """Tell whether "while private persons may" allows others what staff may not."""
    return any(
        k.lower_ in {"may", "can"} and k.pos_ == "AUX" and not kids(k, "neg")
        for k in kids(verb, "advcl", "conj")
        if any(t.lemma_.lower() in words("people") for t in kids(k, "nsubj"))
    )


def modality_of(saying: Saying, event: Event, scene: Scene, timing: Timing) -> Modality:
    """Give how firmly a claim is made: what was to begin before publication is so by then."""
    if saying.modality == "actual":
        return Modality.ACTUAL
    modality = event.stance.modality
    if saying.predicate in {"issued_by", "applies_to"} and drafted(event):
        modality = max(modality, Modality.PROPOSED, key=list(Modality).index)
    begins, published = timing.valid_from, scene.published
    if begins and published:
        if modality is Modality.ANNOUNCED and begins <= published[: len(begins)]:
            return Modality.ACTUAL
        if modality is Modality.ACTUAL and begins > published:
            return Modality.ANNOUNCED
    return modality


def drafted(event: Event) -> bool:
    """Tell whether a rule is only proposed or drafted."""
    rules = event.roles.get("theme", ())
    told = any(DRAFTED.match(rule.reading.name) for rule in rules if rule.reading.described)
    return told or event.trigger.lemma_ in {"propose", "draft"}


def terms_of(saying: Saying, scene: Scene, trigger: Token, *, negated: bool) -> Terms:
    """Give the qualifiers that a predicate may carry."""
    text = scene.clause(trigger)
    terms = terms_in(text)
    if saying.predicate == "operates_in":
        joint = terms.channel is Channel.JOINT_VENTURE
        return Terms(channel=terms.channel if joint else None)
    if saying.predicate == "restricts":
        return Terms(audience=terms.audience)
    if saying.predicate != "available_in":
        return Terms()
    if not negated:
        return terms
    limited = terms.audience or ("new customers" if withdrawn_from_stores(text) else None)
    limited = limited or ("enterprises" if of_companies(text) else None)
    closed = terms.channel if terms.channel is Channel.DIRECT else None
    return Terms(channel=closed, audience=limited)


def remember_place(
    saying: Saying, scene: Scene, subject: Referent, object_: Referent, *, negated: bool
) -> None:
    """Keep in mind where a thing was said to be had, or to be restricted."""
    knowledge, discourse = scene.reference.knowledge, scene.reference.discourse
    if saying.predicate == "available_in":
        discourse.locate(subject.key, object_)
        discourse.locate_maker(subject.reading.provider, object_)
        if negated:
            discourse.keep_from(subject)
    elif saying.predicate == "invests_in":
        discourse.aim(INVESTED, object_)
    elif saying.predicate == "issued_by":
        discourse.issuers.setdefault(subject.key, object_)
    elif saying.predicate in {"restricts", "investigates"}:
        discourse.aim(subject.key, object_)
        region = knowledge.jurisdiction(subject.reading)
        if region is not None:
            place = Referent(region, subject.start, subject.end, named=False)
            discourse.locate(object_.key, place)


def as_service(saying: Saying, scene: Scene, subject: Referent, *, negated: bool) -> Referent:
    """Take a company for the service of its name where it is said to be had: "X's services"."""
    if negated or saying.predicate != "available_in" or subject.type not in FIRMS:
        return subject
    service = scene.reference.knowledge.namesake(subject.reading)
    return replace(subject, reading=service) if service else subject


def as_product(saying: Saying, event: Event, scene: Scene, object_: Referent) -> Referent:
    """Take a company for its product of the same name where people are kept from using it."""
    if saying.predicate != "restricts" or object_.type not in FIRMS:
        return object_
    below = {k.lemma_ for k in kids(event.trigger, "xcomp", "ccomp")}
    used = ({event.trigger.lemma_} | below) & words("kept_from")
    product = scene.reference.knowledge.namesake(object_.reading) if used else None
    return replace(object_, reading=product) if product else object_


def as_venture(firm: Referent) -> Referent:
    """Take a company for the joint venture that the text says it is."""
    return replace(firm, reading=replace(firm.reading, type="JointVenture"))


def partner_of(saying: Saying, event: Event, scene: Scene, subject: Referent) -> Referent | None:
    """Give the other company's cloud or product through which a thing is had."""
    if saying.predicate != "available_in":
        return None
    knowledge = scene.reference.knowledge
    maker = knowledge.provider(subject.reading) or subject.reading
    for other in event.roles.get("via", ()):
        host = knowledge.provider(other.reading)
        if host is not None and host.id != maker.id and other.key != subject.key:
            return other
    return None


def own_way(scene: Scene, subject: Referent, event: Event, *, negated: bool) -> Channel | None:
    """Give the direct channel where a company tells of its own offer."""
    speaker = scene.reference.speaker
    if speaker is None or negated or event.frame.name == "come to people":
        return None
    own = subject.key == speaker.key or scene.reference.knowledge.belongs(
        subject.reading, speaker.reading
    )
    return Channel.DIRECT if own else None


IMPLIED = {
    ("investigation", "theme"): same_target,
    ("lift a restriction", "theme"): lifted_from,
    ("stake", "theme"): same_firm,
    ("investor in", "theme"): same_firm,
    ("need a licence", "theme"): rule_in_mind,
    ("restrict", "agent"): announcer,
    ("issue", "agent"): publisher,
}
"""What fills a role that the syntax leaves empty, by frame."""
