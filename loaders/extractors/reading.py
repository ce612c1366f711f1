"""One document read: its sentences, what is parsed of them, and the drafts that come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.catalogue import NameKind
from kg.model.document import BlockKind, Document
from loaders.extractors.arguments import kids
from loaders.extractors.attribution import told_by
from loaders.extractors.before import before_it_ended
from loaders.extractors.definitions import definition_drafts
from loaders.extractors.detours import detour_drafts
from loaders.extractors.dialogue import Dialogue
from loaders.extractors.discourse import Discourse
from loaders.extractors.drafts import Draft
from loaders.extractors.emission import Scene, drafts_of, head_of_list
from loaders.extractors.events import Event, events
from loaders.extractors.frames import Lexicon
from loaders.extractors.gazetteer import Gazetteer
from loaders.extractors.headed import headed_drafts
from loaders.extractors.issuance import dated_rule
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.leads import HEADS, carried, lead_of, rule_of
from loaders.extractors.lexical import Memory, lexical_drafts
from loaders.extractors.lexicon import words
from loaders.extractors.licences import (
    none_granted,
    note_effect,
    remember_licence,
)
from loaders.extractors.lists import Lists
from loaders.extractors.masking import Masked, mask
from loaders.extractors.mentions import namings_of, within
from loaders.extractors.namesakes import without_namesakes
from loaders.extractors.namings import Naming, Referent
from loaders.extractors.namings import Reading as NamedReading
from loaders.extractors.observations import observations
from loaders.extractors.parsed import Parsed, parsed
from loaders.extractors.phrases import phrase_drafts
from loaders.extractors.possessions import possession_drafts
from loaders.extractors.reference import BODIES, FIRMS, PROPER, THINGS, Reference
from loaders.extractors.sentences import WORDS_PARSED, Sentence, sentences_of
from loaders.extractors.sites import (
    at_sites,
    operator_drafts,
    regions_again,
    remember_sites,
)
from loaders.extractors.spoken_dates import dates_of
from loaders.extractors.standing import Standing, when_ahead
from loaders.extractors.statuses import only_thing
from loaders.extractors.structure import structure_drafts
from loaders.extractors.supported import list_drafts
from loaders.extractors.tongues import tongue_drafts
from loaders.extractors.wordings import wording_drafts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from loaders.extractors.dates import When

MOST_REMEMBERED = 200
CHARACTERS_PARSED = 12 * WORDS_PARSED
ANAPHOR = re.compile(
    r"^It \w+|\b[Tt]he (?:company|firm|service|app|chatbot|start-?up|regulator|agency|authority"
    r"|commission|watchdog|ministry|model)\b"
    r"|\b[Tt]h(?:e|is|at) (?:ban|block|suspension|restriction|withdrawal|shutdown|pause|launch"
    r"|rollout)\b|\b[Tt]he (?:[\w-]+ ){1,4}(?:models|versions|variants)\b"
    r"|\b(?:[Bb]oth|[Ee]ither|[Nn]either|[Tt]he two)"
    r" (?:countr(?:y|ies)|places|regions|markets|of them)\b"
)
"""Words by which a sentence without a name speaks of something named before."""
DATELINE = re.compile(
    r"[A-Z][A-Z .,/’'-]{2,40}(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? \d{4})?(?: \([^()]{1,40}\))?"
    r" ?(?:[-–—]{1,2}|\.) (?=[A-Z])"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? \([^()]{1,40}\) ?[-–—]{1,2} (?=[A-Z])"
)
"""The place and day before the first sentence of a report."""
FOLLOWING = re.compile(
    r"^(?:Where|Can|Could|Is|Does|Will|May|How) .*\b(?:it|they|I|we|you)\b.*\?"
    r"|^All (?:three|four|five)\b|\b(?:[Uu]sers|[Vv]isitors|[Cc]ustomers|[Dd]ownloads)\b"
    r"|\b[Ii]ts (?:\w+ )?(?:API|app|chatbot|assistant|service|interface|model)s?\b"
    r"|\b[Tt]he website\b"
)
"""Words by which a sentence goes on with what was said, or asks about it."""
REFERRING = re.compile(
    r"\b(?:[Ii]ts?|[Tt]he(?: [\w-]+){0,4}? (?:company|firm|regulator|watchdog|authority|ministry"
    r"|government|agency|commission|department|service|app|model|chatbot|country|bloc|rule|law|order|ban"
    r"|block|suspension|restriction|withdrawal|shutdown|pause|launch|rollout|models|versions|variants)"
    r")\b"
)
"""What may speak of somebody named before, in a sentence without names."""
ENGLISH = {None, "en"}
NOT_FOR_USERS = {"headquartered_in", "hosted_in"}
"""Predicates whose place says nothing of where something can be had."""


@dataclass(slots=True)
class Tools:
    """What is built once and used for every document."""

    gazetteer: Gazetteer
    knowledge: Knowledge
    lexicon: Lexicon


@dataclass(slots=True)
class Reading:
    """A document on its way: its names and sentences, and which of these wait for syntax."""

    document: Document
    tools: Tools
    sentences: list[Sentence] = field(default_factory=list)
    names: list[list[Naming]] = field(default_factory=list)
    masked: dict[int, Masked] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
    dialogue: Dialogue = field(default_factory=Dialogue)
    standing: Standing = field(default_factory=Standing)
    ids: frozenset[str] | None = None
    lead_in: str = ""

    def prepare(self) -> Reading:
        """Find names and sentences, and mask what is worth parsing."""
        named = namings_of(self.document, self.tools.gazetteer)
        everything = without_namesakes(self.document.text, named, self.tools.knowledge)
        self.sentences = sentences_of(self.document)
        at = 0
        for number, sentence in enumerate(self.sentences):
            here, at = within(everything, sentence.start, sentence.end, at)
            self.names.append(here)
            prefix = self.prefix(sentence)
            if prefix or self.worth_parsing(sentence, here):
                start = after_label(self.document.text, sentence)
                inside = [n for n in here if n.start >= start]
                text = self.document.text
                self.masked[number] = mask(text, start, sentence.end, inside, prefix)
        return self

    def prefix(self, sentence: Sentence) -> str:
        """Give the subject that a bullet lacks, under a sentence with a colon."""
        line = self.document.text[sentence.start : sentence.end]
        if sentence.kind is not BlockKind.BULLET:
            self.lead_in = line
            return ""
        if self.document.language not in ENGLISH or len(line) >= CHARACTERS_PARSED:
            return ""
        return carried(self.lead_in, line, self.tools.lexicon) or ""

    def worth_parsing(self, sentence: Sentence, here: list[Naming]) -> bool:
        """Tell whether syntax may find a claim: a name and a trigger, and not too long."""
        if self.document.language not in ENGLISH or sentence.kind is BlockKind.TABLE:
            return False
        if sentence.end - sentence.start >= CHARACTERS_PARSED:
            return False
        text = self.document.text[sentence.start : sentence.end]
        goes_on = FOLLOWING.search(text)
        if not here and not goes_on and not ANAPHOR.search(text):
            return False
        if not text.isascii() and sum(c > "\u0250" for c in text) > len(text) // 3:
            return False
        asks = text.rstrip().endswith("?")
        near = goes_on or REFERRING.search(text)
        if not here and not (self.names and near and (asks or self.tools.lexicon.in_(text))):
            return False
        return len(text.split()) <= WORDS_PARSED

    def drafts(self, docs: dict[int, Doc]) -> Iterator[Draft]:
        """Read the sentences in order, with what the syntax model made of them."""
        discourse = Discourse(topic=self.subject())
        publisher = self.publisher()
        for number, sentence in enumerate(self.sentences):
            discourse.begin(number, sentence.block)
            self.lead(sentence, discourse)
            here = self.names[number]
            dates = self.dates(sentence, discourse)
            yield from told_again(self.document, sentence, dates, discourse)
            yield from self.lists.item(self.document, sentence, here)
            yield from self.answers(number, sentence, dates)
            if number in docs:
                tree = parsed(sentence, docs[number], self.masked[number])
                told = self.parsed_sentence(tree, here, dates, discourse, publisher)
                yield from (dated_rule(d, self.document.text, dates) for d in told)
            else:
                remember(here, discourse, self.tools.knowledge)
                memory = Memory(self.tools.knowledge, discourse, self.named(), publisher)
                yield from lexical_drafts(self.document, sentence, here, memory)
                yield from self.other_tongue(sentence, here, discourse)
            yield from observations(self.document, sentence, here)
        yield from structure_drafts(self.document, self.sentences, self.names)
        yield from headed_drafts(self.document, self.sentences, self.names, publisher)
        yield from definition_drafts(self.document, self.sentences, self.names, publisher)

    def lead(self, sentence: Sentence, discourse: Discourse) -> None:
        """Forget what the list above was about; a heading on a rule leads to what it says."""
        if sentence.kind is BlockKind.BULLET:
            return
        text = self.document.text[sentence.start : min(sentence.end, sentence.start + 400)]
        leads = sentence.kind in HEADS or text.endswith(":")
        discourse.lead = rule_of(text, discourse) if leads else None

    def other_tongue(
        self, sentence: Sentence, here: list[Naming], discourse: Discourse
    ) -> Iterator[Draft]:
        """Read a sentence in another language by its wordings and words of availability."""
        told = list(wording_drafts(self.document, sentence, here, self.tools.knowledge, discourse))
        yield from told
        elsewhere = {d.object.start for d in told if d.predicate in NOT_FOR_USERS}
        free = [n for n in here if n.start not in elsewhere]
        topic = None if elsewhere else self.topic()
        yield from tongue_drafts(self.document, sentence, free, topic)

    def answers(self, number: int, sentence: Sentence, dates: list[When]) -> Iterator[Draft]:
        """Read a sentence as the answer to the question just before it."""
        text = self.document.text[sentence.start : min(sentence.end, sentence.start + 300)]
        yield from self.dialogue.heard(number, sentence, text, dates)

    def dates(self, sentence: Sentence, discourse: Discourse) -> list[When]:
        """Give the dates of a sentence, with those that it refers back to."""
        head = DATELINE.match(self.document.text, sentence.start, sentence.end)
        span = (head.end() if head else sentence.start, sentence.end)
        if span[1] - span[0] > CHARACTERS_PARSED:
            return []
        document = self.document
        found = dates_of(document.text, span, document.published, discourse.date)
        return discourse.date_by(found)

    def parsed_sentence(
        self,
        tree: Parsed,
        here: list[Naming],
        dates: list[When],
        discourse: Discourse,
        publisher: Referent | None,
    ) -> Iterator[Draft]:
        """Read one sentence by its syntax."""
        document, sentence = self.document, tree.sentence
        text = document.text[sentence.start : sentence.end]
        remember(here, discourse, self.tools.knowledge, tree)
        reference = Reference(tree, self.tools.knowledge, discourse, publisher)
        scene = Scene(reference, document, topic_of(tree, here), dates)
        note_descriptions(reference)
        if text.endswith(":") and sentence.kind is not BlockKind.BULLET:
            discourse.lead = lead_of(reference) or discourse.lead
        yield from phrase_drafts(reference, sentence)
        yield from possession_drafts(reference, sentence)
        for draft in self.lists.told(tree):
            yield replace(draft, source=draft.source or told_by(draft, reference))
        for draft in list_drafts(reference):
            self.lists.keep(draft, sentence)
            yield draft
        self.lists.owner = discourse.list_owner
        yield from self.lists.likewise(tree)
        for event in events(reference, self.tools.lexicon, text):
            drafts = list(event_drafts(event, scene))
            if event.stance.asked:
                closed = [d for d in drafts if not (d.subject.is_open or d.object.is_open)]
                self.dialogue.ask(closed, discourse.sentence, sentence)
                drafts = [d for d in drafts if d not in closed]
            self.count(drafts, discourse)
            yield from self.lists.closed(drafts, sentence, asked=event.stance.asked)
        yield from self.lists.after_colon(tree)
        yield from when_ahead(self.standing.drafts(reference, dates), document.published)
        yield from chain(
            operator_drafts(reference, dates), detour_drafts(text, sentence, here, discourse)
        )
        if len(here) > 1:
            yield from wording_drafts(document, sentence, here, self.tools.knowledge, discourse)
        memory = Memory(self.tools.knowledge, discourse, self.named(), publisher)
        for draft in lexical_drafts(document, sentence, here, memory):
            yield replace(draft, tier="hint") if draft.tier == "lexical" else draft

    def count(self, drafts: list[Draft], discourse: Discourse) -> None:
        """Keep what later sentences speak of: blocks, and "opened in 180 countries" as a list."""
        self.standing.keep((d for d in drafts if not d.object.is_open), discourse.sentence)
        for draft in drafts:
            if draft.predicate == "available_in" and draft.object.is_open and not draft.negated:
                discourse.supported = (draft.subject, discourse.sentence)

    def subject(self) -> Referent | None:
        """Give the one thing that the first sentence names, or the namesake of the one firm."""
        first = self.names[0] if self.names else []
        firm = only_thing(first, FIRMS)
        product = self.tools.knowledge.namesake(firm.reading) if firm else None
        own = replace(firm, reading=product) if firm and product else None
        return only_thing(first) or own

    def topic(self) -> Referent | None:
        """Give the one region that the first sentence of a document names."""
        named = [n for n in (self.names[0] if self.names else []) if n.read_as(("Region",))]
        reading = named[0].read_as(("Region",)) if len(named) == 1 else None
        return Referent(reading, named[0].start, named[0].end) if reading else None

    def named(self) -> frozenset[str]:
        """Give the ids of all that the document names."""
        if self.ids is None:
            every = (r for here in self.names for n in here for r in n.readings)
            self.ids = frozenset(r.id for r in every if r.id and r.kind is NameKind.NAME)
        return self.ids

    def publisher(self) -> Referent | None:
        """Give the organisation that "we" stands for."""
        name = self.document.publisher
        found = (
            self.tools.knowledge.named(name, (*FIRMS, *BODIES, "Organization")) if name else None
        )
        found = found or (self.office(name) if name else None)
        return Referent(found, 0, 0, named=False) if found else None

    def office(self, name: str) -> NamedReading | None:
        """Give the last authority that a publisher's name holds: "Gazette (Ministry, Office)"."""
        readings = [n.read_as(BODIES, (NameKind.NAME,)) for n in self.tools.gazetteer.find(name)]
        return next((r for r in reversed(readings) if r is not None), None)


