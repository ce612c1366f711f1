"""A real browser that fails a test on what no page of ours may do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request


def chromium() -> str | None:
    """Find the system's Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Watched:
    """A page, and what went wrong in it; a refusal that a test provokes is expected."""

    page: Page
    host: str
    faults: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def request(self, request: Request) -> None:
        """Note a request that leaves the server."""
        told = urlsplit(request.url)
        if told.scheme not in {"data", "blob"} and told.netloc != self.host:
            self.faults.append(f"request to {request.url}")

    def console(self, message: ConsoleMessage) -> None:
        """Note an error or a warning of the page."""
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    @property
    def unexpected(self) -> list[str]:
        """Give the faults that the test did not provoke."""
        return [fault for fault in self.faults if not any(e in fault for e in self.expected)]


@contextmanager
def opened(browser: Browser, url: str, **options: object) -> Iterator[Watched]:
    """Open a page on a server, and fail where it did what it may not."""
    context = browser.new_context(base_url=url, reduced_motion="reduce", **options)  # type: ignore[arg-type]  # options of the browser's own
    context.set_default_timeout(20_000)
    page = context.new_page()
    watched = Watched(page, urlsplit(url).netloc)
    page.on("request", watched.request)
    page.on("console", watched.console)
    page.on("pageerror", lambda error: watched.faults.append(f"page error: {error}"))
    yield watched
    context.close()
    assert watched.unexpected == []
