"""A proof bundle: an answer with all that it rests on, to be checked without the store."""

import hashlib
import json
from datetime import date
from typing import Literal

from kg.model.evidence import Answer, ProviderAnswer
from kg.model.period import Edtf
from kg.model.statement import Statement
from kg.model.value import Value

FORMAT = "kg-bundle 1"
Tree = dict[str, object]


class Asked(Value):
    """What was asked: the status of a subject in a region, or who serves a region."""

    kind: Literal["status", "serves"]
    subject: str | None = None
    region: str
    as_of: date
    known_on: date | None = None
    audience: str | None = None
    owned_from: str | None = None


class MadeBy(Value):
    """The program and the catalogue that gave the answer."""

    program: str
    catalogue: str


class RuleText(Value):
    """A rule that decided, in words, with the SHA-256 of these."""

    id: str
    title: str
    text: str
    sha256: str


class Source(Value):
    """A version of a document; without `text` only its hash is known."""

    id: str
    title: str = ""
    published: Edtf | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str
    text: str | None = None


class Cited(Value):
    """A statement with the words that it was read from."""

    statement: Statement
    quote: str


class Bundle(Value):
    """An answer, its rules, its statements by id and its documents by key.

    `names` gives the names of the entities that statements speak of, `prov` the same grounds
    in the terms of PROV-O as JSON-LD. `digest` is over all else, so that one number stands for
    the whole.
    """

    format: str = FORMAT
    made_by: MadeBy
    question: Asked
    answers: tuple[Answer | ProviderAnswer, ...]
    rules: tuple[RuleText, ...]
    statements: dict[str, Cited]
    documents: dict[str, Source]
    names: dict[str, str]
    prov: Tree

    def tree(self) -> Tree:
        """Give the bundle as it is written to JSON, with its digest."""
        told: Tree = self.model_dump(mode="json")
        return told | {"digest": digest(told)}


def digest(told: object) -> str:
    """Hash a value by the one way of writing it as JSON: sorted keys, no spaces, ASCII."""
    plain = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
