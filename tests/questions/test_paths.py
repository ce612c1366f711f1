"""The ways to a model: its maker's, partners', operators', from outside; never workarounds."""

from kg.graph import Graph
from kg.model.path import Path
from tests.questions.conftest import BETWEEN, LATE, Teller

DAY = "2024-07-20"


def ways(graph: Graph, model: str, region: str = "China") -> dict[str, Path]:
    found = graph.paths(model, region, as_of=DAY)
    return {path.service.id: path for path in found.paths}


def test_a_model_closed_by_its_maker_is_reached_by_a_partner(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "openai not available_in cn", told="2024-07-10", since="2024-07-09")
    teller.tell(
        "b", "azure-openai available_in cn", told="2024-07-10", audience="eligible customers"
    )
    found = ways(graph, "GPT-4")
    assert {name: path.open for name, path in found.items() if path.open} == {"azure-openai": True}
    partner = found["azure-openai"]
    assert (partner.way, partner.status, partner.answer.audiences) == (
        "partner", "limited", ("eligible customers",),
    )  # fmt: skip
    assert (partner.provider and partner.provider.id, partner.operators[0].name) == (
        "microsoft", "Microsoft",
    )  # fmt: skip
    assert (found["gpt-4"].way, found["gpt-4"].status) == ("direct", "unavailable")
    assert [e.quote for e in found["gpt-4"].answer.evidence] == ["openai not available_in cn"]
    assert [e.doc for e in partner.answer.evidence] == ["b"]


def test_a_way_says_from_where_it_comes(graph: Graph, teller: Teller) -> None:
    teller.tell("b", "azure-openai available_in cn", told="2024-07-10", channel="offshore")
    assert ways(graph, "GPT-4")["azure-openai"].way == "offshore"


def test_a_local_operator_is_named(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "azure-openai operates_through 21vianet", told="2024-07-10")
    teller.tell("b", "azure-openai available_in cn", told="2024-07-10", channel="joint_venture")
    path = ways(graph, "GPT-4")["azure-openai"]
    assert (path.way, [o.id for o in path.operators]) == ("joint_venture", ["21vianet"])


def test_the_operator_that_a_statement_names_is_a_way_of_its_own_kind(
    graph: Graph, teller: Teller
) -> None:
    teller.tell("a", "qwen available_in jp", told="2024-07-10", via="aws")
    path = ways(graph, "Qwen", "Japan")["qwen"]
    assert (path.way, [o.id for o in path.operators]) == ("partner", ["aws"])


def test_workarounds_are_told_and_are_no_way(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "openai-api not available_in cn", told="2024-07-10")
    teller.tell("b", "openai-api available_in cn", told="2024-07-10", channel="unofficial")
    found = graph.paths("GPT-4", "China", as_of=DAY)
    assert [path.open for path in found.paths] == [False]
    assert [e.doc for e in found.unofficial] == ["b"]


def test_services_of_which_nobody_speaks_there_are_named(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "azure-openai available_in jp", told="2024-07-10")
    found = graph.paths("GPT-4", "China", as_of=DAY)
    assert found.paths == ()
    assert "azure-openai" in {named.id for named in found.unspoken}


def test_what_documents_say_is_built_on_a_model_is_a_way(graph: Graph, teller: Teller) -> None:
    teller.knows("helper.service", "Service", "Helper")
    teller.tell("a", "helper.service built_on qwen", told="2024-07-01")
    teller.tell("b", "helper.service available_in cn", told="2024-07-10")
    teller.tell("c", "baidu offers helper.service", told="2024-07-10")
    path = ways(graph, "Qwen")["helper.service"]
    assert (path.open, path.way, path.service.name) == (True, "partner", "Helper")
    assert path.provider
    assert path.provider.id == "baidu"


def test_what_is_rumoured_to_be_built_on_it_is_none(graph: Graph, teller: Teller) -> None:
    teller.knows("helper.service", "Service", "Helper")
    teller.tell("a", "helper.service built_on qwen", told="2024-07-01", modality="rumoured")
    teller.tell("b", "helper.service available_in cn", told="2024-07-10")
    assert "helper.service" not in ways(graph, "Qwen")


def test_a_company_stands_for_its_models(graph: Graph, teller: Teller) -> None:
    teller.tell("a", "openai not available_in cn", told="2024-07-10", since="2024-07-09")
    teller.tell("b", "azure-openai available_in cn", told="2024-07-10")
    found = ways(graph, "OpenAI")
    assert [path.service.id for path in found.values() if path.open] == ["azure-openai"]


def test_a_paths_answer_is_that_of_status(graph: Graph, teller: Teller) -> None:
    teller.tell("b", "azure-openai available_in cn", told="2024-07-10", channel="offshore")
    answer = ways(graph, "GPT-4")["azure-openai"].answer
    assert answer == graph.status("Azure OpenAI", "China", as_of=DAY)


def test_nothing_is_told_that_was_learnt_later(graph: Graph, teller: Teller) -> None:
    teller.knows("helper.service", "Service", "Helper")
    teller.tell("a", "helper.service built_on qwen", told="2024-01-01", at=LATE)
    teller.tell("b", "helper.service available_in cn", told="2024-01-01")
    teller.tell("c", "qwen available_in cn", told="2024-01-01", at=LATE)
    teller.tell("d", "qwen available_in cn", told="2024-01-01", at=LATE, channel="unofficial")
    early = graph.paths("Qwen", "China", as_of=DAY, known_on=BETWEEN)
    assert (early.paths, early.unofficial) == ((), ())
    assert "helper.service" not in {named.id for named in early.unspoken}
    late = graph.paths("Qwen", "China", as_of=DAY)
    assert {"qwen", "helper.service"} <= {path.service.id for path in late.paths}
