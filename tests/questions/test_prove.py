"""Proof bundles: a checker with nothing but Python accepts them, and catches every change."""

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib

from kg.errors import InputError
from kg.graph import Graph
from kg.model.bundle import digest
from kg.questions.prove import question
from tests.cli.conftest import Run, runner
from tools import check_bundle

ROOT = Path(__file__).parents[2]
Tree = dict[str, object]
Place = tuple[str | int, ...]
QUESTIONS = [
    ("status", "ChatGPT", "Italy", "2023-04-10"),
    ("status", "ChatGPT", "Italy", "2023-05-10"),
    ("status", "Bard", "European Union", "2023-06-20"),
    ("status", "OpenAI API", "China", "2024-07-15"),
    ("status", "Azure OpenAI Service", "China", "2024-11-01"),
    ("status", "DeepSeek", "South Korea", "2025-02-20"),
    ("status", "Claude", "Singapore", "2025-09-10"),
    ("status", "Apple Intelligence", "European Union", "2025-05-01"),
    ("status", "Gemini", "Peru", "2025-05-01"),
    ("serves", "China", "2024-10-30"),
    ("serves", "Italy", "2023-04-10"),
    ("serves", "Germany", "2024-05-20"),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph(f"sqlite:///{tmp_path_factory.mktemp('bundles') / 'g.db'}") as loaded:
        loaded.load(ROOT / "examples")
        yield loaded


@pytest.fixture(scope="module")
def bundles(graph: Graph) -> list[Tree]:
    found = []
    for kind, *names, day in QUESTIONS:
        tree = graph.prove(question(kind, names, as_of=day)).tree()
        found.append(json.loads(json.dumps(tree)))
    return found


def test_every_untouched_bundle_is_accepted(bundles: list[Tree], tmp_path: Path) -> None:
    paths = []
    for number, bundle in enumerate(bundles):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps(bundle, ensure_ascii=False, indent=1), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-I", ROOT / "tools" / "check_bundle.py", *paths],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count(": verified: ") == len(paths)
    assert sum(len(bundle["statements"]) for bundle in bundles) > 50


def places(value: object, here: Place = ()) -> Iterator[Place]:
    """Give every place in a tree."""
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    for key, child in inside:
        yield (*here, key)
        yield from places(child, (*here, key))


def mutated(bundle: Tree, place: Place, chance: random.Random) -> Tree:
    """Change one thing in a copy of a bundle."""
    changed = copy.deepcopy(bundle)
    holder: object = changed
    for key in place[:-1]:
        holder = holder[key]
    change(holder, place[-1], chance)
    return changed


def change(holder: object, key: str | int, chance: random.Random) -> None:
    """Change, drop or double one value."""
    assert isinstance(holder, dict | list)
    if chance.random() < 0.15:
        del holder[key]
        return
    old = holder[key]
    holder[key] = another(old, chance)


def another(old: object, chance: random.Random) -> object:
    """Give another value of about the same kind."""
    if isinstance(old, bool):
        return not old
    if isinstance(old, int | float):
        return old + chance.choice([-1, 1])
    if isinstance(old, str) and old:
        at = chance.randrange(len(old))
        return chance.choice(
            [old[:at] + old[at + 1 :], old[:at] + "x" + old[at:], old[::-1] + "."]
        )
    if isinstance(old, list):
        return [*old, old[0]] if old else ["x"]
    if isinstance(old, dict):
        return {**old, "more": 1}
    return chance.choice(["x", 1, False])


def test_a_thousand_single_changes_are_all_caught(bundles: list[Tree]) -> None:
    chance = random.Random(20240709)
    known = [(bundle, list(places(bundle))) for bundle in bundles]
    missed = []
    for _ in range(1000):
        bundle, where = chance.choice(known)
        place = chance.choice(where)
        changed = mutated(bundle, place, chance)
        if changed != bundle and not faults(changed):
            missed.append(place)
    assert missed == []


def faults(bundle: Tree) -> list[str]:
    """Give what the checker finds, in whatever way it says so."""
    try:
        return list(check_bundle.check(bundle))
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        return [repr(error)]


def resealed(bundle: Tree) -> Tree:
    """Compute the digest anew, as somebody would who wants the change to pass."""
    return bundle | {"digest": digest({k: v for k, v in bundle.items() if k != "digest"})}


FIELDS = (
    "quote", "start", "end", "valid_from", "polarity", "modality", "asserted_on", "subject",
    "object", "text", "title", "published", "sha256", "condition", "channel", "statement", "doc",
)  # fmt: skip


def test_changes_to_the_grounds_are_caught_under_a_new_digest(bundles: list[Tree]) -> None:
    """All but what stands in no id, key, quote or comparison: the conclusion itself."""
    chance = random.Random(20241021)
    known = [
        (bundle, place)
        for bundle in bundles
        for place in places(bundle)
        if place[0] in {"statements", "documents"} or set(place) & {"evidence", "against"}
        if place[-1] in FIELDS
    ]
    assert len(known) > 500
    missed = []
    for bundle, place in chance.sample(known, 500):
        changed = mutated(bundle, place, chance)
        if changed != bundle and not faults(resealed(changed)):
            missed.append(place)
    assert missed == []


CASES: dict[str, Callable[[Tree], None]] = {
    "quote": lambda b: b["statements"][first(b)].update(quote="It is open."),
    "id": lambda b: b["statements"].update({"0" * 24: b["statements"].pop(first(b))}),
    "text": lambda b: doc(b).update(text=doc(b)["text"] + " And more."),
    "rule": lambda b: b["rules"][0].update(text="The newest word counts."),
    "digest": lambda b: b.update(digest="0" * 64),
    "provenance": lambda b: b["prov"]["@graph"].pop(),
}


def first(bundle: Tree) -> str:
    return next(iter(bundle["statements"]))


def doc(bundle: Tree) -> Tree:
    return next(iter(bundle["documents"].values()))


@pytest.mark.parametrize("word", CASES)
def test_the_checker_names_what_is_wrong(word: str, bundles: list[Tree]) -> None:
    changed = copy.deepcopy(bundles[0])
    CASES[word](changed)
    assert word in "\n".join(faults(changed))


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b'{"format": 1, "format": 1}', b'{"digest": NaN}', b"\xff", b"[" * 10**6],
)
def test_what_is_no_bundle_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(content)
    assert check_bundle.main([str(path)]) == 1
    assert "b.json: " in capsys.readouterr().out


