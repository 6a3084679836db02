"""Puts a whole output where readers look for it, and never a part of one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


def publish(staged: Path, published: Path) -> None:
    """Replace ``published`` by a copy of ``staged``, a file or a folder.

    The copy is made beside it and put in its place in one step, so that a reader, or a build that is
    killed, finds the old output or the new one.

    :raises OSError: when the copy cannot be made; the old output is still there then.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    fresh = published.with_name(f".{published.name}.new")
    stale = published.with_name(f".{published.name}.old")
    _remove(fresh)
    try:
        if staged.is_dir():
            shutil.copytree(staged, fresh)
        else:
            shutil.copy2(staged, fresh)
    except OSError:
        _remove(fresh, quietly=True)
        raise
    if not (published.is_dir() and _exchange(fresh, published)):
        if published.is_dir():
            _remove(stale)
            published.rename(stale)
        fresh.replace(published)
    for old in (fresh, stale):
        _remove(old, quietly=True)  # the next one tries again


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, so that there is no moment without either, where the system can.

    Linux: https://man7.org/linux/man-pages/man2/rename.2.html. Python offers no such call.
    """
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    if renameat2 is None:
        return False
    return bool(renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def recover(published: Path) -> None:
    """Put the old output back if a build was killed between the two renames of :func:`publish`."""
    stale = published.with_name(f".{published.name}.old")
    if stale.exists() and not published.exists():
        stale.rename(published)


def _remove(path: Path, *, quietly: bool = False) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=quietly)
    else:
        path.unlink(missing_ok=True)
