"""Who does what to whom, where: the arguments of a verb, noun or adjective in a syntax tree.

Subjects are logical ones: through passives, control, raising, relative clauses, participles,
conjunction and nouns such as "decision to". A slot is `subject`, `object`, a preposition, `poss`
or `modifier` (before a noun).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from loaders.extractors.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token


SUBJECTS = {"nsubj", "csubj"}
PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
OBJECTS = {"dobj", "dative", "oprd", "attr"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
MODIFIERS = {"compound", "poss", "amod", "nmod"}
AREAS = {"area", "region", "zone", "territory", "province"}
"""Nouns that say of what kind the places after "of" are."""
RETURNED = {"back", "online", "offline", "live", "up"}
"""Adverbs whose phrases are the verb's: "is back in Norway"."""
DEPTH = 8
"""No argument lies deeper below its verb; the bound keeps hostile trees cheap."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A token that fills a slot; `under` is the noun that it modifies, if it does."""

    token: Token
    slot: str
    under: Token | None = None


def is_verb(token: Token) -> bool:
    """Tell whether a token is a verb (auxiliaries included)."""
    return token.pos_ in {"VERB", "AUX"}


def kids(token: Token, *deps: str) -> list[Token]:
    """Give the children with some dependency.

    They are asked for many times a token, so the tree keeps them with their dependencies.
    """
    known = cast(
        "dict[object, list[tuple[str, Token]]]", token.doc.user_data
    )  # the library's stubs allow texts alone as keys, the library anything
    children = known.get(token.i)
    if children is None:
        children = known[token.i] = [(child.dep_, child) for child in token.children]
    return [child for dep, child in children if dep in deps] if children else []


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """Add what is coordinated with some tokens, and what explains them in apposition."""
    found: list[Token] = []
    queue = list(tokens)
    while queue and len(found) < 200:
        token = queue.pop(0)
        if token not in found:
            found.append(token)
            queue += kids(token, "conj", "appos")
    return found


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is a passive one, a bare participle included."""
    if kids(verb, "auxpass", *PASSIVE_SUBJECTS):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not kids(verb, "aux"):
        return True
    shares = verb.dep_ == "conj" and verb.tag_ == "VBN" and not kids(verb, "aux", "nsubj")
    return shares and is_verb(verb.head) and is_passive(verb.head)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Give the logical subjects of a verb."""
    if is_passive(verb):
        by = [p for agent in kids(verb, "agent") for p in kids(agent, "pobj")]
        return with_conjuncts(by)
    own = kids(verb, *SUBJECTS)
    if own:
        return relative_heads(verb, own)
    return borrowed(verb, depth + 1) if depth < DEPTH else []


def relative_heads(verb: Token, own: list[Token]) -> list[Token]:
    """Replace a relative pronoun by the noun that it stands for."""
    plain = [t for t in own if t.lower_ not in RELATIVE]
    if len(plain) < len(own) and relative_of(verb) is not None:
        return with_conjuncts([relative_of(verb) or verb])
    return with_conjuncts(plain)


def relative_of(verb: Token) -> Token | None:
    """Give the noun that a relative clause describes."""
    here = verb
    for _ in range(DEPTH):
        if here.dep_ == "relcl":
            return here.head
        if here.dep_ not in {"conj", "xcomp", "ccomp"}:
            return None
        here = here.head
    return None


def borrowed(verb: Token, depth: int) -> list[Token]:
    """Give the subject that a verb without one takes from what governs it."""
    head, dep = verb.head, verb.dep_
    if dep == "acl":
        return nominal_subjects(head, depth) if verb.tag_ == "VB" else [head]
    if dep == "relcl":
        return with_conjuncts([head]) if not kids(verb, "nsubj") else []
    if dep == "xcomp" and head.lemma_ in words("object_control"):
        controlled = kids(head, "dobj", *PASSIVE_SUBJECTS)
        return with_conjuncts(controlled) if controlled else subjects(head, depth)
    if dep == "pcomp":
        return through_preposition(head, depth)
    governed = dep in {"xcomp", "conj", "advcl", "ccomp"}
    return governing_subjects(head, depth) if governed and head != verb else []


