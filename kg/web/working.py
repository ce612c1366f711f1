"""Work in threads, so many at once and only for so long."""

import math
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from http import HTTPStatus
from typing import ParamSpec, TypeVar

import anyio
from anyio import CapacityLimiter, to_thread

from kg.web.problems import Refused
from kg.web.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")


class Work:
    """Runs questions in threads; what takes too long is given up by the one that waits."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = settings.seconds
        self.at_once = settings.at_once
        self._limiter: CapacityLimiter | None = None

    def within(self, function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
        """Make a question of a route wait in a thread, with an end."""

        @wraps(function)
        async def waiting(*args: P.args, **kwargs: P.kwargs) -> T:
            with anyio.move_on_after(self.seconds):
                return await to_thread.run_sync(
                    partial(function, *args, **kwargs),
                    abandon_on_cancel=True,
                    limiter=self.limiter,
                )
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"no answer within {math.ceil(self.seconds)} seconds; ask for less, or later",
                retry=5,
            )

        return waiting

    @property
    def limiter(self) -> CapacityLimiter:
        """Give what holds back more questions than may run at once."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(self.at_once)
        return self._limiter
