"""Which files a preview follows, and how it hears that one was saved."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import watchfiles

import handbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

TOOLING = Path(handbook.__file__).parent
_FOLDERS = ("source", "_static")
_FILES = frozenset({"conf.py", "clinic.toml"})
_QUIET = 50  # milliseconds without another change, after which a save is taken as whole
_LONGEST = 400  # milliseconds that a stream of changes is waited for


class Watch:
    """Calls a function with the paths of what was changed, made, renamed or deleted."""

    def __init__(self, root: Path, tell: Callable[[set[Path]], None]) -> None:
        """Prepare to follow the project in ``root``; the context starts and ends it."""
        folders = [root / name for name in _FOLDERS if (root / name).is_dir()]
        self.ended = threading.Event()
        self.tell = tell
        # The project's folder holds too much to follow it whole, and a file alone is lost when an editor
        # saves by renaming.
        self.threads = [
            self._thread([*folders, TOOLING], watchfiles.DefaultFilter(), recursive=True),
            self._thread([root], _settings_only, recursive=False),
        ]

    def __enter__(self) -> Watch:
        """Start."""
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, at once."""
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _thread(
        self, paths: Iterable[Path], wanted: Callable[[watchfiles.Change, str], bool], *, recursive: bool
    ) -> threading.Thread:
        def follow() -> None:
            for changes in watchfiles.watch(
                *paths,
                watch_filter=wanted,
                debounce=_LONGEST,
                step=_QUIET,
                stop_event=self.ended,
                rust_timeout=200,  # how long an end may take, in milliseconds
                raise_interrupt=False,
                recursive=recursive,
            ):
                self.tell({Path(path) for _, path in changes})

        return threading.Thread(target=follow, daemon=True)


def _settings_only(_change: watchfiles.Change, path: str) -> bool:
    return Path(path).name in _FILES
