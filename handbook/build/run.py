"""Runs Sphinx for one target and returns what it found."""

from __future__ import annotations

import io
import logging
import traceback
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from handbook.build.findings import Finding, FindingCollector, finding, without_following

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.build.targets import Target


def run_sphinx(target: Target, root: Path, progress: Callable[[str], None]) -> set[Finding]:
    """Build ``target`` into its work folder and return all findings; none means that it is whole."""
    settings = root / target.settings
    construction = io.StringIO()
    try:
        with patch_docutils(settings), docutils_namespace():
            app = Sphinx(
                srcdir=root / target.source,
                confdir=settings,
                outdir=root / target.work,
                doctreedir=root / target.doctrees,
                buildername=target.builder,
                status=None,
                warning=construction,
            )
            return _build(app, root, progress) | _constructed(construction.getvalue(), target)
    except SphinxError as error:
        return {finding(_settings_file(target), str(error), error.category, root)}
    except OSError as error:
        return {Finding(str(error.filename or target.work), 0, f"{error.strerror or error}", "system")}
    except Exception as error:  # a fault of the tooling: one line here, the whole story in a file
        return {_own_fault(error, root / target.work.parent / "traceback.txt", root)}


def _own_fault(error: Exception, story: Path, root: Path) -> Finding:
    story.parent.mkdir(parents=True, exist_ok=True)
    story.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    where = story.relative_to(root).as_posix()
    what = " ".join(str(error).split())
    message = f"fault of the tooling: {type(error).__name__}: {what}. Please report it with {where}"
    return Finding("handbook", 0, message, "internal")


def _build(app: Sphinx, root: Path, progress: Callable[[str], None]) -> set[Finding]:
    collector = FindingCollector(app, root)
    logger = logging.getLogger("sphinx")
    for handler in [handler for handler in logger.handlers if handler.level >= logging.WARNING]:
        logger.removeHandler(handler)  # what it would print stands in the findings
    logger.addHandler(collector)
    app.connect("source-read", lambda _app, docname, _text: progress(f"reading {docname}"))
    app.connect("doctree-resolved", lambda _app, _tree, docname: progress(f"writing {docname}"))
    try:
        app.build()
    finally:
        logger.removeHandler(collector)
        if collector.findings:
            # Sphinx would not read the faulty pages again, and so would pass them next time.
            (app.doctreedir / "environment.pickle").unlink(missing_ok=True)
    return without_following(collector.findings)


def _constructed(warnings: str, target: Target) -> set[Finding]:
    """Return what Sphinx said before its extensions were loaded: faults of the settings."""
    lines = [line.removeprefix("WARNING: ").strip() for line in warnings.splitlines()]
    return {Finding(_settings_file(target), 0, line, "settings") for line in lines if line}


def _settings_file(target: Target) -> str:
    return (target.settings / "conf.py").as_posix()
