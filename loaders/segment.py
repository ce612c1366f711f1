"""Cuts a plain text into blocks: title, headings, bullets, paragraphs, table rows, quotes.

One pass over the lines, so the time grows with the text and no faster. Lines are read in groups
parted by blank lines; within a group, lines that were broken to fit a page are put together
again, and every other line stands for itself. A line without a letter or a digit (a rule, a row
of stars) parts groups and gives no block.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from kg.model.document import Block, BlockKind, Span
from loaders.lines import MOST_CELLS, Line, cells_of, groups, table_at

MARK = re.compile(
    r"(?:[•‣◦▪▫●○■□∙⁃*+–—-]|\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}[.)]"
    r"|\((?:[A-Za-z]|[ivx]{1,5})\)|(?:[a-z]|[ivx]{1,5})[.)])\s+"
    r"|(?:[・·•●]|\d{1,3}、|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）)\s*"
)
NUMBER = re.compile(r"[(（]?[\d一二三四五六七八九十]")
HASHES = re.compile(r"#{1,6}\s+")
ARROWS = re.compile(r">[>\s]*")
ASKED = re.compile(r"(?:Q|A|Question|Answer|问|答|問)\s?\d{0,3}\s?[.:：]\s*\S")
SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3}[)”’\"']?[.!?]\s|[。！？].")
CHROME = re.compile(r"(?:\s|^)[|>»›](?:\s|$)")
BRACKETS = "([（「"
CLOSERS = "\"'”’»)]）」』】*_ "
FINAL = tuple(".!;:,…。！：；，、؟۔।॥")
WRAP_WIDTHS = range(30, 131)
LONGEST_WORD = 15
LONGEST_HEADING, LONGEST_LEAD = 160, 30
MOST_HEADING_WORDS, MOST_SHOUTED_WORDS = 22, 10
FEWEST_TITLE_WORDS, FEWEST_WIDE_SIGNS = 3, 8
LIST_IN_A_GROUP, LIST_OF_GROUPS = 3, 6


class Draft(NamedTuple):
    """A block in the making: its kind may still change with what stands around it.

    `mark` is the bullet, number or hashes before the words, `indent` is where it stands, and
    `alone` tells that nothing else is in its group.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    mark: str = ""
    indent: int = 0
    level: int = 0
    cells: tuple[Span, ...] = ()
    alone: bool = False

    @property
    def numbered(self) -> bool:
        """Whether a number stands before the words."""
        return NUMBER.match(self.mark) is not None

    @property
    def unmarked_heading(self) -> bool:
        """Whether it is a heading by its looks alone."""
        return self.kind is BlockKind.HEADING and not self.mark

    def block(self) -> Block:
        """Give the block that the draft has become."""
        return Block(
            kind=self.kind, start=self.start, end=self.end, level=self.level, cells=self.cells
        )


def blocks_of(text: str, *, title: str = "") -> tuple[Block, ...]:
    """Cut a text into blocks, in order and apart from each other.

    A title known from elsewhere marks the line that repeats it; without one, the first line at
    the head of the text that reads like a title is taken.
    """
    drafts: list[Draft] = []
    for group in groups(text):
        drafts.extend(draft for draft in drafts_of(group) if any(map(str.isalnum, draft.text)))
    drafts = listed(titled(chaptered(nested(drafts)), title))
    return tuple(draft.block() for draft in drafts)


def drafts_of(group: Sequence[Line]) -> Iterator[Draft]:
    """Give the drafts of a group: tables as rows, everything else as runs of lines."""
    at = 0
    while at < len(group):
        table = table_at(group, at)
        end = at + table.size if table else end_of_run(group, at)
        if table:
            yield from rows_of(group[at:end], table.parter)
        else:
            yield from run_of(group[at:end], alone=end - at == len(group))
        at = end


def end_of_run(group: Sequence[Line], at: int) -> int:
    """Find where the run that starts here ends: at the next mark or table."""
    end = at + 1
    while end < len(group) and not (mark_of(group[end].text) or table_at(group, end)):
        end += 1
    return end


def rows_of(rows: Iterable[Line], parter: re.Pattern[str]) -> Iterator[Draft]:
    """Give a draft for each row of a table, with its cells; one with too many is no row."""
    worded = (line for line in rows if any(map(str.isalnum, line.text)))
    for level, line in enumerate(worded):
        cells = tuple(cells_of(line, parter))
        start, end = min(line.start, cells[0].start), max(line.end, cells[-1].end)
        if len(cells) > MOST_CELLS:
            yield Draft(BlockKind.PARAGRAPH, line.text, start, end)
        else:
            yield Draft(BlockKind.TABLE, line.text, start, end, level=level, cells=cells)


