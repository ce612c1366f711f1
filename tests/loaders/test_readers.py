"""Files in, documents out: text, Markdown, JSON, and how sources are found."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import BadDate, UnreadableDocument
from kg.model.document import DateOrigin, Document
from loaders.readers import assemble
from loaders.readers.kinds import kind_of
from loaders.readers.read import find, read, read_all


def one(path: Path, published: str | None = None) -> Document:
    (result,) = read(path, published=published)
    assert isinstance(result, Document), result
    return result


def refusal(path: Path) -> str:
    (result,) = read(path)
    assert isinstance(result, UnreadableDocument), result
    return str(result)


def written(path: Path, content: str | bytes) -> Path:
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(data)
    return path


def quoted(document: Document, kind: str) -> list[str]:
    return [document.quote(b.start, b.end) for b in document.blocks if b.kind == kind]


# Text


def test_a_text_is_stored_as_it_stands(tmp_path: Path) -> None:
    text = "  A headline of a text\n\n\tOpenAI leaves 中国 🚀.  \n"
    document = one(written(tmp_path / "note.txt", text))
    assert (document.id, document.text, document.title) == ("note", text, "A headline of a text")
    assert (document.published, document.published_from) == (None, None)
    assert quoted(document, "paragraph") == ["OpenAI leaves 中国 🚀."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_marked_encodings_and_all_line_ends_give_one_text(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    data = f"Où?{newline}Ici.".encode(encoding)
    assert one(written(tmp_path / "a.txt", data)).text == "Où?\nIci."


def test_another_encoding_is_named_with_the_byte_and_not_guessed(tmp_path: Path) -> None:
    words = refusal(written(tmp_path / "a.txt", "abc é".encode("cp1252")))
    assert "a.txt: not UTF-8 at byte 4 (0xE9)" in words
    assert "iconv" in words


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "no words"),
        (b"--- ...", "no words"),
        (b"abc\0def", "zero byte at offset 3"),
        ("abc".encode("utf-16-le"), "byte order mark"),
        (b"abc\x01\x02\x03", "binary"),
        (b"\xed\xa0\x80", "not UTF-8 at byte 0"),
        (b"%PDF-1.7 abc", "call it .pdf"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in refusal(written(tmp_path / "a.txt", data))


def test_a_text_beyond_the_limits_is_refused_with_the_limit(tmp_path: Path) -> None:
    long = written(tmp_path / "long.txt", "word " * (assemble.MOST_CHARACTERS // 5 + 1))
    assert "the limit for one document is 20,000,000" in refusal(long)
    lines = written(tmp_path / "lines.txt", "a\n" * (assemble.MOST_LINES + 1))
    assert "more than 200,000 lines" in refusal(lines)


def test_a_file_beyond_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(5_000_000_000)
    assert "larger than 100 MB" in refusal(path)


# Markdown

MARKDOWN = """---
title: Leaving Ruritania
date: 2024-07-08T09:00:00Z
publisher: Example Times
lang: en
tags: [a, b]
---
# Leaving Ruritania

