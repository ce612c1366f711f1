"""How a server is to behave: whom it listens to, what it allows, and how long it works."""

from kg.errors import InputError
from kg.model.value import Value

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_TOKEN = 16


class Settings(Value):
    """Where the server listens, the token that it asks for, and its limits.

    On loopback a token is asked for only to write; on any other address for everything.
    """

    host: str = "127.0.0.1"
    port: int = 8750
    token: str | None = None
    seconds: float = 30.0
    at_once: int = 8
    body: int = 10_000_000

    @property
    def local(self) -> bool:
        """Tell whether only programs on this computer can reach the server."""
        return self.host in LOOPBACK

    def checked(self) -> "Settings":
        """Refuse an open address without a token, and a token that is guessed too soon."""
        if not self.local and self.token is None:
            raise InputError(
                f"{self.host} can be reached from other computers: give a token with "
                "--token-file or KG_WEB_TOKEN, or listen on 127.0.0.1"
            )
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise InputError(
                f"a token needs at least {SHORTEST_TOKEN} characters; make one with "
                "python -c 'import secrets; print(secrets.token_urlsafe())'"
            )
        return self
