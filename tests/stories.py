"""Stories of availability as values: a world, statements by label, a question, what follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from kg.model.entity import Entity, Membership
from kg.model.statement import Polarity, Statement
from kg.model.world import World
from kg.reason.question import Question

CASES = Path(__file__).parent / "cases"
RENAMED = {"told": "asserted_on", "by": "attributed_to"}


@dataclass(frozen=True)
class Story:
    """What was said, what is asked and what is expected; statements go by their labels."""

    title: str
    entities: tuple[Entity, ...]
    memberships: tuple[Membership, ...]
    statements: Mapping[str, Statement]
    question: Question
    expect: Mapping[str, object]

    @property
    def world(self) -> World:
        return World(self.entities, self.memberships)

    def labels(self, statements: tuple[Statement, ...]) -> set[str]:
        """Give the labels of statements in this story."""
        by_id = {statement.id: label for label, statement in self.statements.items()}
        return {by_id[statement.id] for statement in statements}


def stories(name: str = "availability.yaml") -> list[Story]:
    """Load every story of a file, in order."""
    told = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    entities, memberships = shared_world()
    return [
        Story(
            title=story["story"],
            entities=entities,
            memberships=memberships,
            statements=dict(labelled(story["statements"])),
            question=Question(**story["question"]),
            expect=texts(story["expect"]),
        )
        for story in told
    ]


def shared_world() -> tuple[tuple[Entity, ...], tuple[Membership, ...]]:
    """Load the entities and memberships that the stories share."""
    told = yaml.safe_load((CASES / "availability-world.yaml").read_text(encoding="utf-8"))
    entities = tuple(Entity(**entity) for entity in told["entities"])
    return entities, tuple(Membership(**texts(link)) for link in told["memberships"])


def labelled(told: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, Statement]]:
    """Make the statements of a story, each read at a place of its own."""
    for place, (label, fields) in enumerate(told.items()):
        qualifiers = {RENAMED.get(key, key): value for key, value in texts(fields).items()}
        says = str(qualifiers.pop("says")).split()
        subject, predicate, region = (word for word in says if word != "not")
        yield (
            label,
            Statement.model_validate(
                {
                    "subject": subject,
                    "predicate": predicate,
                    "object": region,
                    "polarity": Polarity.NEGATED if "not" in says else Polarity.AFFIRMED,
                    "document": label,
                    "start": place * 10,
                    "end": place * 10 + 5,
                    **qualifiers,
                }
            ),
        )


def texts(fields: Mapping[str, object]) -> dict[str, object]:
    """Write the days that YAML has read as dates as texts again."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in fields.items()}
