"""One build of the preview: from the last good state to the next, or back to it."""

from __future__ import annotations

import filecmp
import gc
import os
import shutil
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.build.findings import system_fault, unreadable_files
from handbook.build.run import run_sphinx
from handbook.build.targets import TARGETS
from handbook.build.targets import WORK as WORK_OF_ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.build.findings import Finding

SITE = Path("build", "preview")
WORK = WORK_OF_ALL / "preview"
_STATE = WORK / "state"  # doctrees and environment, with all that tells how far they can be relied on
_KEPT = WORK / "kept"  # that of the site as it is shown
_TARGET = replace(TARGETS["html"], doctrees=_STATE / "doctrees", work=WORK / "html")


@dataclass(frozen=True)
class Rebuilt:
    """What a build came to: its findings, the files of the site that are other now, and how long it took.

    ``began`` is the start of the build in seconds since 1970; ``seconds`` count from there, not from a save.
    """

    findings: tuple[Finding, ...]
    changed: tuple[str, ...]
    began: float
    seconds: float

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages among the files that are other now."""
        return tuple(name.removesuffix(".html") for name in self.changed if name.endswith(".html"))


def prepare() -> None:
    """Make ready the process that builds: Ctrl+C is not for it, and memory is tidied between builds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def rebuild(root: Path) -> Rebuilt:
    """Bring the site up to date with the files; with a finding, leave it as it is.

    Every build starts from the state of the site that is shown, whatever came of the last one: a faulty page
    leaves nothing behind, and a build that was killed neither.
    """
    began, started = time.time(), time.monotonic()
    changed: list[str] = []
    try:
        _start_from_last_good(root)
        findings = set(unreadable_files(root / _TARGET.source, root)) or run_sphinx(_TARGET, root, _silent)
        if not findings:
            changed = _keep(root)
    except OSError as error:
        findings = {system_fault(error, SITE, root)}
    return Rebuilt(tuple(sorted(findings)), tuple(sorted(changed)), began, time.monotonic() - started)


def _silent(_step: str) -> None:
    """Say nothing of the steps of a build: it takes a second."""


def _start_from_last_good(root: Path) -> None:
    if (root / SITE).is_dir() and (root / _KEPT).is_dir():
        _mirror(root / SITE, root / _TARGET.work)
        _mirror(root / _KEPT, root / _STATE)
    else:
        for folder in (_STATE, _TARGET.work):
            shutil.rmtree(root / folder, ignore_errors=True)


def _keep(root: Path) -> list[str]:
    """Make what was built the site that is shown, and return its files that are other now."""
    # The site first: with an older environment the next build would only write more than it must.
    changed = _mirror(root / _TARGET.work, root / SITE)
    _mirror(root / _STATE, root / _KEPT)
    return changed


def _mirror(source: Path, target: Path) -> list[str]:
    """Make a folder hold exactly the files of another, and return those that are other now, or gone."""
    theirs, ours = dict(_files(source)), dict(_files(target))
    changed = []
    for name, state in theirs.items():
        if ours.get(name) == state:
            continue
        if name not in ours or not filecmp.cmp(source / name, target / name, shallow=False):
            changed.append(name.as_posix())
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        fresh = (target / name).with_name(f".{name.name}.new")
        shutil.copy2(source / name, fresh)  # with its time, by which Sphinx knows what is old
        _replace(fresh, target / name)
    for name in ours.keys() - theirs.keys():
        (target / name).unlink(missing_ok=True)
        changed.append(name.as_posix())
    return changed


def _files(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in folder.rglob("*"):
        if path.is_file():
            state = path.stat()
            yield path.relative_to(folder), (state.st_size, state.st_mtime_ns)


def _replace(fresh: Path, target: Path) -> None:
    """Put a file in place, after a moment where a reader of it holds it: Windows allows no other way."""
    for _ in range(20):
        try:
            fresh.replace(target)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(0.05)
        else:
            return
    fresh.replace(target)
