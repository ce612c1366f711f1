"""Small systems of linear equations over fractions, solved exactly."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Weights = Mapping[tuple[str, str], Fraction]
NONE = Fraction(0)


def least_solution(
    names: Sequence[str], weights: Weights, constants: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Solve x(c) = Σ weights(c, h) · x(h) + constants(c), where no weight or constant is negative.

    The weights and the constant of one name come to at most 1. Among several solutions this is
    the least one: what reaches no constant is 0. The rest has one solution only, because from
    each of its names a name is reached whose weights come to less than 1.
    """
    live = reaching(names, weights, constants)
    rows = {c: equation(c, live, weights, constants) for c in live}
    for pivot in live:
        eliminate(pivot, rows)
    return {c: rows[c][None] if c in rows else NONE for c in names}


def reaching(
    names: Sequence[str], weights: Weights, constants: Mapping[str, Fraction]
) -> list[str]:
    """List the names from which something that is not 0 can be reached."""
    found = {c for c in names if constants.get(c)}
    grown = True
    while grown:
        more = {c for (c, h), part in weights.items() if part and h in found} - found
        found |= more
        grown = bool(more)
    return [c for c in names if c in found]


Row = dict[str | None, Fraction]


def equation(
    name: str, live: Sequence[str], weights: Weights, constants: Mapping[str, Fraction]
) -> Row:
    """Write x(c) - Σ weights(c, h) · x(h) = constants(c); None is the right side."""
    row: Row = {h: -weights.get((name, h), NONE) for h in live}
    row[name] += 1
    row[None] = constants.get(name, NONE)
    return row


def eliminate(pivot: str, rows: dict[str, Row]) -> None:
    """Solve a row for its name and put that into all others."""
    row = rows[pivot]
    scale = row[pivot]
    for column in row:
        row[column] /= scale
    for name, other in rows.items():
        factor = other[pivot]
        if name != pivot and factor:
            for column, value in row.items():
                other[column] -= factor * value
