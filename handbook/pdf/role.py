"""A link from the site to the PDF that stands beside its home page."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

BOOK = "handbook.pdf"


class BookRole(SphinxRole):
    """The words as a link in HTML; nothing in the book itself."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a link that works from any folder depth, and from a folder on a stick."""
        depth = self.env.current_document.docname.count("/")
        link = nodes.reference(
            self.rawtext,
            self.text,
            refuri="../" * depth + BOOK,
            internal=True,
            classes=["book-link"],
        )
        return [addnodes.only("", link, expr="format_html")], []
