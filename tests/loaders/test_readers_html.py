"""Web pages in, documents out."""

from pathlib import Path

import pytest

from kg.errors import UnreadableDocument
from kg.model.document import DateOrigin, Document
from loaders.readers.read import read

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>OpenAI leaves Ruritania | Times</title>
<meta property="og:site_name" content="Example Times">
{dates}
<link rel="canonical" href="https://example.com/a"></head><body>
<nav><a href="/">Home</a> <a href="/ai">AI News</a></nav><div class="cookie">Accept cookies?</div>
<article><h1>OpenAI leaves Ruritania</h1>
<p>OpenAI will block its <b>API</b> in Ruritania<br>from 9 July, it <a href="/x">said</a>. This
paragraph has as many words as a paragraph of an article has, so that it counts as one.</p>
<h2>What stays</h2>
<ul><li>Azure OpenAI Service &amp; its customers</li><li>Partners<ul><li>A local one</li></ul></li>
</ul>
<blockquote>
<p>We will take steps, a spokesperson said in a statement to the paper.</p></blockquote>
<table><tr><th>Service</th><th>Status</th></tr><tr><td>ChatGPT</td><td>un|available</td></tr>
<tr><td>Azure</td><td></td></tr></table>
<script>var hidden = 1</script>
<p>The last paragraph has as many words as the first one had, or nearly as many as that.</p>
</article><footer>Copyright 2026 Example Times</footer></body></html>"""
DATES = (
    '<meta property="article:published_time" content="2024-07-08T10:00:00Z">'
    '<meta property="article:modified_time" content="2024-07-10T10:00:00Z">'
)


def page(tmp_path: Path, content: str | bytes, published: str | None = None) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (result,) = read(path, published=published)
    if isinstance(result, UnreadableDocument):
        raise result
    return result


def test_an_article_is_read_without_what_stands_around_it(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE.format(dates=DATES))
    found = [(b.kind.value, b.level, document.quote(b.start, b.end)) for b in document.blocks]
    first, *others, last = found
    assert first == ("title", 0, "OpenAI leaves Ruritania")
    assert others[0][2].startswith("OpenAI will block its API in Ruritania from 9 July, it said.")
    assert others[1:] == [
        ("heading", 2, "What stays"),
        ("bullet", 1, "Azure OpenAI Service & its customers"),
        ("bullet", 1, "Partners"),
        ("bullet", 2, "A local one"),
        ("quote", 0, "We will take steps, a spokesperson said in a statement to the paper."),
        ("table", 0, "| Service | Status |"),
        ("table", 1, "| ChatGPT | un/available |"),
        ("table", 2, "| Azure |  |"),
    ]
    assert last[0] == "paragraph"
    for words in ("cookies", "hidden", "Copyright", "AI News"):
        assert words not in document.text


def test_cells_lie_where_their_words_stand(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE.format(dates=DATES))
    rows = [block.cells for block in document.blocks if block.kind == "table"]
    cells = [[document.quote(cell.start, cell.end) for cell in row] for row in rows]
    assert cells == [["Service", "Status"], ["ChatGPT", "un/available"], ["Azure", ""]]


def test_a_page_says_who_published_it_and_when(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE.format(dates=DATES))
    assert (document.title, document.publisher) == ("OpenAI leaves Ruritania", "Example Times")
    assert (document.url, document.language) == ("https://example.com/a", "en")
    assert (document.published, document.published_from) == ("2024-07-08", DateOrigin.PAGE)


def test_the_date_of_the_user_wins_over_one_found_in_a_page(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE.format(dates=DATES), published="2024-07")
    assert (document.published, document.published_from) == ("2024-07", DateOrigin.OPTION)


def test_a_copyright_year_is_no_date(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE.format(dates=""))
    assert (document.published, document.published_from) == (None, None)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-16", ""),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("gb18030", "<meta charset=gb2312>"),
        ("cp932", '<meta charset="Shift_JIS">'),
    ],
)
def test_a_page_is_decoded_as_it_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    words = {"cp1252": "L’été où", "cp1251": "Служба", "gb18030": "服务", "cp932": "サービス"}
    word = words.get(encoding, "中国 où Служба")
    content = f"<html><head>{declared}</head><body><p>OpenAI {word}.</p></body></html>"
    assert word in page(tmp_path, content.encode(encoding)).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body><script>var x = 1</script></body></html>", "without an article"),
        (b"<html><body><img src=a.png></body></html>", "without an article"),
        ("<html><p>L’été".encode("cp1252"), "not UTF-8 at byte"),
        (b"<html><meta charset=utf-8><p>" + b"\xe9\xe8 " * 50, "declares the encoding utf-8"),
        (b"", "empty"),
    ],
)
def test_a_page_that_holds_no_text_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        page(tmp_path, content)


def test_markup_in_a_page_is_never_markup_in_the_text(tmp_path: Path) -> None:
    hostile = (
        "<html><body><p>&lt;script&gt;alert(1)&lt;/script&gt; OpenAI leaves Ruritania.</p>"
        "<p onclick='x()'>A second\x07 paragraph\x00 here.</p></body></html>"
    )
    with pytest.raises(UnreadableDocument, match="zero byte"):
        page(tmp_path, hostile)
    text = page(tmp_path, hostile.replace("\x00", "").replace("\x07", "")).text
    assert "onclick" not in text
    assert "OpenAI leaves Ruritania." in text


def test_deep_nesting_does_not_break_the_reader(tmp_path: Path) -> None:
    content = "<html><body>{0}<p>OpenAI leaves.</p>{1}"
    shallow, deep = (content.format("<div>" * n, "</div>" * n) for n in (100, 20_000))
    assert "OpenAI leaves." in page(tmp_path, shallow).text
    with pytest.raises(UnreadableDocument, match="without an article"):
        page(tmp_path, deep)