def governing_subjects(head: Token, depth: int) -> list[Token]:
    """Give the subject of a governing verb, the surface one of a passive ("is set to")."""
    if is_verb(head):
        surface = kids(head, *PASSIVE_SUBJECTS)
        return relative_heads(head, surface) if surface else subjects(head, depth)
    if head.dep_ in {"acomp", "attr", "oprd", "xcomp"}:
        return subjects(head.head, depth)
    return []


def through_preposition(prep: Token, depth: int) -> list[Token]:
    """Give the subject of a gerund: "block users from using", "accused of breaking"."""
    head = prep.head
    if is_verb(head):
        objects_ = kids(head, "dobj", *PASSIVE_SUBJECTS)
        if prep.lower_ == "from" and objects_:
            return with_conjuncts(objects_)
        return subjects(head, depth)
    own = kids(head, *SUBJECTS, *PASSIVE_SUBJECTS)
    if head.pos_ == "ADJ":
        return with_conjuncts(own) if own else subjects(head.head, depth)
    return nominal_subjects(head, depth) if head.pos_ == "NOUN" else []


def nominal_subjects(noun: Token, depth: int) -> list[Token]:
    """Give the doer of a noun: its possessor, "by X", or the subject of its verb."""
    owners = kids(noun, "poss") + [t for t in kids(noun, "compound", "amod") if t.ent_id]
    by = [
        p
        for prep in kids(noun, "prep", "agent")
        if prep.lower_ == "by"
        for p in kids(prep, "pobj")
    ]
    if owners or by:
        return with_conjuncts(owners + by)
    verb = governing_verb(noun)
    if verb is None or depth > DEPTH:
        return []
    return subjects(verb, depth + 1)


def governing_verb(noun: Token) -> Token | None:
    """Give the verb whose object or complement a noun is."""
    here = noun
    if here.dep_ == "conj":
        here = here.head
    if here.dep_ in {*OBJECTS, *PASSIVE_SUBJECTS, "nsubj"} and is_verb(here.head):
        return here.head
    if here.dep_ != "pobj" or here.head.dep_ != "prep":
        return None
    above = here.head.head
    above = above.head if above.lower_ == "out" and above.dep_ == "prep" else above
    return above if above.lemma_ in {"be", "remain", "stay", "go"} else None


def objects(verb: Token) -> list[Token]:
    """Give the logical objects of a verb."""
    if is_passive(verb):
        lent = [
            t for v in kids(verb, "auxpass") for t in (*kids(v, "nsubj"), *kids(verb, "nsubj"))
        ]
        surface = kids(verb, *PASSIVE_SUBJECTS) or lent
        if surface:
            return relative_heads(verb, surface)
        return passive_heads(verb)
    own = kids(verb, *OBJECTS)
    if own:
        told = with_conjuncts([t for t in own if t.lower_ not in RELATIVE])
        return [*told, *strays(verb, told)] if told else gap(verb)
    shared = [t for other in kids(verb, "conj") if is_verb(other) for t in kids(other, "dobj")]
    return with_conjuncts(shared) if shared else gap(verb)


def strays(verb: Token, own: list[Token]) -> list[Token]:
    """Give listed names that the syntax hangs on a phrase inside the list: "A on the web, B"."""
    last = own[-1]
    if last.pos_ != "PROPN":
        return []
    preps = [p for head in (verb, last) for p in kids(head, "prep") if p.i > last.i]
    plain = [n for p in preps for n in kids(p, "pobj") if n.pos_ == "NOUN"]
    listed = with_conjuncts([t for n in plain for t in kids(n, "appos", "conj")])
    return [t for t in listed if t.pos_ == "PROPN" or named_within(t)]


def named_within(noun: Token) -> bool:
    """Tell whether a name stands right before a noun: "the X plan"."""
    return any(k.pos_ == "PROPN" for k in kids(noun, "compound"))


