"""A built site, served as an intranet would, and what a browser fetches for one page of it."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.chromium import find
from tests.browser.conftest import SilentHandler
from tests.conftest import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

PACKED = (".html", ".css", ".js", ".svg", ".json")


class PackingHandler(SilentHandler):
    """Serves texts compressed, as servers do."""

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        """Answer with a file."""
        path = self.translate_path(self.path)
        if not path.endswith(PACKED):
            return super().do_GET()
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - translate_path gives a text
                body = gzip.compress(file.read(), 9)
        except OSError:
            self.send_error(404)
            return None
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder while the block runs; gives its address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(PackingHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the browser of the tests while the block runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=[*QUIET, "--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class Load:
    """What a first visit fetched: kilobytes (1,024 bytes, compressed), requests, those to elsewhere."""

    kilobytes: float
    requests: int
    external: int


def first_load(browser: Browser, base: str, page: str) -> Load:
    """Open a page with an empty cache and return what it fetched."""
    context = browser.new_context()
    tab = context.new_page()
    sizes: list[int] = []
    tab.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
    asked: list[str] = []
    tab.on("request", lambda one: None if one.url.startswith("data:") else asked.append(one.url))
    tab.goto(base + page, wait_until="networkidle")
    context.close()
    outside = [url for url in asked if not url.startswith(base)]
    return Load(sum(sizes) / 1024, len(asked), len(outside))
