"""Names of rules as texts write them never stop the reading of a document."""

import pytest

from loaders.extractors.namings import Reading
from loaders.extractors.rules import may_be_called


@pytest.mark.parametrize("name", ["", " ", "(Interim)", "(EU) 2024/1689"])
def test_a_name_may_have_no_word_before_its_brackets(name: str) -> None:
    assert may_be_called(Reading(name, "Policy"), "rule", plural=False)
