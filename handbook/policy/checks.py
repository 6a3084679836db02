"""The checks of a page, made on its doctree as soon as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from handbook.core.places import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

# What MyST makes of a backslash at the end of a line, for HTML and for LaTeX.
_HARD_BREAK = ("<br />", "\\\\")


def check_page(app: Sphinx, doctree: nodes.document) -> None:
    """Report every image without alternative text and every piece of raw HTML."""
    docname = app.env.current_document.docname
    for image in doctree.findall(nodes.image):
        if not str(image.get("alt", "")).strip():
            logger.warning(
                "image '%s' has no alternative text. Say what it shows: ':alt: ...'",
                image.get("uri", ""),
                type="policy",
                subtype="alt",
                location=(docname, line_of(image)),
            )
    for raw in doctree.findall(nodes.raw):
        if raw.astext().strip() in _HARD_BREAK:
            continue
        logger.warning(
            "raw HTML '%s' is not allowed. Write it in Markdown, or use a directive",
            " ".join(raw.astext().split())[:60],
            type="policy",
            subtype="raw_html",
            location=(docname, line_of(raw)),
        )