def passive_heads(verb: Token) -> list[Token]:
    """Give what a participle without a subject says something of."""
    if verb.dep_ in {"acl", "relcl"}:
        copula = verb.head.dep_ == "nsubj" and verb.head.head.lemma_ == "be"
        same = kids(verb.head.head, "attr") if copula else []
        return with_conjuncts([verb.head, *same])
    if verb.dep_ == "conj" and is_verb(verb.head):
        return objects(verb.head) if is_passive(verb.head) else subjects(verb.head)
    if verb.dep_ in {"xcomp", "advcl"} and is_verb(verb.head):
        return governing_subjects(verb.head, 1)
    return []


def gap(verb: Token) -> list[Token]:
    """Give the noun that a relative clause leaves its object open for ("a model that X makes")."""
    head = relative_of(verb)
    subject_gap = any(t.lower_ in RELATIVE for t in kids(verb, *SUBJECTS))
    if head is None or subject_gap or not kids(verb, *SUBJECTS):
        return []
    return [head] if not any(kids(verb, "ccomp")) else []


def arguments(trigger: Token) -> list[Argument]:
    """Give every argument of a trigger, subjects first."""
    if is_verb(trigger):
        found = [Argument(t, "subject") for t in subjects(trigger)]
        for token in objects(trigger):
            found += phrase(token, "object", 0)
        found += below(trigger, 0)
        found += outer(trigger)
    elif trigger.pos_ == "ADJ":
        found = adjectival(trigger)
    else:
        found = nominal(trigger)
    return with_subject_phrases(distinct(found))


def with_subject_phrases(found: list[Argument]) -> list[Argument]:
    """Add what modifies the subjects: customers *in China*, *OpenAI's* models."""
    extra = [
        argument
        for subject in found
        if subject.slot == "subject"
        for argument in phrase(subject.token, "subject", 0)[1:]
    ]
    return distinct([*found, *extra])


def distinct(found: list[Argument]) -> list[Argument]:
    """Keep the first argument at each token and slot."""
    return list({(a.token.i, a.slot): a for a in reversed(found)}.values())[::-1]


def below(verb: Token, depth: int) -> Iterator[Argument]:
    """Give what hangs below a verb: prepositional phrases and open complements."""
    if depth > DEPTH:
        return
    for child in verb.children:
        if (
            child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB"}
        ) or (child.dep_ == "conj" and child.pos_ == "ADP"):
            yield from prepositional(child, depth)
        elif child.dep_ in {"xcomp", "acomp"}:
            yield from complement(child, depth)
        elif child.dep_ == "advcl" and child.tag_ == "VB" and not kids(child, *SUBJECTS):
            yield from below(child, depth + 1)
        elif child.dep_ in {"advmod", "npadvmod"}:
            yield Argument(child, "adverb")
            for prep in kids(child, "prep") if child.lower_ in RETURNED else ():
                yield from prepositional(prep, depth)


def complement(child: Token, depth: int) -> Iterator[Argument]:
    """Give the arguments of an open complement as if they were the verb's own."""
    if is_verb(child):
        for token in kids(child, *OBJECTS):
            yield from phrase(token, "object", depth + 1)
    yield from below(child, depth + 1)


def prepositional(prep: Token, depth: int) -> Iterator[Argument]:
    """Give the noun phrases below a preposition, unless it leads away from the matter."""
    slot = slot_of(prep)
    if slot == "except":
        yield from left_out(prep, depth)
    elif slot not in words("cut"):
        yield from governed(prep, slot, depth)


def slot_of(prep: Token) -> str:
    """Name the slot of a preposition: "by" before the doer, "except" before what is left out."""
    denied = prep.i > 0 and prep.nbor(-1).lower_ == "not" and prep.dep_ in {"conj", "prep"}
    if denied or all_but(prep) or prep.lower_ in {"excluding", "except"}:
        return "except"
    if prep.dep_ == "agent":
        return "by"
    if prep.lower_ == "of" and prep.head.lemma_.lower() in words("dwellers"):
        return "people"
    return "work-by" if prep.lower_ == "by" and prep.head.pos_ == "NOUN" else prep.lower_


