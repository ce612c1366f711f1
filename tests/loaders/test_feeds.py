"""Feeds: an item is a document, the same feed again writes nothing, and no entity is expanded."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import UnreadableDocument
from kg.graph import Graph
from kg.model.document import Document
from loaders.fetch import Limits, Stamp, fetch
from loaders.readers.read import read_all
from loaders.visits import Visits
from tests.neo4j_server import Address

HOME = "127.0.0.1"
RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Example Wire</title><language>en-gb</language>
<item><title>OpenAI &amp;amp; others leave</title><link>https://example.org/1</link>
<guid>tag-1</guid><pubDate>Mon, 08 Jul 2024 23:30:00 GMT</pubDate>
<description>&lt;p&gt;OpenAI leaves &lt;b&gt;Ruritania&lt;/b&gt;.&lt;/p&gt;
&lt;p&gt;It said so.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Old</title><link>javascript:alert(1)</link>
<pubDate>Mon, 08 Jan 2024 10:00:00 GMT</pubDate><description>Plain words.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><id>urn:1</id><title>One</title><updated>2024-07-09T00:00:00Z</updated>
<content type="html">&lt;ul&gt;&lt;li&gt;Peru&lt;li&gt;Chile&lt;/ul&gt;</content>
<summary>Short</summary></entry></feed>"""
BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + RSS.partition("?>")[2].strip()


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def items(path: Path) -> list[Document]:
    return [one for one in read_all([str(path)]) if isinstance(one, Document)]


@pytest.mark.parametrize("name", ["wire.rss", "wire.xml"])
def test_an_item_is_a_document(name: str, tmp_path: Path) -> None:
    first, second = items(written(tmp_path / name, RSS))
    assert (first.id, first.url, first.published) == (
        "wire tag-1",
        "https://example.org/1",
        "2024-07-08",
    )
    assert (first.publisher, first.title, first.language) == (
        "Example Wire",
        "OpenAI & others leave",
        "en",
    )
    assert first.text == "OpenAI & others leave\n\nOpenAI leaves Ruritania.\n\nIt said so."
    assert (second.url, second.text) == (None, "Old\n\nPlain words.")


def test_atom_gives_the_whole_content(tmp_path: Path) -> None:
    (entry,) = items(written(tmp_path / "wire.atom", ATOM))
    assert (entry.id, entry.text, entry.published) == (
        "wire urn:1",
        "One\n\nPeru\n\nChile",
        "2024-07-09",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str, tmp_path: Path) -> None:
    (found,) = read_all([str(written(tmp_path / "bomb.xml", BOMB, encoding))])
    assert "bomb.xml: XML with a document type or entities; refused" in str(found)


def test_what_is_no_feed_is_told(tmp_path: Path) -> None:
    (found,) = read_all([str(written(tmp_path / "x.xml", "<a><b>c</b></a>"))])
    assert "x.xml: no RSS or Atom feed" in str(found)


def many(count: int) -> str:
    item = (
        "<item><title>News {0}</title><guid>{0}</guid><description>Item {0}.</description></item>"
    )
    inside = "".join(item.format(number) for number in range(count))
    return f'<rss version="2.0"><channel><title>Wire</title>{inside}</channel></rss>'


def test_the_same_feed_again_writes_nothing(store_address: Address, tmp_path: Path) -> None:
    url, user, password = store_address
    with Graph(url, user=user, password=password) as graph:
        path = written(tmp_path / "many.rss", many(500))
        assert graph.load(path).new == 500
        again = graph.load(path)
        assert (again.new, again.changed, again.unchanged) == (0, 0, 500)
        assert graph.load(written(path, many(501))).new == 1


# Feeds on the web


class Handler(BaseHTTPRequestHandler):
    """Serves a feed that knows its own version, and pages that unpack to a lot."""

    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        self.asked.append({k.lower(): v for k, v in self.headers.items()})
        if self.headers.get("If-None-Match") == '"v1"':
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(200)
        packed = self.path == "/bomb"
        body = gzip_of(b"0" * 5_000_000) if packed else RSS.encode()
        self.send_header("Content-Type", "text/plain" if packed else "application/rss+xml")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("ETag", '"v1"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def gzip_of(data: bytes) -> bytes:
    import gzip

    return gzip.compress(data)


@pytest.fixture
def server() -> Iterator[tuple[str, Limits]]:
    Handler.asked = []
    with ThreadingHTTPServer((HOME, 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        port = running.server_address[1]
        limits = Limits(resolver=lambda _, __: [HOME], allowed=frozenset({(HOME, port)}))
        yield f"http://feed.example:{port}", limits
        running.shutdown()
        thread.join()


def test_what_has_not_changed_is_not_sent_again(server: tuple[str, Limits]) -> None:
    address, limits = server
    page = fetch(f"{address}/feed", limits=limits)
    assert (page.stamp.tag, page.unchanged) == ('"v1"', False)
    again = fetch(f"{address}/feed", limits=limits, known=page.stamp)
    assert (again.unchanged, again.data) == (True, b"")
    assert "if-none-match" not in Handler.asked[0]
    assert Handler.asked[1]["if-none-match"] == '"v1"'


def test_a_page_that_unpacks_to_a_thousand_times_its_size_is_refused(
    server: tuple[str, Limits],
) -> None:
    address, limits = server
    with pytest.raises(Exception, match=r"/bomb: unpacks to more than 100 times its size"):
        fetch(f"{address}/bomb", limits=limits)


def test_visits_are_remembered_for_as_long_as_the_store_has_what_came(tmp_path: Path) -> None:
    there = {"feed tag-1"}
    path = tmp_path / "cache" / "visits.json"
    visits = Visits(path, "store", there.__contains__)
    visits.note("https://example.org/feed", Stamp('"v1"', "yesterday"), "feed tag-1")
    visits.save()
    again = Visits(path, "store", there.__contains__)
    assert again.stamp("https://example.org/feed") == Stamp('"v1"', "yesterday")
    assert Visits(path, "other", there.__contains__).stamp("https://example.org/feed") is None
    there.clear()
    assert again.stamp("https://example.org/feed") is None
    path.write_text("{broken")
    assert Visits(path, "store", there.__contains__).known == {}


@pytest.mark.parametrize("address", ["http://127.0.0.1/feed.xml", "http://169.254.169.254/feed"])
def test_a_feed_inside_the_network_is_not_fetched(address: str) -> None:
    (found,) = read_all([address], fetch=True)
    assert isinstance(found, UnreadableDocument)
    assert "not on the public web; refused" in str(found)
