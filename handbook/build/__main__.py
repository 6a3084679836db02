"""The command: ``python -m handbook.build [html] [pdf] [docs]``."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.build.findings import Finding, system_fault, unreadable_files
from handbook.build.publish import publish, recover
from handbook.build.run import run_sphinx
from handbook.build.targets import TARGETS, WORK, Target
from handbook.build.workplace import BusyError, held

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOPPED = 130  # what shells report of a program that was interrupted


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the targets named and return the exit status: 0 when all are whole, else 1."""
    parser = argparse.ArgumentParser(prog="python -m handbook.build", description=__doc__)
    parser.add_argument("targets", nargs="+", choices=sorted(TARGETS), help="what to build")
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help="the project's folder (default: this one)"
    )
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        with held(root):
            return build([TARGETS[name] for name in options.targets], root)
    except BusyError:
        message = "another build is at work in this folder. Wait until it ends, then build again"
        return _refuse({Finding(WORK.as_posix(), 0, message, "system")})
    except OSError as error:
        return _refuse({system_fault(error, WORK, root)})
    except KeyboardInterrupt:
        print("\nStopped. Nothing was replaced: build/ holds the last good outputs.", file=sys.stderr)
        return _STOPPED


def build(targets: Sequence[Target], root: Path) -> int:
    """Build all targets; publish them only when none has a finding.

    :raises OSError: when an output cannot be put in its place; the old one is there then.
    """
    findings: set[Finding] = set()
    for folder in sorted({target.source for target in targets}):
        findings |= set(unreadable_files(root / folder, root))
    for target in targets:
        recover(root / target.published)
    for target in targets:
        findings |= _timed_run(target, root)
    if findings:
        return _refuse(findings)
    _put_downloads_into_site(targets, root)
    for target in targets:
        publish(root / target.staged, root / target.published)
    print()
    for target in targets:
        print(f"{target.title:<16}{target.opened.as_posix()}  ({_size(root / target.published)})")
    return 0


def _put_downloads_into_site(targets: Sequence[Target], root: Path) -> None:
    """Copy the PDFs into the site, so that its pages can link them, on a stick too.

    Into the staged one where a new one is published, so that no reader meets a site without them.
    """
    site, pdf = TARGETS["html"], TARGETS["pdf"]
    into = root / (site.staged if site in targets else site.published)
    files = root / (pdf.staged if pdf in targets else pdf.published)
    if files.is_dir() and into.is_dir():
        publish(files, into / pdf.name)


def _timed_run(target: Target, root: Path) -> set[Finding]:
    started = time.monotonic()
    progress = Progress(target.title)
    findings = run_sphinx(target, root, progress)
    state = "stopped: see below" if findings else "done"
    progress.finish(f"{state}, {time.monotonic() - started:.1f} s")
    return findings


class Progress:
    """One line per target that tells what is being done: live in a terminal, now and then in a log."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.steps = 0
        self.live = sys.stdout.isatty()

    def __call__(self, step: str) -> None:
        """Show one step."""
        self.steps += 1
        if self.live:
            width = shutil.get_terminal_size().columns
            print(f"\r\x1b[2K{self.title:<16}{step}"[: width + 5], end="", flush=True)
        elif self.steps % 25 == 1:
            print(f"{self.title:<16}{step} ...", flush=True)

    def finish(self, state: str) -> None:
        """Close the line."""
        print(("\r\x1b[2K" if self.live else "") + f"{self.title:<16}{state}", flush=True)


def _refuse(findings: set[Finding]) -> int:
    print(file=sys.stderr)
    for one in sorted(findings):
        print(one, file=sys.stderr)
    count = len(findings)
    print(
        f"\n{count} finding{'s' if count > 1 else ''}. Nothing was replaced: build/ holds the last good"
        " outputs, if there were any.",
        file=sys.stderr,
    )
    return 1


def _size(path: Path) -> str:
    files = path.rglob("*") if path.is_dir() else [path]
    return f"{sum(file.stat().st_size for file in files if file.is_file()) / 1e6:.1f} MB"


def _interrupt(signal_number: int, frame: object) -> None:
    """End as at Ctrl-C: in one line, with all that was started."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(main())