def all_but(prep: Token) -> bool:
    """Tell whether "but" leaves something out: "everywhere but in X", "every country but X"."""
    told = prep if prep.lower_ == "but" else prep.nbor(-1) if prep.i else prep
    if told.lower_ not in {"but", "save"} or told.i == 0:
        return False
    before = {t.lower_ for t in told.doc[max(0, told.i - 3) : told.i]}
    return bool(
        before & {"everywhere", "anywhere", "worldwide", "globally", "all", "every", "any"}
    )


def governed(prep: Token, slot: str, depth: int) -> Iterator[Argument]:
    """Give what a preposition governs: nouns, gerunds, further prepositions."""
    for child in prep.children:
        if child.dep_ == "pobj":
            yield from phrase(meant(child, prep), slot, depth + 1)
        elif child.dep_ == "pcomp" and is_verb(child):
            yield from complement(child, depth)
        elif child.dep_ in {"prep", "conj"} and child.pos_ == "ADP" and depth < DEPTH:
            yield from prepositional(child, depth + 1)


def meant(noun: Token, prep: Token) -> Token:
    """Give the noun that "in which" stands for."""
    described = relative_of(prep.head) if noun.lower_ == "which" and is_verb(prep.head) else None
    return described if described is not None else noun


def membership(noun: Token) -> Token | None:
    """Give the verb of "X is among the countries" and "X is one of the markets" for the noun."""
    here = noun
    for _ in range(4):
        if here.dep_ == "attr":
            return here.head if here.head.lemma_ == "be" else None
        if here.dep_ != "pobj" or here.head.lower_ not in {"of", "among"}:
            return None
        here = here.head.head
        if is_verb(here):
            return here if here.lemma_ == "be" else None
    return None


def left_out(prep: Token, depth: int) -> Iterator[Argument]:
    """Give what "except" and "excluding" name."""
    inner = [p for k in kids(prep, "prep", "pcomp") for p in kids(k, "pobj")]
    for token in kids(prep, "pobj") + inner:
        for found in phrase(token, "except", depth + 1):
            yield found if found.under is not None else replace(found, slot="except")


def is_exception(token: Token) -> bool:
    """Tell whether a phrase leaves people out: "but not to companies", "though not for X"."""
    if token.lower_ not in {"to", "for"} or token.pos_ not in {"ADP", "PART", "SCONJ"}:
        return False
    before = token.i > 0 and token.nbor(-1).lower_ == "not"
    return before or bool(kids(token, "neg"))


def phrase(noun: Token, slot: str, depth: int) -> list[Argument]:
    """Give a noun phrase as an argument, with those inside it."""
    found = [Argument(noun, slot)]
    for child in noun.children if depth <= DEPTH else ():
        if child.dep_ in {"conj", "appos"}:
            found += phrase(child, slot_in_list(noun, child) or slot, depth + 1)
        elif child.dep_ in MODIFIERS:
            found.append(Argument(child, "poss" if child.dep_ == "poss" else "modifier", noun))
        elif child.dep_ == "prep":
            found += examples(child, slot, depth) if gives_examples(child) else ()
            found += () if gives_examples(child) else prepositional(child, depth + 1)
        elif tells_where(child):
            found += clause_places(child, depth)
        elif child.dep_ == "relcl" and child.lemma_ in words("relying"):
            found += relied_on(child, depth)
    return found


def examples(prep: Token, slot: str, depth: int) -> Iterator[Argument]:
    """Give what "such as" and "including" name, in the slot of what they explain."""
    for token in kids(prep, "pobj"):
        yield from phrase(token, slot, depth + 1)
    for inner in kids(prep, "prep"):
        yield from prepositional(inner, depth + 1)