# Runs of lines: what continues what, and what each is.


def mark_of(text: str) -> str:
    """Give the mark that opens a line: arrows of a quote, hashes, a bullet or a number."""
    if ASKED.match(text):
        return ""
    found = ARROWS.match(text) or HASHES.match(text) or MARK.match(text)
    worded = found and any(map(str.isalnum, text[found.end() :]))
    return found.group() if found and worded else ""


def run_of(run: Sequence[Line], *, alone: bool) -> Iterator[Draft]:
    """Give the drafts of a run of lines, of which only the first may have a mark.

    A line that closes a run stands over nothing, so it is no heading of what came before.
    """
    chunks = chunks_of(run)
    drafts = [draft_of(chunk, alone=alone and len(chunks) == 1) for chunk in chunks]
    if len(drafts) > 1 and drafts[-1].unmarked_heading and not drafts[-2].unmarked_heading:
        drafts[-1] = drafts[-1]._replace(kind=BlockKind.PARAGRAPH, level=0)
    yield from drafts


def chunks_of(run: Sequence[Line]) -> list[list[Line]]:
    """Put together the lines that were broken only to fit a page."""
    width = wrap_width(run)
    chunks = [[run[0]]]
    for before, line in pairwise(run):
        flows = line.text[0].islower() and not ends(before.text)
        if flows or (width and is_full(before, line, width)):
            chunks[-1].append(line)
        else:
            chunks.append([line])
    return chunks


def wrap_width(run: Sequence[Line]) -> int:
    """Find the width at which a run of lines was broken; 0 where it was not."""
    width = max(len(line.text) for line in run)
    if len(run) < 2 or width not in WRAP_WIDTHS:
        return 0
    full = [before for before, line in pairwise(run) if is_full(before, line, width)]
    evident = any(not ends(line.text) for line in full)
    return width if evident and 2 * len(full) >= len(run) - 1 else 0


def is_full(before: Line, line: Line, width: int) -> bool:
    """Say whether the next line's first word would not have fitted any more."""
    word = line.text[:LONGEST_WORD].split(maxsplit=1)[0]
    return len(before.text) + 1 + len(word) > 0.9 * width


def ends(text: str) -> bool:
    """Say whether a line ends like a sentence or a clause."""
    return text[-40:].rstrip(CLOSERS).endswith((*FINAL, "?", "？"))


def draft_of(chunk: Sequence[Line], *, alone: bool) -> Draft:
    """Say what a line, or lines put together, is by its mark and its looks."""
    first, last = chunk[0], chunk[-1]
    mark = mark_of(first.text)
    start = first.start + len(mark)
    text = " ".join((first.text[len(mark) :], *(line.text for line in chunk[1:])))
    draft = Draft(kind_of(mark), text, start, last.end, mark, first.indent, alone=alone)
    if draft.kind is BlockKind.HEADING:
        return hashed(draft)
    heading = not mark and reads_like_heading(draft.text)
    return draft._replace(kind=BlockKind.HEADING, level=1) if heading else draft


def kind_of(mark: str) -> BlockKind:
    """Give the kind of block that a mark opens."""
    kinds = {"": BlockKind.PARAGRAPH, "#": BlockKind.HEADING, ">": BlockKind.QUOTE}
    return kinds.get(mark[:1], BlockKind.BULLET)


def hashed(draft: Draft) -> Draft:
    """Give a heading its level and take off the hashes that close it."""
    bare = draft.text.rstrip("# ") or draft.text
    end = draft.end - (len(draft.text) - len(bare))
    return draft._replace(text=bare, end=end, level=draft.mark.count("#"))


def reads_like_heading(text: str) -> bool:
    """Say whether a line reads like a heading: short, no sentence, not in small letters."""
    if len(text) > LONGEST_HEADING or len(text) + 2 * wide(text) > LONGEST_HEADING:
        return False
    words = text.split()
    if len(words) > MOST_HEADING_WORDS:
        return False
    if words[0].islower() or text[0] in BRACKETS or ASKED.match(text) or CHROME.search(text):
        return False
    if not any(map(str.isalpha, text)) or SENTENCE_INSIDE.search(text):
        return False
    bare = text.rstrip(CLOSERS)
    if bare.endswith((":", "：")):
        return len(text) <= LONGEST_LEAD and capitalised(words)
    return not bare.endswith(FINAL) or (text.isupper() and len(words) <= MOST_SHOUTED_WORDS)


