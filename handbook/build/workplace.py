"""The folder that builds work in: one build at a time, and nothing to go on from but what is whole."""

from __future__ import annotations

import hashlib
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from handbook.build.targets import TARGETS, WORK

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.build.targets import Target

_TOOLING = Path(__file__).resolve().parents[1]
_LOCK = _TOOLING.parent / "locks" / "build.txt"


class BusyError(Exception):
    """Another build works in the folder."""


@contextmanager
def held(root: Path, work: Path = WORK) -> Iterator[None]:
    """Keep other builds of the project away; the system lets go of it when this one ends in any way.

    :param work: the folder that they share.
    :raises BusyError: when another one is at work.
    :raises OSError: when the folder cannot be written.
    """
    folder = root / work
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("ab") as file:
        try:
            _lock(file)
        except OSError:
            raise BusyError from None
        yield


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def begin(target: Target, root: Path) -> str:
    """Throw away what a build left that did not end well, or that another state of the tooling made.

    Sphinx writes down what it has read before it writes the pages: after a build that was killed, it would
    take old pages for new ones. From here until :func:`end` there is no mark that all is whole.

    :returns: the state of the tooling, to be handed to :func:`end`.
    :raises OSError: when something cannot be removed.
    """
    mark, state = _mark(target, root), _state(target, root)
    if not mark.is_file() or mark.read_text(encoding="ascii", errors="replace") != state:
        for folder in {root / target.doctrees, *(root / one.work for one in _of_same_doctrees(target))}:
            if folder.exists():
                shutil.rmtree(folder)
    mark.unlink(missing_ok=True)
    return state


def end(target: Target, root: Path, state: str) -> None:
    """Let the next build go on from this one.

    :raises OSError: when the mark cannot be written.
    """
    _mark(target, root).write_text(state, encoding="ascii")


def _mark(target: Target, root: Path) -> Path:
    return root / target.doctrees.with_suffix(".whole")


def _of_same_doctrees(target: Target) -> Iterator[Target]:
    return (other for other in TARGETS.values() if other.doctrees == target.doctrees)


def _state(target: Target, root: Path) -> str:
    """Return what tells one state of tooling and settings from another: Sphinx sees no change of code."""
    digest = hashlib.sha256(sys.version.encode())
    files = [path for path in sorted(_TOOLING.rglob("*")) if "__pycache__" not in path.parts]
    for path in [*files, _LOCK, root / target.settings / "conf.py"]:
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()
