"""What the fields of bibliography entries may not hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from handbook.policy.addresses import fault_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_ADDRESSES = re.compile(r"\\(?:href|url)\s*\{([^}]*)\}")
_UNSAFE = re.compile(r"\b(?:javascript|vbscript|data|file|blob)\s*:\S+", re.IGNORECASE)
_ENTRY = re.compile(r"^\s*@\w+\s*\{\s*([^,\s]+)\s*,")
_FIELD = re.compile(r"(?:^|[{,]\s*|\s)([a-z][\w-]*)\s*=\s*([{\"].*)", re.IGNORECASE)


def check_bibliography(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Report addresses in the files of ``bibtex_bibfiles`` to which no link may lead."""
    for name in getattr(app.config, "bibtex_bibfiles", ()):
        path = Path(app.confdir, name)
        if not path.is_file():
            continue  # sphinxcontrib-bibtex reports it
        for line, key, address, fault in _faults(path.read_text(encoding="utf-8", errors="replace")):
            logger.warning(
                "source '%s': address '%s' %s",
                key,
                address[:60],
                fault,
                type="policy",
                subtype="link",
                location=f"{path}:{line}",
            )


def _faults(text: str) -> Iterator[tuple[int, str, str, str]]:
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        entry = _ENTRY.match(line)
        key = entry[1] if entry else key
        for address in _addresses(line):
            fault = fault_of(address)
            if fault:
                yield number, key, address, fault


def _addresses(line: str) -> Iterator[str]:
    found = set()
    for match in _FIELD.finditer(line):
        if match[1].lower() == "url":
            found.add(match[2].strip('{}", \t'))
    found.update(match[1].strip() for match in _ADDRESSES.finditer(line))
    found.update(match[0].strip('{}",') for match in _UNSAFE.finditer(line))
    yield from sorted(found)
