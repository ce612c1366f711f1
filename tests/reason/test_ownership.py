"""Who owns and controls whom: bounds by exact arithmetic, over chains, rings and days."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.entity import Entity, Membership
from kg.model.statement import Figure, Statement
from kg.model.world import World
from kg.reason.ownership import Ownership, gather_owners, share_from
from kg.reason.relevant import Shelf

DAY = date(2025, 1, 1)
SEATS = {"cn": "cn", "cn2": "cn", "us": "us", "us2": "us", "sg": "sg", "sg2": "sg", "sg3": "sg"}


def company(name: str, country: str | None = None, **other: object) -> Entity:
    return Entity.model_validate(
        {"id": name, "type": "Company", "name": name, "country": country, **other}
    )


REGIONS = [Entity(id=r, type="Region", name=r) for r in ("cn", "us", "sg", "cn-bj", "asia")]
WORLD = World(
    [*REGIONS, *(company(f"{name}-co", seat) for name, seat in SEATS.items()), company("lost")],
    [Membership(member="cn-bj", whole="cn"), Membership(member="cn", whole="asia")],
)


def holds(
    holder: str, held: str, percent: str | None = None, relation: str = "exactly", **other: object
) -> Statement:
    """Say that a holder owns or, with a percentage, has a part of a company."""
    figure = percent and Figure.model_validate(
        {"value": percent, "relation": relation, "unit": "%"}
    )
    told = {
        "subject": held,
        "predicate": "owned_by",
        "object": holder,
        "figure": figure or None,
        "document": f"{holder}-{held}-{percent}-{other.get('asserted_on')}",
        "start": 0,
        "end": 5,
        "asserted_on": "2024-01-01",
    }
    return Statement.model_validate(told | other)


def share(held: str, region: str, *told: Statement, on: date = DAY) -> tuple[Fraction, Fraction]:
    low, high = share_from(held, region, on, told, WORLD)
    return low, high


def percent(low: int | str, high: int | str) -> tuple[Fraction, Fraction]:
    return Fraction(low) / 100, Fraction(high) / 100


def test_nobody_speaks_of_an_owner() -> None:
    assert share("sg-co", "cn") == percent(0, 100)
    assert Ownership([], WORLD, DAY).more_than_half_from("sg-co", "cn") is None


def test_the_rest_of_the_company_asked_about_is_unknown() -> None:
    assert share("sg-co", "cn", holds("cn-co", "sg-co", "30")) == percent(30, 100)
    assert share("sg-co", "us", holds("cn-co", "sg-co", "30")) == percent(0, 70)


def test_direct_parts_add_up() -> None:
    told = (
        holds("cn-co", "sg-co", "30"),
        holds("cn2-co", "sg-co", "25.5"),
        holds("us-co", "sg-co", "44.5"),
    )
    assert share("sg-co", "cn", *told) == percent("55.5", "55.5")
    assert share("sg-co", "asia", *told) == percent("55.5", "55.5")
    assert Ownership(told, WORLD, DAY).more_than_half_from("sg-co", "cn") is True
    assert Ownership(told, WORLD, DAY).more_than_half_from("sg-co", "us") is False


def test_holders_elsewhere_are_looked_through() -> None:
    told = (
        holds("sg2-co", "sg-co", "80"),
        holds("us-co", "sg-co", "20"),
        holds("cn-co", "sg2-co", "60"),
    )
    assert share("sg-co", "cn", *told) == percent(48, 48)
    assert share("sg-co", "sg", *told) == percent(80, 80)


def test_a_holder_based_in_the_region_counts_whole() -> None:
    told = (holds("cn-co", "sg-co", "100"), holds("us-co", "cn-co", "60"))
    assert share("sg-co", "cn", *told) == percent(100, 100)
    assert share("sg-co", "us", *told) == percent(60, 60)


def test_control_passes_through_majorities_where_shares_multiply() -> None:
    told = (
        holds("sg2-co", "sg-co", "60"),
        holds("us-co", "sg-co", "40"),
        holds("cn-co", "sg2-co", "60"),
    )
    owned = Ownership(told, WORLD, DAY)
    assert owned.share_from("sg-co", "cn") == percent(36, 36)
    assert owned.more_than_half_from("sg-co", "cn") is True
    assert owned.controlled_by("cn-co") == {"sg2-co", "sg-co"}
    assert owned.controlled_by("us-co") == frozenset()


def test_what_two_subsidiaries_have_together_is_controlled() -> None:
    told = (
        holds("cn-co", "sg-co", "51"),
        holds("cn-co", "sg2-co"),
        holds("sg-co", "sg3-co", "30"),
        holds("sg2-co", "sg3-co", "21"),
    )
    assert Ownership(told, WORLD, DAY).controlled_by("cn-co") == {"sg-co", "sg2-co", "sg3-co"}


def test_half_is_not_more_than_half() -> None:
    told = (holds("cn-co", "sg-co", "50"), holds("us-co", "sg-co", "50"))
    assert Ownership(told, WORLD, DAY).more_than_half_from("sg-co", "cn") is False
    over = (holds("cn-co", "sg-co", "50", "over"),)
    assert Ownership(over, WORLD, DAY).more_than_half_from("sg-co", "cn") is True


def test_owned_without_a_figure_is_a_majority() -> None:
    told = (holds("sg2-co", "sg-co"), holds("cn-co", "sg2-co"))
    assert share("sg-co", "cn", *told) == percent(25, 100)
    assert Ownership(told, WORLD, DAY).more_than_half_from("sg-co", "cn") is True


def test_a_possible_majority_on_the_way_leaves_it_open() -> None:
    told = (
        holds("sg2-co", "sg-co", "60"),
        holds("us-co", "sg-co", "40"),
        holds("cn-co", "sg2-co", "70", "under"),
    )
    owned = Ownership(told, WORLD, DAY)
    assert owned.share_from("sg-co", "cn") == percent(0, 42)
    assert owned.more_than_half_from("sg-co", "cn") is None


def test_investment_without_a_figure_may_be_any_part() -> None:
    told = holds("cn-co", "sg-co", predicate="invests_in", subject="cn-co", object="sg-co")
    assert share("sg-co", "cn", told) == percent(0, 100)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("over", (40, 100)), ("under", (0, 100)), ("about", (39, 100)), ("exactly", (40, 100))],
)
def test_a_relation_bounds_a_part(relation: str, expected: tuple[int, int]) -> None:
    assert share("sg-co", "cn", holds("cn-co", "sg-co", "40", relation)) == percent(*expected)


@pytest.mark.parametrize("value", ["1e400000000", "-5", "140", "half", "1/0", "nan", "1/3/5"])
def test_what_is_no_percentage_bounds_nothing(value: str) -> None:
    told = holds("cn-co", "sg-co", value, predicate="invests_in", subject="cn-co", object="sg-co")
    assert share("sg-co", "cn", told) == percent(0, 100)


def test_money_is_no_percentage() -> None:
    told = holds("cn-co", "sg-co", figure=Figure(value="40", unit="USD"))
    assert share("sg-co", "cn", told) == percent(50, 100)


def test_cross_holdings_are_solved_exactly() -> None:
    """With s = 3/10 + 2/5 t and t = 1/5 s: s = 15/46, t = 3/46."""
    told = (
        holds("cn-co", "sg-co", "30"),
        holds("sg2-co", "sg-co", "40"),
        holds("us-co", "sg-co", "30"),
        holds("sg-co", "sg2-co", "20"),
        holds("us2-co", "sg2-co", "80"),
    )
    assert share("sg-co", "cn", *told) == (Fraction(15, 46), Fraction(15, 46))
    assert share("sg2-co", "cn", *told) == (Fraction(3, 46), Fraction(3, 46))
    assert share("sg-co", "us", *told) == (Fraction(31, 46), Fraction(31, 46))


def test_a_ring_that_owns_itself_comes_from_nowhere() -> None:
    ring = (holds("sg2-co", "sg-co", "100"), holds("sg-co", "sg2-co", "100"))
    assert share("sg-co", "cn", *ring) == percent(0, 100)
    assert Ownership(ring, WORLD, DAY).more_than_half_from("sg-co", "cn") is not True


def test_the_company_in_a_ring_is_a_holder_with_a_seat_as_well() -> None:
    """Half of cn-co is its subsidiary's, of which cn-co has all: that half is from China."""
    told = (
        holds("sg-co", "cn-co", "50"),
        holds("us-co", "cn-co", "50"),
        holds("cn-co", "sg-co", "100"),
    )
    assert share("cn-co", "cn", *told) == percent(50, 50)
    assert Ownership(told, WORLD, DAY).more_than_half_from("cn-co", "cn") is False