def capitalised(words: Sequence[str]) -> bool:
    """Say whether no word of more than three letters is in small letters."""
    return not any(word.islower() and len(word.rstrip(":")) > 3 for word in words)


# What only the blocks around can tell.


def nested(drafts: Iterable[Draft]) -> list[Draft]:
    """Give each bullet its depth, by the indents of the bullets above it."""
    result: list[Draft] = []
    indents: list[int] = []
    for draft in drafts:
        if draft.kind is not BlockKind.BULLET:
            result.append(draft)
            indents = [] if draft.kind is BlockKind.HEADING else indents
            continue
        indents = [*takewhile(draft.indent.__gt__, indents), draft.indent]
        result.append(draft._replace(level=len(indents)))
    return result


def chaptered(drafts: Sequence[Draft]) -> list[Draft]:
    """Turn numbered lines that are headings ("1. Background") into such, unless in a list."""
    result = []
    for at, draft in enumerate(drafts):
        beside = [*drafts[max(at - 1, 0) : at], *drafts[at + 1 : at + 2]]
        chapter = draft.alone and not any(other.numbered for other in beside)
        shouted = draft.text.isupper()
        heading = draft.numbered and (chapter or shouted) and reads_like_heading(draft.text)
        result.append(draft._replace(kind=BlockKind.HEADING, level=1) if heading else draft)
    return result


def titled(drafts: list[Draft], title: str) -> list[Draft]:
    """Mark the title, if there is one; the only line of a text is no title."""
    at = place_of(drafts, title) if folded(title) else None
    if at is None and len(drafts) == 1 and drafts[0].unmarked_heading:
        return [drafts[0]._replace(kind=BlockKind.PARAGRAPH, level=0)]
    at = best_title(drafts) if at is None else at
    if at is not None:
        drafts[at] = drafts[at]._replace(kind=BlockKind.TITLE, level=0)
    return drafts


def place_of(drafts: Sequence[Draft], title: str) -> int | None:
    """Find the line near the head of a text that repeats a known title."""
    plain = (BlockKind.HEADING, BlockKind.PARAGRAPH)
    wanted = folded(title)
    same = (
        at
        for at, draft in enumerate(drafts[:10])
        if draft.kind in plain and draft.text and folded(draft.text) == wanted
    )
    return next(same, None)


def best_title(drafts: Sequence[Draft]) -> int | None:
    """Choose among the headings that open a text: the first of enough words, else the first."""
    lead = [*takewhile(lambda draft: draft.kind is BlockKind.HEADING, drafts[:10])]
    names = [folded(draft.text) for draft in lead]
    fit = (at for at in range(len(lead)) if is_title(lead[at]) and not is_menu(names, at))
    return next(fit, 0 if lead else None)


def is_title(draft: Draft) -> bool:
    """Say whether a heading is marked as the widest or has enough words for a title."""
    widest = draft.mark.startswith("#") and draft.level == 1
    worded = len(draft.text.split()) >= FEWEST_TITLE_WORDS
    return widest or worded or wide(draft.text) >= FEWEST_WIDE_SIGNS


def is_menu(names: Sequence[str], at: int) -> bool:
    """Say whether a line is the way to the page, run together with the title that it ends in."""
    return any(names[at] != name and names[at].endswith(name) for name in names)


def wide(text: str) -> int:
    """Count the signs that take the room of two letters or more: Chinese, Japanese, Korean."""
    return sum(sign >= "\u2e80" for sign in text)


def folded(text: str) -> str:
    """Reduce a title to its letters and digits."""
    return "".join(filter(str.isalnum, text.casefold()))


def listed(drafts: Sequence[Draft]) -> list[Draft]:
    """Turn many headings in a row, with no text between them, into the bullets of a list."""
    result: list[Draft] = []
    for (bare, alone), row in groupby(drafts, lambda each: (each.unmarked_heading, each.alone)):
        stretch = list(row)
        if bare and len(stretch) >= (LIST_OF_GROUPS if alone else LIST_IN_A_GROUP):
            head = 0 if result and introduces(result[-1], alone=alone) else 1
            items = (each._replace(kind=BlockKind.BULLET) for each in stretch[head:])
            stretch = [*stretch[:head], *items]
        result.extend(stretch)
    return result


def introduces(draft: Draft, *, alone: bool) -> bool:
    """Say whether a block leads to the list after it, so that the list's first line is an item."""
    if draft.kind is BlockKind.PARAGRAPH:
        return not alone or draft.text.endswith((":", "："))
    return draft.kind in {BlockKind.HEADING, BlockKind.TITLE}
