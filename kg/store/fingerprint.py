"""One hash over what a store believes, the same for equal contents whatever their history."""

import hashlib
import json
from collections.abc import Iterator

from kg.model.judgement import standing
from kg.store.base import Store

PASSING = {"recorded_at", "retracted_at", "confidence", "extractor"}
"""What depends on when and by what a document was read, not on what it says."""
AT_ONCE = 500
"""Document texts that are held in memory together."""


def fingerprint(store: Store) -> str:
    """Hash the live statements and documents of a store, and the judgements that stand."""
    digest = hashlib.sha256()
    for line in lines(store):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def lines(store: Store) -> Iterator[str]:
    """Give everything that counts, one JSON line each, in order."""
    keys = [told.key for told in store.documents()]
    for begin in range(0, len(keys), AT_ONCE):
        part = keys[begin : begin + AT_ONCE]
        texts = store.texts(part)
        yield from (canonical(texts[key].model_dump(mode="json")) for key in part)
    for statement in store.statements():
        yield canonical(statement.model_dump(mode="json", exclude=PASSING))
    for judgement in standing(store.judgements()).values():
        yield canonical([*judgement.pair, judgement.verdict])


def canonical(value: object) -> str:
    """Write a value as JSON in the one way."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