OpenAI will **block** its [API](https://example.com/a_b) in
Ruritania from _9 July_ &amp; later.<br>

## What `stays`

- Azure OpenAI
  Service
- snake_case_name \\*

> We will leave,
> it said.

| Place | API |
|---|---|
| China | no |

```python
Place | API
```

![A map](map.png)
"""


def test_markdown_gives_its_words_without_marks(tmp_path: Path) -> None:
    document = one(written(tmp_path / "a.md", MARKDOWN))
    assert quoted(document, "title") == ["Leaving Ruritania"]
    assert quoted(document, "paragraph") == [
        "OpenAI will block its API in Ruritania from 9 July & later."
    ]
    assert quoted(document, "heading") == ["What stays"]
    assert quoted(document, "bullet") == ["Azure OpenAI Service", "snake_case_name *"]
    assert quoted(document, "quote") == ["We will leave, it said."]
    assert len(quoted(document, "table")) == 2
    assert "example.com" not in document.text
    assert "tags" not in document.text


def test_front_matter_states_the_date(tmp_path: Path) -> None:
    document = one(written(tmp_path / "a.md", MARKDOWN), published="2020-01-01")
    assert (document.published, document.published_from) == ("2024-07-08", DateOrigin.FILE)
    assert (document.publisher, document.language) == ("Example Times", "en")


@pytest.mark.parametrize(
    ("head", "reason"),
    [("a: [", "not YAML"), ("title: [a]", "'title' is a list"), ("date: 2024-02-31", "calendar")],
)
def test_broken_front_matter_is_reported(tmp_path: Path, head: str, reason: str) -> None:
    assert reason in refusal(written(tmp_path / "a.md", f"---\n{head}\n---\nWords here."))


def test_a_fence_that_is_never_closed_hides_nothing(tmp_path: Path) -> None:
    document = one(written(tmp_path / "a.md", "First.\n\n```\nSecond sentence.\n"))
    assert "Second sentence." in document.text


# JSON


def record(**fields: object) -> str:
    return json.dumps({"text": "OpenAI leaves Ruritania today.", **fields})


def test_a_json_document_keeps_what_it_states(tmp_path: Path) -> None:
    fields: dict[str, object] = {
        "id": "x1",
        "title": "Leaving",
        "published": "2024-07",
        "publisher": "Example",
        "url": "https://example.com",
        "language": "en",
        "text": "Leaving\r\n\r\nOpenAI leaves.",
        "genre": "news",
        "topics": ["a"],
        "source": {"licence": "none"},
    }
    document = one(written(tmp_path / "a.json", record(**fields)), published="1999")
    told = (document.id, document.title, document.published, document.publisher, document.url)
    assert told == ("x1", "Leaving", "2024-07", "Example", "https://example.com")
    assert (document.language, document.text) == ("en", "Leaving\r\n\r\nOpenAI leaves.")
    assert document.published_from is DateOrigin.FILE
    assert [block.kind.value for block in document.blocks] == ["title", "paragraph"]


def test_a_date_from_the_user_fills_in_for_a_missing_one(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", record(published=None))
    document = one(path, published="2024-07-09")
    assert (document.id, document.published) == ("a", "2024-07-09")
    assert document.published_from is DateOrigin.OPTION


def test_a_date_that_is_none_is_refused_before_reading(tmp_path: Path) -> None:
    with pytest.raises(BadDate, match="July"):
        list(read(written(tmp_path / "a.txt", "Words."), published="July 9"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "not JSON"),
        ('{"a": 1}\n{"a": 2}', "call it .jsonl"),
        ("3", "a number, not a document"),
        ("{}", "no 'text'"),
        (record(text=""), "no 'text'"),
        (record(text="  "), "'text': holds no words"),
        (record(text=["a"]), "'text' is a list"),
        (record(title=7), "'title' is a number"),
        (record(id=True), "'id' is true or false"),
        (record(url={}), "'url' is an object"),
        (record(published="July 9"), "'published'"),
        (record(published="2024-02-31"), "calendar"),
        (record(published=20240709), "'published' is a number"),
        (record(id="a\nb"), "do not print"),
        (record(id="a" * 501), "more than 500"),
        (record(title="\ud83d"), "'title': half a character"),
        ('{"text": "abc \\ud83d def"}', "half a character (U+D83D) at offset 4"),
        ('{"text": "abc\\u0000def"}', "binary"),
        ('{"text": ' + "[" * 100_000, "cannot be read"),
        ('{"text": ' + "9" * 10_000 + "}", "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_json_document_is_named(
    tmp_path: Path, content: str, reason: str
) -> None:
    words = refusal(written(tmp_path / "a.json", content))
    assert reason in words
    assert "a.json" in words


def test_a_list_of_documents_gives_each_and_reports_the_broken_one(tmp_path: Path) -> None:
    content = f"[{record(id='a')}, 5, {record()}]"
    first, second, third = read(written(tmp_path / "many.json", content))
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert (first.id, third.id) == ("a", "many-3")
    assert "many.json, document 2: a number" in str(second)


def test_a_broken_line_leaves_the_other_documents(tmp_path: Path) -> None:
    lines = [record(id="a"), record(id="b"), '{"text": ', record(id="d"), record()]
    results = list(read(written(tmp_path / "five.jsonl", "\n".join(lines) + "\n\n")))
    ids = [result.id for result in results if isinstance(result, Document)]
    assert ids == ["a", "b", "d", "five-5"]
    (error,) = (result for result in results if isinstance(result, UnreadableDocument))
    assert "five.jsonl, line 3: not JSON" in str(error)


def test_lines_of_other_bytes_are_reported_by_line(tmp_path: Path) -> None:
    data = record(id="a").encode() + b'\n{"text": "\xe9"}\n' + record(id="c").encode()
    first, second, third = read(written(tmp_path / "a.jsonl", data))
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert "line 2: not UTF-8 at byte 10" in str(second)


# Sources


def names(paths: list[str]) -> list[str]:
    return [source.name for source in find(paths)]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "inner/c.md", "inner/d.log", ".git/e.txt", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        written(path, f"The words of {name}.")
    return tmp_path


def test_folders_give_their_files_in_order_without_hidden_ones(tree: Path) -> None:
    found = list(find([str(tree)]))
    inside = [str(Path(source.name).relative_to(tree)) for source in found]
    assert inside == ["a.txt", "b.txt", "inner/c.md", "inner/d.log"]
    assert [source.supported for source in found] == [True, True, True, False]


def test_patterns_are_expanded_and_a_file_comes_once(tree: Path) -> None:
    paths = [str(tree / "*.txt"), str(tree / "a.txt"), str(tree / "inner" / ".." / "b.txt")]
    assert names(paths) == [str(tree / "a.txt"), str(tree / "b.txt")]
    assert names([str(tree / "**" / "*.md")]) == [str(tree / "inner" / "c.md")]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tree: Path) -> None:
    path = written(tree / "[a].txt", "Words.")
    assert names([str(path)]) == [str(path)]


def test_links_in_a_circle_end(tree: Path) -> None:
    (tree / "inner" / "back").symlink_to(tree, target_is_directory=True)
    assert len(names([str(tree)])) == 4


def test_what_cannot_be_read_is_reported_and_the_rest_is_read(tree: Path) -> None:
    written(tree / "b.txt", b"\xff")
    paths = [str(tree / "none.txt"), str(tree), str(tree / "*.pdf")]
    results = list(read_all(paths))
    assert [result.id for result in results if isinstance(result, Document)] == ["a", "c"]
    errors = [str(result) for result in results if isinstance(result, UnreadableDocument)]
    reasons = ("No such file", "not UTF-8", "no reader for '.log'", "No such file")
    assert len(errors) == len(reasons)
    assert all(reason in error for reason, error in zip(reasons, errors, strict=True))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in refusal(tmp_path / "pipe.txt")


def test_two_documents_that_claim_one_id_are_reported(tmp_path: Path) -> None:
    for folder, words in (("a", "Words."), ("b", "Words."), ("c", "Other words.")):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder / "note.txt", words)
    results = list(read_all([str(tmp_path)]))
    assert [isinstance(result, Document) for result in results] == [True, True, False]
    assert "the id 'note' is taken" in str(results[2])


def test_a_file_name_that_is_no_utf_8_gives_an_id_that_prints(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    assert one(written(path, "Words.")).id == "caf\\udce9"


def test_an_address_is_fetched_only_where_that_is_allowed() -> None:
    (result,) = read_all(["https://example.com/"])
    assert "allow fetching" in str(result)
    (result,) = read_all(["http://127.0.0.1/"], fetch=True)
    assert isinstance(result, UnreadableDocument)
    assert "not on the public web" in str(result)


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ("OpenAI leaves 中国.", "standard-input"),
        (f"{record(id='a')}\n{record(id='b')}\n", "a b"),
        ("<!doctype html><title>A page</title><p>OpenAI leaves.</p>", "standard-input"),
    ],
)
def test_standard_input_is_text_or_documents(content: str, ids: str) -> None:
    program = (
        "from loaders.readers.read import read_all\n"
        "print(*[document.id for document in read_all(['-'])])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, input=content.encode(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == ids


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"[Example Wire] Words", ".txt"),
        (b"{not json", ".txt"),
        (b' \n{"text": 1}', ".json"),
        (b'[ {"text": 1}]', ".json"),
        (b'\xef\xbb\xbf{"a": 1}\n{"a": 2}', ".jsonl"),
        (b"<!DOCTYPE HTML><html>", ".html"),
        (b"\n<!-- saved --><html lang=en>", ".html"),
        (b"%PDF-1.4", ".pdf"),
        (b"PK\x03\x04", ".docx"),
    ],
)
def test_the_first_bytes_tell_the_kind(data: bytes, suffix: str) -> None:
    assert kind_of(data) == suffix
