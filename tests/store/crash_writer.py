"""A program that writes documents until it is killed; it prints what was acknowledged."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from kg.model.entity import Entity
from kg.model.recording import Recording
from kg.store.base import Store
from kg.store.open import open_store
from tests.store.build import WORLD, cut_off, document, recording, stays

DOCUMENTS = 60
BATCH = 3
STATEMENTS = 12
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)


def recordings() -> Iterator[Recording]:
    """Give the documents, each with many statements and an entity of its own."""
    for number in range(DOCUMENTS):
        source = document(f"document-{number:03}", text="a sentence of evidence. " * 80)
        told = [cut_off(source, start=i, end=i + 20) for i in range(STATEMENTS - 1)]
        own = Entity(id=f"own-{number}", type="Company", name=f"Own {number}", provisional=True)
        yield recording(source, *told, stays(source), entities=(*WORLD, own))


def write(store: Store) -> Iterator[str]:
    """Write all documents, and give the ids of those that are acknowledged."""
    told = list(recordings())
    for begin in range(0, len(told), BATCH):
        batch = told[begin : begin + BATCH]
        store.record(batch, at=BEGIN + timedelta(hours=begin))
        yield from (one.document.id for one in batch)


def main() -> None:
    """Write again and again: documents come, go and come back."""
    store = open_store(sys.argv[1], user="neo4j", password=os.environ.get("KG_NEO4J_PASSWORD"))
    while True:
        for document_id in write(store):
            sys.stdout.write(f"{document_id}\n")
            sys.stdout.flush()
        for one in recordings():
            store.remove(one.document.id, at=BEGIN + timedelta(days=30))
            sys.stdout.write(f"-{one.document.id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