def event_drafts(event: Event, scene: Scene) -> Iterator[Draft]:
    """Give what an event says, with what was told of licences and of a cloud's regions."""
    remember_licence(event, scene.reference, scene.dates)
    told = list(before_it_ended(list(drafts_of(event, scene)), event))
    return at_sites(told, scene.reference)


def told_again(
    document: Document, sentence: Sentence, dates: list[When], discourse: Discourse
) -> Iterator[Draft]:
    """Read by its words alone what a sentence says of regions, licences and rules told before."""
    text = document.text[sentence.start : min(sentence.end, sentence.start + CHARACTERS_PARSED)]
    text = " ".join(text.split())
    regions_again(text, discourse)
    note_effect(text, dates, discourse)
    yield from none_granted(text, sentence, discourse)


def topic_of(tree: Parsed, here: list[Naming]) -> Referent | None:
    """Give the region that a label in front of a sentence names ("Italy: the app is blocked")."""
    begins = tree.masked.pieces[0][2] if tree.masked.pieces else tree.sentence.start
    labels = [n for n in here if n.end <= begins]
    found = [(n, r) for n in labels if (r := n.read_as(("Region",)))]
    return Referent(found[0][1], found[0][0].start, found[0][0].end) if len(found) == 1 else None


def after_label(text: str, sentence: Sentence) -> int:
    """Skip a label in front of a sentence ("Background: the company said")."""
    line = text[sentence.start : sentence.end]
    dateline = DATELINE.match(line)
    if dateline:
        return sentence.start + dateline.end()
    colon = line.find(": ")
    follows = line[colon + 2 : colon + 3].isupper()
    short = 0 < colon < 60 and len(line[:colon].split()) <= 6
    whole = len(line[colon + 2 :].split()) >= 5
    quoted = line[colon + 2 : colon + 3] in "\"“‘'"
    return (
        sentence.start + colon + 2
        if short and follows and whole and not quoted
        else sentence.start
    )


