"""Plain questions on both engines, about names that only documents have brought."""

from kg.graph import Graph
from kg.model.reply import How
from tests.questions.conftest import Teller

DAY = "2024-06-01"


def test_a_name_that_documents_brought_is_known(graph: Graph, teller: Teller) -> None:
    asked = "Is Zorblax Chat available in Kenya?"
    assert "nothing is named 'Zorblax Chat'" in graph.ask(asked, on=DAY).problem
    teller.knows("zorblax.service", "Service", "Zorblax Chat")
    teller.tell("wire", "zorblax.service available_in ke", told="2024-05-01")
    reply = graph.ask(asked, on=DAY)
    assert (reply.problem, reply.understood.subjects[0].id) == ("", "zorblax.service")
    assert reply.answer == graph.status("Zorblax Chat", "ke", as_of=DAY)
    slip = graph.ask("Is Zorblaxx Chat available in Kenya?", on=DAY)
    assert slip.understood.subjects[0].how is How.SLIP


def test_a_policy_without_a_name_is_found_by_what_is_told(graph: Graph, teller: Teller) -> None:
    teller.knows("rule.policy", "Policy", "Department rule on rented clouds")
    teller.tell(
        "wire", "rule.policy issued_by us-commerce", told="2024-05-01", modality="proposed"
    )
    reply = graph.ask("What if the proposed rule on rented clouds were in force?", on=DAY)
    assert reply.understood.subjects[0].id == "rule.policy"
    teller.knows("other.policy", "Policy", "Other rule on rented clouds")
    teller.tell(
        "page", "other.policy issued_by us-commerce", told="2024-05-02", modality="proposed"
    )
    unsure = graph.ask("What if the proposed rule on rented clouds were in force?", on=DAY)
    assert "which policy is meant" in unsure.problem
    assert len(unsure.offers) == 2
    for offer in unsure.offers:
        assert not graph.ask(offer, on=DAY).problem
