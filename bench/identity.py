"""How well names are told apart, and how long it takes.

`python -m bench.identity cases CASES.csv [SCORES.csv]` measures pairs of names that were judged by
hand (columns `schema, name1, name2, is_match`; a second file with `score` is measured beside it);
`python -m bench.identity names [COUNT]` resolves invented names, and twice as many;
`python -m bench.identity aliases FILE.csv` learns English and Chinese names of organisations from
one half of a list and looks for those of the other half.
"""

import csv
import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kg.model.entity import Entity
from kg.resolve.candidates import proposals
from kg.resolve.clusters import Clusters
from kg.resolve.comparisons import LIKELY, SURE, compare_names
from kg.resolve.forms import form
from kg.resolve.words import in_order

Row = dict[str, str]
ORGANISATIONS = {"Company", "Organization"}


def read(path: Path) -> list[Row]:
    """Read a table."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def counts(judged: Iterable[tuple[bool, bool]]) -> str:
    """Write true and false merges, misses and F1."""
    found = list(judged)
    hits = sum(truth and said for truth, said in found)
    false = sum(said and not truth for truth, said in found)
    missed = sum(truth and not said for truth, said in found)
    return (
        f"{hits} merged, {false} falsely, {missed} missed: "
        f"F1 {2 * hits / (2 * hits + false + missed):.4f}"
    )


def cases(path: Path, other: Path | None = None) -> None:
    """Measure pairs that were judged by hand."""
    rows = read(path)
    report(rows, ours, "ours")
    if other:
        report(read(other), lambda row: float(row["score"]), other.stem)
    form.cache_clear()
    begin = time.process_time()
    for row in rows:
        ours(row)
    spent = (time.process_time() - begin) / len(rows)
    print(f"{spent * 1e6:.0f} microseconds of processor a pair, names never seen before")


def ours(row: Row) -> float:
    """Score one pair."""
    return compare_names(row["name1"], row["name2"], person=row["schema"] == "Person")[0]


def report(rows: list[Row], score: Callable[[Row], float], name: str) -> None:
    """Print how a score does on organisations and on all."""
    for what, kept in (
        ("companies and organisations", [r for r in rows if r["schema"] in ORGANISATIONS]),
        ("all", rows),
    ):
        told = counts((r["is_match"] == "true", score(r) >= LIKELY) for r in kept)
        print(f"{name}, {what}: {len(kept)} pairs, {told}")


SYLLABLES = in_order(
    "ba bel ce cor di dra en fa fo gu gra ha hel in ja jin ka kor lo lum ma mi mon na nu or os pa "
    "pri qi ra ro sha shu sol ta tor ul va ve wen xi xo yo zan zel tek"
)
FIELDS = in_order("Cloud Robotics Semiconductor Data Chips Networks Labs Vision Compute Energy")
LEGAL = ["Inc.", "Ltd", "Co., Ltd.", "GmbH", "LLC", "Corporation", ""]


def invented(count: int) -> list[Entity]:
    """Invent names of companies, one in ten of them another way of writing a former one.

    Each company has a first word of its own, seldom a letter from another's, so that the pairs
    grow with the names as they do among true ones.
    """
    chance = random.Random(5)
    names: list[str] = []
    firsts: set[str] = set()
    while len(names) < count:
        if names and chance.random() < 0.1:
            names.append(f"{chance.choice(names).upper()} {chance.choice(LEGAL)}".strip())
            continue
        first = "".join(chance.choices(SYLLABLES, k=chance.randint(4, 6))).title()
        if first not in firsts:
            firsts.add(first)
            names.append(f"{first} {chance.choice(FIELDS)} {chance.choice(LEGAL)}".strip())
    return [
        Entity(id=f"n{at:06}.company", type="Company", name=name, provisional=True)
        for at, name in enumerate(names)
    ]


def resolve(count: int) -> float:
    """Resolve invented names, and tell how long it took."""
    entities = invented(count)
    form.cache_clear()
    begin = time.process_time()
    found = proposals(entities, Clusters({}))
    spent = time.process_time() - begin
    sure = sum(p.score >= SURE for p in found)
    said = f"{len(found)} pairs proposed, {sure} of them sure"
    print(f"{count} names: {spent:.1f} s of processor time, {said}")
    return spent


def aliases(path: Path) -> None:
    """Learn from one half of a list of English and Chinese names, and look for the other half."""
    told = [(r["Name"], r["Chinese name"]) for r in read(path) if usable(r)]
    random.Random(1).shuffle(told)
    half = len(told) // 2
    learnt = [entity(f"learnt{at:04}", *names) for at, names in enumerate(told[:half])]
    english = [entity(f"listed{at:04}", name) for at, (name, _) in enumerate(told[half:])]
    asked = [entity(f"asked{at:04}", name) for at, (_, name) in enumerate(told[half:])]
    truth = {e.id: form(name).key for e, (name, _) in zip(asked, told[half:], strict=True)}
    truth |= {e.id: form(e.name).key for e in (*learnt, *english)}
    found = [
        (left, right)
        for p in proposals([*learnt, *english, *asked], Clusters({}))
        for left, right in [sorted((p.left.id, p.right.id))]
        if left.startswith("asked") != right.startswith("asked")
    ]
    hits = {left for left, right in found if truth[left] == truth[right]}
    false = [(left, right) for left, right in found if truth[left] != truth[right]]
    again = {chinese for _, chinese in told[:half]}
    known = sum(chinese in again for _, chinese in told[half:])
    print(f"{len(told)} pairs; learnt {half}, asked {len(asked)}")
    print(f"{len(hits)} found, {len(false)} false merges; {known} of the names asked were learnt")


def entity(name_id: str, name: str, *also: str) -> Entity:
    """Make an organisation of a line of the list."""
    return Entity(id=name_id, type="Organization", name=name, aliases=also, provisional=True)


def usable(row: Row) -> bool:
    """Tell whether a line has an organisation with both names."""
    return bool(row["Name"] and row["Chinese name"] and row["Type"] in ORGANISATIONS)


def main() -> None:
    """Run what the command line asks for."""
    what, *rest = sys.argv[1:] or ["names"]
    if what == "cases":
        cases(*(Path(path) for path in rest))
    elif what == "aliases":
        aliases(Path(rest[0]))
    else:
        count = int(rest[0]) if rest else 50_000
        once = resolve(count)
        print(f"twice the names cost {resolve(2 * count) / once:.2f} times the time")


if __name__ == "__main__":
    main()
