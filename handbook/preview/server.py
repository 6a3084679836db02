"""Serves the site to this machine, adds the preview to each page, and tells open pages what happened."""

from __future__ import annotations

import json
import os
import threading
import time
from dataclasses import asdict, dataclass
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.build.findings import Finding

HOST = "127.0.0.1"
_OWN = "/_preview/"
_STATIC = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript"}
_TRIES = 20  # ports, from the one that was asked for
_HEARTBEAT = 10.0  # seconds; by it a closed page is noticed
# A page's own policy forbids all connections; the preview's script asks this server what is new.
_POLICY = ("default-src 'none';", "default-src 'none'; connect-src 'self';")
_NO_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self';">
<meta name="viewport" content="width=device-width">
</head><body class="preview-no-page"><main>
<h1>{title}</h1><p>{words}</p><p><a href="/">Home page</a></p>
</main></body></html>
"""


@dataclass(frozen=True)
class State:
    """What open pages are told.

    ``version`` tells the site that is shown from others, ``pages`` are those that the last build changed;
    ``began`` is when that started, in seconds since 1970, and ``seconds`` how long it took.
    """

    version: str
    findings: tuple[Finding, ...]
    pages: tuple[str, ...]
    began: float
    seconds: float

    def message(self) -> str:
        """Return it as JSON."""
        findings = [asdict(one) | {"page": _page_of(one)} for one in self.findings]
        rest = {"version": self.version, "pages": self.pages, "began": self.began}
        return json.dumps({"findings": findings, "seconds": round(self.seconds, 1), **rest})


def _page_of(finding: Finding) -> str:
    """Return the page that a finding stands in; nothing for lists and settings."""
    path = finding.path
    return path.removeprefix("source/").removesuffix(".md") if path.endswith(".md") else ""


class Board:
    """Where the newest state hangs; those who wait for the next are called."""

    def __init__(self) -> None:
        self._called = threading.Condition()
        self._number = 0
        self.state = State("", (), (), 0.0, 0.0)

    def post(self, state: State) -> None:
        """Hang up a state."""
        with self._called:
            self.state = state
            self._number += 1
            self._called.notify_all()

    def after(self, number: int, seconds: float) -> tuple[int, State]:
        """Return the newest state and its number, when it is newer than ``number`` or the time is over."""
        with self._called:
            self._called.wait_for(lambda: self._number > number, seconds)
            return self._number, self.state


class Server(ThreadingHTTPServer):
    """The server of a preview."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers have one port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a page was closed while it was answered."""


def start(folder: Path, board: Board, shown: Callable[[str], None], port: int) -> Server:
    """Serve a folder on the first port that is free.

    :param shown: called with the version that a browser has just shown.
    :param port: the first to try; 0 leaves the choice to the system.
    :raises OSError: when none of them is free.
    """
    handler = partial(_Handler, folder=folder, board=board, shown=shown)
    for candidate in range(port, port + (_TRIES if port else 1)):
        try:
            server = Server((HOST, candidate), handler)
        except OSError:
            if candidate == port + _TRIES - 1 or not port:
                raise
        else:
            threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
            return server
    raise AssertionError


class _Handler(SimpleHTTPRequestHandler):
    def __init__(
        self, *args: Any, folder: Path, board: Board, shown: Callable[[str], None], **kwargs: Any
    ) -> None:
        self.board = board
        self.shown = shown
        super().__init__(*args, directory=str(folder), **kwargs)

    def do_GET(self) -> None:
        """Answer one request."""
        address = urlsplit(self.path)
        if address.path == f"{_OWN}events":
            self._events()
        elif address.path == f"{_OWN}state":
            self.shown("".join(parse_qs(address.query).get("shown", [])))
            self._send(self.board.state.message().encode(), "application/json")
        elif address.path == "/favicon.ico":  # asked for by browsers where a page names none
            self._send(b"", "image/x-icon", HTTPStatus.NO_CONTENT)
        elif address.path.startswith(_OWN):
            self._own(address.path.removeprefix(_OWN))
        else:
            self._site()

    def end_headers(self) -> None:
        """Let the browser keep nothing: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: the terminal is for the builds."""

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        number = -1
        while True:
            newest, state = self.board.after(number, _HEARTBEAT)
            line = f"data: {state.message()}\n\n" if newest != number else ": still here\n\n"
            number = newest
            self.wfile.write(line.encode())
            self.wfile.flush()

    def _own(self, name: str) -> None:
        file = _STATIC / Path(name).name
        if file.is_file():
            self._send(file.read_bytes(), _TYPES[file.suffix])
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _site(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_dir() or urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html":
            self._page(file)
        else:
            super().do_GET()

    def _page(self, file: Path) -> None:
        version = self.board.state.version  # before the file is read: rather once too often than a stale page
        try:
            html, status = file.read_text("utf-8"), HTTPStatus.OK
        except OSError:
            html, status = _no_page(version), HTTPStatus.NOT_FOUND
        added = (
            f'<link rel="stylesheet" href="{_OWN}preview.css">'
            f'<script defer src="{_OWN}preview.js" data-version="{escape(version)}"></script></head>'
        )
        page = html.replace(*_POLICY, 1).replace("</head>", added, 1)
        self._send(page.encode(), "text/html", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _no_page(version: str) -> str:
    if not version:
        words = "The handbook has not been built without mistakes yet. Mend them: this page then follows."
        return _NO_PAGE.format(title="Nothing to show yet", words=words)
    words = "No page of the handbook has this address. It may have been renamed, or taken out."
    return _NO_PAGE.format(title="No such page", words=words)


def version() -> str:
    """Return a name for a version of the site that no earlier one has had."""
    return f"{time.time_ns():x}"
