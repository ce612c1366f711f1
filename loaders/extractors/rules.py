"""Which rule a noun speaks of: a named one, a company's own, one of an authority, the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extractors.arguments import governing_verb, kids, subjects
from loaders.extractors.dates import MONTHS
from loaders.extractors.lexicon import words
from loaders.extractors.namings import Reading, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.extractors.reference import Reference

FIRMS = ("Company", "JointVenture")
AUTHORITIES = ("Regulator", "GovernmentBody", "Region")
POINTING = {"the", "this", "that", "these", "those", "its", "their", "his", "her"}
PLAIN = {"new", "proposed", "draft", "latest", "same", "interim", "final", "own", "current",
         "existing", "recent", "revised", "updated", "planned"}  # fmt: skip
"""Words before a rule that do not tell which."""
GENERAL = {"rule", "regulation", "proposal", "measure", "requirement", "order", "framework",
           "law", "legislation", "act", "policy", "draft", "rulemaking", "provision",
           "guidance"}  # fmt: skip
"""Nouns by which a rule that has another name may be called again."""
KINDS = (
    {"act", "law", "bill", "legislation", "statute", "code", "ordinance"},
    {"rule", "regulation", "ifr", "nprm", "rulemaking", "measure", "directive", "framework"},
    {"list"},
    {"order", "decree"},
    {"licence", "license", "agreement", "term", "policy"},
)
"""Kinds of rules by the last word of their names, with the nouns that speak of them."""
ANY_RULE = {"measure", "proposal", "draft", "framework", "package", "text", "provision", "policy",
            "restriction", "control", "requirement"}  # fmt: skip
PARTS = {"requirement", "restriction", "control", "limit", "prohibition", "ban", "measure",
         "condition", "duty", "obligation"}  # fmt: skip
"""What a rule lays down; told of right after the rule, it is no other rule."""
LAYING = {"impose", "set", "introduce", "create", "place", "put", "establish", "add", "contain",
          "include", "lay", "expand", "extend", "tighten"}  # fmt: skip


def rule_at(token: Token, reference: Reference) -> Referent | None:
    """Give the rule that a common noun speaks of."""
    deeds = any(k.lower_ == "whose" for k in kids(token, "poss"))
    if deeds or (token.lemma_.lower() == "list" and not of_places(token)):
        return None
    again = token.lemma_.lower() in words("rule_again")
    named = None if again else named_beside(token, reference)
    if named is not None:
        return named
    if not again:
        owner = reference.owner(token)
        if owner is not None:
            return house_rule(token, owner, reference)
    last = last_rule(token, reference)
    if last is not None or again:
        return last
    return of_authority(token, reference) or described(token, reference)


def named_beside(token: Token, reference: Reference) -> Referent | None:
    """Read a name that stands in the noun's own phrase: "the rules of the AI Act"."""
    near = [naming for _, naming in reference.modifiers(token)]
    for other in token.doc[token.i + 1 : token.i + 4]:
        if other.is_punct:
            continue
        after = reference.parsed.naming(other)
        near += [after] if after is not None and other.i > token.i + 1 else []
        break
    readings = [(n, n.read_as(("Policy",))) for n in near]
    return next((Referent(r, n.start, n.end) for n, r in readings if r is not None), None)


def last_rule(token: Token, reference: Reference) -> Referent | None:
    """Read "the rule" and "this proposal" as the rule that was last spoken of."""
    telling = [k for k in token.children if k.dep_ in {"compound", "amod", "poss", "prep", "acl"}]
    pointing = any(k.lower_ in POINTING for k in kids(token, "det"))
    if not pointing or not all(k.lower_ in PLAIN for k in telling):
        return None
    start, _ = reference.parsed.span(token)
    noun = token.lemma_.lower()
    plural = token.tag_ == "NNS"

    def fits(found: Referent) -> bool:
        return may_be_called(found.reading, noun, plural=plural)

    found = reference.discourse.latest(["Policy"], start, fits, 4 if noun in GENERAL else 2)
    if found is None and noun in GENERAL:
        found = reference.discourse.main_rule(fits)
    return reference.here(token, found)


def may_be_called(rule: Reading, noun: str, *, plural: bool) -> bool:
    """Tell whether a noun may speak of a rule: no list is "the rule", no act "the order"."""
    words = rule.name.split("(")[0].split()
    last = words[-1].lower() if words else ""
    kind = next((k for k in KINDS if last.rstrip("s") in k), None)
    return (plural or not of_several(rule)) and (kind is None or noun in kind or noun in ANY_RULE)


def of_several(rule: Reading) -> bool:
    """Tell whether a name speaks of several rules: "the rules for models" are not "it"."""
    words = rule.name.split("(")[0].split()
    heads = {"rules", "regulations", "terms", "guidelines"}
    described_as = rule.described and len(words) > 1 and words[0].lower() in heads
    return bool(words) and (words[-1].lower() in heads or described_as)


def of_authority(token: Token, reference: Reference) -> Referent | None:
    """Read the rule of an authority: "its January proposal", "a licence from the ministry"."""
    given = giver(token, reference) or maker_of(token, reference)
    maker = given or owner_of(token, reference)
    if maker is None or (given is None and stateless(token, reference)):
        return None
    same = same_issuers(token, maker, reference) or laid_down(token, maker, reference)
    if same is not None:
        return reference.here(token, same)
    title = reference.parsed.title(token)
    if not title.startswith(maker.reading.name):
        title = f"{maker.reading.name} {title}"
    start, end = reference.phrase_span(token)
    return Referent(Reading(title, "Policy", described=True), start, end)


