"""Fetches a web address without ever being led into the network of its user.

Only http and https on ports 80 and 443. A name is resolved once, every address that it stands for
must be a public one, and the connection goes to that very address, so that a second answer of the
name server changes nothing. Each redirect is checked in the same way. Proxies of the environment
are not used. `Limits.allowed` opens single addresses and ports, for tests.
"""

import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BytesIO
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from itertools import chain, islice
from threading import Timer
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from kg.errors import RefusedAddress, UnreadableDocument
from kg.model.claimed import Claimed, Versions
from kg.model.document import Document
from kg.model.period import Edtf
from loaders.readers.kinds import CONTENT_TYPES, READERS, kind_of
from loaders.readers.origin import Origin, Reading
from loaders.unpack import FREE_BYTES, MOST_RATIO

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 5
MOST_ADDRESSES = 4
LONGEST_URL = 2_000
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CARRIERS = (ip_network("64:ff9b::/96"), ip_network("::/96"))
"""Networks with an IPv4 address in their last 32 bits: NAT64, and the old compatible form."""
CLOSED = (
    ip_network("192.0.0.0/24"),
    ip_network("192.88.99.0/24"),
    ip_network("64:ff9b:1::/48"),
    ip_network("2001::/32"),
    ip_network("fec0::/10"),
)
"""Networks that may count as global for the standard library and are not the public's."""
PATH_SIGNS = "/%:@!$&'()*+,;=~"
FEEDS = frozenset({".rss", ".atom", ".xml"})
ACCEPT = (
    "text/html, application/rss+xml, application/atom+xml, application/pdf, text/plain, "
    "application/json;q=0.9, */*;q=0.5"
)


class Stamp(NamedTuple):
    """What a server says by which a page is known again: its tag, and when it changed last."""

    tag: str = ""
    changed: str = ""


class Page(NamedTuple):
    """What was fetched: its bytes, the content type in the server's words, the last address.

    `unchanged` is a page that is still the one of the stamp that was sent; it has no bytes.
    """

    data: bytes
    content_type: str
    url: str
    stamp: Stamp = Stamp()
    unchanged: bool = False


class Target(NamedTuple):
    """An address taken apart and found to be of an allowed form."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        """The host as the server wants to hear it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True)
class Limits:
    """What a fetch may take, and how it resolves names and trusts servers.

    `allowed` are pairs of an address and a port that are open whatever the rules say. The time
    that the system takes to resolve a name counts, but cannot be cut short.
    """

    seconds: float = 20.0
    most_bytes: int = 20_000_000
    resolver: Resolver = resolve
    allowed: frozenset[tuple[str, int]] = frozenset()
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)


def read_url(url: str, *, published: Edtf | None = None, limits: Limits | None = None) -> Document:
    """Fetch an address and read the one document there.

    Its id and its url are the address, whatever it says of itself, so that no page can pass for
    another document.
    """
    page = fetch(url, limits=limits)
    first, *others = documents(page, Origin(id="", place=url, published=published))
    if isinstance(first, UnreadableDocument):
        raise first
    if others or not isinstance(first, Document):
        raise UnreadableDocument(f"{url}: several documents; save them as a file and load that")
    return first


def documents(page: Page, origin: Origin) -> Iterator[Reading]:
    """Read what was fetched: one document by its address, the items of a feed, or a table.

    A table is read only by a mapping that the user gives: a page must not pass for the list that
    a shipped mapping knows.
    """
    address = urldefrag(page.url).url
    content_type, charset = media(page.content_type)
    if content_type.startswith(("image/", "audio/", "video/", "font/")):
        raise UnreadableDocument(
            f"{origin.place}: no reader for {content_type}; give a page with text"
        )
    kind = CONTENT_TYPES.get(content_type) or kind_of(page.data)
    known = origin.model_copy(update={"id": address, "url": address, "charset": charset})
    results = READERS[kind](BytesIO(page.data), known)
    if kind in FEEDS:
        yield from results
        return
    first, *others = islice(results, 2)
    if isinstance(first, Claimed) and origin.mapping:
        yield from chain((first, *others), results)
    elif isinstance(first, Claimed):
        raise UnreadableDocument(f"{origin.place}: a table; say what its columns mean: --mapping")
    elif others or isinstance(first, Versions):
        raise UnreadableDocument(
            f"{origin.place}: several documents; save them as a file and load that"
        )
    elif isinstance(first, Document):
        yield first.model_copy(update={"id": address, "url": address})
    else:
        yield first


