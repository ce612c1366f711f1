"""Reads Markdown: its front matter, and its words without the marks inside lines.

The stored text is the file's without front matter, fenced code, comments, tags, link targets and
emphasis; the lines of a paragraph are put together, as Markdown does. Of the front matter,
`id title published date publisher url language lang` are read and other keys ignored.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import BinaryIO

import yaml

from kg.errors import UnreadableDocument
from loaders.readers.assemble import Found, checked, document
from loaders.readers.origin import Origin, Reading, whole
from loaders.readers.structured import words_of
from loaders.readers.text import decoded
from loaders.segment import blocks_of, mark_of

LONGEST_FRONT_MATTER = 20_000
HEAD_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
FENCE = re.compile(r" {0,3}(```+|~~~+)")
COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,2000}(?: \"[^\"\n]{0,300}\")?\)")
LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,2000}(?: \"[^\"\n]{0,300}\")?\)")
EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|`{1,2})(?=\S)([^*_`\n]{1,500})(?<=\S)\1")
UNDERSCORED = re.compile(r"(?<!\w)_(?=\S)([^_\n]{1,500})(?<=\S)_(?!\w)")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")
HARD_BREAK = re.compile(r"(?: {2}|\\)$")


def read_markdown(stream: BinaryIO, origin: Origin) -> Iterator[Reading]:
    """Read a Markdown file as one document."""
    found, body = front_matter(decoded(whole(stream, origin), origin.place), origin.place)
    body = COMMENT.sub("", checked(body, origin.place))
    text = checked("\n".join(map(bare, unwrapped(without_code(body)))), origin.place)
    yield document(origin, text, blocks_of(text, title=found.title or ""), found)


def front_matter(text: str, place: str) -> tuple[Found, str]:
    """Part the YAML at the head of a file from the text below it."""
    head_end = HEAD_END.search(text, 4, LONGEST_FRONT_MATTER) if text[:4] == "---\n" else None
    if not head_end:
        return Found(), text
    try:
        head: object = yaml.load(text[4 : head_end.start()], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableDocument(
            f"{place}: front matter that is not YAML ({' '.join(str(error).split())}); mend it"
        ) from error
    if not isinstance(head, dict):
        return Found(), text
    return stated(head, place), text[head_end.end() :]


def stated(head: dict[str, object], place: str) -> Found:
    """Take what is known of a document from its front matter."""
    keys = ("id", "title", "published", "date", "publisher", "url", "language", "lang")
    words = {key: words_of(head.get(key), key, place) for key in keys}
    return Found(
        id=words["id"],
        title=words["title"],
        published=words["published"] or words["date"],
        publisher=words["publisher"],
        url=words["url"],
        language=words["language"] or words["lang"],
    )


def without_code(text: str) -> Iterator[str]:
    """Give the lines outside fenced code; a fence that is never closed opens nothing."""
    held: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if fence and mark and mark.group(1).startswith(fence) and not line[mark.end() :].strip():
            held, fence = [], ""
        elif fence:
            held.append(line)
        elif mark:
            held, fence = [line], mark.group(1)
        else:
            yield line
    yield from held


def unwrapped(lines: Iterable[str]) -> Iterator[str]:
    """Put the lines of a paragraph, bullet or quote together."""
    held: list[str] = []
    for line in lines:
        words = continuation(held, line) if held else ""
        if words:
            held.append(words)
            continue
        if held:
            yield " ".join(held)
        held = [line]
    yield " ".join(held)


def continuation(held: list[str], line: str) -> str:
    """Give the words with which a line goes on with those before it, if it does."""
    first, words = held[0].strip(), line.strip()
    if not is_prose(first) or HARD_BREAK.search(held[-1]):
        return ""
    if first.startswith(">"):
        words = words.lstrip("> ") if words.startswith(">") else words
    return words if is_prose(words) and not mark_of(words) else ""


def is_prose(words: str) -> bool:
    """Say whether a line may be part of a paragraph: no heading, table row, rule or blank."""
    worded = any(map(str.isalnum, words))
    return worded and not words.startswith(("#", "|")) and " | " not in words


def bare(line: str) -> str:
    """Take the marks inside a line off its words."""
    line = LINK.sub(r"\1", IMAGE.sub("", TAG.sub("", line)))
    line = UNDERSCORED.sub(r"\1", EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", line)))
    return unescape(ESCAPE.sub(r"\1", line)).rstrip("\\")
