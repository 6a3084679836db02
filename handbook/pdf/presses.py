"""The compiler's processes: as many at once as there are processors, two at most."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence


Order = dict[str, Any]
Answer = dict[str, Any]
_COMPILER = "typst"
_PRESS = Path(__file__).with_name("press.py")
_MOST = 2  # more would be little faster and take more memory: a source takes some hundred megabytes
# The C library keeps freed memory in several pools and large amounts of it; one pool is smaller by a fifth.
_SPARING = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
_STOPPED: Answer = {
    "report": None,
    "warnings": [],
    "error": "error: it stopped without a word. Please report it",
}


class Presses:
    """Prints sources, several at once; to be used in a ``with`` statement, which ends the processes."""

    def __init__(self) -> None:
        count = min(_MOST, os.cpu_count() or 1)
        self._free: SimpleQueue[_Press] = SimpleQueue()
        self._all = [_Press() for _ in range(count)]
        for press in self._all:
            self._free.put(press)
        self._threads = ThreadPoolExecutor(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        for press in self._all:
            press.end()

    def print(self, orders: Sequence[Order]) -> list[Answer]:
        """Return the answers to orders (see ``press.print_source``), in their order.

        :raises OSError: when a file cannot be written.
        """
        return list(self._threads.map(self._print, orders))

    def _print(self, order: Order) -> Answer:
        press = self._free.get()
        try:
            return press.print(order)
        finally:
            self._free.put(press)


class _Press:
    """One process, started with its first order, and again when it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def print(self, order: Order) -> Answer:
        if self._process is None:
            if find_spec(_COMPILER) is None:  # told here: the process could not say it
                raise ModuleNotFoundError(f"No module named '{_COMPILER}'", name=_COMPILER)
            self._process = subprocess.Popen(  # noqa: S603 - our own program, by the Python that runs
                [sys.executable, "-P", str(_PRESS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                env={**os.environ, **_SPARING},
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if line:
            answer: Answer = json.loads(line)
            if "system" in answer:
                raise OSError(*answer["system"])
            return answer
        self.end()
        return _STOPPED

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
