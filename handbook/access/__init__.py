"""Everyone can read and work a page: by eye, by ear, by keyboard, enlarged, without colours or motion.

Furo's frame with names for its landmarks, and its menus within reach of the keyboard; lists of sources as the
lists that they are. What is proven, and by which test: docs/safety.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook import __version__
from handbook.access.formulas import visit_math, visit_math_block
from handbook.access.frame import with_names
from handbook.access.markup import OneIdEach, SourcesAsLists
from handbook.core.site import lend_static, lend_templates

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.add_post_transform(SourcesAsLists)
    app.add_post_transform(OneIdEach)
    app.add_css_file("access/access.css", priority=700)  # after the theme's own
    app.add_js_file("access/access.js", loading_method="defer")
    lend_static(app, _HERE / "static")
    lend_templates(app, _HERE / "templates")
    app.connect("html-page-context", lend_to_templates)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def lend_to_templates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template of the frame what it needs."""
    theme = getattr(app.builder, "theme", None)
    known = theme is not None and theme.name == "furo"  # an EPUB has another frame
    context["with_names"] = with_names if known else str
