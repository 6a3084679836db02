"""Runs Sphinx for one target and returns what it found."""

from __future__ import annotations

import io
import logging
import traceback
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from handbook.build.findings import (
    CHECK,
    SYSTEM,
    Finding,
    FindingCollector,
    finding,
    system_fault,
    without_following,
)
from handbook.build.workplace import begin, end

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.build.targets import Target


def run_sphinx(target: Target, root: Path, progress: Callable[[str], None], jobs: int = 1) -> set[Finding]:
    """Build ``target`` into its work folder and return all findings; none means that it is whole.

    :param jobs: the number of processes that read and write pages.
    """
    settings = root / target.settings
    construction = io.StringIO()
    try:
        state = begin(target, root)
        with patch_docutils(settings), docutils_namespace():
            app = Sphinx(
                srcdir=root / target.source,
                confdir=settings,
                outdir=root / target.work,
                doctreedir=root / target.doctrees,
                buildername=target.builder,
                status=None,
                warning=construction,
                parallel=jobs,
            )
            findings = _build(app, target, root, progress) | _constructed(construction.getvalue(), target)
        # The rules of prose look at every page in every run, read anew or not.
        if all(one.rule.startswith(f"{CHECK}.") for one in findings):
            end(target, root, state)
    except Exception as error:
        return {_told(error, target, root)}
    return findings


def _told(error: Exception, target: Target, root: Path) -> Finding:
    """Return what stopped Sphinx in one line."""
    if isinstance(error, ExtensionError) and error.orig_exc is not None:
        error = error.orig_exc  # Sphinx's own words are about the handler that was called
    if isinstance(error, ImportError):
        message = f"'{error.name}' is not installed. Remove .venv/, then run: python3 make.py"
        return Finding(_settings_file(target), 0, message, SYSTEM)
    if isinstance(error, OSError):
        return system_fault(error, target.work, root)
    if isinstance(error, SphinxError):
        return finding(_settings_file(target), str(error), error.category, root)
    return _own_fault(error, root / target.work.parent / "traceback.txt", root)


def _own_fault(error: Exception, story: Path, root: Path) -> Finding:
    """Tell a fault of the tooling: one line here, the whole story in a file."""
    what = " ".join(str(error).split())
    message = f"fault of the tooling: {type(error).__name__}: {what}. Please report it"
    try:
        story.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return Finding("handbook", 0, message, "internal")
    return Finding("handbook", 0, f"{message} with {story.relative_to(root).as_posix()}", "internal")


def _build(app: Sphinx, target: Target, root: Path, progress: Callable[[str], None]) -> set[Finding]:
    collector = FindingCollector(app, root)
    logger = logging.getLogger("sphinx")
    for handler in [handler for handler in logger.handlers if handler.level >= logging.WARNING]:
        logger.removeHandler(handler)  # what it would print stands in the findings
    logger.addHandler(collector)
    app.connect("source-read", lambda _app, docname, _text: progress(f"reading {docname}"))
    doing = "writing" if target.output else "checking"
    app.connect("doctree-resolved", lambda _app, _tree, docname: progress(f"{doing} {docname}"))
    try:
        app.build()
    finally:
        logger.removeHandler(collector)
    return without_following(collector.findings)


def _constructed(warnings: str, target: Target) -> set[Finding]:
    """Return what Sphinx said before its extensions were loaded: faults of the settings."""
    lines = [line.removeprefix("WARNING: ").strip() for line in warnings.splitlines()]
    return {Finding(_settings_file(target), 0, line, "settings") for line in lines if line}


def _settings_file(target: Target) -> str:
    return (target.settings / "conf.py").as_posix()
