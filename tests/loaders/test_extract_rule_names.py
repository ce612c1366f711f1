"""Names of rules as texts write them never stop the reading of a document."""

import pytest

from loaders.extractors.namings import Reading
from loaders.extractors.rules import may_be_called
from tests.loaders.test_extract import claims, document


@pytest.mark.parametrize("name", ["", " ", "(Interim)", "(EU) 2024/1689"])
def test_a_name_may_have_no_word_before_its_brackets(name: str) -> None:
    assert may_be_called(Reading(name, "Policy"), "rule", plural=False)


def test_those_whom_a_rule_binds_did_not_make_it() -> None:
    page = document(
        "The US Department of Commerce proposed a rule on cloud providers. The rule would apply "
        "to all American providers of infrastructure as a service, such as Amazon Web Services."
    )
    found = {(c.predicate, c.object.name) for c in claims(page) if c.subject.type == "Policy"}
    assert ("applies_to", "Amazon Web Services") in found
    assert {name for predicate, name in found if predicate == "issued_by"} == {
        "US Department of Commerce"
    }
