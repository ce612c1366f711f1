"""Dates as far as the text and its day of publication give them."""

import pytest

from loaders.extractors.dates import dates_in

PUBLISHED = "2024-06-15"  # a Saturday


def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str | None, str | None, str]]:
    return [(w.past, w.future, w.role) for w in dates_in(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("text", "past", "future", "role"),
    [
        ("on 2024-07-09", "2024-07-09", "2024-07-09", "at"),
        ("on July 9, 2024", "2024-07-09", "2024-07-09", "at"),
        ("on 9 July 2024", "2024-07-09", "2024-07-09", "at"),
        ("starting July 9", "2023-07-09", "2024-07-09", "from"),
        ("since 3 March", "2024-03-03", "2025-03-03", "from"),
        ("from January 2025", "2025-01", "2025-01", "from"),
        ("until January 2025", "2025-01", "2025-01", "to"),
        ("in April", "2024-04", "2025-04", "at"),
        ("in 2022", "2022", "2022", "at"),
        ("since late 2022", "2022", "2022", "from"),
        ("in the third quarter of 2024", "2024", "2024", "at"),
        ("today", "2024-06-15", "2024-06-15", "at"),
        ("yesterday", "2024-06-14", "2024-06-14", "at"),
        ("last month", "2024-05", "2024-05", "at"),
        ("next year", "2025", "2025", "at"),
        ("until next year", "2025", "2025", "to"),
        ("two weeks ago", "2024-06", "2024-06", "at"),
        ("on Thursday", "2024-06-13", "2024-06-20", "at"),
        ("on Saturday", "2024-06-15", "2024-06-15", "at"),
        ("on Thursday, 13 June", "2024-06-13", "2025-06-13", "at"),
        ("effective immediately", "2024-06-15", "2024-06-15", "at"),
        ("by 1 May 2024", "2024-05-01", "2024-05-01", "bound"),
        ("am 9. Juli 2024", "2024-07-09", "2024-07-09", "at"),
        ("le 9 juillet 2024", "2024-07-09", "2024-07-09", "at"),
        ("2024年7月9日", "2024-07-09", "2024-07-09", "at"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_given(
    text: str, past: str, future: str, role: str
) -> None:
    assert read(text) == [(past, future, role)]


@pytest.mark.parametrize("text", ["the H20 chip", "you may use it", "they march on"])
def test_what_is_no_date_gives_none(text: str) -> None:
    assert not [past for past, _, _ in read(text) if past and len(past) > 4]


def test_without_a_day_of_publication_only_whole_dates_are_read() -> None:
    assert read("on Thursday, last month, on July 9 and on 9 July 2024", None) == [
        ("2024-07-09", "2024-07-09", "at")
    ]