def media(content_type: str) -> tuple[str, str | None]:
    """Take the words of a server about its content apart into type and encoding."""
    message = Message()
    message["content-type"] = content_type
    return message.get_content_type() if content_type else "", message.get_content_charset()


def fetch(url: str, *, limits: Limits | None = None, known: Stamp | None = None) -> Page:
    """Fetch an address, following the addresses that it redirects to, within the limits.

    With the stamp of an earlier answer the server need not send again what has not changed.
    """
    limits = limits or Limits()
    deadline = monotonic() + limits.seconds
    for _ in range(MOST_REDIRECTS + 1):
        answer = ask(target_of(url, limits), limits, deadline, known or Stamp())
        if isinstance(answer, Page):
            return answer
        url = answer
    raise RefusedAddress(f"{url}: more than {MOST_REDIRECTS} redirects; give the last address")


def ask(target: Target, limits: Limits, deadline: float, known: Stamp) -> Page | str:
    """Fetch one address; give the page, or the address that it redirects to."""
    try:
        addresses = public_addresses(target, limits)
        with connected(target, addresses, limits, deadline) as connection:
            connection.request("GET", target.path, headers=headers(target, known))
            return answer_of(connection.getresponse(), target, limits, deadline)
    except (OSError, HTTPException, zlib.error, ValueError) as error:
        raise RefusedAddress(f"{target.url}: {reason(error, limits, deadline)}") from error


def reason(error: Exception, limits: Limits, deadline: float) -> str:
    """Say why nothing could be fetched, and what to do."""
    if monotonic() >= deadline:
        return f"took longer than {limits.seconds:g} s; save the page and load the file"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted ({error.verify_message}); check the address"
    return f"cannot be fetched ({str(error) or type(error).__name__}); check the address"


# Which addresses are let through.


