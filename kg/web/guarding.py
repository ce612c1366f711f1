"""Who may ask: the address that a browser believes in, the token, and where a form comes from."""

import hmac
from http import HTTPStatus
from http.cookies import SimpleCookie

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.problems import problem
from kg.web.settings import LOOPBACK, Settings

COOKIE = "kg-token"
GUARDED = ("/api/", "/openapi.json")
OPEN = frozenset({"/api/session"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
FREE_TO_POST = frozenset({"/api/session", "/api/cypher", "/api/examples"})
"""What changes nothing, or only an empty store, and so needs no token on loopback."""

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses requests of strangers before they reach a route, and marks every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a problem."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *told]
            await send(message)

        refusal = self.refusal(Request(scope))
        if refusal is None:
            await self.app(scope, receive, marked)
            return
        status, detail = refusal
        await problem(status, detail, path=scope["path"])(scope, receive, marked)

    def refusal(self, request: Request) -> tuple[HTTPStatus, str] | None:
        """Say why a request is refused, if it is."""
        headers, path = request.headers, request.url.path
        if self.settings.local and host_of(headers) not in LOOPBACK:
            return HTTPStatus.MISDIRECTED_REQUEST, (
                f"this server answers to localhost, not to '{headers.get('host', '')}'"
            )
        if request.method not in READING and not same_origin(headers):
            return HTTPStatus.FORBIDDEN, "requests that other sites make are refused"
        if path in OPEN or not path.startswith(GUARDED):
            return None
        return self.unknown(request)

    def unknown(self, request: Request) -> tuple[HTTPStatus, str] | None:
        """Say which token is missing, if one is."""
        writes = request.method not in READING and request.url.path not in FREE_TO_POST
        if self.settings.local and not writes:
            return None
        if self.settings.token is None:
            return HTTPStatus.FORBIDDEN, (
                "this server only reads; to let it write start it with --token-file"
            )
        if knows(self.settings, given(request.headers)):
            return None
        return HTTPStatus.UNAUTHORIZED, "send the token as 'Authorization: Bearer TOKEN'"


def host_of(headers: Headers) -> str:
    """Give the name that a client thinks the server has, without its port."""
    host = headers.get("host", "")
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def same_origin(headers: Headers) -> bool:
    """Tell whether a request comes from the page itself, or from no page."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")


def given(headers: Headers) -> str:
    """Give the token that a request carries, as a header or as the page's cookie."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    return cookie.value if cookie else ""


def knows(settings: Settings, token: str) -> bool:
    """Tell whether a token is the right one, in the same time whatever it is."""
    return settings.token is not None and hmac.compare_digest(
        token.encode(), settings.token.encode()
    )