def test_a_holder_without_a_seat_leaves_its_part_open() -> None:
    told = (holds("lost", "sg-co", "60"), holds("us-co", "sg-co", "40"))
    assert share("sg-co", "cn", *told) == percent(0, 60)
    assert Ownership(told, WORLD, DAY).more_than_half_from("sg-co", "cn") is None
    seat = holds("cn-bj", "lost", predicate="headquartered_in")
    assert share("sg-co", "cn", *told, seat) == percent(60, 60)


def test_a_sale_ends_a_holding() -> None:
    bought = holds("cn-co", "sg-co", valid_from="2020-03-01")
    sold = holds("us-co", "sg-co", valid_from="2023-06-01")
    assert share("sg-co", "cn", bought, sold, on=date(2021, 1, 1)) == percent(50, 100)
    assert share("sg-co", "cn", bought, sold) == percent(0, 50)
    ended = holds("cn-co", "sg-co", valid_from="2020-03-01", valid_to="2023-06-01")
    owned = Ownership([ended, sold], WORLD, DAY)
    assert owned.controlled_by("cn-co") == frozenset()
    assert owned.controlled_by("us-co") == {"sg-co"}


def test_a_denial_ends_a_holding_and_a_plan_begins_none() -> None:
    told = holds("cn-co", "sg-co", "60", asserted_on="2022-01-01")
    denied = holds("cn-co", "sg-co", polarity="negated", valid_from="2024-05-01")
    plan = holds("cn-co", "sg-co", "60", modality="proposed", asserted_on="2024-06-01")
    assert share("sg-co", "cn", told, denied, on=date(2024, 4, 30)) == percent(60, 100)
    assert share("sg-co", "cn", told, denied, plan) == percent(0, 100)


