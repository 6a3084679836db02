"""The command: ``python -m handbook.build [check] [html] [pdf] [epub] [docs]``."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOPPED = 130  # what shells report of a program that was interrupted


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and return the exit status: 0 when all outputs are whole and published, else 1."""
    try:
        # Not above: a package that is missing, and Ctrl-C while Sphinx is loaded, are told in one line too.
        from handbook.build.command import run  # noqa: PLC0415

        return run(arguments)
    except ModuleNotFoundError as error:
        message = f"'{error.name}' is not installed. Remove .venv/, then run: python3 make.py"
        print(f".venv: {message} [system]", file=sys.stderr)
        return 1


def _stop(signal_number: int, frame: object) -> None:
    """End at once: whatever is half done, no reader sees it and no later build goes on from it."""
    os.write(sys.stderr.fileno(), b"\nStopped. The outputs in build/ are whole: the last good ones.\n")
    os._exit(_STOPPED)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    sys.exit(main())
