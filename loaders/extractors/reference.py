"""What a token of a sentence refers to: a name, a pronoun, or a description such as "the firm"."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.catalogue import NameKind
from kg.model.document import BlockKind
from loaders.extractors.arguments import (
    AREAS,
    MODIFIERS,
    governing_verb,
    is_verb,
    kids,
    subjects,
    where,
    with_conjuncts,
)
from loaders.extractors.discourse import Discourse
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.lexicon import words
from loaders.extractors.namings import Naming, Reading, Referent
from loaders.extractors.parsed import Parsed
from loaders.extractors.rules import of_several, rule_at
from loaders.extractors.variants import variants

if TYPE_CHECKING:
    from spacy.tokens import Token


FIRMS = ("Company", "JointVenture")
THINGS = ("Service", "Model", "Hardware")
BODIES = ("Regulator", "GovernmentBody")
FIRST_PERSON = {"we", "our", "us", "ours"}
THIRD_PERSON = {"it", "its", "itself"}
PRODUCTS = {"app", "chatbot", "assistant", "bot", "model", "tool", "service"}
"""Nouns by which the main product of a document may be called long after its name."""
PARTIAL = {"feature", "integration", "edition"}
"""What is said of a part "of X" is not said of X."""
FIELDS: dict[frozenset[str], str] = {
    frozenset({"privacy", "data", "protection"}): "data protection authority",
    frozenset({"competition", "antitrust", "cartel", "monopoly"}): "competition authority",
    frozenset({"commerce", "trade"}): "commerce ministry",
}
"""What authorities of a field are called by most."""
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "our"}
ANY_BODY = {"authority", "regulator", "watchdog", "agency", "commission", "supervisor"}
FEATURES = {"feature", "function", "mode", "capability"}
"""Unnamed parts of a thing, which are no thing of their own."""
DESCRIBED = ANY_BODY | {"board", "bureau", "commissioner", "ombudsman"}
"""Bodies that go by their field and country where the catalogue holds none."""
BOTH = {"both", "either", "neither", "two"}
"""Words that take two things together."""
PROPER = (NameKind.NAME, NameKind.CAPITAL, NameKind.OFFICE)

NOUNS = {
    "thing": words("service") | words("hardware") | words("model"),
    "part": words("part"),
    "company": words("company"),
    "place": words("place"),
    "body": words("body"),
    "rule": words("policy") | words("rule_again"),
}
"""The nouns by which things of a kind are described."""


@dataclass(slots=True)
class Reference:
    """Resolves the tokens of one sentence against its names and what went before."""

    parsed: Parsed
    knowledge: Knowledge
    discourse: Discourse
    speaker: Referent | None = None

    def resolve(self, token: Token, types: Collection[str]) -> Referent | None:
        """Give what a token refers to, if that is of one of some types."""
        naming = self.parsed.naming(token)
        if naming is not None:
            return self.name(naming, types)
        if token.lower_ in {"there", "here"} and "Region" in types:
            start, _ = self.parsed.span(token)
            return self.here(token, self.discourse.latest(["Region"], start, blocks=2))
        if token.pos_ == "PRON" or token.lower_ in THIRD_PERSON | FIRST_PERSON:
            return self.pronoun(token, types)
        return self.description(token, types) if token.pos_ in {"NOUN", "PROPN", "ADJ"} else None

    def resolve_all(self, token: Token, types: Collection[str]) -> list[Referent]:
        """Give all that a token refers to: several things for "both" and "all three"."""
        listed = self.listed_things(token, types) or self.named_after(token, types)
        listed = listed or (variants(token, self) if "Model" in types else [])
        if listed:
            return listed
        places = self.places(token) if "Region" in types else []
        if places:
            return places
        found = self.resolve(token, types)
        if found is not None:
            return [found]
        plural = token.lower_ in {"they", "both", "them", "these"} or (
            token.lower_ in {"two", "three", "four", "five"} and kids(token, "det", "predet")
        )
        if not plural:
            return []
        together = self.discourse.together([t for t in types if t in ("Service", "Model")])
        count = COUNTS.get(token.lower_)
        return together if count is None or len(together) <= count else []

    def listed_things(self, token: Token, types: Collection[str]) -> list[Referent]:
        """Read "the A100 and H100 chips" as both."""
        if token.i in self.parsed.namings or token.lemma_.lower() not in words("thing"):
            return []
        wanted = [t for t in types if t in THINGS]
        named = [(n, n.read_as(wanted, PROPER)) for _, n in self.modifiers(token)]
        found = [Referent(r, n.start, n.end) for n, r in named if r]
        return found if len(found) > 1 else []

    def named_after(self, token: Token, types: Collection[str]) -> list[Referent]:
        """Read "three features: A, B and C" and "products, among them A and B" as these."""
        several = token.tag_ == "NNS" and token.lemma_.lower() in words("thing")
        if not several or token.dep_ not in {"dobj", "nsubjpass", "nsubj"}:
            return []
        if token.i in self.parsed.namings or kids(token, "poss"):
            return []
        doc = self.parsed.doc
        marks = (t.i for t in doc[token.i :] if t.text == ":" or opens_list(t))
        first = next(marks, None)
        wanted = [t for t in types if t in THINGS]
        if first is None:
            return []
        after = (
            (n, n.read_as(wanted, PROPER)) for i, n in self.parsed.namings.items() if i > first
        )
        return [Referent(r, n.start, n.end) for n, r in after if r and r == n.first]

    def places(self, token: Token) -> list[Referent]:
        """Give the regions of "in both", "in either of them", "in the two countries", "there"."""
        start, _ = self.parsed.span(token)
        if token.lower_ in {"there", "here"}:
            return [r for p in self.discourse.group(start) if (r := self.here(token, p))]
        if token.tag_ == "NNS" and token.lemma_.lower() in AREAS:
            of = [p for k in kids(token, "prep") if k.lower_ == "of" for p in kids(k, "pobj")]
            named = [(n, n.read_as(("Region",), PROPER)) for t in with_conjuncts(of)
                     if (n := self.parsed.naming(t))]  # fmt: skip
            return [Referent(r, n.start, n.end) for n, r in named if r] if len(named) > 1 else []
        if token.lemma_.lower() in {"state", "member"} and {"member", "members"} & {
            k.lower_ for k in (token, *kids(token, "compound"))
        }:
            return self.members_of_bloc(token, start)
        telling = {k.lower_ for k in kids(token, "det", "predet", "nummod")} | {token.lower_}
        if sites := self.sites(token, telling):
            return sites
        noun = token.tag_ == "NNS" and token.lemma_.lower() in words("place")
        alone = token.lower_ in BOTH and token.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass"}
        if not (telling & BOTH and (noun or alone)):
            return []
        found = self.discourse.pair(start)
        return [r for p in found if (r := self.here(token, p))]

    def sites(self, token: Token, telling: set[str]) -> list[Referent]:
        """Read "in both", "in either of them", said of a cloud's regions, as in their country."""
        known = self.discourse.regions_meant()
        noun = token.tag_ == "NNS" and token.lemma_.lower() == "region" and bool(telling & BOTH)
        alone = token.lower_ in BOTH | {"them"} and token.dep_ == "pobj"
        if known is None or not (noun or alone):
            return []
        here = self.here(token, known.country)
        return [here] if here else []

    def members_of_bloc(self, token: Token, start: int) -> list[Referent]:
        """Read "all member states" as the bloc that was spoken of."""
        told = any(k.lower_ in {"all", "every", "each", "any"} for k in kids(token, "det"))
        if not told or any(k.lower_ == "of" for k in kids(token, "prep")):
            return []  # "all members of X" names the bloc itself

        def fits(found: Referent) -> bool:
            return self.knowledge.is_bloc(found.reading)

        found = self.discourse.latest(["Region"], start, fits, 2)
        here = self.here(token, found)
        return [here] if here else []

    def name(self, naming: Naming, types: Collection[str]) -> Referent | None:
        """Read a name as one of some types."""
        reading = naming.read_as(types, PROPER)
        firm = naming.read_as(FIRMS, PROPER) if reading is None and "Service" in types else None
        if firm is not None:
            reading = self.knowledge.namesake(firm)
        if reading is None and "Service" not in types and "Company" in types:
            unit = naming.read_as(("Service",), PROPER)
            reading = self.knowledge.acts_for(unit) if unit else None
        if reading is not None and reading.id is None and reading.type in BODIES:
            reading = self.local(reading)
        return Referent(reading, naming.start, naming.end) if reading else None

    def local(self, body: Reading) -> Reading:
        """Find a ministry that is named without its country in the country spoken of."""
        for region in self.discourse.recent("Region"):
            found = self.knowledge.named(f"{body.name} of {region.reading.name}", BODIES)
            if found is not None:
                return found
        return body

    def pronoun(self, token: Token, types: Collection[str]) -> Referent | None:
        """Find what a pronoun stands for."""
        if token.lower_ in FIRST_PERSON:
            speaker = self.speaker
            return self.here(token, speaker) if speaker and speaker.type in types else None
        if token.lower_ not in THIRD_PERSON or token.dep_ == "expl":
            return None
        lead = self.discourse.lead
        if lead is not None and self.parsed.sentence.kind is BlockKind.BULLET and token.i == 0:
            return self.here(token, lead) if lead.type in types else None
        topic = self.discourse.topic
        if topic is not None and topic.type in types and self.asks():
            return self.here(token, topic)
        if token.dep_ == "poss":
            owner = self.clause_owner(token)
            if owner is not None:
                reading = owner.read_as(types, PROPER)
                found = Referent(reading, owner.start, owner.end) if reading else None
                return self.here(token, found)
        start, _ = self.parsed.span(token)
        if set(types) == {"Policy"}:
            return self.rule_meant(token)
        wanted = [t for t in types if t not in {"Region", "Policy"}]
        return self.here(token, self.discourse.latest(wanted, start))

    def asks(self) -> bool:
        """Tell whether a sentence is a question that stands as a heading."""
        heading = self.parsed.sentence.kind in {BlockKind.HEADING, BlockKind.TITLE}
        return heading and self.parsed.doc.text.rstrip().endswith("?")

    def clause_owner(self, token: Token) -> Naming | None:
        """Give the name that "its" belongs to: what its noun is joined to, or the subject."""
        noun = token.head
        beside = self.parsed.naming(noun.head) if noun.dep_ == "conj" else None
        if beside is not None and not beside.is_demonym():
            return beside
        verb = next((a for a in noun.ancestors if is_verb(a)), None)
        actors = (*FIRMS, *BODIES, "Organization", *THINGS)
        for subject in subjects(verb) if verb is not None else ():
            naming = self.parsed.naming(subject)
            if (
                naming is not None
                and subject.i < token.i
                and naming.read_as(actors, PROPER)
                and noun not in subject.subtree
            ):
                return naming
        return None

    def rule_meant(self, token: Token) -> Referent | None:
        """Give the rule that "it" stands for, unless something else was spoken of since."""
        start, _ = self.parsed.span(token)
        under = token.dep_ == "pobj" and token.head.lower_ in {"under", "within"}
        lawful = token.dep_ == "nsubj" and token.head.lemma_ in words("of_rules")
        rivals = () if under or lawful else (*FIRMS, *BODIES)
        one = token.lower_ in {"it", "its", "this", "that"}

        def fits(found: Referent) -> bool:
            return not (one and found.type == "Policy" and of_several(found.reading))

        found = self.discourse.latest(["Policy", *rivals], start, fits, 2 if under else 1)
        found = found or (self.discourse.main_rule() if under else None)
        return self.here(token, found) if found and found.type == "Policy" else None

    def here(self, token: Token, found: Referent | None) -> Referent | None:
        """Put a referent to the place of the token that refers to it."""
        if found is None:
            return None
        start, end = self.parsed.span(token)
        return replace(found, start=start, end=end, named=False)

    def description(self, token: Token, types: Collection[str]) -> Referent | None:
        """Find what a common noun with its modifiers refers to."""
        if "Site" in types:
            return self.site(token)
        lemma = token.lemma_.lower()
        readers = (
            ("thing", self.thing),
            ("part", self.whole),
            ("company", self.firm),
            ("place", self.place),
            ("body", self.body),
        )
        for kind, read in readers:
            found = read(token, types) if lemma in NOUNS[kind] else None
            if found is not None:
                return found
        if lemma in {"round", "raise", "financing", "ipo"} and "Company" in types:
            return self.owner(token)
        found = self.matter(token, types) if "Matter" in types else None
        lawful = "Policy" in types and lemma in NOUNS["rule"]
        return rule_at(token, self) if lawful and found is None else found

    def whole(self, token: Token, types: Collection[str]) -> Referent | None:
        """Read "the part of the rule that ..." as the rule."""
        if "Policy" not in types:
            return None
        inner = [p for k in kids(token, "prep") if k.lower_ == "of" for p in kids(k, "pobj")]
        return next((r for t in inner if (r := self.resolve(t, types))), None)

    def modifiers(self, token: Token) -> list[tuple[Token, Naming]]:
        """Give the names that stand before or beside a noun as parts of its phrase."""
        near = [k for k in token.children if k.dep_ in MODIFIERS or k.dep_ == "appos"]
        near += [p for k in kids(token, "prep") if k.lower_ == "of" for p in kids(k, "pobj")]
        near = with_conjuncts(near)
        return [(t, n) for t in near if (n := self.parsed.naming(t)) is not None]

    def thing(self, token: Token, types: Collection[str]) -> Referent | None:
        """Read "the ChatGPT app", "OpenAI's API", "its chatbot", "the service"."""
        for other, naming in self.modifiers(token):
            reading = naming.read_as([t for t in THINGS if t in types], PROPER)
            part = token.lemma_.lower() in PARTIAL | FEATURES and other.dep_ in {"pobj", "conj"}
            if reading and not part:
                return Referent(reading, naming.start, naming.end)
        within = any(k.lower_ in {"of", "in"} for k in kids(token, "prep"))
        if token.lemma_.lower() in PARTIAL or (within and token.lemma_.lower() in FEATURES):
            return None
        owner = self.owner(token)
        if owner is not None:
            return self.owned(token, owner, types)
        if token.lemma_ in {"access", "traffic"}:
            return self.entered(token, types)
        if "Class" in types and (token.tag_ == "NNS" or token.lemma_ in words("mass")):
            return self.goods(token)
        if not definite(token) or token.tag_ == "NNS":
            return None
        return self.last_thing(token, self.doer(token), types)

    def last_thing(
        self, token: Token, owner: Referent | None, types: Collection[str]
    ) -> Referent | None:
        """Give the thing last spoken of, one of the owner's if it has any."""
        start, _ = self.parsed.span(token)
        wanted = [t for t in types if t in THINGS]

        def own(found: Referent) -> bool:
            return owner is not None and self.knowledge.belongs(found.reading, owner.reading)

        found = self.discourse.latest(wanted, start, own, 3) if owner else None
        found = found or self.known_thing(token, types)
        found = found or self.discourse.latest(wanted, start, blocks=2)
        if found is None and token.lemma_.lower() in PRODUCTS:
            found = self.discourse.main_thing(wanted, own if owner else lambda _: True)
        main = self.discourse.about() if owner is None and found is None else None
        return self.here(token, main if main and main.type in wanted else found)

    def implied(self, token: Token, types: Collection[str]) -> Referent | None:
        """Give the thing of the doer that bare "access" is access to, in the same paragraph."""
        owner = self.doer(token)
        if owner is None:
            return None
        start, _ = self.parsed.span(token)

        def own(found: Referent) -> bool:
            return self.knowledge.belongs(found.reading, owner.reading)

        wanted = [t for t in types if t in THINGS]
        return self.here(token, self.discourse.last(wanted, start, own))

    def entered(self, token: Token, types: Collection[str]) -> Referent | None:
        """Give what access or traffic leads to: the doer's thing, or its API."""
        if token.lemma_ == "access" and not kids(token, "compound", "det", "amod"):
            return self.implied(token, types)
        return self.product_of_doer(token, types)

    def product_of_doer(self, token: Token, types: Collection[str]) -> Referent | None:
        """Read "API traffic", which a company cuts off, as that of its own API."""
        owner = self.doer(token) if kids(token, "compound") else None
        thing = self.owned(token, owner, types) if owner else None
        return thing if thing and thing.type in THINGS else None

    def known_thing(self, token: Token, types: Collection[str]) -> Referent | None:
        """Give the app of the company that a document is about, if the two share their name."""
        firm = self.discourse.main_firm() or self.firm_in_use(token)
        if firm is None or token.lemma_ not in {"app", "chatbot", "assistant", "bot"}:
            return None
        thing = self.knowledge.namesake(firm.reading)
        return replace(firm, reading=thing) if thing and thing.type in types else None

    def firm_in_use(self, token: Token) -> Referent | None:
        """Give the company whose name was just taken for its product ("X is available in A")."""
        start, _ = self.parsed.span(token)

        def used(found: Referent) -> bool:
            thing = self.knowledge.namesake(found.reading)
            return thing is not None and thing.id in self.discourse.places

        return self.discourse.latest(FIRMS, start, used)

    def doer(self, token: Token) -> Referent | None:
        """Give the company that does something to a thing."""
        verb = governing_verb(token)
        for subject in subjects(verb) if verb is not None and token.dep_ == "dobj" else ():
            found = self.resolve(subject, FIRMS)
            if found is not None:
                return found
        return None

    def goods(self, token: Token) -> Referent | None:
        """Read a class of goods that a rule names: "advanced computing chips"."""
        kind = kind_of_goods(token.lemma_.lower())
        telling = [
            k for k in kids(token, "compound", "amod", "nmod") if k.lower_ not in words("vague")
        ]
        if kind is None or not telling or any(self.parsed.naming(k) for k in telling):
            return None
        start, end = self.phrase_span(token)
        first = min(telling, key=lambda k: k.i).left_edge
        name = self.parsed.words(first, token)
        return Referent(Reading(name, kind, described=True), start, end)

    def owner(self, token: Token) -> Referent | None:
        """Give the company whose thing a noun names ("OpenAI's", "its", "our")."""
        for other, naming in self.modifiers(token):
            reading = naming.read_as(FIRMS, PROPER)
            if reading and other.dep_ != "appos":
                return Referent(reading, naming.start, naming.end)
        for poss in kids(token, "poss"):
            if poss.pos_ == "PRON":
                return self.pronoun(poss, FIRMS)
            return self.description(poss, FIRMS)
        return None

    def owned(self, token: Token, owner: Referent, types: Collection[str]) -> Referent | None:
        """Read a noun with its owner as a product that is known, else as the owner's offer."""
        compounds = [k.text for k in kids(token, "compound", "amod") if not self.parsed.naming(k)]
        nouns = [" ".join([*compounds, token.lemma_]), token.lemma_, *compounds]
        if token.lemma_.lower() == "interface":
            nouns.append("API")
        for noun in nouns:
            product = self.knowledge.product(
                owner.reading, noun, [t for t in types if t in THINGS]
            )
            if product:
                start, end = self.parsed.span(token)
                return Referent(product, start, end, named=False)
        if owner.type in types:
            return self.here(token, owner)
        single = token.tag_ == "NN" and token.lemma_.lower() not in {
            "access",
            "traffic",
            "software",
        }
        return self.last_own(token, owner, types) if single else None

    def last_own(self, token: Token, owner: Referent, types: Collection[str]) -> Referent | None:
        """Give the owner's thing that was last spoken of ("its chatbot")."""
        start, _ = self.parsed.span(token)
        wanted = [t for t in types if t in THINGS]
        return self.here(
            token,
            self.discourse.latest(
                wanted, start, lambda r: self.knowledge.belongs(r.reading, owner.reading), 3
            ),
        )

    def firm(self, token: Token, types: Collection[str]) -> Referent | None:
        """Read "the company", "the Chinese start-up", "the ChatGPT maker"."""
        if not definite(token) or token.tag_ == "NNS":
            return None
        regions: list[str] = []
        for _, naming in self.modifiers(token):
            made = naming.read_as(("Service", "Model"), PROPER)
            maker = self.knowledge.provider(made) if made else None
            if maker and maker.type in types:
                start, end = self.parsed.span(token)
                return Referent(maker, start, end, named=False)
            region = naming.read_as(("Region",))
            regions += [region.id] if region and region.id else []
        start, _ = self.parsed.span(token)
        wanted = [t for t in types if t in FIRMS]
        reach = 6 if regions else 2
        barred = self.not_meant(token)

        def fits(referent: Referent) -> bool:
            return self.seated(referent, regions) and referent.key not in barred

        bare = not kids(token, "compound", "amod", "nmod", "poss")
        if (
            bare
            and self.speaker is not None
            and self.speaker.type in wanted
            and fits(self.speaker)
        ):
            return self.here(token, self.speaker)
        found = self.discourse.latest(wanted, start, fits, reach)
        if found is None and regions and "Company" in types:
            found = self.maker_of_last(start, fits)
        if found is None and "Company" in types:
            main = self.discourse.main_firm()
            found = main if main and fits(main) else None
        return self.here(token, found)

    def maker_of_last(self, start: int, fits: Callable[[Referent], bool]) -> Referent | None:
        """Give the maker of the thing last spoken of, where only its things were named."""
        thing = self.discourse.latest(THINGS, start, blocks=2)
        maker = self.knowledge.provider(thing.reading) if thing else None
        found = replace(thing, reading=maker) if thing and maker else None
        return found if found and fits(found) else None

    def not_meant(self, token: Token) -> set[str]:
        """Give the firms that a description can't mean: what it stands in apposition to."""
        near = [a for a in token.ancestors if a.dep_ != "ROOT"][:6]
        barred = {a.i for a in near if a.i in self.parsed.namings}
        verb = next((a for a in token.ancestors if is_verb(a)), None)
        if verb is not None and token.dep_ in {"dobj", "dative", "pobj"}:
            own = [t for t in subjects(verb) if not t.is_ancestor(token)]
            barred |= {t.i for t in own}
        namings = [self.parsed.namings[i] for i in barred if i in self.parsed.namings]
        return {r.id or r.name for n in namings for r in n.readings}

    def seated(self, referent: Referent, regions: list[str]) -> bool:
        """Tell whether a company may be the one that is described by its seat."""
        return all(self.knowledge.sits_in(referent.reading, r) for r in regions)

    def place(self, token: Token, types: Collection[str]) -> Referent | None:
        """Read "the country", "the region", "the bloc"."""
        if "Region" not in types or token.tag_ == "NNS" or token.i == 0:
            return None
        if not any(k.lower_ in {"the", "this", "that"} for k in kids(token, "det")):
            return None
        of = [p for k in kids(token, "prep") if k.lower_ == "of" for p in kids(k, "pobj")]
        for inner in of:
            found = self.resolve(inner, ("Region",))
            if found is not None:
                return found
        start, _ = self.parsed.span(token)
        bloc = token.lemma_ == "bloc"
        country = token.lemma_ in {"country", "nation", "island"}

        def fits(found: Referent) -> bool:
            if country:
                return self.knowledge.is_country(found.reading)
            return not bloc or self.knowledge.is_bloc(found.reading)

        return self.here(token, self.discourse.latest(["Region"], start, fits, 2))

    def site(self, token: Token) -> Referent | None:
        """Read "the Frankfurt region" and "a data centre in Ireland" as where they stand."""
        if token.lemma_.lower() not in {"region", "zone", "center", "centre", "datacenter"}:
            return None
        near = self.modifiers(token)
        inner = [p for k in kids(token, "prep") if k.lower_ == "in" for p in kids(k, "pobj")]
        near += [(t, n) for t in with_conjuncts(inner) if (n := self.parsed.naming(t))]
        for _, naming in near:
            region = naming.read_as(("Region",))
            if region is not None:
                plain = self.knowledge.reading(region.id) or region
                return Referent(plain, naming.start, naming.end)
        return None

    def body(self, token: Token, types: Collection[str]) -> Referent | None:
        """Read "Italy's data protection authority", "the trade ministry", "the regulator"."""
        told = [k.lower_ for k in token.lefts if not self.parsed.naming(k)]
        words_ = [w for w in told if w.isalpha() and w not in DEFINITE]
        start, _ = self.parsed.span(token)
        whole = self.body_within(token, types)
        if whole is not None:
            return whole
        region = self.region_of(token) or self.region_told_of(token)
        if region is not None:
            return self.body_of(token, region, words_, types)
        if not definite(token) or token.tag_ == "NNS":
            return None
        if words_ or token.lemma_ == "government":
            here = (
                self.discourse.latest(["Region"], start, blocks=2) or self.discourse.main_region()
            )
            return self.body_of(token, here.reading, words_, types) if here else None
        wanted = [t for t in types if t in BODIES]
        return self.here(token, self.discourse.latest(wanted, start, blocks=2))

    def region_told_of(self, token: Token) -> Reading | None:
        """Give the region that the clause of an authority tells of: "A, where the ministry"."""
        verb = token.head if token.dep_ in {"nsubj", "nsubjpass", "pobj"} else None
        verb = verb.head.head if verb is not None and verb.dep_ == "agent" else verb
        for place in where(verb) if verb is not None and definite(token) else ():
            naming = self.parsed.naming(place.token)
            region = naming.read_as(("Region",)) if naming else None
            if region is not None:
                return region
        return None

    def matter(self, token: Token, types: Collection[str]) -> Referent | None:
        """Read "OpenAI's data practices" as a matter of its owner."""
        owners = [t for t in kids(token, "poss") if t.lower_ not in FIRST_PERSON]
        owners += [
            p
            for k in kids(token, "prep")
            if k.lower_ in {"of", "by", "at"}
            for p in kids(k, "pobj")
        ]
        plain = [t for t in types if t not in {"Matter", "Class"}]
        return next((r for t in owners if (r := self.resolve(t, plain))), None)

    def body_within(self, token: Token, types: Collection[str]) -> Referent | None:
        """Read "a committee of the European Parliament" as the whole body."""
        inner = [
            p
            for k in kids(token, "prep")
            if k.lower_ in {"of", "at", "in"}
            for p in kids(k, "pobj")
        ]
        for _, naming in [(t, n) for t in inner if (n := self.parsed.naming(t))]:
            reading = naming.read_as([t for t in types if t in BODIES], (NameKind.NAME,))
            if reading is not None:
                return Referent(reading, naming.start, naming.end)
        return None

    def phrase_span(self, token: Token) -> tuple[int, int]:
        """Give the place of a noun with what stands before it."""
        start, _ = self.parsed.span(token.left_edge)
        _, end = self.parsed.span(token)
        return start, end

    def region_of(self, token: Token) -> Reading | None:
        """Give the region that a body's description names."""
        near = [n for _, n in self.modifiers(token)]
        for prep in kids(token, "prep"):
            if prep.lower_ in {"in", "of"}:
                near += [n for p in kids(prep, "pobj") if (n := self.parsed.naming(p))]
        regions = [r for n in near if (r := n.read_as(("Region",)))]
        return regions[0] if regions else None

    def body_of(
        self, token: Token, region: Reading, told: list[str], types: Collection[str]
    ) -> Referent | None:
        """Find the authority of a region by its description, else take the region's state."""
        start, end = self.parsed.span(token)
        wanted = [t for t in types if t in BODIES]
        found = self.knowledge.body(region, " ".join([*told, token.lemma_]), wanted)
        for field_, plain in FIELDS.items() if found is None else ():
            if field_ & set(told):
                found = self.knowledge.body(region, plain, wanted)
        if found is None and token.lemma_ in ANY_BODY and not told:
            found = self.knowledge.only_body(region.id or "", "Regulator")
        if found and found.type in types:
            return Referent(found, start, end)
        field = [k.lower_ for k in kids(token, "compound") if not self.parsed.naming(k)]
        if found is None and field and "Regulator" in types and token.lemma_ in DESCRIBED:
            name = f"{' '.join([*field, token.lemma_]).capitalize()} ({region.name})"
            return Referent(Reading(name, "Regulator"), start, end)
        if found is None and token.lemma_ == "ministry" and told and "GovernmentBody" in types:
            name = f"{' '.join([*told, 'ministry']).capitalize()} ({region.name})"
            return Referent(Reading(name, "GovernmentBody"), start, end)
        governs = token.lemma_ in {"government", "authority", "administration", "official"}
        if governs and "Region" in types and (not told or token.lemma_ != "authority"):
            return Referent(replace(region, kind=NameKind.NAME), start, end)
        return None


def kind_of_goods(lemma: str) -> str | None:
    """Give the class of goods that a noun names, if it names one."""
    if lemma in words("hardware"):
        return "Hardware"
    if lemma == "model":
        return "Model"
    return "Service" if lemma in {"service", "software", "system", "tool", "app"} else None


def opens_list(token: Token) -> bool:
    """Tell whether "among them" names members of what was spoken of."""
    return token.lower_ == "among" and any(k.lower_ in {"them", "these"} for k in token.children)


def definite(token: Token) -> bool:
    """Tell whether a noun phrase speaks of something already known."""
    return any(k.lower_ in DEFINITE for k in kids(token, "det", "poss"))
