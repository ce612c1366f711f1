"""Answers with a tag of their content, sent once and packed."""

import gzip
import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALL = 1_000
PACKED = (
    "application/json", "application/problem+json", "text/", "image/svg+xml",
    "application/geo+json",
)  # fmt: skip


class Delivery:
    """Gives whole answers an ETag, answers 304 where nothing changed, and packs with gzip.

    Files that are sent piece by piece to be saved pass through.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with its tag."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, Parcel(Headers(scope=scope), send).take)


class Parcel:
    """One answer, gathered until it is whole."""

    def __init__(self, asked: Headers, send: Send) -> None:
        self.asked = asked
        self.send = send
        self.start: Message = {}
        self.body = bytearray()

    async def take(self, message: Message) -> None:
        """Take a part of the answer; send all with the last, or at once what is to be saved."""
        if message["type"] == "http.response.start":
            self.start = message
            if self.passes:
                await self.send(message)
        elif self.passes:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.deliver()

    @property
    def passes(self) -> bool:
        """Tell whether the answer is a file to be saved, or an error."""
        headers = Headers(raw=self.start["headers"])
        return self.start["status"] != 200 or "content-disposition" in headers

    async def deliver(self) -> None:
        """Send the whole answer, or say that it is as it was."""
        headers = MutableHeaders(raw=list(self.start["headers"]))
        body = bytes(self.body)
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        headers["ETag"] = tag
        headers.setdefault("Cache-Control", "no-cache")
        headers.add_vary_header("Accept-Encoding")
        status = 200
        if tag in (part.strip() for part in self.asked.get("if-none-match", "").split(",")):
            status, body = 304, b""
            del headers["content-length"]
        elif self.packs(headers, body):
            body = gzip.compress(body, 6, mtime=0)
            headers["Content-Encoding"] = "gzip"
        if status == 200:
            headers["Content-Length"] = str(len(body))
        await self.send({**self.start, "status": status, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})

    def packs(self, headers: Headers, body: bytes) -> bool:
        """Tell whether packing is understood and worth it."""
        understood = "gzip" in self.asked.get("accept-encoding", "")
        kind = headers.get("content-type", "")
        return understood and len(body) > SMALL and kind.startswith(PACKED)