def target_of(url: str, limits: Limits) -> Target:
    """Take an address apart, or refuse its form."""
    if len(url) > LONGEST_URL or not url.isprintable() or " " in url or "\\" in url:
        raise RefusedAddress(f"{url[:100]!r}: not a web address; write it without odd signs")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:
        raise RefusedAddress(f"{url}: not a web address ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not host:
        raise RefusedAddress(f"{url}: not http or https; save the page and load the file")
    if "@" in parts.netloc:
        raise RefusedAddress(f"{url}: holds a user name; leave it out")
    port = PORTS[scheme] if port is None else port
    if port not in {*PORTS.values(), *(port for _, port in limits.allowed)}:
        raise RefusedAddress(f"{url}: port {port}; only 80 and 443 are fetched from")
    return Target(url, scheme, host, port, path_of(parts))


def path_of(parts: SplitResult) -> str:
    """Give the path and the query as they are sent."""
    path = quote(parts.path or "/", safe=PATH_SIGNS)
    return f"{path}?{quote(parts.query, safe=PATH_SIGNS + '?')}" if parts.query else path


def public_addresses(target: Target, limits: Limits) -> list[str]:
    """Resolve the host once, and refuse it if any of its addresses is not the public's."""
    addresses = limits.resolver(target.host, target.port)
    for address in addresses:
        listed = (address, target.port) in limits.allowed
        if not listed and (target.port not in PORTS.values() or not is_public(address)):
            raise RefusedAddress(
                f"{target.url}: leads to {address}, which is not on the public web; refused"
            )
    if not addresses:
        raise RefusedAddress(f"{target.url}: no address for {target.host}; check the spelling")
    return addresses[:MOST_ADDRESSES]


def is_public(address: str) -> bool:
    """Say whether an address is one of the public internet, also inside another form."""
    ip = ip_address(address)
    inner = carried(ip)
    if inner:
        return is_public(str(inner))
    closed = ip.is_multicast or ip.is_unspecified or ip.is_link_local or ip.is_reserved
    return ip.is_global and not closed and not any(ip in network for network in CLOSED)


def carried(ip: Address) -> IPv4Address | None:
    """Give the IPv4 address that an IPv6 address carries in itself."""
    if isinstance(ip, IPv4Address):
        return None
    if any(ip in network for network in CARRIERS):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


# One connection.


@contextmanager
def connected(
    target: Target, addresses: list[str], limits: Limits, deadline: float
) -> Iterator[HTTPConnection]:
    """Open a connection to one of the addresses, which is cut when the time is over."""
    with opened(addresses, target.port, deadline) as plain, secured(plain, target, limits) as line:
        clock = Timer(max(deadline - monotonic(), 0), cut, (line,))
        clock.daemon = True
        clock.start()
        connection = HTTPConnection(target.host, target.port)
        connection.sock = line
        try:
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            yield connection
        finally:
            clock.cancel()
            connection.close()


def opened(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """Connect to the first address that answers."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), timeout=left(deadline))
    return socket.create_connection((addresses[-1], port), timeout=left(deadline))


def left(deadline: float) -> float:
    """Give the seconds that are left, and at least a moment."""
    return max(deadline - monotonic(), 0.01)


def secured(plain: socket.socket, target: Target, limits: Limits) -> socket.socket:
    """Wrap the connection in TLS where the scheme asks for it; the certificate is verified."""
    if target.scheme == "http":
        return plain
    return limits.trust.wrap_socket(
        plain, server_hostname=target.host, do_handshake_on_connect=False
    )


def cut(line: socket.socket) -> None:
    """End a connection from another thread, so that whoever waits on it goes on."""
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def headers(target: Target, known: Stamp) -> dict[str, str]:
    """Give the headers of a request: nothing about the user."""
    told = {"If-None-Match": known.tag, "If-Modified-Since": known.changed}
    return {name: value for name, value in told.items() if value} | {
        "Host": target.name,
        "Accept": ACCEPT,
        "Accept-Encoding": "identity",
        "Connection": "close",
        "User-Agent": "ai-geopolitics-kg",
    }


def answer_of(
    response: HTTPResponse, target: Target, limits: Limits, deadline: float
) -> Page | str:
    """Read the answer to a request."""
    location = response.getheader("Location")
    if response.status in REDIRECTS and location:
        return urljoin(target.url, location)
    if response.status == 304:
        return Page(b"", "", target.url, unchanged=True)
    if response.status != 200:
        raise RefusedAddress(
            f"{target.url}: the server answers {response.status} {response.reason}; "
            "check the address"
        )
    data = body_of(response, target, limits)
    if monotonic() >= deadline or response.length:
        raise ConnectionError("the connection ended before the page did")
    told = (response.getheader(name) or "" for name in ("ETag", "Last-Modified"))
    stamp = Stamp(*(value if value.isprintable() else "" for value in told))
    return Page(data, response.getheader("Content-Type") or "", target.url, stamp)


def body_of(response: HTTPResponse, target: Target, limits: Limits) -> bytes:
    """Read the body, unpacked where the server packed it, up to the limit."""
    packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packed not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise RefusedAddress(f"{target.url}: packed as '{packed}'; save the page and load it")
    unpack = None if packed == "identity" else zlib.decompressobj(32 + zlib.MAX_WBITS)
    body = bytearray()
    came = 0
    while chunk := response.read(1 << 16):
        came += len(chunk)
        body += unpack.decompress(chunk, limits.most_bytes + 1) if unpack else chunk
        if unpack and len(body) > max(FREE_BYTES, MOST_RATIO * came):
            raise RefusedAddress(
                f"{target.url}: unpacks to more than {MOST_RATIO} times its size; refused"
            )
        if len(body) > limits.most_bytes:
            raise RefusedAddress(
                f"{target.url}: larger than {limits.most_bytes:,} bytes; save it and load the file"
            )
    if unpack and not unpack.eof:
        raise ConnectionError("the packed page ended early")
    return bytes(body)
