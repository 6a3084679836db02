"""Reads the bibliography so that every fault in it is told with its line, and what is sound is still read."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pybtex.errors import capture
from sphinx.util import logging
from sphinxcontrib.bibtex.bibfile import process_bibdata

from handbook.core.environment import changed
from handbook.evidence.works import entry_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.bibfile import BibData
    from sphinxcontrib.bibtex.domain import BibtexDomain

logger = logging.getLogger(__name__)

_REPEATED = re.compile(r"repeated bib\w+ entry: (\S+)")
# What our own checks tell better, with file and line.
_TOLD_BY_US = ("bibtex.key_not_found", "bibtex.missing_field")


class BibliographyReader:
    """Reads the files before sphinxcontrib-bibtex does, which would stop at the first fault."""

    def __init__(self) -> None:
        self._faults: list[tuple[str, str]] = []

    def quieten(self, app: Sphinx, config: Config) -> None:
        """Leave to our own checks what they tell with its line."""
        config.suppress_warnings = [*config.suppress_warnings, *_TOLD_BY_US]

    def read(self, app: Sphinx) -> None:
        """Read the files and keep what is wrong in them until pages are read, when findings are collected."""
        self._faults.clear()
        cite = cast("BibtexDomain", app.env.get_domain("cite"))
        files = [Path(app.confdir, name).resolve() for name in app.config.bibtex_bibfiles or ()]
        if any(not _is_utf8(file) for file in files):
            # The byte is told by the build; any text of it will do to tell the other faults too.
            app.config.bibtex_encoding = "latin-1"
        known = cite.bibdata
        if changed(app, "bibliography", _digest(files)):
            known = known._replace(bibfiles={})  # sphinxcontrib-bibtex compares times alone
        with capture() as errors:
            cite.data["bibdata"] = process_bibdata(known, files, app.config.bibtex_encoding)
        self._faults += [_fault(error, files) for error in errors]
        self._drop_broken(cite.bibdata, errors)

    def _drop_broken(self, data: BibData, errors: Iterable[Exception]) -> None:
        """Forget entries that were read in part: what they lack is no finding of its own."""
        starts = [(line, key) for key, (_, line) in entry_lines(data.bibfiles).items()]
        for error in errors:
            line = getattr(error, "lineno", None) or 0
            _, key = max(((start, key) for start, key in starts if start <= line), default=(0, ""))
            if key in data.data.entries:
                del data.data.entries[key]
                for file in data.bibfiles.values():
                    file.keys.pop(key, None)

    def tell(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Report what was wrong."""
        for message, location in self._faults:
            logger.warning("%s", message, type="evidence", subtype="bibliography", location=location)


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files if file.is_file())).hexdigest()


def _is_utf8(file: Path) -> bool:
    try:
        file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    except OSError:
        return True  # sphinxcontrib-bibtex reports a file that is not there
    return True


def _fault(error: Exception, files: Iterable[Path]) -> tuple[str, str]:
    """Return the message of pybtex's error in one line with a remedy, and its place."""
    words = " ".join(str(error).split())
    repeated = _REPEATED.search(words)
    if repeated:
        path, line = entry_lines(files).get(repeated[1], (next(iter(files)), 1))
        again = _second_line(path, repeated[1], line)
        return (
            f"source '{repeated[1]}' stands here again, first on line {line}. Keep one of them",
            f"{path}:{again}",
        )
    line = getattr(error, "lineno", None) or 1
    path = getattr(error, "filename", None) or next(iter(files))
    words = re.sub(r"^syntax error in line \d+: ", "", words)
    return f"cannot read the bibliography: {words}. Check commas and braces of the entry", f"{path}:{line}"


def _second_line(path: Path, key: str, first: int) -> int:
    lines = path.read_text("utf-8", "replace").splitlines()
    named = re.compile(rf"^[ \t]*@\w+\s*[{{(]\s*{re.escape(key)}\s*,", re.IGNORECASE)
    return next(
        (number for number, line in enumerate(lines, 1) if number > first and named.match(line)), first
    )