def owner_of(token: Token, reference: Reference) -> Referent | None:
    """Give the authority whose rule it is: "the department's rule", "its proposal"."""
    found = (reference.resolve(poss, AUTHORITIES) for poss in owners(token))
    return next((r for r in found if r is not None), None)


def owners(token: Token) -> list[Token]:
    """Give the possessors of a noun, also of the month before it: "its January 2025 rule"."""
    dated = [k for k in kids(token, "nmod", "compound", "amod") if k.lower_ in MONTHS]
    return kids(token, "poss") + [p for k in dated for p in kids(k, "poss")]


def giver(token: Token, reference: Reference) -> Referent | None:
    """Give the authority that a rule is "by", or that a permission comes "from"."""
    permission = token.lemma_.lower() in words("permission")
    verb = governing_verb(token) if permission else None
    preps = kids(token, "prep")
    preps += [k for k in kids(verb, "prep") if k.lower_ == "from"] if verb is not None else []
    slots = {"from", "by", "with"} if permission else {"by"}
    inner = [p for k in preps if k.lower_ in slots for p in kids(k, "pobj")]
    made = [k for k in kids(token, "acl") if k.lemma_ in words("issuing")]
    inner += [p for k in made for by in kids(k, "agent") for p in kids(by, "pobj")]
    return next((r for t in inner if (r := reference.resolve(t, AUTHORITIES))), None)


def maker_of(token: Token, reference: Reference) -> Referent | None:
    """Give the authority that issues the rule which a noun names as its object."""
    verb = governing_verb(token)
    if verb is None or verb.lemma_ not in words("issuing") or token.dep_ != "dobj":
        return None
    found = (reference.resolve(t, AUTHORITIES) for t in subjects(verb))
    return next((r for r in found if r), None)


def same_issuers(token: Token, maker: Referent, reference: Reference) -> Referent | None:
    """Give the last rule of an authority, where a possessor and a general noun speak of it."""
    own = kids(token, "poss")
    telling = [k for k in kids(token, "amod", "compound") if k.lower_ not in PLAIN]
    if not own or telling or token.lemma_.lower() not in GENERAL or token.tag_ == "NNS":
        return None
    start, _ = reference.parsed.span(token)
    issuers = reference.discourse.issuers

    def fits(found: Referent) -> bool:
        known = reference.knowledge.issuer(found.reading)
        told = issuers.get(found.key)
        return maker.key in {known.id if known else None, told.key if told else None}

    return reference.discourse.latest(["Policy"], start, fits, 3)


def laid_down(token: Token, maker: Referent, reference: Reference) -> Referent | None:
    """Give the rule that an authority has just made, where it is told what that lays down."""
    verb = governing_verb(token)
    laying = verb is not None and verb.lemma_ in LAYING
    if not laying or token.lemma_.lower() not in PARTS:
        return None
    start, _ = reference.parsed.span(token)
    issuers = reference.discourse.issuers

    def made(found: Referent) -> bool:
        told = issuers.get(found.key)
        return told is not None and told.key == maker.key and not found.reading.described

    return reference.discourse.latest(["Policy"], start, made, 2)


def described(token: Token, reference: Reference) -> Referent | None:
    """Read a rule by what it is about: "the proposed rule on cloud providers"."""
    telling = [k for k in token.children if k.dep_ in {"compound", "amod", "poss", "prep", "acl"}]
    vague = not any(k.dep_ not in {"amod", "acl"} or reference.parsed.naming(k) for k in telling)
    lawful = token.lemma_ == "law" and not kids(token, "compound", "amod")
    if vague or lawful or stateless(token, reference):
        return None
    start, end = reference.phrase_span(token)
    name = reference.parsed.title(token)
    if name.lower() == token.lower_:
        return None
    return Referent(Reading(name, "Policy", described=True), start, end)


def stateless(token: Token, reference: Reference) -> bool:
    """Tell whether only a state and a vague word tell which rule is meant: "US rules"."""
    if any(
        k.lower_ in {"on", "for", "against", "to", "from", "with"} for k in kids(token, "prep")
    ):
        return False
    telling = [k for k in kids(token, "compound", "amod", "nmod") if k.lower_ not in PLAIN]
    own = [k for k in telling if not reference.parsed.naming(k)]
    if telling and token.lemma_.lower() in {"sanction", "embargo", "tariff"}:
        return False
    pointing = any(k.lower_ in POINTING for k in kids(token, "det", "poss"))
    return not (owners(token) or pointing or any(k.dep_ == "compound" for k in own))


def house_rule(token: Token, owner: Referent, reference: Reference) -> Referent | None:
    """Read a company's own policy: one for each of its kinds in a document."""
    if token.lemma_.lower() not in words("house_rule"):
        return None
    start, end = reference.phrase_span(token)
    kind = " ".join(k.text for k in kids(token, "compound") if not reference.parsed.naming(k))
    of = [k for k in kids(token, "prep") if k.lower_ == "of"]
    edge = of[0].right_edge if of else token
    edge = edge.nbor(-1) if edge.lower_ == "state" and edge.i > token.i + 1 else edge
    title = reference.parsed.words(token, edge)
    name = " ".join(filter(None, (owner.reading.name, kind, title)))
    return Referent(Reading(name, "Policy", described=True), start, end)


def of_places(token: Token) -> bool:
    """Tell whether a list is one of supported countries, regions or places."""
    inner = [p for k in kids(token, "prep") if k.lower_ == "of" for p in kids(k, "pobj")]
    return any(t.lemma_.lower() in words("place") | {"place", "location"} for t in inner)
