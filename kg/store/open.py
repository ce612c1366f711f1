"""The store behind a URL."""

from kg.errors import StoreUnreachable
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
        from kg.store.neo4j import Neo4jStore

        return Neo4jStore(url, user=user, password=password, words=words)
    if not mark:
        raise StoreUnreachable(f"'{url}' is no store; for a file write sqlite:///{url}")
    raise StoreUnreachable(f"'{url}' is no store; write {FORMS}")
