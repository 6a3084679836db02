"""Links to other sites, shown as such: a sign for who sees it, words for who hears the page."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from handbook.policy.addresses import leaves
from handbook.policy.csp import SITES

WORDS = "(other site)"


class ShowLeaving(SphinxPostTransform):
    """Mark each link to another site, and tell the browser not to say there which page was read.

    The sign is drawn by ``page.css``; the words are read out, and hidden from sight.
    """

    formats = ("html",)
    default_priority = 800  # after all that makes references

    def run(self, **kwargs: object) -> None:
        """Mark the links of the page."""
        if self.app.builder.name not in SITES:
            return
        for link in list(self.document.findall(nodes.reference)):
            if not leaves(str(link.get("refuri", ""))):
                continue
            link["rel"] = "noreferrer"
            link["classes"].append("leaving")
            image = link.next_node(nodes.image)
            if image is not None and len(link) == 1:
                image["alt"] = f"{image.get('alt', '')} {WORDS}".strip()  # docutils allows nothing beside it
            else:
                link += nodes.inline("", f" {WORDS}", classes=["leaving-words"])
