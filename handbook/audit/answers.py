"""What pip-audit and npm answer, read in the same way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

_LONGEST = 160  # signs of a reason: one line of a terminal or two


class NoAnswerError(Exception):
    """A list of known faults could not be asked. The text says why, in one line."""


@dataclass(frozen=True, order=True)
class Fault:
    """A known fault of a dependency; ``mended`` names the versions without it, or is empty."""

    package: str
    version: str
    name: str
    mended: str

    def __str__(self) -> str:
        way = f"Mended in {self.mended}" if self.mended else "No version without it is known"
        return f"{self.package} {self.version}: {self.name}. {way}"


def faults_in_packages(answer: str, said: str) -> list[Fault]:
    """Return the faults that pip-audit tells as JSON (its option --format json).

    :param said: what it printed besides.
    :raises NoAnswerError: when there is no such answer, or it passed a package over.
    """
    packages = _read(answer, said, "dependencies")
    passed_over = [f"{one['name']}: {one['skip_reason']}" for one in packages if "skip_reason" in one]
    if passed_over:
        raise NoAnswerError("; ".join(passed_over))
    return [
        Fault(one["name"], one["version"], fault["id"], ", ".join(fault["fix_versions"]))
        for one in packages
        for fault in one["vulns"]
    ]


def faults_in_npm_parts(answer: str, said: str) -> list[Fault]:
    """Return the faults that npm tells as JSON (its option --json).

    A package that is told only because it uses a faulty one is left out.

    :param said: what it printed besides.
    :raises NoAnswerError: when there is no such answer.
    """
    return [
        Fault(name, one["range"], cause["title"], "a newer version" if one["fixAvailable"] else "")
        for name, one in _read(answer, said, "vulnerabilities").items()
        for cause in one["via"]
        if isinstance(cause, dict)
    ]


def _read(answer: str, said: str, part: str) -> Any:
    try:
        told: Any = json.loads(answer)
    except ValueError:
        told = None
    if isinstance(told, dict) and part in told:
        return told[part]
    lines = [line for line in said.splitlines() if line.strip()]
    reason = told.get("message", "") if isinstance(told, dict) else ""
    words = " ".join(str(reason or (lines[-1] if lines else "no answer")).split())
    raise NoAnswerError(words if len(words) <= _LONGEST else f"{words[:_LONGEST]} ...")
