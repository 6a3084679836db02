"""The command: ``python -m handbook.preview [--port PORT] [--no-browser]``."""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import queue
import signal
import sys
import time
import webbrowser
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from handbook.build.findings import Finding
from handbook.build.workplace import BusyError, held
from handbook.preview import server
from handbook.preview.rebuild import SITE, WORK, Rebuilt, prepare, rebuild
from handbook.preview.server import Board, State
from handbook.preview.watch import TOOLING, Watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")
_PORT = 8000
_FRESH = 5.0  # seconds; an older time is not that of a save
_LISTED = 3  # of the files that were saved
_ENDED = Finding(
    "handbook", 0, "the process that builds was ended from outside. Save the file again", "system"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the handbook in the browser and build it again whenever a file is saved, until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="python -m handbook.preview", description=main.__doc__)
    parser.add_argument(
        "--port", type=int, default=_PORT, help=f"the first port to try; default: {_PORT}; 0: any"
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    if not (root / "conf.py").is_file():
        print(f"{root}: no conf.py. Start the command in the project's folder", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _interrupt)  # whoever ends us ends the builder too
    preview = Preview(root)
    try:
        with held(root, WORK):
            preview.run(options.port, browser=not options.no_browser)
    except BusyError:
        print("this folder has a preview already: look for its address in another terminal", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nPreview ended. build/preview/ holds what it showed last.", flush=True)
    except OSError as error:
        print(f"cannot show the handbook: {error.strerror or error}", file=sys.stderr)
        return 1
    finally:
        preview.end()
    return 0


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


class Preview:
    """One run of the command."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.board = Board()
        self.saves: queue.SimpleQueue[set[Path]] = queue.SimpleQueue()
        self.saved_at: dict[str, float] = {}
        self.builder = _builder()

    def run(self, port: int, *, browser: bool) -> None:
        """Build, serve, follow; never returns.

        :raises KeyboardInterrupt: when it is ended.
        :raises OSError: when no port is free, or a file of ours cannot be written.
        """
        served = server.start(self.root / SITE, self.board, self._shown, port)
        address = f"http://{server.HOST}:{served.server_port}/"
        print(f"Preview         {address}  (Ctrl+C ends it)", flush=True)
        with Watch(self.root, self.saves.put):
            self._build("the first build", time.time())
            if browser:
                webbrowser.open(address)
            while True:
                changed = self._next_saves()
                if any(path.is_relative_to(TOOLING) for path in changed):
                    self.end()
                    self.builder = _builder()  # one that has read the new tooling
                self._build(_names(changed, self.root), _newest(changed))

    def end(self) -> None:
        """End the process that builds, after the build that it is at."""
        self.builder.shutdown(cancel_futures=True)

    def _next_saves(self) -> set[Path]:
        changed: set[Path] = set()
        while not changed:  # with a limit of time: Windows hears Ctrl+C only between two waits
            try:
                changed = self.saves.get(timeout=0.5)
                while True:
                    changed |= self.saves.get_nowait()
            except queue.Empty:
                continue
        return changed

    def _build(self, what: str, saved: float) -> None:
        try:
            done = _wait(self.builder.submit(rebuild, self.root))
        except BrokenProcessPool:
            self.builder = _builder()
            done = Rebuilt((_ENDED,), (), time.time(), 0.0)
        self.builder.submit(gc.collect)
        before = self.board.state
        shown = not done.findings
        version = server.version() if shown and (done.changed or not before.version) else before.version
        if shown:
            self.saved_at[version] = saved
        self.board.post(State(version, done.findings, done.pages, done.began, done.seconds))
        _tell(what, done)

    def _shown(self, version: str) -> None:
        """Tell how long it took from the save to the page, when the first browser shows it."""
        saved = self.saved_at.pop(version, None)
        if saved is not None:
            print(f"                shown {time.time() - saved:.1f} s after the save", flush=True)


def _builder() -> ProcessPoolExecutor:
    """Return a process that builds. It stays, with all that it has imported, until the tooling changes.

    A process of its own answers for two things: pages are served while it works, and new tooling is read.
    """
    context = multiprocessing.get_context("spawn")  # the same on every system
    builder = ProcessPoolExecutor(1, context, prepare)
    ours = signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is not to be started by halves
    builder.submit(gc.collect)
    signal.signal(signal.SIGINT, ours)
    return builder


def _wait(future: Future[T]) -> T:
    while True:
        try:
            return future.result(timeout=0.5)  # Windows hears Ctrl+C only between two waits
        except TimeoutError:
            if future.done():
                raise


def _names(changed: Iterable[Path], root: Path) -> str:
    names = sorted(
        path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name for path in changed
    )
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def _newest(changed: Iterable[Path]) -> float:
    """Return when the last of some files was saved, in seconds since 1970.

    A file that is gone, or that was put here with an older time, was changed just now.
    """
    now = time.time()
    times = [path.stat().st_mtime for path in changed if path.exists()]
    return max((moment for moment in times if now - moment < _FRESH), default=now)


def _tell(what: str, done: Rebuilt) -> None:
    clock = time.strftime("%H:%M:%S")
    if done.findings:
        print(f"{clock}        {what}: {len(done.findings)} to mend, shown above the last good page")
        for one in done.findings:
            print(f"  {one}", flush=True)
        return
    count = len(done.pages)
    pages = f"{count} page{'' if count == 1 else 's'} changed" if count else "no page changed"
    print(f"{clock}        {what}: built in {done.seconds:.1f} s, {pages}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
