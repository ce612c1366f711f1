"""The store behind a URL."""

from kg.errors import MissingExtra, StoreUnreachable
from kg.store.base import Store
from kg.store.sqlite import SqliteStore
from kg.vocabulary import Vocabulary

SERVERS = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
FORMS = "sqlite:///PATH, sqlite:///:memory: or neo4j://HOST"


def open_store(
    url: str,
    *,
    user: str | None = None,
    password: str | None = None,
    words: Vocabulary | None = None,
) -> Store:
    """Open the store behind a URL: sqlite:///PATH, sqlite:///:memory:, neo4j://HOST[:PORT].

    `user` and `password` are for servers. `words` is the ontology with the user's own files;
    without it, the shipped one.
    """
    scheme, mark, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return SqliteStore(rest[1:], words)
    if scheme in SERVERS and rest.strip("/"):
        return open_server(url, user, password, words)
    if not mark:
        raise StoreUnreachable(f"'{url}' is no store; for a file write sqlite:///{url}")
    raise StoreUnreachable(f"'{url}' is no store; write {FORMS}")


def open_server(
    url: str, user: str | None, password: str | None, words: Vocabulary | None
) -> Store:
    """Open a store on a server, for which the driver must be installed."""
    try:
        from kg.store.neo4j import Neo4jStore
    except ModuleNotFoundError as error:
        if error.name != "neo4j":
            raise
        raise MissingExtra(
            f"for {url} install the driver: pip install 'ai-geopolitics-kg[neo4j]'"
        ) from error
    return Neo4jStore(url, user=user, password=password, words=words)
