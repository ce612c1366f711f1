"""The clause of a trigger: its words, the people that it leaves out, and its conditions."""

from spacy.tokens import Token

from loaders.extractors.arguments import DEPTH, is_exception, is_verb, kids
from loaders.extractors.dates import When
from loaders.extractors.lexicon import words
from loaders.extractors.parsed import Parsed

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
OWN = {"relcl", "ccomp", "advcl", "parataxis", "ROOT"}
"""Dependencies that begin a clause."""
WAYS = {"in", "as", "with", "on", "for", "under", "via", "through", "by"}
PERFECT = {"had", "'d"}


def clause_of(trigger: Token) -> Token:
    """Give the verb of the clause in which a trigger stands."""
    here = trigger
    for _ in range(DEPTH):
        if here.head == here or (is_verb(here) and kids(here, *SUBJECTS)):
            break
        if here.dep_ in OWN and not (here.dep_ == "advcl" and is_verb(here.head)):
            break
        here = here.head
    return here


def clause_tokens(trigger: Token) -> list[Token]:
    """Give the tokens of a trigger's clause, without other clauses beside it."""
    top = clause_of(trigger)
    queue, found = [top], []
    while queue:
        token = queue.pop()
        found.append(token)
        queue += [child for child in token.children if not beside_the_matter(child)]
    return sorted(found, key=lambda t: t.i)


def beside_the_matter(child: Token) -> bool:
    """Tell whether a part of a clause speaks of something else: a clause, an exception."""
    if child.dep_ in {"conj", "ccomp", "parataxis", "advcl"} and is_verb(child):
        return bool(kids(child, *SUBJECTS))
    return is_exception(child)


def exceptions(trigger: Token) -> list[list[Token]]:
    """Give the phrases of a clause that leave people out."""
    inside = clause_of(trigger).subtree
    found = (list(t.subtree) for t in inside if is_exception(t))
    return [p for p in found if any(t.lemma_.lower() in words("people") for t in p)]


def said(tokens: list[Token], parsed: Parsed, text: str) -> str:
    """Give the words of some tokens of a sentence as they are written."""
    start = parsed.sentence.start
    spans = ((parsed.span(t), t.whitespace_) for t in tokens)
    return "".join(text[a - start : b - start] + space for (a, b), space in spans).strip(" .,;:")


def when_said(tokens: list[Token], parsed: Parsed, dates: list[When]) -> str | None:
    """Give the date that stands among some tokens."""
    starts = {parsed.span(t)[0] for t in tokens}
    found = (w.past for w in dates if any(w.start <= s < w.end for s in starts))
    return next((value for value in found if value), None)


def condition(trigger: Token) -> list[Token]:
    """Give the phrase that says in which form only something can be had."""
    for token in clause_tokens(trigger):
        if token.lower_ == "only" and token.head.lower_ in WAYS and token.head.i == token.i + 1:
            phrase = list(token.head.subtree)
            nouns = {t.lemma_.lower() for t in phrase if t.pos_ == "NOUN"}
            if nouns & (words("service") | words("model") | words("form_only")):
                return [token, *(t for t in phrase if t.i > token.i)]
    return []


def is_pluperfect(trigger: Token) -> bool:
    """Tell whether a clause of its own speaks of what had been so before something else."""
    top = clause_of(trigger)
    told = top.dep_ == "ccomp" and top.head.lemma_ in words("saying")
    auxiliaries = kids(top, "aux") or (kids(trigger, "aux") if is_verb(trigger) else [])
    return not told and any(k.lower_ in PERFECT and k.tag_ == "VBD" for k in auxiliaries)
