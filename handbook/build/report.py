"""Tells findings: to a person at a terminal, and to GitHub on the lines of a pull request."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.build.findings import Finding


def tell(findings: Iterable[Finding]) -> None:
    """Print all findings grouped by page: advice to the output, what must be mended as errors below it."""
    ordered = sorted(findings)
    advice = [one for one in ordered if one.advice]
    errors = [one for one in ordered if not one.advice]
    if advice:
        print("\nAdvice")
        print(_by_page(advice))
    sys.stdout.flush()
    if errors:
        print("\nErrors" if advice else "", file=sys.stderr)
        print(_by_page(errors), file=sys.stderr)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for one in (*errors, *advice):  # GitHub shows the first ten of each kind
            print(annotation(one))


def _by_page(findings: list[Finding]) -> str:
    pages = ("\n".join(map(str, group)) for _, group in groupby(findings, key=lambda one: one.path))
    return "\n\n".join(pages)


def summary(findings: Iterable[Finding]) -> str:
    """Return how many findings there are, in words."""
    found = list(findings)
    errors = sum(not one.advice for one in found)
    words = f"{errors} finding{'' if errors == 1 else 's'}" if errors else "Nothing to mend"
    advice = len(found) - errors
    return f"{words}, {advice} piece{'' if advice == 1 else 's'} of advice" if advice else words


def annotation(finding: Finding) -> str:
    """Return the finding as a command that GitHub Actions shows on the line of a pull request.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    level = "notice" if finding.advice else "error"
    properties = {"file": finding.path, "line": str(finding.line or 1), "title": finding.rule}
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{level} {said}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
