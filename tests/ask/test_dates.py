"""Dates in questions: the day that is taken, and the words that say why."""

from datetime import date

import pytest

from kg.ask.dates import dated, no_day

ON = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("text", "role", "taken"),
    [
        ("on 2024-07-15", "as_of", "2024-07-15"),
        ("on 15 july 2024", "as_of", "2024-07-15"),
        ("on the 15th of july 2024", "as_of", "2024-07-15"),
        ("on july 15, 2024", "as_of", "2024-07-15"),
        ("on 1 july", "as_of", "2025-07-01"),
        ("on 1 november", "as_of", "2024-11-01"),
        ("in april 2023", "as_of", "2023-04-30"),
        ("in 2024-02", "as_of", "2024-02-29"),
        ("in 2025", "as_of", "2025-10-01"),
        ("in october 2025", "as_of", "2025-10-01"),
        ("in 2027", "as_of", "2027-12-31"),
        ("in q3 2024", "as_of", "2024-09-30"),
        ("in early 2024", "as_of", "2024-04-30"),
        ("at the end of 2023", "as_of", "2023-12-31"),
        ("before july 2024", "as_of", "2024-06-30"),
        ("by july 2024", "as_of", "2024-07-31"),
        ("yesterday", "as_of", "2025-09-30"),
        ("last year", "as_of", "2024-12-31"),
        ("last month", "as_of", "2025-09-30"),
        ("this year", "as_of", "2025-10-01"),
        ("next week", "as_of", "2025-10-12"),
        ("two weeks ago", "as_of", "2025-09-17"),
        ("3 months ago", "as_of", "2025-07-01"),
        ("a year ago", "as_of", "2024-10-01"),
        ("since june 2024", "start", "2024-05-31"),
        ("since 9 july 2024", "start", "2024-07-08"),
        ("after 9 july 2024", "start", "2024-07-09"),
        ("from june 2024", "start", "2024-06-01"),
        ("known on 1 july 2024", "known_on", "2024-07-01"),
        ("what did we know on 1 july 2024", "known_on", "2024-07-01"),
    ],
)
def test_a_date_is_read(text: str, role: str, taken: str) -> None:
    ((_, found),) = dated(text, ON)
    assert (found.role, found.taken.isoformat()) == (role, taken)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("on 2024-07-15", ""),
        ("on 1 july", "the last that has come"),
        ("in april 2023", "its last day counts"),
        ("in 2025", "it is not over: today counts"),
        ("before july 2024", "the day before it"),
        ("since 9 july 2024", "compared with the day before it"),
        ("from june 2024", "from its first day on"),
    ],
)
def test_a_choice_of_day_is_said(text: str, how: str) -> None:
    ((_, found),) = dated(text, ON)
    assert found.how == how


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("between 1 july 2024 and 22 october 2024", "2024-07-01", "2024-10-22"),
        ("between may and august 2023", "2023-05-01", "2023-08-31"),
        ("from november to february 2024", "2023-11-01", "2024-02-29"),
        ("from 2024-01-01 until 2024-02-01", "2024-01-01", "2024-02-01"),
        ("since 2023 till march 2024", "2022-12-31", "2024-03-31"),
    ],
)
def test_a_stretch_has_two_ends(text: str, first: str, last: str) -> None:
    (_, start), (_, end) = dated(text, ON)
    assert (start.role, start.taken.isoformat()) == ("start", first)
    assert (end.role, end.taken.isoformat()) == ("end", last)


@pytest.mark.parametrize("text", ["it may march on", "gpt-2024", "a 2023x", "route 66"])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert dated(text, ON) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("on 31 february 2024", "31 february 2024"), ("2024-13-01", "2024-13-01"), ("1 may", None)],
)
def test_what_is_no_day_of_the_calendar_is_named(text: str, words: str | None) -> None:
    assert no_day(text, ON) == words
