"""Every command of the wider questions, and every key of its JSON, is documented."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from kg.model.change import Change, Event, EventKind, State, Timeline
from kg.model.comparison import Comparison, Strategy
from kg.model.conflict import Conflict, ConflictKind
from kg.model.evidence import Evidence
from kg.model.network import Side
from kg.model.observation import Observation
from kg.model.path import Path as ModelPath
from kg.model.path import Paths, Way
from kg.model.policy import Act, Binding, Issuer, Policies, PolicyAnswer, PolicyStatus
from kg.model.reply import Dated, How, Kind, Meant, Reply, Understood

DOCS = Path(__file__).parents[2] / "docs"
NAMED = set(re.findall(r"`([a-z_ ]+)`", (DOCS / "json.md").read_text("utf-8")))
ANSWERS: tuple[type[BaseModel], ...] = (
    Change, State, Event, Timeline, Policies, PolicyAnswer, Act, Binding, Issuer, Paths, ModelPath,
    Comparison, Strategy, Conflict, Observation, Evidence, Reply, Understood, Meant, Dated,
)  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.__name__)
def test_every_key_is_documented(answer: type[BaseModel]) -> None:
    assert set(answer.model_fields) - NAMED == set()


@pytest.mark.parametrize("values", [EventKind, ConflictKind, Way, PolicyStatus, Kind, How, Side])
def test_every_value_is_documented(values: type) -> None:
    assert {value.value for value in values} - NAMED == set()


@pytest.mark.parametrize(
    "command", ["timeline", "policies", "paths", "compare", "diff", "conflicts", "figures", "ask"]
)
def test_every_command_has_a_place_in_both_pages(command: str) -> None:
    for page in ("commands.md", "json.md"):
        assert f"kg {command}" in (DOCS / page).read_text("utf-8")
