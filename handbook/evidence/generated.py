"""Puts everything that is made from all claims into the page that is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform

from handbook.evidence import nodes as evidence_nodes
from handbook.evidence.callouts import add_cautions, add_summary
from handbook.evidence.citedby import add_cited_by
from handbook.evidence.grades import fill_depth, fill_grade
from handbook.evidence.page import Page
from handbook.evidence.pagesources import fill_sources
from handbook.evidence.register import fill_register
from handbook.evidence.trace import fill_trace

if TYPE_CHECKING:
    from collections.abc import Callable

FILL: dict[str, Callable[[evidence_nodes.made_from_claims, Page], None]] = {
    "claim-register": fill_register,
    "claim-sources": fill_sources,
    "article-trace": fill_trace,
    "certainty-grade": fill_grade,
    "reading-depth": fill_depth,
}


class FillGenerated(SphinxPostTransform):
    """Runs after the bibliography is in place, and before references are resolved."""

    default_priority = 7

    def run(self, **kwargs: object) -> None:
        """Fill each place of the page, and add what its claims and its bibliography say."""
        page = Page(self.document, self.env)
        for place in list(self.document.findall(evidence_nodes.made_from_claims)):
            FILL[place["kind"]](place, page)
        add_cautions(page)
        add_summary(page)
        add_cited_by(page)
