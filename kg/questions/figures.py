"""Q12: the figures that sources give of somebody, or for a measure."""

from datetime import date

from kg.catalogue import plain
from kg.explain import Explainer
from kg.model.observation import Observation
from kg.model.period import earliest
from kg.model.statement import Figure, Statement
from kg.questions.meaning import meant
from kg.questions.reader import Reader
from kg.reason.relevant import Lookup

OBSERVED = frozenset({"observed"})


def figures(
    reader: Reader, name: str | None = None, *, on: date, measure: str | None = None
) -> tuple[Observation, ...]:
    """Give the figures told by a day: of a subject or for a measure, or all; the oldest first.

    `measure` keeps those whose measure has all of some words: "patents" those of AI patents too.
    """
    said = {s.id: s for lookup in asked(reader, name) for s in reader.fetch(lookup)}
    told = [s for s in said.values() if told_by(s, on)]
    told.sort(key=lambda s: (when(s) or "", s.subject, s.object, s.id))
    explainer = reader.explainer(told, reader.base)
    found = (observation(explainer, s, s.figure) for s in told if s.figure)
    return tuple(one for one in found if measure is None or counts(one, measure))


def counts(found: Observation, measure: str) -> bool:
    """Tell whether a figure is for a measure that has all of some words."""
    return set(plain(measure).split()) <= set(plain(found.measure).split())


def asked(reader: Reader, name: str | None) -> tuple[Lookup, ...]:
    """Ask for the figures at either end of which an entity stands."""
    if name is None:
        return (Lookup(predicates=OBSERVED),)
    ids = frozenset({meant(reader, name).id})
    return (
        Lookup(predicates=OBSERVED, subjects=ids),
        Lookup(predicates=OBSERVED, objects=ids),
    )


def told_by(statement: Statement, on: date) -> bool:
    """Tell whether a figure was published by a day, as far as is known."""
    return statement.asserted_on is None or earliest(statement.asserted_on) <= on


def when(statement: Statement) -> str | None:
    """Give the date that a figure is of, else that of its publication."""
    return statement.valid_from or statement.asserted_on


def observation(explainer: Explainer, statement: Statement, figure: Figure) -> Observation:
    """Put names and its quote to a figure."""
    return Observation(
        subject=explainer.world.name(statement.subject),
        subject_id=statement.subject,
        measure=explainer.world.name(statement.object),
        measure_id=statement.object,
        value=figure.value,
        relation=figure.relation,
        unit=figure.unit,
        compared_with=explainer.name(figure.compared_with),
        on=when(statement),
        said_by=explainer.name(statement.speaker),
        polarity=statement.polarity,
        modality=statement.modality,
        evidence=explainer.one(statement),
    )
