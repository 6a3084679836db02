"""What docutils and the theme write against the standards of HTML and ARIA, put right in the doctree."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class SourcesAsLists(SphinxPostTransform):
    """Turn each run of citations into a list; the addresses of the entries stay.

    https://www.w3.org/TR/dpub-aria-1.1/#doc-biblioentry: deprecated, use list items.
    """

    formats = ("html",)
    default_priority = 950  # after references to the entries are resolved

    def run(self, **kwargs: object) -> None:
        """Replace the citations of the page."""
        listing: nodes.bullet_list | None = None
        for entry in list(self.document.findall(nodes.citation)):
            place = entry.parent.index(entry)
            before = entry.parent[place - 1] if place else None
            if listing is None or before is not listing:
                listing = nodes.bullet_list(classes=["citation-list"])
                entry.parent.insert(place, listing)
            content = [child for child in entry.children if not isinstance(child, nodes.label)]
            entry.parent.remove(entry)
            listing += nodes.list_item("", *content, ids=entry["ids"], classes=["citation"])


class OneIdEach(SphinxPostTransform):
    """Leave an address to the box that Furo puts around a table; it copies it from the table."""

    formats = ("html",)
    default_priority = 510  # just after Furo's

    def run(self, **kwargs: object) -> None:
        """Take the second copy away."""
        for table in self.document.findall(nodes.table):
            if isinstance(table.parent, nodes.container) and table.parent["ids"] == table["ids"]:
                table["ids"] = []
