"""The recorded figures below which measuring must not fall."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import ValidationError

from kg.errors import InputError
from kg.evaluate.scores import AnswerScores, ClaimScores
from kg.model.value import Value

MARGIN = 0.01
"""How far a share may fall unnoticed: a few claims of some hundreds."""


class Floor(Value):
    """Shares that must be reached, but for a margin, and counts that must not be passed."""

    margin: float = MARGIN
    at_least: Mapping[str, float]
    at_most: Mapping[str, int]


def floor_of(claims: ClaimScores, answers: AnswerScores) -> Floor:
    """Take what was measured as the floor; what there was nothing of to measure is left out."""
    fields = claims.fields
    shares = {
        "precision": claims.triples.precision,
        "core_recall": claims.core_recall,
        "all_recall": claims.triples.recall,
        "modality": fields.get("modality"),
        "valid_from": fields.get("valid_from_where_given"),
        "channel": fields.get("channel_where_given"),
        "attributed_to": fields.get("attributed_to_where_given"),
        "answers_right": answers.status.accuracy,
    }
    return Floor(
        at_least={name: share for name, share in shares.items() if share is not None},
        at_most={"wrong_polarity": claims.wrong_polarity, "swaps": answers.status.opposite},
    )


def fallen(floor: Floor, now: Floor) -> Iterator[str]:
    """Say which figures are worse than the floor, and by how much."""
    for name, wanted in floor.at_least.items():
        found = now.at_least.get(name, 0.0)
        if found < wanted - floor.margin:
            by = f"{wanted - found:.4f} below its floor of {wanted:.4f}"
            yield f"{name} is {found:.4f}, {by} (margin {floor.margin:g})"
    for name, most in floor.at_most.items():
        count = now.at_most.get(name, 0)
        if count > most:
            yield f"{name} is {count}, {count - most} more than the {most} recorded"


def read_floor(path: Path) -> Floor:
    """Read a recorded floor."""
    try:
        return Floor.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; write it with --record {path}") from error
    except (yaml.YAMLError, ValidationError) as error:
        raise InputError(f"{path}: no recorded floor; write it anew with --record") from error


def write_floor(floor: Floor, path: Path) -> None:
    """Record a floor."""
    path.write_text(yaml.safe_dump(floor.model_dump(), sort_keys=False), "utf-8")
