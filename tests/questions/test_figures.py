"""Figures that sources give."""

from kg.graph import Graph
from tests.questions.conftest import BETWEEN, LATE, Teller, figure

DAY = "2024-08-01"


def patents(teller: Teller) -> None:
    teller.knows("patents.measure", "Measure", "generative AI patents")
    teller.knows("users.measure", "Measure", "weekly users")
    six = figure("6", relation="over", unit="times as many", compared_with="us")
    teller.tell(
        "wipo", "cn observed patents.measure", told="2024-07-03", by="microsoft", figure=six
    )
    teller.tell(
        "press", "openai observed users.measure", told="2024-07-10", since="2024-06",
        figure=figure("200000000"),
    )  # fmt: skip


def test_a_figure_says_what_it_counts_and_who_gives_it(graph: Graph, teller: Teller) -> None:
    patents(teller)
    (found,) = graph.figures("China", as_of=DAY)
    assert (found.value, found.relation, found.unit) == ("6", "over", "times as many")
    assert (found.subject, found.measure) == ("China", "generative AI patents")
    assert (found.compared_with, found.said_by) == ("United States", "Microsoft")
    assert (found.on, found.evidence.quote) == ("2024-07-03", "cn observed patents.measure")


def test_figures_are_found_by_subject_and_by_measure(graph: Graph, teller: Teller) -> None:
    patents(teller)
    names = ("China", "generative AI patents", "OpenAI", "weekly users", "Japan", None)
    docs = [[o.evidence.doc for o in graph.figures(n, as_of=DAY)] for n in names]
    assert docs == [["wipo"], ["wipo"], ["press"], ["press"], [], ["press", "wipo"]]


def test_only_figures_that_were_told_by_the_day_are_given(graph: Graph, teller: Teller) -> None:
    patents(teller)
    assert [o.evidence.doc for o in graph.figures(as_of="2024-07-05")] == ["wipo"]


def test_nothing_is_told_that_was_learnt_later(graph: Graph, teller: Teller) -> None:
    teller.knows("users.measure", "Measure", "weekly users")
    says = "openai observed users.measure"
    teller.tell("a", says, told="2024-07-10", at=LATE, figure=figure("2"))
    for name in ("OpenAI", None):
        assert graph.figures(name, as_of=DAY, known_on=BETWEEN) == ()
        assert graph.figures(name, as_of=DAY)
