"""Who serves a region: providers with their services, as far as anybody speaks of them."""

from collections.abc import Iterator
from datetime import date

import pytest

from kg.model.answer import ProviderVerdict, Status
from kg.model.entity import Entity
from kg.model.statement import Statement
from kg.model.world import World
from kg.reason.availability import judge, serving
from kg.reason.question import Question
from kg.reason.relevant import Lookup, Shelf, gather_for_region
from tests.stories import Story, labelled, shared_world, stories

WORLD = World(*shared_world())
CASE = next(s for s in stories() if s.title == "Microsoft still serves China in July 2024")


def told(**says: dict[str, object]) -> list[Statement]:
    return [statement for _, statement in labelled(says)]


def serves(region: str, day: str, statements: list[Statement], **more: str) -> dict[str, bool]:
    found = serving(region, date.fromisoformat(day), statements, WORLD, **more)
    return {provider.provider: provider.serves for provider in found}


def first_case(day: str) -> dict[str, ProviderVerdict]:
    found = serving("cn", date.fromisoformat(day), CASE.statements.values(), CASE.world)
    return {provider.provider: provider for provider in found}


def test_microsoft_serves_china_and_openai_does_not() -> None:
    found = first_case("2024-07-09")
    assert {name: p.serves for name, p in found.items()} == {"microsoft": True, "openai": False}
    assert [s.subject for s in found["microsoft"].services] == ["azure", "azure-openai"]
    assert {s.subject: s.status for s in found["openai"].services} == {
        "chatgpt": Status.UNAVAILABLE,
        "openai-api": Status.UNAVAILABLE,
    }


def test_an_announced_end_is_told_before_its_date() -> None:
    openai = first_case("2024-07-02")["openai"]
    api = next(s for s in openai.services if s.subject == "openai-api")
    assert (api.status, api.until, len(api.upcoming)) == (Status.UNKNOWN, "2024-07-09", 1)


def test_nobody_spoken_of_nobody_listed() -> None:
    assert serves("cn", "2024-07-09", []) == {}
    assert serves("jp", "2024-07-09", list(CASE.statements.values())) == {}


def test_a_provider_serves_by_one_of_its_services() -> None:
    said = told(
        api={"says": "openai-api available_in it", "told": "2023-04-01", "by": "openai"},
        chat={"says": "chatgpt not available_in it", "told": "2023-04-01", "by": "openai"},
    )
    assert serves("it", "2023-04-10", said) == {"openai": True}


def test_unofficial_access_is_no_service() -> None:
    trick = {"says": "chatgpt available_in cn", "channel": "unofficial", "told": "2024-01-01"}
    found = serving("cn", date(2024, 2, 1), told(trick=trick), WORLD)
    assert [(p.provider, p.serves) for p in found] == [("openai", False)]
    assert [len(s.unofficial) for s in found[0].services] == [1]


def test_what_holds_for_a_bloc_holds_for_who_serves_a_member() -> None:
    launch = {"says": "claude-ai available_in eu", "valid_from": "2024-05-14", "by": "anthropic"}
    assert serves("fr", "2024-06-01", told(launch=launch)) == {"anthropic": True}
    assert serves("gb", "2024-06-01", told(launch=launch)) == {}


def test_an_order_alone_names_the_provider_too() -> None:
    order = {"says": "garante restricts deepseek-app", "told": "2025-01-30", "by": "garante"}
    found = serving("it", date(2025, 2, 1), told(order=order), WORLD)
    assert [(p.provider, p.status) for p in found] == [("deepseek", Status.LIMITED)]


@pytest.mark.parametrize(("audience", "served"), [("enterprises", True), ("individuals", False)])
def test_it_is_asked_for_an_audience(audience: str, served: bool) -> None:  # noqa: FBT001 - a case
    said = told(
        enterprises={
            "says": "azure-openai available_in cn", "audience": "enterprises",
            "told": "2024-10-18", "by": "microsoft",
        },
        individuals={
            "says": "azure-openai not available_in cn", "audience": "individuals",
            "told": "2024-10-18", "by": "microsoft",
        },
    )  # fmt: skip
    assert serves("cn", "2024-11-01", said, audience=audience) == {"microsoft": served}


def test_a_service_that_nobody_is_known_to_offer_stands_for_itself() -> None:
    entities, memberships = shared_world()
    world = World([*entities, Entity(id="novel", type="Service", name="Novel")], memberships)
    said = told(page={"says": "novel available_in jp", "told": "2024-01-01"})
    found = serving("jp", date(2024, 2, 1), said, world)
    assert [(p.provider, p.serves, len(p.services)) for p in found] == [("novel", True, 1)]


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.title)
def test_each_service_has_the_answer_that_it_has_alone(story: Story) -> None:
    asked, said = story.question, story.statements.values()
    for provider in serving(asked.region, asked.as_of, said, story.world):
        for service in provider.services:
            alone = Question(subject=service.subject, region=asked.region, as_of=asked.as_of)
            assert service == judge(alone, said, story.world)


def test_a_complete_list_that_leaves_the_region_out_names_its_provider() -> None:
    us = {
        "says": "claude-ai available_in us", "listed": "complete", "told": "2024-01-10",
        "publisher": "anthropic",
    }  # fmt: skip
    found = serving("ru", date(2024, 2, 1), told(us=us), WORLD)
    assert [(p.provider, p.serves, p.status) for p in found] == [
        ("anthropic", False, Status.UNAVAILABLE)
    ]
    assert serves("us", "2024-02-01", told(us=us)) == {"anthropic": True}


def test_a_list_of_places_that_are_not_served_says_nothing_of_others() -> None:
    us = {
        "says": "claude-ai not available_in us", "listed": "complete", "told": "2024-01-10",
        "publisher": "anthropic",
    }  # fmt: skip
    assert serves("ru", "2024-02-01", told(us=us)) == {}


def test_an_end_of_a_providers_policy_ends_what_it_shuts_out() -> None:
    said = told(
        page={"says": "claude-ai available_in jp", "told": "2025-08-01", "by": "anthropic"},
        issued={"says": "ownership-rule issued_by anthropic", "told": "2025-09-04"},
        binds={
            "says": "ownership-rule applies_to jp", "audience": "foreign-owned",
            "valid_from": "2025-09-04", "valid_to": "2025-12-01", "by": "anthropic",
        },
    )  # fmt: skip
    (then,) = serving("jp", date(2025, 10, 1), said, WORLD)
    (later,) = serving("jp", date(2025, 12, 24), said, WORLD)
    assert (then.status, later.status) == (Status.LIMITED, Status.AVAILABLE)


def test_as_many_lookups_are_made_however_many_providers_there_are() -> None:
    offered = [e.id for e in WORLD.entities.values() if e.provider]
    page = {f"{i}": {"says": f"{i} available_in jp", "told": "2024-01-01"} for i in offered}
    few, many = lookups(dict(list(page.items())[:1])), lookups(page)
    assert few == many <= 7


def lookups(said: dict[str, dict[str, object]]) -> int:
    """Count the lookups that answer who serves Japan."""
    shelf, made = Shelf(told(**said)), []

    def fetch(lookup: Lookup) -> Iterator[Statement]:
        made.append(lookup)
        return shelf.fetch(lookup)

    gather_for_region("jp", date(2024, 2, 1), WORLD, fetch)
    return len(made)
