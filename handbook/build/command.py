"""What the command does: run all targets, then publish all outputs or none."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.build.findings import (
    SYSTEM,
    UNREADABLE,
    Finding,
    system_fault,
    unreadable_files,
    without_following,
)
from handbook.build.publish import publish, recover
from handbook.build.report import summary, tell
from handbook.build.run import run_sphinx
from handbook.build.targets import PDFS, SITE, TARGETS, WORK, Output, Target
from handbook.build.workplace import BusyError, held

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str] | None) -> int:
    """Build the targets named and return the exit status: 0 when all are whole, else 1."""
    parser = argparse.ArgumentParser(prog="python -m handbook.build", description=__doc__)
    parser.add_argument("targets", nargs="+", choices=sorted(TARGETS), help="what to build")
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help="the project's folder (default: this one)"
    )
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="processes that read and write pages (default: 1)"
    )
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        with held(root):
            return build([TARGETS[name] for name in options.targets], root, options.jobs)
    except BusyError:
        message = "another build is at work in this folder. Wait until it ends, then build again"
        return _stop({Finding(WORK.as_posix(), 0, message, SYSTEM)})
    except OSError as error:
        return _stop({system_fault(error, WORK, root)})


def build(targets: Sequence[Target], root: Path, jobs: int = 1) -> int:
    """Run all targets; publish their outputs only when there is nothing to mend.

    :raises OSError: when an output cannot be put in its place; the old one is there then.
    """
    findings: set[Finding] = set()
    for folder in sorted({target.source for target in targets}):
        findings |= set(unreadable_files(root / folder, root))
    unreadable = any(one.path.endswith(".md") and one.rule in UNREADABLE for one in findings)
    outputs = {target.title: target.output for target in targets if target.output}
    for output in outputs.values():
        recover(root / output.published)
    for target in targets if not unreadable else ():  # Sphinx would stop at such a page
        findings |= _timed_run(target, root, jobs)
        if any(one.rule == SYSTEM for one in findings):
            break  # it would be told again for each
    findings = without_following(findings)
    if any(not one.advice for one in findings):
        return _stop(findings, publishing=bool(outputs))
    tell(findings)
    _put_downloads_into_site(list(outputs.values()), root)
    for output in outputs.values():
        publish(root / output.staged, root / output.published)
    print()
    for title, output in outputs.items():
        print(f"{title:<16}{output.opened.as_posix()}  ({_size(root / output.published)})")
    if len(outputs) < len(targets):
        print(summary(findings))
    return 0


def _put_downloads_into_site(outputs: Sequence[Output], root: Path) -> None:
    """Copy the PDFs into the site, so that its pages can link them, on a stick too.

    Into the staged one where a new one is published, so that no reader meets a site without them.
    """
    into = root / (SITE.staged if SITE in outputs else SITE.published)
    files = root / (PDFS.staged if PDFS in outputs else PDFS.published)
    if files.is_dir() and into.is_dir():
        publish(files, into / PDFS.published.name)


def _timed_run(target: Target, root: Path, jobs: int) -> set[Finding]:
    started = time.monotonic()
    progress = Progress(target.title)
    findings = run_sphinx(target, root, progress, jobs)
    state = "stopped: see below" if any(not one.advice for one in findings) else "done"
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


def _stop(findings: set[Finding], *, publishing: bool = True) -> int:
    tell(findings)
    kept = " Nothing was replaced: build/ holds the last good outputs, if there were any."
    print(f"\n{summary(findings)}.{kept if publishing else ''}", file=sys.stderr)
    return 1


def _size(path: Path) -> str:
    files = path.rglob("*") if path.is_dir() else [path]
    return f"{sum(file.stat().st_size for file in files if file.is_file()) / 1e6:.1f} MB"
