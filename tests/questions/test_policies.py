"""Policies and acts: who made them, whom they bind, how far they have come on a day."""

import pytest

from kg.graph import Graph
from kg.model.policy import Act, PolicyAnswer
from tests.questions.conftest import BETWEEN, LATE, Teller

ACT = "EU AI Act"


def asked(graph: Graph, day: str, name: str = ACT) -> PolicyAnswer:
    (policy,) = graph.policies(name, as_of=day).policies
    return policy


def act(graph: Graph, day: str, name: str = "ChatGPT") -> Act:
    (found,) = graph.policies(name, as_of=day).acts
    return found


def the_act(teller: Teller) -> None:
    teller.tell(
        "a", "eu-ai-act issued_by eu", told="2021-04-21", since="2021-04-21", modality="proposed"
    )
    teller.tell("b", "eu-ai-act issued_by eu", told="2024-07-12", since="2024-07-12")
    teller.tell(
        "c", "eu-ai-act applies_to openai", told="2024-07-12", since="2024-08-01",
        modality="announced",
    )  # fmt: skip
    teller.tell("d", "eu-ai-act applies_to openai", told="2024-08-02", since="2024-08-01")


@pytest.mark.parametrize(
    ("day", "status", "since"),
    [
        ("2021-04-20", "unknown", None),
        ("2023-01-01", "proposed", "2021-04-21"),
        ("2024-07-20", "announced", None),
        ("2024-08-01", "in force", "2024-08-01"),
        ("2025-01-01", "in force", "2024-08-01"),
    ],
)
def test_a_policy_comes_from_proposal_to_force(
    day: str, status: str, since: str | None, graph: Graph, teller: Teller
) -> None:
    the_act(teller)
    policy = asked(graph, day)
    assert (policy.status, policy.since) == (status, since)
    assert all(e.quote for e in policy.evidence)


def test_in_force_it_says_who_made_it_when_and_whom_it_binds(graph: Graph, teller: Teller) -> None:
    the_act(teller)
    policy = asked(graph, "2025-01-01")
    assert [(i.name, i.source) for i in policy.issuers] == [("European Union", "statement")]
    assert [(b.name, b.status) for b in policy.applies_to] == [("OpenAI", "in force")]
    assert (policy.issued, policy.unconfirmed) == ("2024-07-12", False)
    assert [e.doc for e in policy.against] == ["a"]


def test_an_announced_day_that_nobody_confirmed_is_marked(graph: Graph, teller: Teller) -> None:
    teller.tell(
        "c", "eu-ai-act applies_to openai", told="2024-07-12", since="2024-08-01",
        modality="announced",
    )  # fmt: skip
    assert asked(graph, "2024-07-31").status == "announced"
    policy = asked(graph, "2024-08-01")
    assert (policy.status, policy.unconfirmed) == ("in force", True)


def test_what_was_only_issued_is_not_in_force(graph: Graph, teller: Teller) -> None:
    teller.tell("b", "eu-ai-act issued_by eu", told="2024-07-12", since="2024-07-12")
    policy = asked(graph, "2024-09-01")
    assert (policy.status, policy.issued, policy.since) == ("unknown", "2024-07-12", None)
    assert "nobody says" in policy.note
    assert [e.doc for e in policy.evidence] == ["b"]