def remember(
    here: list[Naming], discourse: Discourse, knowledge: Knowledge, tree: Parsed | None = None
) -> None:
    """Put the names of a sentence into the memory of the discourse."""
    subjects = subject_starts(tree) if tree else {n.start for n in here[:1]}
    standards = standard_starts(tree) if tree else set()
    discourse.lists = [*discourse.lists, *(listed_regions(tree) if tree else [])][-4:]
    for naming in here[-MOST_REMEMBERED:]:
        for reading in naming.readings:
            referent = Referent(reading, naming.start, naming.end)
            if reading.kind is not NameKind.DEMONYM:
                standard = naming.start in standards
                discourse.add(referent, subject=naming.start in subjects, faint=standard)
            region = knowledge.jurisdiction(reading) if reading.type in BODIES else None
            if region is not None:
                discourse.add(Referent(region, naming.start, naming.end), faint=True)


def listed_regions(tree: Parsed) -> list[list[Referent]]:
    """Give the regions of a sentence that are coordinated with one another."""
    found: dict[int, list[Referent]] = {}
    for i, naming in sorted(tree.namings.items()):
        region = naming.read_as(("Region",), (NameKind.NAME, NameKind.CAPITAL))
        if region is not None:
            head = head_of_list(tree.doc[i])
            first = [i for i in found if head.i < i] if head.i not in tree.namings else []
            found.setdefault(first[-1] if first else head.i, []).append(
                Referent(region, naming.start, naming.end)
            )
    return [group for group in found.values() if len(group) > 1]


