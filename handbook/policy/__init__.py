"""What a page may not contain. For now: raw HTML, and images that a blind reader cannot have read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.policy.checks import check_page
from handbook.policy.tasklists import NeutralTaskBoxes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_transform(NeutralTaskBoxes)
    app.connect("doctree-read", check_page)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