def test_a_later_word_without_a_figure_takes_none_away() -> None:
    told = holds("cn-co", "sg-co", "60", asserted_on="2022-01-01")
    again = holds("cn-co", "sg-co", asserted_on="2023-01-01")
    invests = holds("cn-co", "sg-co", predicate="invests_in", subject="cn-co", object="sg-co")
    assert share("sg-co", "cn", told, again, invests) == percent(60, 100)
    less = holds("cn-co", "sg-co", "20", asserted_on="2023-06-01")
    assert share("sg-co", "cn", told, again, less) == percent(20, 100)


def test_too_much_told_leaves_the_oldest_open() -> None:
    old = holds("cn-co", "sg-co", "70", asserted_on="2020-01-01")
    new = holds("us-co", "sg-co", "60", asserted_on="2024-01-01")
    assert share("sg-co", "cn", old, new) == percent(0, 40)


def test_the_catalogue_knows_parents() -> None:
    world = World(
        [
            *REGIONS,
            company("top", "cn"),
            company("sub", "sg", parent="top"),
            company("joint", "sg", type="JointVenture", parents=("top", "sub")),
        ],
        [],
    )
    owned = Ownership([], world, DAY)
    assert owned.share_from("sub", "cn") == percent(50, 100)
    assert owned.more_than_half_from("sub", "cn") is True
    assert owned.share_from("joint", "cn") == percent(0, 100)
    sold = holds("top", "sub", polarity="negated", valid_from="2024-05-01")
    assert Ownership([sold], world, DAY).more_than_half_from("sub", "cn") is None


def test_what_is_gathered_is_enough() -> None:
    told = [
        holds("sg2-co", "sg-co", "80"),
        holds("cn-co", "sg2-co", "60"),
        holds("us-co", "sg3-co"),
        holds("lost", "cn-co", "1"),
        holds("cn", "lost", predicate="headquartered_in"),
    ]
    found = gather_owners("sg-co", WORLD, Shelf(told).fetch)
    assert {s.id for s in found} == {s.id for s in told if s.subject != "sg3-co"}


NAMES = [f"{name}-co" for name in SEATS] + ["lost"]
parts = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.integers(0, 100),
    st.sampled_from(["exactly", "over", "under", "about"]),
).filter(lambda told: told[0] != told[1])


def statements(told: Iterable[tuple[str, str, int, str]]) -> list[Statement]:
    return [
        holds(a, b, str(p), r, asserted_on=f"2020-01-{n:02}")
        for n, (a, b, p, r) in enumerate(told, 1)
    ]


@given(st.lists(parts, max_size=12), st.sampled_from(NAMES))
def test_shares_are_shares(told: list[tuple[str, str, int, str]], asked: str) -> None:
    owned = Ownership(statements(told), WORLD, DAY)
    shares = [owned.share_from(asked, region) for region in ("cn", "us", "sg")]
    assert all(0 <= low <= high <= 1 for low, high in shares)
    for held in owned.holdings.values():
        assert sum(h.low for h in held) <= 1


@given(st.lists(parts, max_size=12), st.sampled_from(NAMES))
def test_the_solution_solves_its_equations(
    told: list[tuple[str, str, int, str]], asked: str
) -> None:
    """Each holder's own inside, computed for itself, gives the company's: the sum over holders."""
    owned = Ownership(statements(told), WORLD, DAY)
    through = sum(
        h.low * (1 if owned.is_from(h.holder, "cn") else owned.share_from(h.holder, "cn").low)
        for h in owned.holdings.get(asked, ())
    )
    assert owned.share_from(asked, "cn").low == through


@given(st.lists(parts, max_size=12), st.sampled_from(NAMES))
def test_a_sure_majority_is_possible(told: list[tuple[str, str, int, str]], asked: str) -> None:
    owned = Ownership(statements(told), WORLD, DAY)
    if owned.share_from(asked, "cn").low > Fraction(1, 2):
        assert owned.more_than_half_from(asked, "cn") is not False
