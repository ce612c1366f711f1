"""The fetcher against real servers on this machine: what it gets, and what it refuses."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from kg.errors import RefusedAddress, UnreadableDocument
from kg.model.document import DateOrigin
from loaders.fetch import Limits, fetch, is_public, read_url

HOME = "127.0.0.1"
HTML = (
    b'<html lang="en"><head><title>OpenAI leaves</title>'
    b'<meta property="article:published_time" content="2024-07-08"></head>'
    b"<body><p>OpenAI leaves Ruritania, it said on Monday in a letter.</p></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """Serves the cases of this file by path."""

    protocol_version = "HTTP/1.1"
    asked: list[dict[str, str]]
    over: threading.Event

    def do_GET(self) -> None:
        """Answer by the first word of the path."""
        self.asked.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
        word, _, rest = unquote(self.path.partition("?")[0]).strip("/").partition("/")
        answers: dict[str, Callable[[str], None]] = {
            "to": self.redirect,
            "slow": self.drip,
            "silent": lambda _: self.wait(),
            "endless": self.endless,
            "short": self.short,
        }
        answers.get(word, lambda _: self.page(word))(rest)

    def page(self, word: str) -> None:
        """Send a page as a whole."""
        bodies = {
            "page": ("text/html; charset=utf-8", HTML),
            "latin": ("text/plain; charset=ISO-8859-1", "OpenAI part à l’été".encode("cp1252")),
            "text": ("text/plain", "OpenAI leaves 中国.".encode()),
            "json": (
                "application/json",
                b'{"id": "x", "url": "https://example.com", "text": "OpenAI leaves."}',
            ),
            "lines": ("application/x-ndjson", b'{"text": "One."}\n{"text": "Two."}\n'),
            "image": ("image/png", b"\x89PNG"),
            "untyped": ("", HTML),
            "large": ("text/plain", b"a " * 60_000),
            "gzip": ("text/plain", gzip.compress(b"OpenAI leaves.")),
            "bomb": ("text/plain", gzip.compress(b"a" * 50_000_000)),
            "cut": ("text/plain", gzip.compress(b"OpenAI leaves. " * 99)[:-9]),
            "brotli": ("text/plain", b"abc"),
        }
        content_type, body = bodies.get(word, ("", b""))
        self.send_response(200 if word in bodies else 404)
        packed = {"gzip": "gzip", "bomb": "gzip", "cut": "gzip", "brotli": "br"}.get(word)
        heads = {"Content-Type": content_type, "Content-Encoding": packed}
        for name, value in heads.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, rest: str) -> None:
        """Send on to the address that follows in the path, or around in a circle."""
        self.send_response(302)
        self.send_header("Location", rest or self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drip(self, _: str) -> None:
        """Send a byte now and then, each within any patience, and never end."""
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        while not self.over.wait(0.05):
            try:
                self.wfile.write(b"a")
            except OSError:
                return

    def endless(self, _: str) -> None:
        """Send without saying how much, and never end."""
        self.send_response(200)
        self.end_headers()
        while not self.over.is_set():
            try:
                self.wfile.write(b"a" * 10_000)
            except OSError:
                return

    def short(self, _: str) -> None:
        """Send less than was promised."""
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"OpenAI")
        self.close_connection = True

    def wait(self) -> None:
        """Say nothing."""
        self.over.wait(30)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal clean."""


