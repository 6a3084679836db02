"""The status line under each title, and the check that every page has its review record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from handbook.core.dates import long_date
from handbook.review.model import AWAITING, Review, parse_review

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class AddStatusLine(SphinxTransform):
    """Put the review status under the title of the page."""

    default_priority = 750  # after MyST has moved the front matter into the environment

    def apply(self, **kwargs: object) -> None:
        """Insert the line. A page with faulty front matter gets none; the check reports it."""
        docname = self.env.current_document.docname
        review, _ = parse_review(self.env.metadata.get(docname, {}))
        if review is None:
            return
        for title in self.document.findall(nodes.title):
            section = title.parent
            section.insert(section.index(title) + 1, status_line(review))
            return


def status_line(review: Review) -> nodes.paragraph:
    """Return the line that tells how far a page can be trusted."""
    line = nodes.paragraph(classes=["review-status"])
    if review.sign_off is None:
        state, kind = AWAITING, "review-awaiting"
    else:
        signed = review.sign_off
        state = f"Signed off by {signed.name}, {signed.credential}, {long_date(signed.day)}"
        kind = "review-signed"
    line += nodes.strong(state, state, classes=[kind])
    line += nodes.Text(
        f". Evidence checked {long_date(review.checked)}. Next review by"
        f" {long_date(review.review_by)}. Owner: {review.owner}."
    )
    return line


def check_front_matter(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every page whose review record is missing or impossible."""
    for docname in sorted(env.all_docs):
        _, faults = parse_review(env.metadata.get(docname, {}))
        for fault in faults:
            logger.warning("%s", fault, type="review", subtype="front_matter", location=(docname, 1))