def test_without_texts_the_checker_says_what_it_cannot_verify(
    graph: Graph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = question("status", ["ChatGPT", "Italy"], as_of="2023-04-10")
    tree = graph.prove(asked, texts=False).tree()
    path = tmp_path / "b.json"
    path.write_text(json.dumps(tree), "utf-8")
    assert check_bundle.main([str(path)]) == 0
    out = capsys.readouterr().out
    assert out.count("NOT verified: text and quotes of") == len(tree["documents"])
    quotes = [e.quote for e in graph.status("ChatGPT", "Italy", as_of="2023-04-10").evidence]
    kept = path.read_text("utf-8")
    assert quotes
    assert all(json.dumps(quote)[1:-1] in kept or quote in kept for quote in quotes)
    assert "refund" not in "".join(str(d["text"]) for d in tree["documents"].values())


def test_the_provenance_is_read_without_a_network(bundles: list[Tree]) -> None:
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    found = rdflib.Graph().parse(data=json.dumps(bundles[0]["prov"]), format="json-ld")
    quotes = {str(words) for words in found.objects(None, prov.value)}
    told = bundles[0]["statements"].values()
    assert quotes == {one["quote"] for one in told}
    assert len(list(found.subjects(prov.wasDerivedFrom))) > 0


def test_the_command_writes_a_bundle_that_the_program_accepts(
    graph: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KG_STORE", graph.store.url)
    run: Run = runner(monkeypatch, capsys)
    path = tmp_path / "b.json"
    ran = run(
        "prove", "serves", "China", "--as-of", "2024-07-15", "--to", path, "--format", "json"
    )
    assert ran.code == 0
    (told,) = json.loads(ran.out)
    assert told["digest"] == json.loads(path.read_text("utf-8"))["digest"]
    assert check_bundle.main([str(path)]) == 0
    capsys.readouterr()
    ran = run("prove", "status", "ChatGPT", "--to", path)
    assert (ran.code, "SUBJECT REGION" in ran.err) == (1, True)
    ran = run("prove", "status", "ChatGPT", "Italy", "--as-of", "yesterday")
    assert (ran.code, "YYYY-MM-DD" in ran.err) == (1, True)


def test_a_question_needs_its_names() -> None:
    with pytest.raises(InputError, match="status SUBJECT REGION or serves REGION"):
        question("owns", ["x"], as_of="2024-01-01")