def subject_starts(tree: Parsed) -> set[int]:
    """Give where the subjects of a sentence start."""
    subjects = {"nsubj", "nsubjpass"}
    found = {n.start for i, n in tree.namings.items() if tree.doc[i].dep_ in subjects}
    for i, naming in tree.namings.items():
        token = tree.doc[i]
        if token.dep_ in {"poss", "conj", "compound"} and token.head.dep_ in subjects:
            found.add(naming.start)
    return found


def standard_starts(tree: Parsed) -> set[int]:
    """Give where the names start that only another is set beside: "slower than X", "for X"."""
    return {
        naming.start
        for i, naming in tree.namings.items()
        if stands_beside(tree.doc[i], naming, tree)
    }


def stands_beside(token: Token, naming: Naming, tree: Parsed) -> bool:
    """Tell whether a name is one that others are compared with, or a product that one comes to."""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ != "pobj":
        return False
    things = [n for n in tree.namings.values() if n.read_as(THINGS, PROPER)]
    brought = naming in things and any(n.start < naming.start for n in things)
    onto = token.head.lower_ in {"to", "for", "on"} and brought
    return onto or token.head.lower_ in {"than", "like", "unlike"}


def note_descriptions(reference: Reference) -> None:
    """Remember what descriptions and pronouns of a sentence refer to as spoken of anew."""
    remember_sites(reference)
    for token in reference.parsed.tokens:
        if token.pos_ not in {"NOUN", "PRON"} or token.i in reference.parsed.namings:
            continue
        found = reference.resolve(token, (*FIRMS, *BODIES, "Service", "Model"))
        if found is not None and token.dep_ in {"nsubj", "nsubjpass", "poss"}:
            reference.discourse.add(found, subject=token.dep_ != "poss")
        note_rule(token, reference)
        owned = token.dep_ in {"dobj", "pobj"} and bool(kids(token, "poss"))
        if found is not None and owned and found.reading.id and found.type in THINGS:
            reference.discourse.offers[found.reading.provider or ""] = found
        speaks = found is not None and token.head.lemma_ in words("saying")
        plain = token.pos_ == "PRON" and not speaks
        thing = reference.pronoun(token, THINGS) if plain else None
        if thing is not None and thing != found and token.dep_ in {"nsubj", "nsubjpass"}:
            reference.discourse.add(thing, subject=True)


def note_rule(token: Token, reference: Reference) -> None:
    """Remember a described rule as spoken of, the more so where the sentence is about it."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in words("policy"):
        return
    rule = reference.resolve(token, ("Policy",))
    if rule is not None and (rule.reading.described or not rule.named):
        main = token.dep_ in {"nsubj", "nsubjpass", "attr", "dobj"}
        reference.discourse.add(rule, subject=main)
