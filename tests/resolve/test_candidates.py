"""Proposals: few pairs are compared, and those that may be one are among them."""

import pytest

from kg.model.entity import Entity
from kg.model.judgement import standing
from kg.resolve.candidates import CROWD, pairs, proposals
from kg.resolve.clusters import Clusters
from tests.resolve.test_clusters import DIFFERENT, SAME, judged

NOBODY = Clusters({})


def company(name: str, *aliases: str, known: bool = False) -> Entity:
    return Entity(id=name, type="Company", name=name, aliases=aliases, provisional=not known)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Gazprom JSC", "OAO Gasprom"),
        ("Haige Guangzhou", "GUANGZHOU HAIGE"),
        ("AMD", "Advanced Micro Devices"),
        ("Goodwill Partners", "Good Will Partners Ltd"),
        ("Zhipu Robotics", "Zhipu Robotics Co., Ltd."),
    ],
)
def test_two_names_of_one_company_are_proposed(left: str, right: str) -> None:
    found = proposals([company(left), company(right), company("Somebody Else")], NOBODY)
    assert [{p.left.id, p.right.id} for p in found] == [{left, right}]
    assert all(reason.why for reason in found[0].reasons)


def test_what_is_decided_is_not_proposed_again() -> None:
    both = [company("Acme Robotics"), company("ACME Robotics Inc")]
    assert len(proposals(both, NOBODY)) == 1
    for verdict in (SAME, DIFFERENT):
        log = standing([judged(both[0].id, both[1].id, verdict, 1)])
        assert proposals(both, Clusters(log)) == []


def test_two_entities_of_the_catalogue_are_two() -> None:
    both = [company("Acme Robotics", known=True), company("ACME Robotics Inc", known=True)]
    assert proposals(both, NOBODY) == []


def test_what_is_described_in_one_document_is_not_proposed() -> None:
    told = [
        Entity(
            id=f"own-terms.policy.0000000{n}", type="Policy", name="own terms", provisional=True
        )
        for n in (1, 2)
    ]
    assert proposals(told, NOBODY) == []


def test_a_word_that_a_crowd_shares_brings_nobody_together() -> None:
    crowd = [company(f"Anything {chr(97 + n // 26) * 5}{chr(97 + n % 26) * 5}") for n in range(99)]
    assert len(crowd) > CROWD
    assert sum(1 for _ in pairs(crowd)) < len(crowd) * 3


def test_a_crowd_of_one_name_is_proposed_in_a_chain() -> None:
    crowd = [company(f"Acme {'!' * n}") for n in range(1, CROWD + 10)]
    assert len(proposals(crowd, NOBODY)) == len(crowd) - 1
