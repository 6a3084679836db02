"""One command, run and measured: seconds on the clock, seconds of CPU, memory."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class CommandError(Exception):
    """A command that was to be measured has failed; its last lines are the message."""


@dataclass(frozen=True)
class Run:
    """What a command took.

    :ivar wall: seconds on the clock. Other work on the machine makes it longer.
    :ivar cpu: seconds of CPU, user and system, of the command and all that it started.
    :ivar memory: megabytes (2**20 bytes) that its largest process held at most.
    """

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end and return what it took.

    The figures are those that the kernel gives for this child alone (``wait4``).

    :param environment: variables added to ours.
    :raises CommandError: when it fails.
    """
    log = folder / "command.log"
    with log.open("w", encoding="utf-8") as printed:
        started = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        tail = "\n".join(log.read_text("utf-8").splitlines()[-10:])
        raise CommandError(f"{' '.join(command)}: exit status {child.returncode}\n{tail}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
