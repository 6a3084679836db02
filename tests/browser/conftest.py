"""A real browser on the real handbook, over http and from a folder."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


class SilentHandler(SimpleHTTPRequestHandler):
    """Serves files and keeps the test's output clean."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class StrictHandler(SilentHandler):
    """Serves the site under /ward/ and lets a page run nothing but its own files."""

    def end_headers(self) -> None:
        """Add the policy to each answer."""
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        """Find the files under the sub-path."""
        return super().translate_path(path.removeprefix("/ward"))


@dataclass
class Visit:
    """A page in the browser, with all it asked for and complained about."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, name: str) -> Page:
        """Open a page of the handbook by its path inside the site."""
        self.page.goto(self.base + name)
        return self.page

    @property
    def foreign(self) -> list[str]:
        """Requests that left the handbook."""
        return [url for url in self.requests if not url.startswith((self.base, "data:"))]


@pytest.fixture(scope="session")
def site(handbook: Path) -> Iterator[dict[str, str]]:
    """The addresses of the built handbook: served, and as a folder."""
    folder = handbook / "build/html"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SilentHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"http": f"http://127.0.0.1:{server.server_port}/", "file": folder.as_uri() + "/"}
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def strict(handbook: Path) -> Iterator[str]:
    """The address of the built handbook on a sub-path, under a strict content security policy."""
    handler = partial(StrictHandler, directory=str(handbook / "build/html"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/ward/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["http", "file"])
def visit(request: pytest.FixtureRequest, browser: Browser, site: dict[str, str]) -> Iterator[Visit]:
    """A fresh visitor; every test that uses it runs over http and from a folder."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    visitor = Visit(page, site[request.param])
    page.on("request", lambda sent: visitor.requests.append(sent.url))
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: visitor.complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    yield visitor
    context.close()


def until(page: Page, truth: str) -> None:
    """Wait until an expression holds. Playwright's own waiting evaluates text, which our policy forbids."""
    for _ in range(200):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"not so after 5 s: {truth}")
