"""Puts a whole output where readers look for it, and never a part of one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def publish(staged: Path, published: Path) -> None:
    """Replace ``published`` by a copy of ``staged``, a file or a folder.

    The copy is made beside it and moved into place by renaming, so that a reader, or a build that is
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
        _remove(fresh)
        raise
    if published.is_dir():
        _remove(stale)
        published.rename(stale)
    fresh.replace(published)
    _remove(stale)


def recover(published: Path) -> None:
    """Put the old output back if a build was killed between the two renames of :func:`publish`."""
    stale = published.with_name(f".{published.name}.old")
    if stale.exists() and not published.exists():
        stale.rename(published)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
