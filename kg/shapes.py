"""The write gate: what the ontology refuses of a statement, and why.

The rules are those of `ontology/shapes.ttl`, compiled from the same Turtle into look-ups; a
differential test holds the two together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import RefusedStatement
from kg.model.document import Document
from kg.model.entity import Entity
from kg.model.period import earliest, latest
from kg.model.statement import Statement
from kg.vocabulary import Predicate, Vocabulary, vocabulary

Entities = Mapping[str, Entity]


@dataclass(frozen=True)
class Rule:
    """What one predicate asks of a statement, ready for look-ups."""

    predicate: Predicate
    starts: frozenset[str]
    ends: frozenset[str]
    refuses: tuple[str, ...]


@dataclass(frozen=True)
class Gate:
    """The rules of a vocabulary: by predicate, by scheme of values, by pointing qualifier."""

    rules: Mapping[str, Rule]
    schemes: tuple[tuple[str, frozenset[str]], ...]
    pointing: tuple[tuple[str, frozenset[str], frozenset[str]], ...]


def check(
    statement: Statement,
    entities: Entities,
    *extensions: Path,
    document: Document | None = None,
) -> None:
    """Raise RefusedStatement with every violation, where there is one."""
    found = violations(statement, entities, *extensions, document=document)
    if found:
        raise RefusedStatement("; ".join(found))


def violations(
    statement: Statement,
    entities: Entities,
    *extensions: Path,
    document: Document | None = None,
) -> list[str]:
    """List what the ontology refuses of a statement: the rule, the value and what is allowed.

    With the document given, the quote is looked at as well: it must lie in the text.
    """
    gate = compiled(*extensions)
    rule = gate.rules.get(statement.predicate)
    if rule is None:
        return [f"`{statement.predicate}` is no predicate; known are {listing(gate.rules, 'and')}"]
    return [
        *ends(statement, entities, rule),
        *qualifiers(statement, rule),
        *values(statement, gate),
        *pointed(statement, entities, gate),
        *period(statement),
        *evidence(statement),
        *(quoted(statement, document) if document else ()),
    ]


@cache
def compiled(*extensions: Path) -> Gate:
    """Turn the vocabulary, with the user's own Turtle files, into look-ups."""
    words = vocabulary(*extensions)
    fields = Statement.model_fields
    return Gate(
        rules={name: compiled_rule(words, found) for name, found in words.predicates.items()},
        schemes=tuple((name, words.values[name]) for name in sorted(words.values.keys() & fields)),
        pointing=tuple(
            (name, classes, words.kinds(classes))
            for name, classes in sorted(words.pointing.items())
        ),
    )


def compiled_rule(words: Vocabulary, found: Predicate) -> Rule:
    """Turn one predicate into look-ups."""
    carried = found.allows | found.requires
    return Rule(
        predicate=found,
        starts=words.kinds(found.domain),
        ends=words.kinds(found.range),
        refuses=tuple(sorted(words.qualifiers - carried)),
    )


def ends(statement: Statement, entities: Entities, rule: Rule) -> Iterator[str]:
    """Both ends are known entities, of the right classes, and not the same one."""
    name = rule.predicate.name
    subject, target = entities.get(statement.subject), entities.get(statement.object)
    if subject is None:
        yield f"`{name}` starts at '{statement.subject}', which is no known entity"
    elif subject.type not in rule.starts:
        yield f"`{name}` must start at {one_of(rule.predicate.domain)}; {described(subject)}"
    if target is None:
        yield f"`{name}` ends at '{statement.object}', which is no known entity"
    elif target.type not in rule.ends:
        yield f"`{name}` must end at {one_of(rule.predicate.range)}; {described(target)}"
    if statement.subject == statement.object:
        yield f"`{name}` must join two entities; '{statement.subject}' stands at both ends"


def qualifiers(statement: Statement, rule: Rule) -> Iterator[str]:
    """Only qualifiers that the predicate allows, and all that it requires."""
    name = rule.predicate.name
    for qualifier in rule.refuses:
        if getattr(statement, qualifier) is not None:
            yield f"`{name}` takes no `{qualifier}`; it may carry {listing(rule.predicate.allows)}"
    for qualifier in rule.predicate.requires:
        if getattr(statement, qualifier) is None:
            yield f"`{name}` must carry a `{qualifier}`; there is none"


def values(statement: Statement, gate: Gate) -> Iterator[str]:
    """Qualifiers with a scheme take one of its values."""
    for qualifier, scheme in gate.schemes:
        value = getattr(statement, qualifier)
        if value is not None and value not in scheme:
            yield f"`{qualifier}` is '{value}'; it may be {listing(scheme)}"


def pointed(statement: Statement, entities: Entities, gate: Gate) -> Iterator[str]:
    """Qualifiers that name an entity name a known one of the right class."""
    for qualifier, classes, kinds in gate.pointing:
        value = getattr(statement, qualifier)
        if value is None:
            continue
        entity = entities.get(value)
        if entity is None:
            yield f"`{qualifier}` names '{value}', which is no known entity"
        elif entity.type not in kinds:
            yield f"`{qualifier}` must name {one_of(classes)}; {described(entity)}"


def period(statement: Statement) -> Iterator[str]:
    """Nothing ends before it begins, as far as the precision of both dates tells."""
    begin, end = statement.valid_from, statement.valid_to
    if begin and end and earliest(begin) > latest(end):
        yield f"`valid_from` is {begin}, after `valid_to`, {end}; it must not be later"


def evidence(statement: Statement) -> Iterator[str]:
    """Every statement rests on a stretch of a document's text."""
    if not statement.document:
        yield "`document` is empty; every statement rests on a document"
    if not 0 <= statement.start < statement.end:
        yield (
            f"the quote runs from {statement.start} to {statement.end}; "
            "it must start at 0 or later and end after its start"
        )


def quoted(statement: Statement, document: Document) -> Iterator[str]:
    """Quotes lie in the text of the document that the statement names, and say something."""
    if document.key != statement.document:
        yield f"`document` is '{statement.document}'; it was read in '{document.key}'"
    if statement.end > len(document.text):
        yield f"the quote ends at {statement.end}; the text ends at {len(document.text)}"
    elif not document.quote(statement.start, statement.end).strip():
        yield f"the quote from {statement.start} to {statement.end} is blank; it must have words"


def described(entity: Entity) -> str:
    """Say of what class an entity is."""
    return f"'{entity.name}' is {one_of([entity.type])}"


def one_of(classes: frozenset[str] | list[str]) -> str:
    """Name classes as a choice: a Model or Service."""
    names = listing(classes)
    return f"{'an' if names[:1] in 'AEIOU' else 'a'} {names}"


def listing(names: Mapping[str, object] | frozenset[str] | list[str], word: str = "or") -> str:
    """Name things in order: x, y or z."""
    *most, last = sorted(names) or ["nothing"]
    return f"{', '.join(most)} {word} {last}" if most else last
