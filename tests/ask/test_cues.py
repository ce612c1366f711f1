"""Every cue has a question that it is for, and one that it spares."""

import pytest

from kg.ask.lexicon import Cue, cues
from kg.graph import Graph
from tests.ask.conftest import TODAY


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.example)
def test_a_cue_reads_its_example_and_spares_another(graph: Graph, cue: Cue) -> None:
    read = graph.ask(cue.example, on=TODAY).understood
    assert (read.kind, read.side, read.ignored) == (cue.kind, cue.side, ())
    spared = graph.ask(cue.spares, on=TODAY).understood
    assert (spared.kind, spared.side) != (cue.kind, cue.side)
