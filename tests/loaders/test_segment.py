"""Blocks of plain texts, in every script and at every size."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.segment import blocks_of

TEXT = """More
    HomeAI NewsTechProvider Leaves Ruritania as Rules Tighten

    Provider Leaves Ruritania as Rules Tighten

    Partners stay for now

    • First point: the service ends on 9 July.
    • Second point: partners
      go on until autumn.

    The provider will close its service in Ruritania, it said on Monday. Customers were told by
    e-mail that access ends on 9 July, and that credit will be refunded to the card
    that was charged.

    What stays

    1. Cloud contracts of large firms.
    2. Licences sold before June.

    Must Read
"""


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    return [
        (block.kind.value, text[block.start : block.end]) for block in blocks_of(text, title=title)
    ]


def test_a_pasted_news_page_falls_into_its_parts() -> None:
    found = [(kind, words.split("\n")[0]) for kind, words in kinds(TEXT)]
    assert found == [
        ("heading", "More"),
        ("heading", "HomeAI NewsTechProvider Leaves Ruritania as Rules Tighten"),
        ("title", "Provider Leaves Ruritania as Rules Tighten"),
        ("heading", "Partners stay for now"),
        ("bullet", "First point: the service ends on 9 July."),
        ("bullet", "Second point: partners"),
        (
            "paragraph",
            "The provider will close its service in Ruritania, it said on Monday. "
            "Customers were told by",
        ),
        ("heading", "What stays"),
        ("bullet", "Cloud contracts of large firms."),
        ("bullet", "Licences sold before June."),
        ("heading", "Must Read"),
    ]


def test_lines_broken_to_fit_a_page_make_one_block() -> None:
    paragraph = next(words for kind, words in kinds(TEXT) if kind == "paragraph")
    assert paragraph.endswith("that was charged.")
    bullet = next(words for _, words in kinds(TEXT) if words.startswith("Second"))
    assert bullet.split() == ["Second", "point:", "partners", "go", "on", "until", "autumn."]


def test_whole_sentences_on_lines_of_their_own_stay_apart() -> None:
    text = "Q. Does this apply to others?\nA. No, it does not apply to them.\nNobody asked."
    assert [words for _, words in kinds(text)] == text.split("\n")


def test_a_line_that_a_longer_word_would_still_have_fitted_on_is_a_heading() -> None:
    text = (
        "Notice to all customers\n"
        "The provider will close its service in Ruritania on 9 July 2024, as it\n"
        "announced in its letter of 24 June to developers and to the large firms\n"
        "that it serves."
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("• Azure stays", "Azure stays"),
        ("- Azure stays", "Azure stays"),
        ("* Azure stays", "Azure stays"),
        ("– Azure stays", "Azure stays"),
        ("12. Azure stays", "Azure stays"),
        ("3) Azure stays", "Azure stays"),
        ("(a) Azure stays", "Azure stays"),
        ("b. Azure stays", "Azure stays"),
        ("(iv) Azure stays", "Azure stays"),
        ("1.2. Azure stays", "Azure stays"),
        ("・サービスは中国で利用できません", "サービスは中国で利用できません"),
        ("一、服务在中国不可用", "服务在中国不可用"),
        ("（二）服务在中国不可用", "服务在中国不可用"),
        ("\u200f• الخدمة غير متاحة في الصين", "الخدمة غير متاحة في الصين"),
    ],
)
def test_the_mark_of_a_bullet_is_outside_its_block(line: str, words: str) -> None:
    assert ("bullet", words) in kinds(f"Before this stands a sentence.\n\n{line}\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        "-5 degrees were measured.",
        "3.5 million users are cut off.",
        "A. No, it does not.",
        "Q: Who is cut off?",
        "2024 was the year of the ban.",
        "*OpenAI* will leave.",
    ],
)
def test_what_only_looks_like_a_mark_stays(line: str) -> None:
    assert kinds(f"A sentence stands first.\n\n{line}")[1] == ("paragraph", line)


def test_deeper_bullets_have_higher_levels() -> None:
    text = "Lists:\n\n- one\n  - two\n    - three\n  - two\n- one"
    levels = [block.level for block in blocks_of(text) if block.kind == "bullet"]
    assert levels == [1, 2, 3, 2, 1]


def test_numbered_headings_stand_alone_and_numbered_items_in_a_row() -> None:
    text = (
        "A paper on rules\n\nFirst a sentence.\n\n1. Background\n\nA sentence.\n\n2. Scope\n\n"
        "The steps are these.\n\n1. Ask the provider\n\n2. Ask the regulator\n\n3. Wait"
    )
    assert kinds(text)[2] == ("heading", "Background")
    assert kinds(text)[4] == ("heading", "Scope")
    assert [kind for kind, _ in kinds(text)[-3:]] == ["bullet", "bullet", "bullet"]


def test_hashes_give_headings_their_level() -> None:
    text = "# AI\n\nA sentence.\n\n### What stays ###\n\nAnother."
    blocks = blocks_of(text)
    assert kinds(text)[0] == ("title", "AI")
    assert kinds(text)[2] == ("heading", "What stays")
    assert blocks[2].level == 3


@pytest.mark.parametrize(
    "line",
    [
        "Home > Analysis > China | Subscribe | Share",
        "Issue 61 | Read in browser | Unsubscribe",
        "Reporting by the desk. Our standards: accuracy",
        "(This version corrects the day)",
        "the list is not complete",
        "What the letter leaves open:",
    ],
)
def test_menus_and_fragments_are_no_headings(line: str) -> None:
    text = f"The headline of the piece\n\n{line}\n\nA sentence follows."
    assert kinds(text)[1] == ("paragraph", line)


@pytest.mark.parametrize(
    "line", ["Who is affected?", "Italy:", "iPhone sales fall", "DEFINITIONS.", "不可用的功能"]
)
def test_short_lines_over_a_text_are_headings(line: str) -> None:
    text = f"The headline of the piece\n\nA sentence.\n\n{line}\n\nA sentence follows."
    assert kinds(text)[2] == ("heading", line)


def test_a_known_title_marks_its_line() -> None:
    text = "Announcements of the firm\n\nLEAVING RURITANIA\n\nA sentence follows."
    assert kinds(text, "Leaving Ruritania")[1] == ("title", "LEAVING RURITANIA")
    assert kinds(text)[0] == ("title", "Announcements of the firm")


def test_one_line_is_a_paragraph_and_not_a_title() -> None:
    assert kinds("OpenAI leaves Ruritania") == [("paragraph", "OpenAI leaves Ruritania")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_many_short_lines_are_a_list(gap: str) -> None:
    names = ["Albania", "Algeria", "Andorra", "Angola", "Argentina", "Armenia", "Australia"]
    text = "Where we serve\n\nWe serve these places:\n\n" + gap.join(names)
    assert [words for kind, words in kinds(text) if kind == "bullet"] == names


def test_rows_of_a_markdown_table_have_cells() -> None:
    text = "Status by place\n\n| Place | API |\n|---|:--|\n| China | no \\| closed |\n| EU | |\n"
    rows = [block for block in blocks_of(text) if block.kind == "table"]
    assert [row.level for row in rows] == [0, 1, 2]
    cells = [[text[cell.start : cell.end] for cell in row.cells] for row in rows]
    assert cells == [["Place", "API"], ["China", "no \\| closed"], ["EU", ""]]


def test_rows_of_a_markdown_table_may_be_without_outer_bars() -> None:
    text = "Place | API\n--- | ---\nChina | no\n"
    rows = [[text[c.start : c.end] for c in block.cells] for block in blocks_of(text)]
    assert rows == [["Place", "API"], ["China", "no"]]


def test_rows_parted_by_tabs_keep_empty_cells() -> None:
    text = "A sentence.\n\n\tChina\tEU\nAPI\tno\tyes\nApp\t\tyes"
    rows = [block for block in blocks_of(text) if block.kind == "table"]
    cells = [[text[cell.start : cell.end] for cell in row.cells] for row in rows]
    assert cells == [["", "China", "EU"], ["API", "no", "yes"], ["App", "", "yes"]]


def test_lines_set_in_with_a_tab_are_no_table() -> None:
    assert {kind for kind, _ in kinds("\tA first sentence.\n\tA second one.")} == {"paragraph"}


def test_quotes_leave_their_arrows_out() -> None:
    text = "A sentence.\n\n> We leave.\n> > So do we.\n\nAnother."
    assert kinds(text)[1:3] == [("quote", "We leave."), ("quote", "So do we.")]


def test_rules_and_stars_part_and_give_nothing() -> None:
    assert kinds("One sentence.\n---\nAnother.\n* * *\n…\nThird.") == [
        ("paragraph", "One sentence."),
        ("paragraph", "Another."),
        ("paragraph", "Third."),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "---\n***", "\ufeff\u200b"])
def test_no_words_give_no_blocks(text: str) -> None:
    assert blocks_of(text) == ()


LONGEST_NUMBER = 5
"""Letters and digits in a mark that stands outside its block, as in "(viii)"."""

MARKS = ["\n", "\n\n", "\r\n", "\u2028", " ", "\t", "- ", "• ", "1. ", "(a) ", "# ", "> ", "|"]
WORDS = [
    "|---|",
    "Q: ",
    "a",
    "Word",
    "word.",
    "中国",
    "不可用。",
    "الصين",
    "ไทย",
    "हिन्दी",
    "🚀",
    "\x00",
]
PARTS = st.sampled_from([*MARKS, *WORDS])


@settings(max_examples=300, deadline=None)
@example("1. \n- |")
@given(st.lists(st.one_of(PARTS, st.text(max_size=12)), max_size=60).map("".join))
def test_blocks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    at = 0
    for block in blocks_of(text):
        assert at <= block.start < block.end <= len(text)
        assert any(map(str.isalnum, text[block.start : block.end]))
        at = block.end
        inside = block.start
        for cell in block.cells:
            assert inside <= cell.start <= cell.end <= block.end
            inside = cell.end


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PARTS, st.text(max_size=12)), max_size=60).map("".join))
def test_blocks_hold_every_word(text: str) -> None:
    outside = list(text)
    for block in blocks_of(text):
        outside[block.start : block.end] = " " * (block.end - block.start)
    signs = ["".join(filter(str.isalnum, word)) for word in "".join(outside).split()]
    assert all(len(sign) <= LONGEST_NUMBER for sign in signs), signs


@pytest.mark.parametrize(
    "unit",
    ["word ", "x", "|a", "a\t", "> ", "a. ", "[", "* ", "ab\n", "A\n\n", "- a\n", "a|b\n-|-\n"],
)
def test_long_texts_of_one_shape_do_not_stall(unit: str) -> None:
    """A reader that is quadratic in any of these runs into the test's time limit."""
    text = unit * (400_000 // len(unit))
    assert all(0 <= b.start < b.end <= len(text) for b in blocks_of(text))
