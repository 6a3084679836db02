"""Figures drawn from their data, in a light and a dark variant.

``python -m handbook.figures`` draws them. As an extension it shows, in HTML, the variant that fits the
theme: ``NAME-dark.svg`` beside ``NAME.svg`` appears on dark pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.figures.variants import NoteDarkVariants, ShowDarkVariants

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_env_collector(NoteDarkVariants)
    app.add_post_transform(ShowDarkVariants)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
