"""A text in which every known name is a sign of its class, so that patterns can speak of names."""

from bisect import bisect_right
from dataclasses import dataclass

from loaders.extractors.namings import Naming

LETTERS = {"Company": "F", "JointVenture": "F", "Service": "T", "Model": "T", "Hardware": "T"}
MOST = 2000
"""A document of more names is a list itself, and tells no classes."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The text with signs ("⟦F3⟧": the name of number 3, a company), and where its parts were."""

    text: str
    moved: tuple[tuple[int, int], ...]

    def origin(self, place: int) -> int:
        """Give the place in the text of a place in the text with signs."""
        after = bisect_right(self.moved, (place, 1 << 60)) - 1
        return place if after < 0 else self.moved[after][1] + place - self.moved[after][0]


def signed(text: str, known: list[Naming]) -> Signed:
    """Put signs for names: F a company, T a product, R a region, D a people, X anything else."""
    parts: list[str] = []
    moved: list[tuple[int, int]] = []
    at = length = 0
    for number, naming in enumerate(known):
        before, mark = text[at : naming.start], f"⟦{letter(naming)}{number}⟧"
        parts += [before, mark]
        length += len(before) + len(mark)
        moved.append((length, naming.end))
        at = naming.end
    return Signed("".join([*parts, text[at:]]), tuple(moved))


def letter(naming: Naming) -> str:
    """Give the letter of a name's class."""
    if naming.first.type == "Region":
        return "D" if naming.is_demonym() else "R"
    return LETTERS.get(naming.first.type, "X")
