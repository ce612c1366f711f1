"""Ends of a draft taken for what is meant: a cloud for its company, a company for its product."""

from collections.abc import Iterator
from dataclasses import replace

from loaders.extractors.drafts import Draft
from loaders.extractors.knowledge import Knowledge
from loaders.extractors.namings import Reading, Referent

OF_PRODUCTS = {"available_in", "hosted_in", "built_on"}
"""Predicates whose subject is a product, also where the text names its company."""


def recast(draft: Draft, knowledge: Knowledge) -> Iterator[Draft]:
    """Give a draft with the ends that are meant, or none where no such end is known.

    A company alone is had somewhere only by some customers: else its product would be named.
    """
    draft = of_products(draft, knowledge)
    subject, object_ = draft.subject, draft.object
    if draft.predicate == "available_in" and subject.type == "Company" and not draft.audience:
        return
    if draft.predicate == "joint_venture_of":
        subject = taken_for(subject, replace(subject.reading, type="JointVenture"))
    if draft.predicate == "partners_with":
        subject = taken_for(subject, knowledge.provider(subject.reading))
        object_ = taken_for(object_, knowledge.provider(object_.reading))
    if draft.predicate == "offers" and subject.type == "Service":
        seller = knowledge.provider(subject.reading)
        if seller is None or knowledge.belongs(object_.reading, seller):
            return
        subject = taken_for(subject, seller)
    if subject.key != object_.key:
        yield replace(draft, subject=subject, object=object_)


def of_products(draft: Draft, knowledge: Knowledge) -> Draft:
    """Take a company for its product of the same name where only a product can be meant."""
    subject, object_ = draft.subject, draft.object
    if draft.predicate == "restricts" and object_.type == "Company":
        object_ = taken_for(object_, knowledge.namesake(object_.reading))
    if draft.predicate in OF_PRODUCTS and subject.type == "Company":
        subject = taken_for(subject, knowledge.namesake(subject.reading))
    return replace(draft, subject=subject, object=object_)


def taken_for(referent: Referent, reading: Reading | None) -> Referent:
    """Read a name as something else, if that is known."""
    return replace(referent, reading=reading) if reading else referent


def agrees(draft: Draft, knowledge: Knowledge) -> bool:
    """Tell whether the catalogue knows that a company sits where a draft says."""
    place = draft.object.reading.id
    return bool(place and knowledge.sits_in(draft.subject.reading, place))
