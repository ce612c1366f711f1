"""Extraction by several processes: the same claims in the same order, sooner."""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from kg.catalogue import catalogue
from kg.errors import WorkerLost
from kg.model.document import Document
from kg.model.statement import Claim
from loaders.extractors.extractor import DOCUMENTS_AT_ONCE, Extractor

CHARACTERS_AT_ONCE = 1_000_000
"""Characters after which no more documents are given to a process at once."""

Found = list[tuple[Claim, ...]]
Given = deque[tuple[list[Document], "Future[Found]"]]


class Pool:
    """Extracts in processes of its own, which end with it; use it in a `with` block.

    Two parcels a process are on their way at most, so memory does not grow with the number of
    documents.
    """

    def __init__(self, workers: int, name: str) -> None:
        self.name = name
        self._ahead = 2 * workers
        context = get_context("spawn")
        held, self._leash = context.Pipe(duplex=False)
        self._processes = ProcessPoolExecutor(
            workers, mp_context=context, initializer=begin, initargs=(held,)
        )
        self._held = held

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._leash.close()
        self._processes.shutdown(cancel_futures=True)
        self._leash.close()
        self._held.close()

    def extract(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """Give each document with its claims, in the order in which they come."""
        given: Given = deque()
        for parcel in parcels(documents):
            given.append((parcel, self._submit(parcel)))
            if len(given) > self._ahead:
                yield from results(given)
        while given:
            yield from results(given)

    def _submit(self, parcel: list[Document]) -> "Future[Found]":
        try:
            return self._processes.submit(claims_of, parcel)
        except BrokenProcessPool as error:
            raise lost(parcel) from error


def results(given: Given) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Wait for the parcel that was given first."""
    parcel, future = given.popleft()
    try:
        found = future.result()
    except BrokenProcessPool as error:
        raise lost(parcel) from error
    yield from zip(parcel, found, strict=True)


def lost(parcel: list[Document]) -> WorkerLost:
    """Tell that a process ended, around which documents, and what to do."""
    return WorkerLost(
        f"a worker process ended before its time, at or after the document '{parcel[0].id}' "
        "(killed, or out of memory?); what was reported as loaded is stored: run the same "
        "command again to go on, with fewer --workers where memory is short"
    )


def parcels(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Cut a stream into what a process is given at once."""
    parcel: list[Document] = []
    size = 0
    for document in documents:
        parcel.append(document)
        size += len(document.text)
        if len(parcel) >= DOCUMENTS_AT_ONCE or size >= CHARACTERS_AT_ONCE:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


# What runs in the processes.


def begin(leash: Connection) -> None:
    """Leave interrupts to the parent, and end when it lets go of the leash or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow, args=(leash,), daemon=True).start()


def follow(leash: Connection) -> None:
    """Wait for the end of the leash, where nothing is ever sent, and end the process."""
    leash.poll(None)
    os._exit(1)


@cache
def own() -> Extractor:
    """Build the extractor of a process once."""
    return Extractor(catalogue())


def claims_of(parcel: list[Document]) -> Found:
    """Extract what some documents say."""
    return [claims for _, claims in own().extract(parcel)]