class Server(ThreadingHTTPServer):
    """A server on a port of its own that ends with the test."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


def serving(tls: ssl.SSLContext | None = None) -> Iterator[tuple[Server, list[dict[str, str]]]]:
    """Run a server, and give it with the list of what it was asked."""
    asked: list[dict[str, str]] = []
    over = threading.Event()
    server = Server((HOME, 0), type("Cases", (Handler,), {"asked": asked, "over": over}))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server, asked
    over.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(name="server")
def server_() -> Iterator[tuple[Server, list[dict[str, str]]]]:
    yield from serving()


@pytest.fixture
def port(server: tuple[Server, list[dict[str, str]]]) -> int:
    return int(server[0].server_address[1])


@pytest.fixture
def asked(server: tuple[Server, list[dict[str, str]]]) -> list[dict[str, str]]:
    return server[1]


def limits(port: int, seconds: float = 10, most_bytes: int = 100_000) -> Limits:
    """Open one port of this machine, under the name example.test."""
    return Limits(
        seconds=seconds,
        most_bytes=most_bytes,
        resolver=lambda host, _: [HOME] if host == "example.test" else [host.strip("[]")],
        allowed=frozenset({(HOME, port)}),
    )


# What is refused before anything is sent


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1.2.3/",
        "https://[::1]/",
        "http://[::]/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:127.0.0.1]/",
        "http://[::7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://192.0.0.8/",
        "http://100.64.0.1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://１２７.０.０.１/",
    ],
)
def test_no_address_inside_a_network_is_fetched(url: str) -> None:
    with pytest.raises(RefusedAddress, match="not on the public web"):
        fetch(url)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "not http or https"),
        ("ftp://example.com/a", "not http or https"),
        ("gopher://example.com/", "not http or https"),
        ("example.com", "not http or https"),
        ("http://", "not http or https"),
        ("http://example.com:8080/", "port 8080; only 80 and 443"),
        ("http://example.com:0/", "port 0"),
        ("http://example.com:99999/", "not a web address"),
        ("http://user@example.com/", "user name"),
        ("http://example.com@127.0.0.1/", "user name"),
        ("http://example.com/\r\nHost: evil", "odd signs"),
        ("http://example.com\\@127.0.0.1/", "odd signs"),
        ("http://exa mple.com/", "odd signs"),
        ("http://[::1", "not a web address"),
        (f"http://{'a' * 64}.com/", "not a web address"),
        (f"http://example.com/{'a' * 2_000}", "odd signs"),
    ],
)
def test_no_other_form_of_address_is_fetched(url: str, reason: str) -> None:
    with pytest.raises(RefusedAddress, match=reason):
        fetch(url)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808", "2002:808:808::"]
)
def test_addresses_of_the_public_web_pass(address: str) -> None:
    assert is_public(address)


def test_a_name_with_one_address_inside_is_refused_as_a_whole() -> None:
    mixed = Limits(resolver=lambda *_: ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(RefusedAddress, match=r"leads to 127\.0\.0\.1"):
        fetch("http://example.test/", limits=mixed)


def test_a_name_without_an_address_is_refused() -> None:
    with pytest.raises(RefusedAddress, match="check the spelling"):
        fetch("http://example.test/", limits=Limits(resolver=lambda *_: []))


# What is fetched


def test_a_page_is_fetched_from_the_address_that_was_checked(
    port: int, asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    answers = iter([[HOME], ["8.8.8.8"]])
    once = Limits(resolver=lambda *_: next(answers), allowed=frozenset({(HOME, port)}))
    page = fetch(f"http://example.test:{port}/page?q=a%20b", limits=once)
    assert page.data == HTML
    assert page.content_type == "text/html; charset=utf-8"
    assert next(answers) == ["8.8.8.8"]
    (request,) = asked
    assert request["host"] == f"example.test:{port}"
    assert request["path"] == "/page?q=a%20b"
    assert not {"cookie", "authorization", "referer"} & set(request)


def test_signs_beyond_ascii_are_sent_quoted(port: int, asked: list[dict[str, str]]) -> None:
    with pytest.raises(RefusedAddress, match="404"):
        fetch(f"http://example.test:{port}/où?q=中", limits=limits(port))
    assert asked[0]["path"] == "/o%C3%B9?q=%E4%B8%AD"


def test_redirects_are_followed_and_the_last_address_is_given(port: int) -> None:
    page = fetch(f"http://example.test:{port}/to/../../page", limits=limits(port))
    assert page.url == f"http://example.test:{port}/page"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("", "more than 5 redirects"),
        ("http://127.0.0.1/", "not on the public web"),
        ("http://[::ffff:127.0.0.1]/", "not on the public web"),
        ("//169.254.169.254/", "not on the public web"),
        ("http://example.test/", "not on the public web"),
        ("file:///etc/passwd", "not http or https"),
        ("http://example.test:8080/", "port 8080"),
    ],
)
def test_redirects_are_checked_like_the_first_address(
    port: int, asked: list[dict[str, str]], target: str, reason: str
) -> None:
    with pytest.raises(RefusedAddress, match=reason):
        fetch(f"http://example.test:{port}/to/{target}", limits=limits(port))
    assert len(asked) == (1 if target else 6)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("large", "larger than 100,000 bytes"),
        ("endless", "larger than 100,000 bytes"),
        ("bomb", "larger than 100,000 bytes"),
        ("cut", "ended early"),
        ("short", "ended before the page did"),
        ("brotli", "packed as 'br'"),
        ("none", "answers 404"),
    ],
)
def test_what_comes_wrong_or_too_large_is_refused(port: int, path: str, reason: str) -> None:
    with pytest.raises(RefusedAddress, match=reason):
        fetch(f"http://example.test:{port}/{path}", limits=limits(port))


def test_a_packed_page_is_unpacked(port: int) -> None:
    page = fetch(f"http://example.test:{port}/gzip", limits=limits(port))
    assert page.data == b"OpenAI leaves."


@pytest.mark.parametrize("path", ["slow", "silent"])
def test_a_slow_server_is_left_when_the_time_is_over(port: int, path: str) -> None:
    with pytest.raises(RefusedAddress, match=r"took longer than 0\.3 s"):
        fetch(f"http://example.test:{port}/{path}", limits=limits(port, seconds=0.3))


def test_a_server_that_never_shakes_hands_is_left() -> None:
    with socket.create_server((HOME, 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(RefusedAddress, match="took longer"):
            fetch(f"https://example.test:{port}/", limits=limits(port, seconds=0.3))


def test_a_port_where_nothing_listens_is_reported() -> None:
    with socket.create_server((HOME, 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(RefusedAddress, match="cannot be fetched"):
        fetch(f"http://example.test:{port}/", limits=limits(port))


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for example.test that nobody has signed."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed; it makes the certificate of the test server")
    folder = tmp_path_factory.mktemp("tls")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=example.test"]
    command += ["-addext", "subjectAltName=DNS:example.test"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def test_certificates_are_verified_against_the_name(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    wanted: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: wanted.append(name)
    for server, asked in serving(context):
        port = int(server.server_address[1])
        unknown = limits(port)
        with pytest.raises(RefusedAddress, match="certificate is not to be trusted"):
            fetch(f"https://example.test:{port}/page", limits=unknown)
        trust = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
        known = Limits(resolver=lambda *_: [HOME], allowed=unknown.allowed, trust=trust)
        assert fetch(f"https://example.test:{port}/page", limits=known).data == HTML
        with pytest.raises(RefusedAddress, match="certificate is not to be trusted"):
            fetch(f"https://other.test:{port}/page", limits=known)
        assert wanted == ["example.test", "example.test", "other.test"]
        assert [request["path"] for request in asked] == ["/page"]


# Documents


def test_a_web_page_becomes_a_document(port: int) -> None:
    address = f"http://example.test:{port}/page"
    document = read_url(f"{address}#part", limits=limits(port))
    assert (document.id, document.url, document.title) == (address, address, "OpenAI leaves")
    assert (document.published, document.published_from) == ("2024-07-08", DateOrigin.PAGE)
    assert "OpenAI leaves Ruritania" in document.text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("text", "OpenAI leaves 中国."),
        ("latin", "OpenAI part à l’été"),
        ("json", "OpenAI leaves."),
        ("untyped", "OpenAI leaves\n\nOpenAI leaves Ruritania, it said on Monday in a letter."),
    ],
)
def test_the_content_type_chooses_the_reader(port: int, path: str, text: str) -> None:
    document = read_url(
        f"http://example.test:{port}/{path}", published="2024", limits=limits(port)
    )
    assert (document.text, document.published) == (text, "2024")


def test_a_document_on_the_web_cannot_pass_for_another(port: int) -> None:
    address = f"http://example.test:{port}/json"
    document = read_url(address, limits=limits(port))
    assert (document.id, document.url) == (address, address)


@pytest.mark.parametrize(
    ("path", "reason"), [("image", "no reader for image/png"), ("lines", "several documents")]
)
def test_what_is_not_one_document_is_refused(port: int, path: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read_url(f"http://example.test:{port}/{path}", limits=limits(port))
