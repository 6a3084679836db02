"""Checks what a pull request is judged by, without writing a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.check.builder import CheckBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("check_words", "spelling.txt", "", types=frozenset({str}))
    app.add_builder(CheckBuilder)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
