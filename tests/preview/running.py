"""A preview that runs as a writer runs it, on a small handbook."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

from tests.conftest import FRONT_MATTER, ROOT, furnish

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

PATIENCE = 60.0  # seconds until a test gives up on a build; an idle machine needs one


class Running:
    """The command, its address and what it prints."""

    def __init__(self, root: Path, *options: str) -> None:
        command = [sys.executable, "-m", "handbook.preview", "--root", str(root), "--no-browser", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.root = root
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        )
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def __enter__(self) -> Running:
        try:
            self.wait_for(r"http://\S+/")
        except AssertionError:
            self.end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> int:
        """End it as Ctrl+C does, and return its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        status = self.process.wait(PATIENCE)
        self.listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def address(self) -> str:
        found = re.search(r"http://\S+/", self.printed)
        assert found is not None
        return found[0]

    @property
    def printed(self) -> str:
        return "".join(self.lines)

    def wait_for(self, pattern: str, times: int = 1) -> None:
        """Wait until something is printed a number of times."""
        end = time.monotonic() + PATIENCE
        while len(re.findall(pattern, self.printed)) < times:
            gone = not self.listener.is_alive() and pattern not in self.printed
            assert time.monotonic() < end and not gone, f"not printed: {pattern}\n{self.printed}"  # noqa: PT018
            time.sleep(0.02)

    def save(self, path: str, text: str, *, front: str = FRONT_MATTER) -> None:
        """Save a file as a writer does, and wait until a build has ended that saw it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((front if path.endswith(".md") else "") + text, encoding="utf-8")
        self.after(time.time())

    def after(self, moment: float) -> None:
        """Wait until a build has ended that began after a moment, in seconds since 1970."""
        end = time.monotonic() + PATIENCE
        while self.state()["began"] < moment or not self.state()["began"]:
            assert time.monotonic() < end, f"no build after the save\n{self.printed}"
            time.sleep(0.05)

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of an address."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def state(self) -> Any:
        """Return what open pages are told."""
        return json.loads(self.get("_preview/state")[1])

    def findings(self) -> list[str]:
        return [f"{one['path']}:{one['line']}: {one['message']}" for one in self.state()["findings"]]


def small_handbook(root: Path, *pages: str) -> Path:
    """Furnish a handbook whose home page lists some pages that are still to be written."""
    root.mkdir(parents=True, exist_ok=True)
    furnish(root)
    listed = "\n".join(pages)
    home = f"# Home\n\nWelcome.\n\n```{{toctree}}\n{listed}\n```\n"
    (root / "source/index.md").write_text(FRONT_MATTER + home, encoding="utf-8")
    return root


def write(root: Path, path: str, text: str) -> None:
    """Write a page before the preview starts."""
    (root / "source" / path).write_text(FRONT_MATTER + text, encoding="utf-8")