def relied_on(clause: Token, depth: int) -> Iterator[Argument]:
    """Give what people use or rely on: "customers who rely on X"."""
    through = [p for k in kids(clause, "prep") for p in kids(k, "pobj")]
    for token in kids(clause, "dobj") + through:
        yield from phrase(token, "used", depth + 1)


def tells_where(child: Token) -> bool:
    """Tell whether a word or clause after a noun says where it is."""
    if child.dep_ == "advmod":
        return child.lower_ in {"there", "here"}
    located = child.dep_ == "relcl" and child.lemma_ in words("located")
    return located or (child.dep_ == "acl" and inside(child))


def clause_places(child: Token, depth: int) -> Iterator[Argument]:
    """Give the places in a word or clause that says where something is."""
    if child.dep_ == "advmod":
        yield Argument(child, "adverb")
        return
    for clause in with_conjuncts([child]):
        yield from below(clause, depth + 1)


def slot_in_list(noun: Token, name: Token) -> str | None:
    """Give the preposition of a name that the syntax hangs one level too high.

    In "customers in A and B" the model often coordinates B with the customers.
    """
    of_places = name.lemma_.lower() in AREAS and any(k.lower_ == "of" for k in kids(name, "prep"))
    if not (name.pos_ == "PROPN" or of_places) or noun.pos_ != "NOUN":
        return None
    near = [p for p in kids(noun, "prep") if p.i < name.i]
    inner = [t for p in near[-1:] for t in kids(p, "pobj") if t.pos_ == "PROPN"]
    return near[-1].lower_ if inner else None


def inside(clause: Token) -> bool:
    """Tell whether a participle only says where something is, or how it is reached."""
    return clause.lemma_ in words("located") or clause.tag_ == "VB"


def outer(trigger: Token) -> Iterator[Argument]:
    """Give the phrases that stand before the verbs above the trigger: "In Italy, X plans to"."""
    here, apart = trigger, False
    for _ in range(DEPTH):
        yield from where(here)
        apart = apart or (here.dep_ == "conj" and bool(kids(here, *SUBJECTS, *PASSIVE_SUBJECTS)))
        if here.dep_ not in {"xcomp", "conj", "ccomp", "pcomp", "acl", "prep", "dobj"}:
            return
        here = here.head
        for prep in kids(here, "prep"):
            fronted = prep.i < min(
                (t.i for t in kids(here, *SUBJECTS, *PASSIVE_SUBJECTS)), default=0
            )
            carried = carries(here) and not apart
            if is_verb(here) and (fronted or carried) and prep != trigger:
                yield from (a for a in prepositional(prep, 0) if a.token.i not in span_of(trigger))


def carries(verb: Token) -> bool:
    """Tell whether a verb only carries the one below it ("continues to", "plans to")."""
    return verb.lemma_ in words("carrying") or verb.lemma_ in words("planning")


def span_of(trigger: Token) -> range:
    """Give the token numbers of a trigger's own phrase."""
    return range(trigger.left_edge.i, trigger.right_edge.i + 1)


def adjectival(trigger: Token) -> list[Argument]:
    """Give the arguments of an adjective: of "is available in", or after a noun."""
    head = trigger.head
    found: list[Argument] = []
    if trigger.dep_ in {"acomp", "attr", "conj", "oprd", "xcomp", "ccomp"} and is_verb(head):
        transitive = head.lemma_ in {"make", "keep", "leave", "render", "find"}
        themes = objects(head) if transitive else []
        if transitive and not themes:
            themes = kids(trigger, "nsubj")
        doers = subjects(head)
        found += [Argument(t, "maker" if transitive else "subject") for t in doers]
        for token in themes:
            found += phrase(token, "subject", 0)
        preps = kids(head, "prep") + [k for k in kids(head, "conj") if k.pos_ == "ADP"]
        found += [a for prep in preps for a in prepositional(prep, 0)]
        found += [Argument(k, "adverb") for k in kids(head, "advmod")]
        found += list(outer(head))
        found += where(head)
    elif trigger.dep_ in {"amod", "acl", "relcl", "appos"}:
        found += phrase(head, "subject", 0)
    own = kids(trigger, *SUBJECTS)
    found += [Argument(t, "subject") for t in with_conjuncts(own)]
    return found + list(below(trigger, 0))