def test_what_is_said_to_apply_is_in_force_since_an_unknown_day(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("b", "gdpr applies_to openai", told="2024-07-12")
    policy = asked(graph, "2024-09-01", "GDPR")
    assert (policy.status, policy.since, policy.first_told) == ("in force", None, "2024-07-12")
    assert asked(graph, "2024-07-01", "GDPR").status == "unknown"


def test_a_proposal_does_not_undo_what_is_in_force(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "gdpr applies_to openai", told="2024-07-12", since="2018-05-25")
    teller.tell("b", "gdpr applies_to meta", told="2025-01-01", modality="proposed")
    policy = asked(graph, "2025-02-01", "GDPR")
    assert policy.status == "in force"
    assert [e.doc for e in policy.upcoming] == ["b"]
    assert [(b.id, b.status) for b in policy.applies_to] == [
        ("meta", "proposed"),
        ("openai", "in force"),
    ]


@pytest.mark.parametrize(
    "end",
    [
        {
            "ai-diffusion-rule issued_by us-commerce": {
                "until": "2025-05-13",
                "since": "2025-01-13",
            }
        },
        {"ai-diffusion-rule not issued_by us-commerce": {"since": "2025-05-13"}},
        {"ai-diffusion-rule not applies_to nvidia": {"since": "2025-05-13"}},
    ],
)
def test_a_policy_ends_where_its_maker_or_its_last_binding_does(
    end: dict[str, dict[str, object]], graph: Graph, teller: Teller
) -> None:
    teller.tell("a", "ai-diffusion-rule applies_to nvidia", told="2025-01-15", since="2025-01-13")
    teller.tell_all("b", end, told="2025-05-14")
    before, after = (asked(graph, d, "AI Diffusion Rule") for d in ("2025-05-01", "2025-06-01"))
    assert (before.status, after.status, after.since) == ("in force", "ended", "2025-05-13")


def test_a_denial_of_what_was_never_in_force_ends_nothing(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "gdpr not applies_to nvidia", told="2024-01-15")
    policy = asked(graph, "2025-01-01", "GDPR")
    assert policy.status == "unknown"
    assert [e.doc for e in policy.against] == ["a"]


def test_the_catalogue_names_a_maker_where_documents_do_not(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "ai-diffusion-rule applies_to nvidia", told="2025-01-15")
    policy = asked(graph, "2025-02-01", "AI Diffusion Rule")
    assert [issuer.source for issuer in policy.issuers] == ["catalogue"]


def test_policies_are_found_by_whom_they_bind_and_who_made_them(
    graph: Graph, teller: Teller
) -> None:
    the_act(teller)
    teller.tell("x", "gdpr applies_to meta", told="2024-01-01")
    found = {
        name: {p.policy_id for p in graph.policies(name, as_of="2025-01-01").policies}
        for name in ("OpenAI", "ChatGPT", "Meta", "European Union", "Japan")
    }
    assert found == {
        "OpenAI": {"eu-ai-act"},
        "ChatGPT": {"eu-ai-act"},
        "Meta": {"gdpr"},
        "European Union": {"eu-ai-act"},
        "Japan": set(),
    }
    assert {p.policy_id for p in graph.policies(as_of="2025-01-01").policies} == {
        "eu-ai-act",
        "gdpr",
    }


def test_acts_are_listed_by_whom_they_strike_and_whose_they_are(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("a", "garante restricts chatgpt", told="2023-04-01", since="2023-03-31")
    teller.tell("b", "garante investigates openai", told="2023-04-01")
    listed = {
        name: {a.kind for a in graph.policies(name, as_of="2023-04-10").acts}
        for name in ("ChatGPT", "Italy", "European Union", "Garante", "France")
    }
    both = {"restricts", "investigates"}
    assert listed == {
        "ChatGPT": both, "Italy": both, "European Union": both, "Garante": both, "France": set(),
    }  # fmt: skip


def test_a_ban_stands_until_it_is_lifted(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "garante restricts chatgpt", told="2023-04-01", since="2023-03-31")
    teller.tell("b", "garante not restricts chatgpt", told="2023-05-01", since="2023-04-28")
    assert graph.policies("ChatGPT", as_of="2023-03-30").acts == ()
    assert (act(graph, "2023-04-10").status, act(graph, "2023-04-28").status) == (
        "in force",
        "ended",
    )
    assert act(graph, "2023-05-10").since == "2023-04-28"


def test_a_ban_ends_where_its_target_is_open_to_all_again(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "garante restricts chatgpt", told="2023-04-01", since="2023-03-31")
    teller.tell("b", "chatgpt available_in it", told="2023-05-01", since="2023-04-28")
    found = act(graph, "2023-05-10")
    assert (found.status, found.since) == ("ended", "2023-04-28")
    assert {e.doc for e in found.evidence} == {"a", "b"}


def test_a_ban_beside_which_the_target_is_said_to_be_open_is_unknown(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("a", "garante restricts openai", told="2023-05-01")
    teller.tell("b", "chatgpt available_in it", told="2023-05-01", since="2023-04-28")
    found = act(graph, "2023-05-10", "OpenAI")
    assert found.status == "unknown"
    assert "nobody says" in found.note


def test_a_ban_on_some_stands_beside_the_publics_access(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "garante restricts chatgpt", told="2023-04-01", audience="government")
    teller.tell("b", "chatgpt available_in it", told="2023-05-01", since="2023-04-28")
    found = act(graph, "2023-05-10")
    assert (found.status, found.audiences) == ("in force", ("government",))


def test_nothing_is_told_that_was_learnt_later(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "eu-ai-act issued_by eu", told="2023-04-21", modality="proposed")
    teller.tell("b", "eu-ai-act applies_to openai", told="2024-01-01", at=LATE)
    teller.tell("c", "garante restricts openai", told="2024-01-01", at=LATE)
    for name in (ACT, "OpenAI", "European Union", None):
        early = graph.policies(name, as_of="2024-06-01", known_on=BETWEEN)
        told = {e.doc for p in early.policies for e in (*p.evidence, *p.upcoming, *p.against)}
        assert told <= {"a"}
        assert early.acts == ()
    assert asked(graph, "2024-06-01").status == "in force"
    assert graph.policies(ACT, as_of="2024-06-01", known_on=BETWEEN).policies[0].status == (
        "proposed"
    )
