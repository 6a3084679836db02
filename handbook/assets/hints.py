"""Pages that list everything do not repeat, under each of hundreds of links, what stands behind it."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class LeaveOutHints(SphinxPostTransform):
    """Takes the hints (shown under the pointer) off the links of a page that has very many of them.

    They were half of what the register, the bibliography and the glossary weighed, and neither a phone nor a
    keyboard shows them. What a link says in words stays.
    """

    default_priority = 800  # after all references are resolved

    def run(self, **kwargs: object) -> None:
        """Leave a page of fewer links as it is."""
        links = [link for link in self.document.findall(nodes.reference) if link.get("reftitle")]
        if len(links) > self.config.assets_hints_up_to:
            for link in links:
                del link["reftitle"]
