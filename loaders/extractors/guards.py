"""Conditions on a trigger that a frame may need before its claims are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from loaders.extractors.arguments import governing_verb, is_verb, kids, objects, subjects
from loaders.extractors.lexicon import words
from loaders.extractors.qualifiers import terms_in
from loaders.extractors.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


ADVISING = {"tell", "advise", "ask", "urge", "warn", "instruct"}
"""Verbs by which people are told what to use, which says nothing of what they can."""


def ability(trigger: Token, stance: Stance) -> bool:
    """Tell whether people can, could or may do it, or are kept from it."""
    if trigger.pos_ == "NOUN":
        verb = governing_verb(trigger)
        return verb is not None and verb.lemma_ in words("giving")
    if trigger.dep_ in {"xcomp", "ccomp", "advcl"} and staff(trigger.head, stance):
        return False
    if trigger.dep_ in {"xcomp", "ccomp", "advcl"} and trigger.head.lemma_ in ADVISING:
        return False
    if trigger.lemma_ in {"have", "get", "try", "sign", "enjoy", "buy", "find"}:
        return any(
            t.lemma_.lower() in words("people") or (t.pos_ == "PROPN" and t.text.endswith("s"))
            for t in subjects(trigger)
        )
    by_doing = trigger.dep_ == "pcomp" and trigger.head.lower_ == "by"
    below = trigger.dep_ in {"xcomp", "ccomp", "pcomp"} and not by_doing
    known = stance.able or stance.negated or below
    return known or by_some_way(trigger)


def by_some_way(trigger: Token) -> bool:
    """Tell whether people are said to reach something through something else."""
    through = any(k.lower_ in {"through", "via"} for k in kids(trigger, "prep"))
    return through and any(t.lemma_.lower() in words("users") for t in subjects(trigger))


def premises(trigger: Token, _: Stance) -> bool:
    """Tell whether the object is an office, a team, a data centre."""
    invests = trigger.lemma_ == "invest"
    preps = kids(trigger, "prep") if invests else []
    into = [p for k in preps if k.lower_ == "in" for p in kids(k, "pobj")]
    return any(t.lemma_.lower() in words("premises") for t in objects(trigger) + into) or (
        trigger.lemma_ in {"hire", "employ"}
    )


def restriction(trigger: Token, _: Stance) -> bool:
    """Tell whether the object is a restriction, or the need of a licence."""
    told = objects(trigger)
    licences = (k for t in told if t.lemma_ == "requirement" for k in kids(t, "compound"))
    needed = any(k.lemma_.lower() in words("permission") for k in licences)
    return needed or any(t.lemma_.lower() in words("restrictions") for t in told)


def information(trigger: Token, _: Stance) -> bool:
    """Tell whether information is asked for."""
    asked = [t for t in trigger.subtree if t.lemma_.lower() in words("information")]
    return trigger.lemma_ == "write" or bool(asked)


def hosting(trigger: Token, _: Stance) -> bool:
    """Tell whether data centres, servers or cloud regions are spoken of."""
    sites = any(t.lemma_.lower() in words("sites") for t in trigger.subtree)
    keeps = trigger.lemma_ in {"store", "keep"}
    data = keeps and any(t.lemma_.lower() in words("kept") for t in objects(trigger))
    return sites or data or trigger.lemma_ in {"host", "house"}


def held(trigger: Token, _: Stance) -> bool:
    """Tell whether somebody has, gets or loses a licence."""
    verb = governing_verb(trigger)
    return verb is not None and verb.lemma_ in words("holding")


def on_offer(trigger: Token, _: Stance) -> bool:
    """Tell whether something is, remains or goes on sale."""
    return trigger.head.lower_ in {"on", "for"} and governing_verb(trigger) is not None


def error(trigger: Token, _: Stance) -> bool:
    """Tell whether requests or visitors meet an error."""
    asked = any(t.lemma_.lower() in words("requests") for t in subjects(trigger))
    wrong = trigger.lemma_ in {"fail", "bounce", "time"}
    below = [t for t in trigger.subtree if t.i > trigger.i]
    return asked and (wrong or any(t.lemma_.lower() in words("errors") for t in below))


def refused(trigger: Token) -> bool:
    """Tell whether an error or a refusal is named after a verb."""
    told = words("errors") | {"unavailable", "unsupported", "blocked"}
    return any(t.lemma_.lower() in told for t in trigger.doc[trigger.i + 1 : trigger.i + 12])


def out_of_it(trigger: Token, _: Stance) -> bool:
    """Tell whether something is out of reach, off limits, out of bounds."""
    before = [t.lower_ for t in trigger.doc[max(0, trigger.i - 2) : trigger.i]]
    return before[-1:] == ["off"] or before == ["out", "of"]


def confined(trigger: Token, _: Stance) -> bool:
    """Tell whether something is limited *to* somebody or somewhere, and so is had there."""
    return any(k.lower_ == "to" for k in kids(trigger, "prep", "dative"))


def unconfined(trigger: Token, stance: Stance) -> bool:
    """Tell whether something is limited without a word on whom it is left to."""
    return made_active(trigger, stance) and not confined(trigger, stance)


def service_ends(trigger: Token, _: Stance) -> bool:
    """Tell whether it is a service, or the support or sale of one, that ends."""
    ending = {"support", "access", "service", "availability", "sale", "offer", "subscription"}
    return not objects(trigger) and any(t.lemma_.lower() in ending for t in subjects(trigger))


def funding_round(trigger: Token, _: Stance) -> bool:
    """Tell whether money is put into a firm in a round that others join."""
    into = [p for k in kids(trigger, "prep") if k.lower_ == "in" for p in kids(k, "pobj")]
    rounds = [t for t in objects(trigger) + into if t.lemma_.lower() in {"round", "part"}]
    money = {"funding", "financing", "investment", "seed", "series", "dollar", "euro", "round"}
    about = {t.lemma_.lower() for r in rounds for t in r.subtree}
    return bool(rounds) and bool(about & money) and not about & {"talk", "negotiation"}


def business(trigger: Token, _: Stance) -> bool:
    """Tell whether business is done."""
    return any(t.lemma_.lower() in {"business", "trade"} for t in objects(trigger))


def data(trigger: Token, _: Stance) -> bool:
    """Tell whether data is kept or processed."""
    kept = {"data", "datum", "information", "content", "conversation"}
    return any(t.lemma_.lower() in kept for t in objects(trigger))


def one_owner(trigger: Token, _: Stance) -> bool:
    """Tell whether one name only stands after the verb, so that it is clear whose a thing is."""
    return sum(t.pos_ == "PROPN" for t in trigger.subtree if t.i > trigger.i) == 1


def existence(trigger: Token, _: Stance) -> bool:
    """Tell whether a verb says that there is something."""
    return bool(kids(trigger, "expl"))


def lacking(trigger: Token, _: Stance) -> bool:
    """Tell whether something is missing, and does not miss something else."""
    return trigger.tag_ == "VBG" and not objects(trigger)


def denied(_: Token, stance: Stance) -> bool:
    """Tell whether the trigger is denied."""
    return stance.negated


def said_of_it(trigger: Token, _: Stance) -> bool:
    """Tell whether a noun is what something is said to be."""
    return trigger.dep_ == "attr" and trigger.head.lemma_ in {"be", "remain", "become"}


def from_a_place(trigger: Token, _: Stance) -> bool:
    """Tell whether something is kept from or out of somewhere."""
    return any(k.lower_ in {"from", "out"} for k in kids(trigger, "prep", "prt", "advmod"))


def no_change(trigger: Token, _: Stance) -> bool:
    """Tell whether there is no change."""
    return any(k.lower_ == "no" for k in kids(trigger, "det"))


def not_affected(trigger: Token, stance: Stance) -> bool:
    """Tell whether something is not affected."""
    return trigger.pos_ == "ADJ" or (stance.negated and stance.asserted)


def downloads(trigger: Token, _: Stance) -> bool:
    """Tell whether downloads or installations are spoken of."""
    return any(
        t.lemma_.lower() in {"download", "installation", "install"} for t in objects(trigger)
    )


def staff(trigger: Token, _: Stance) -> bool:
    """Tell whether staff are told not to use something."""
    told = {t.lemma_.lower() for t in objects(trigger)} & words("staff")
    below = [k for k in kids(trigger, "xcomp", "ccomp", "advcl") if k.lemma_ in words("uses")]
    using = [p for k in kids(trigger, "prep") if k.lower_ == "from" for p in kids(k, "pcomp")]
    return bool(told) and (
        any(kids(k, "neg") or k.lemma_ == "avoid" for k in below)
        or any(k.lemma_ in words("uses") for k in using)
    )


def duty(trigger: Token, _: Stance) -> bool:
    """Tell whether duties, limits or requirements are laid on somebody."""
    return any(t.lemma_.lower() in words("duties") for t in objects(trigger))


def lawful(trigger: Token, _: Stance) -> bool:
    """Tell whether something complies, or is in line or brought into line, with something."""
    with_ = any(k.lower_ in {"with", "to"} for k in kids(trigger, "prep"))
    in_line = trigger.pos_ != "NOUN" or trigger.head.lower_ in {"in", "into"}
    return with_ and (in_line or trigger.lemma_ == "compliance")


def sites(trigger: Token, _: Stance) -> bool:
    """Tell whether the object is a data centre or a region of a cloud."""
    return any(t.lemma_.lower() in words("sites") for t in objects(trigger))


def project(trigger: Token, _: Stance) -> bool:
    """Tell whether the object is something that several do together."""
    return any(t.lemma_.lower() in words("joint") for t in objects(trigger))


def stopping(trigger: Token, _: Stance) -> bool:
    """Tell whether somebody is told to stop, block, limit or remove something."""
    if trigger.lemma_ in {"order", "instruct"} and not kids(trigger, "xcomp", "ccomp"):
        return False
    if trigger.lemma_ == "order":
        return True
    below = [
        t for k in kids(trigger, "xcomp", "ccomp", "advcl") for t in (k, *kids(k, "xcomp", "conj"))
    ]
    return any(t.lemma_ in words("stops") for t in below)


def listed(trigger: Token, _: Stance) -> bool:
    """Tell whether something is on a list of supported places."""
    on = trigger.head.lower_ == "on" or trigger.head.lemma_ in {"include", "name"}
    kept = " ".join(t.lower_ for t in trigger.subtree)
    about = any(
        w in kept for w in ("support", "countr", "available", "served", "region", "places")
    )
    bare = not kids(trigger, "prep") and any(t.pos_ == "PROPN" for t in kids(trigger, "poss"))
    return on and (about or bare)


def apposition(trigger: Token, _: Stance) -> bool:
    """Tell whether the noun describes a name beside it."""
    formed_as = trigger.dep_ == "pobj" and trigger.head.lower_ == "as"
    beside_it = trigger.dep_ in {"appos", "compound", "attr", "nmod", "npadvmod"}
    named_by_verb = trigger.dep_ == "nsubj" and trigger.head.lemma_ in {"include", "comprise"}
    among = trigger.dep_ == "pobj" and trigger.head.lower_ == "among"
    return formed_as or beside_it or named_by_verb or among or bool(kids(trigger, "appos"))


def policy_noun(trigger: Token, _: Stance) -> bool:
    """Tell whether the noun is a rule with something that tells which."""
    some = any(k.lower_ in {"a", "an", "any", "no", "every"} for k in kids(trigger, "det"))
    part = trigger.dep_ in {"compound", "amod"}
    return trigger.lemma_.lower() in words("policy") and not part and not some


def state_staff(trigger: Token, stance: Stance) -> bool:
    """Tell whether those who serve a state are kept from it."""
    doers = (" ".join(t.text for t in doer.subtree) for doer in subjects(trigger))
    return stance.negated and any(terms_in(words_).audience == "government" for words_ in doers)


def where(trigger: Token, _: Stance) -> bool:
    """Tell whether a clause describes a place: "in X, where Y runs it"."""
    return trigger.dep_ == "relcl" and any(k.lower_ == "where" for k in kids(trigger, "advmod"))


def relative(trigger: Token, _: Stance) -> bool:
    """Tell whether a clause describes what somebody does to a thing: "X, which Y runs"."""
    return trigger.dep_ == "relcl" and any(
        k.lower_ in {"which", "that"} for k in kids(trigger, "dobj")
    )


def charts(trigger: Token, _: Stance) -> bool:
    """Tell whether something leads the charts of what people download or use."""
    below = [t.lemma_.lower() for t in trigger.subtree if t.i > trigger.i]
    return bool({"chart", "ranking"} & set(below)) or (
        "download" in " ".join(below) and "most" in below
    )


def money(trigger: Token, _: Stance) -> bool:
    """Tell whether money or capital is raised."""
    return any(t.lemma_.lower() in words("money") for t in objects(trigger))


def given_up(trigger: Token, _: Stance) -> bool:
    """Tell whether somebody sells or gives away what they hold."""
    verb = governing_verb(trigger)
    return verb is not None and verb.lemma_ in words("giving_up")


def kept_stake(trigger: Token, stance: Stance) -> bool:
    """Tell whether somebody holds or gets something, and does not sell it."""
    return made_active(trigger, stance) and not given_up(trigger, stance)


def together(trigger: Token, stance: Stance) -> bool:
    """Tell whether a verb of joining or signing says with whom."""
    lonely = trigger.lemma_ in {"sign", "join", "work"}
    with_ = any(t.lower_ == "with" for t in trigger.subtree)
    return made_active(trigger, stance) and (with_ or not lonely)


def for_a_task(trigger: Token, _: Stance) -> bool:
    """Tell whether somebody is chosen as something, or to do something."""
    as_ = [k for k in kids(trigger, "prep") if k.lower_ in {"as", "for"}]
    return bool(as_ or kids(trigger, "xcomp", "advcl", "oprd"))


def no_purpose(trigger: Token, _: Stance) -> bool:
    """Tell whether something is used for itself, not to do something else."""
    return bool(kids(trigger, "dobj", "nsubjpass")) and not kids(trigger, "xcomp", "advcl")


def black_list(trigger: Token, _: Stance) -> bool:
    """Tell whether somebody is put on a list of those who are kept from something."""
    onto = [
        p for k in kids(trigger, "prep") if k.lower_ in {"to", "on", "in"} for p in kids(k, "pobj")
    ]
    lists = [t for t in onto if t.lemma_.lower() in {"list", "blacklist", "register"}]
    told = {t.lemma_.lower() for noun in lists for t in noun.subtree}
    return bool(told & words("black_list"))


def not_you(trigger: Token, stance: Stance) -> bool:
    """Tell whether it is not the reader of whom something is said."""
    reader = any(t.lower_ == "you" for t in kids(trigger, "nsubj", "nsubjpass"))
    return not reader and made_active(trigger, stance)


def sells(trigger: Token, _: Stance) -> bool:
    """Tell whether somebody sells at all, whatever it is: "does not sell to China"."""
    return not objects(trigger) and trigger.dep_ != "relcl"


def no_object(trigger: Token, _: Stance) -> bool:
    """Tell whether something runs, or is run by nobody in particular."""
    return not kids(trigger, "dobj", "agent", "advcl")


def licence(trigger: Token, _: Stance) -> bool:
    """Tell whether a licence is what something needs, or what is asked for."""
    asked = [p for k in kids(trigger, "prep") if k.lower_ == "for" for p in kids(k, "pobj")]
    needed = objects(trigger) + (asked if trigger.lemma_ == "ask" else [])
    return any(t.lemma_.lower() in words("permission") for t in needed)


def any_trigger(_: Token, __: Stance) -> bool:
    """Ask for nothing more."""
    return True


def made_active(trigger: Token, _: Stance) -> bool:
    """Tell whether a word is no mere part of a compound."""
    if trigger.lemma_ == "return" and refused(trigger):
        return False
    if is_verb(trigger):
        return not kids(trigger, "ccomp") or bool(objects(trigger))
    return trigger.dep_ != "compound"


Guard = Callable[["Token", Stance], bool]
GUARDS: dict[str | None, Guard] = {
    None: made_active,
    "ability": ability,
    "premises": premises,
    "restriction": restriction,
    "information": information,
    "duty": duty,
    "downloads": downloads,
    "staff": staff,
    "no change": no_change,
    "error": error,
    "said of it": said_of_it,
    "from a place": from_a_place,
    "out of it": out_of_it,
    "existence": existence,
    "one owner": one_owner,
    "funding round": funding_round,
    "business": business,
    "data": data,
    "service ends": service_ends,
    "confined": confined,
    "unconfined": unconfined,
    "lacking": lacking,
    "denied": denied,
    "not affected": not_affected,
    "on offer": on_offer,
    "held": held,
    "stopping": stopping,
    "hosting": hosting,
    "lawful": lawful,
    "sites": sites,
    "project": project,
    "listed": listed,
    "maker": apposition,
    "subsidiary": apposition,
    "joint venture": apposition,
    "issuer": policy_noun,
    "target": policy_noun,
    "subject to": any_trigger,
    "where": where,
    "relative": relative,
    "charts": charts,
    "money": money,
    "for a task": for_a_task,
    "given up": given_up,
    "kept": kept_stake,
    "together": together,
    "licence": licence,
    "no object": no_object,
    "sells": sells,
    "black list": black_list,
    "not you": not_you,
    "no purpose": no_purpose,
    "state staff": state_staff,
}
