"""What a page loads: all styles in one file, and no script that it has no use for.

Sphinx's own scripts serve its own search, and one of them keeps what was searched for in the browser; where
that search is switched off they go. Styles of highlighted code are loaded by pages with code. So that a page
on a slow network of a clinic needs few requests, and keeps nothing. Pages that list everything carry no
hints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.assets.bundle import Assets
from handbook.assets.hints import LeaveOutHints

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_BEFORE_ALL = 1
_AFTER_ALL = 900


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("assets_hints_up_to", 80, "env", types=int)
    app.add_post_transform(LeaveOutHints)
    assets = Assets()
    app.connect("html-page-context", assets.note, priority=_BEFORE_ALL)
    app.connect("html-page-context", assets.reduce, priority=_AFTER_ALL)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