def nominal(trigger: Token) -> list[Argument]:
    """Give the arguments of a noun: possessor, "of", "on", "by", and those of its light verb."""
    found = [
        Argument(trigger, "self"),
        *(a for a in phrase(trigger, "self", 0) if a.slot != "self"),
    ]
    found = [own_doer(a, trigger) for a in found]
    found += [Argument(t, "apposition") for t in beside(trigger)]
    if trigger.lemma_ in {"line", "compliance", "conformity"} and trigger.head.lower_ == "into":
        above = trigger.head.head
        found += [Argument(t, "object") for t in (objects(above) if is_verb(above) else ())]
    above = trigger.head.head
    if trigger.dep_ == "pobj" and trigger.head.lower_ in {"under", "through", "via"}:
        dealt = trigger.lemma_ in words("deal") and is_verb(above)
        found += [Argument(t, "subject") for t in (subjects(above) if dealt else ())]
    verb = governing_verb(trigger)
    if verb is not None and verb.lemma_ in words("light"):
        if trigger in objects(verb) or trigger.dep_ == "pobj":
            found += [Argument(t, "subject") for t in subjects(verb)]
        found += [a for prep in kids(verb, "prep", "agent") for a in prepositional(prep, 0)]
        found += list(outer(verb))
    return found


def beside(noun: Token) -> list[Token]:
    """Give the names that a noun describes: "X, the maker of", "the maker X", "X is the maker"."""
    found = kids(noun, "appos")
    if noun.dep_ in {"appos", "compound", "nmod"}:
        found.append(noun.head)
    if noun.dep_ == "attr" and is_verb(noun.head):
        found += subjects(noun.head)
    if noun.dep_ in {"npadvmod", "amod"}:
        found.append(noun.head)
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and is_verb(noun.head.head):
        found += objects(noun.head.head)
        joined = noun.head.head.lemma_ in {"join", "serve", "act", "remain", "work", "come"}
        found += subjects(noun.head.head) if joined else []
    if noun.dep_ == "nsubj" and noun.head.lemma_ in {"include", "comprise"}:
        found += kids(noun.head, "dobj")
    if noun.dep_ == "pobj" and noun.head.lower_ == "among" and noun.head.head.lemma_ == "be":
        found += kids(noun.head.head, "nsubj", "attr")
    return with_conjuncts(found)


def where(verb: Token) -> list[Argument]:
    """Give the place that a clause with "where" describes."""
    relative = verb.dep_ == "relcl" and any(k.lower_ == "where" for k in kids(verb, "advmod"))
    return phrase(place_described(verb), "in", 0) if relative else []


def place_described(verb: Token) -> Token:
    """Give the place of a "where" clause: "in A since 2014, where" speaks of A."""
    head = verb.head
    dated = head.like_num or head.ent_type_ == "DATE" or head.pos_ == "NUM"
    if not (dated and head.dep_ == "pobj"):
        return head
    near = [t for t in head.head.head.subtree if t.pos_ == "PROPN" and t.i < head.head.i]
    places = [t for t in near if t.dep_ == "pobj" and t.head.lower_ in {"in", "across"}]
    return places[-1] if places else head


def gives_examples(prep: Token) -> bool:
    """Tell whether a preposition names members of what it follows: "countries such as X"."""
    plural = prep.head.tag_ in {"NNS", "NNPS", "NNP"}
    return (prep.lower_ in {"including", "like"} and plural) or (
        prep.lower_ == "as" and bool([k for k in prep.children if k.lower_ == "such"])
    )


def own_doer(argument: Argument, trigger: Token) -> Argument:
    """Take "by X" for the doer of a noun where it hangs on that very noun."""
    hangs = argument.slot == "work-by" and argument.token.head.head == trigger
    return Argument(argument.token, "by", argument.under) if hangs else argument
