"""What is judged to be one is answered as one, and comes apart again; nothing stored changes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kg.errors import InputError, UnknownName
from kg.graph import Graph
from kg.model.bundle import Asked
from kg.model.judgement import Decider, Verdict
from kg.store.fingerprint import fingerprint
from tests.questions.conftest import BETWEEN, EARLY, LATE, Teller
from tools import check_bundle

SAME, DIFFERENT, OPEN = Verdict.SAME, Verdict.DIFFERENT, Verdict.OPEN
ON = date(2024, 6, 1)


@pytest.fixture
def told(teller: Teller) -> Graph:
    """Tell of a chatbot under two names that the catalogue does not know, by two makers."""
    teller.knows("zedbot.service", "Service", "Zedbot")
    teller.knows("zed-bot-pro.service", "Service", "泽德")
    teller.knows("zed-robotics.company", "Company", "Zed Robotics")
    teller.knows("zed-robotics-inc.company", "Company", "Zed Robotics, Inc.")
    teller.tell("a", "zedbot.service available_in it", told="2024-03-01")
    teller.tell("b", "zed-bot-pro.service not available_in it", told="2024-05-01")
    teller.tell("c", "zed-robotics.company offers zedbot.service", told="2024-03-01")
    teller.tell("d", "zed-robotics-inc.company operates_in it", told="2024-03-01")
    return teller.graph


def status(graph: Graph, name: str, known_on: str | None = None) -> tuple[str, str]:
    answer = graph.status(name, "Italy", as_of=ON, known_on=known_on)
    return answer.subject_id, answer.status.value


def test_answers_treat_what_is_judged_the_same_as_one(told: Graph) -> None:
    assert status(told, "Zedbot") == ("zedbot.service", "available")
    told.judge("Zedbot", "泽德", SAME, because="its maker says so", by="Ada", at=LATE)
    for name in ("Zedbot", "泽德", "zed-bot-pro.service", "zedbot.service"):
        assert status(told, name) == ("zed-bot-pro.service", "unavailable")
    assert status(told, "Zedbot", known_on=BETWEEN) == ("zedbot.service", "available")


def test_a_judgement_is_taken_back_and_the_log_keeps_both(told: Graph) -> None:
    before = (fingerprint(told.store), list(told.store.statements()))
    told.judge("Zedbot", "泽德", SAME, because="one", by="Ada")
    assert fingerprint(told.store) != before[0]
    told.judge("泽德", "Zedbot", OPEN, because="a mistake")
    assert (fingerprint(told.store), list(told.store.statements())) == before
    assert status(told, "Zedbot") == ("zedbot.service", "available")
    assert [(j.verdict, j.by, j.decider) for j in told.judgements()] == [
        (SAME, "Ada", Decider.PERSON),
        (OPEN, "", Decider.PERSON),
    ]


def test_to_split_is_to_judge_different(told: Graph) -> None:
    told.judge("Zedbot", "泽德", SAME, because="one")
    told.judge("Zedbot", "泽德", DIFFERENT, because="two after all")
    assert status(told, "泽德") == ("zed-bot-pro.service", "unavailable")
    assert status(told, "Zedbot") == ("zedbot.service", "available")


def test_what_documents_brought_joins_the_catalogue(told: Graph) -> None:
    told.judge("泽德", "chatgpt", SAME, because="an alias")
    assert status(told, "泽德") == ("chatgpt", "unavailable")
    assert status(told, "ChatGPT") == ("chatgpt", "unavailable")


def test_two_of_the_catalogue_can_be_joined_by_a_person(teller: Teller) -> None:
    teller.tell("a", "claude available_in it", told="2024-03-01")
    graph = teller.graph
    graph.judge("claude", "chatgpt", SAME, because="a test of hers")
    assert status(graph, "ChatGPT") == status(graph, "Claude") == ("chatgpt", "available")
    assert {"openai"} == {a.provider_id for a in graph.serves("Italy", as_of=ON)}


def test_the_program_decides_only_what_it_is_sure_of(told: Graph) -> None:
    found = told.proposals()
    assert [(p.left.id, p.right.id) for p in found] == [
        ("zed-robotics-inc.company", "zed-robotics.company")
    ]
    assert found[0].reasons[0].comparison == "same_form"
    made = told.judge_sure(at=LATE)
    assert [(j.verdict, j.decider, j.score) for j in made] == [(SAME, Decider.PROGRAM, 1.0)]
    assert told.proposals() == []
    assert told.judge_sure() == []
    network = told.network("Zed Robotics", as_of=ON)
    assert network.entity_id == "zed-robotics-inc.company"
    assert {edge.target_id for edge in network.edges} == {"zedbot.service"}


def test_names_of_merged_providers_are_gathered_under_one(told: Graph) -> None:
    told.judge_sure()
    providers = {p.provider_id: p for p in told.serves("Italy", as_of=ON)}
    assert "zed-robotics-inc.company" in providers
    assert "zed-robotics.company" not in providers


def test_a_proof_of_a_merged_answer_passes_the_checker(told: Graph) -> None:
    told.judge("Zedbot", "泽德", SAME, because="one")
    asked = Asked(kind="status", subject="Zedbot", region="Italy", as_of=ON)
    bundle = told.prove(asked)
    assert bundle.names["zedbot.service"] == bundle.names["zed-bot-pro.service"]
    assert list(check_bundle.check(bundle.tree())) == []


@pytest.mark.parametrize(
    ("first", "second", "verdict", "words"),
    [
        ("Zedbot", "zedbot.service", SAME, "are both 'zedbot.service'"),
        ("Zedbot", "Zed Robotics", SAME, "a Company and .* a Service|cannot be one"),
        ("it", "fr", SAME, "regions are told apart by their codes"),
        ("Zedbot", "泽德", OPEN, "nothing is judged of"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    told: Graph, first: str, second: str, verdict: Verdict, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        told.judge(first, second, verdict, because="why")
    assert list(told.judgements()) == []


def test_a_join_of_what_others_keep_apart_is_refused(told: Graph) -> None:
    told.judge("Zedbot", "泽德", DIFFERENT, because="two")
    told.judge("Zedbot", "chatgpt", SAME, because="one")
    with pytest.raises(InputError, match=r"zed-bot-pro\.service and zedbot\.service"):
        told.judge("泽德", "chatgpt", SAME, because="one")


def test_an_unknown_name_is_named(told: Graph) -> None:
    with pytest.raises(UnknownName, match="'Nobody'"):
        told.judge("Nobody", "Zedbot", SAME, because="why")


def test_removing_a_document_keeps_the_judgement(told: Graph) -> None:
    told.judge("Zedbot", "泽德", SAME, because="one")
    told.remove("b", at=datetime(2026, 1, 1, tzinfo=UTC))
    assert status(told, "Zedbot") == ("zed-bot-pro.service", "available")
    assert len(list(told.judgements())) == 1


def test_early_knowledge_has_early_judgements(told: Graph) -> None:
    told.judge("Zedbot", "泽德", SAME, because="one", at=EARLY)
    assert status(told, "Zedbot", known_on=BETWEEN) == ("zed-bot-pro.service", "unavailable")


def test_nothing_is_proposed_between_the_services_of_the_corpus(tmp_path: Path) -> None:
    with Graph(f"sqlite:///{tmp_path / 'graph.db'}") as graph:
        graph.store.add_world(graph.catalogue.entities.values(), graph.catalogue.memberships)
        assert graph.proposals() == []


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".graphml", ".ttl"])
def test_exports_show_what_is_judged_the_same_as_one(
    told: Graph, tmp_path: Path, suffix: str
) -> None:
    before, after = tmp_path / f"before{suffix}", tmp_path / f"after{suffix}"
    told.export(before)
    told.judge("Zedbot", "泽德", SAME, because="its maker says so", by="Ada")
    stored = {s.id for s in told.store.statements()}
    told.export(after)
    assert "zedbot.service" in before.read_text("utf-8")
    words = after.read_text("utf-8")
    for statement in told.store.statements():
        words = words.replace(told.content().quote(statement), "")
    assert "zedbot.service" not in words
    content = told.content()
    assert {s.id for s in content.statements} == stored
    assert [e.aliases for e in content.entities if e.id == "zed-bot-pro.service"] == [("Zedbot",)]


def test_an_export_of_an_earlier_day_knows_no_later_judgement(told: Graph) -> None:
    told.judge("Zedbot", "泽德", SAME, because="its maker says so", by="Ada", at=LATE)
    ids = {entity.id for entity in told.content(BETWEEN).entities}
    assert {"zedbot.service", "zed-bot-pro.service"} <= ids
