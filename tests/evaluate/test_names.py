"""Comparable names."""

import importlib.util
import sys
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.evaluate.names import alike, comparable, equalities, plain


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("OpenAI", "OPENAI, Inc."),
        ("the Türkiye", "turkiye"),
        ("AT&T", "A.T. and T"),
        ("Google's", "Google"),
        ("Mistral AI", "Mistral"),
        ("中國大陸", "Mainland China"),
        ("Garante (Italy)", "Garante"),
    ],
)
def test_names_of_one_thing_share_a_form(name: str, other: str) -> None:
    assert comparable(name) & comparable(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [("OpenAI", "OpenAI API"), ("China", "Taiwan"), ("Claude 3", "Claude 4"), ("", "")],
)
def test_names_of_two_things_share_none(name: str, other: str) -> None:
    assert not comparable(name) & comparable(other)


def test_a_legal_form_alone_is_a_name() -> None:
    assert comparable("Company") == comparable("COMPANY, Inc.") == {"company"}


def test_what_is_no_text_names_nothing() -> None:
    assert comparable(None, 7, ["OpenAI"], {"name": "OpenAI"}) == frozenset()


def test_described_things_are_alike_by_half_of_their_words() -> None:
    wording = comparable("proposed rule on cloud providers")
    assert alike(wording, comparable("the US cloud providers proposal"))
    assert not alike(wording, comparable("the US chips proposal"))


def test_numbers_part_described_things() -> None:
    assert not alike(comparable("Ascend 910B"), comparable("Ascend 910C"))
    assert alike(comparable("Ascend 910B"), comparable("Ascend chips"))


@pytest.fixture(scope="module")
def scorer(request: pytest.FixtureRequest) -> ModuleType:
    path = request.config.rootpath.parent / "shared" / "score.py"
    if not path.is_file():
        pytest.skip("../shared/score.py is not beside this repository")
    spec = importlib.util.spec_from_file_location("shared_score", path)
    assert spec
    assert spec.loader
    module = sys.modules["shared_score"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_equalities_are_those_of_score_py(scorer: ModuleType) -> None:
    assert equalities() == scorer.CANON


@given(st.text(max_size=40))
@example("The X Corp's (İstanbul) & Co. Ltd")
@example("ıI K.")
def test_names_are_written_as_in_score_py(scorer: ModuleType, name: str) -> None:
    assert plain(name) == scorer.normal(name)
    assert comparable(name) == scorer.keys(name)


VOCABULARY = ("the", "new", "us", "cloud", "chips", "rule", "910b", "910c", "on", "ban")
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=5)


@given(WORDS, WORDS)
def test_descriptions_are_alike_as_in_score_py(
    scorer: ModuleType, left: list[str], right: list[str]
) -> None:
    one, other = comparable(" ".join(left)), comparable(" ".join(right))
    assert alike(one, other) == scorer.alike(one, other)
