"""The status under each title, and the check that every page has its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from handbook.core.dates import long_date
from handbook.core.fields import suggestion
from handbook.core.records import Retired, Review, parse_record
from handbook.review.frontmatter import field_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class AddStatus(SphinxTransform):
    """Put the review status under the title of the page, or the notice that it was retired."""

    default_priority = 750  # after MyST has moved the front matter into the environment

    def apply(self, **kwargs: object) -> None:
        """Insert the line. A page with faulty front matter gets none; the check reports it."""
        docname = self.env.current_document.docname
        record, _ = parse_record(self.env.metadata.get(docname, {}))
        if record is None:
            return
        line = status_line(record) if isinstance(record, Review) else retired_notice(record, docname)
        for title in self.document.findall(nodes.title):
            section = title.parent
            section.insert(section.index(title) + 1, line)
            return


def status_line(review: Review) -> nodes.paragraph:
    """Return the line that tells how far a page can be trusted."""
    line = nodes.paragraph(classes=["review-status"])
    state, kind = review.state, "review-awaiting"
    if review.sign_off is not None:
        kind = "review-signed"
        state += f", {review.sign_off.credential}, {long_date(review.sign_off.day)}"
    line += nodes.strong(state, state, classes=[kind])
    line += nodes.Text(
        f". Evidence checked {long_date(review.checked)}. Next review by"
        f" {long_date(review.review_by)}. Owner: {review.owner}."
    )
    return line


def retired_notice(retired: Retired, docname: str) -> nodes.warning:
    """Return the notice of a page that no longer holds."""
    told = nodes.paragraph()
    told += nodes.strong("", f"Retired on {long_date(retired.day)}. Do not use this page.")
    told += nodes.Text(f" {retired.why}")
    if retired.replaced_by:
        told += nodes.Text(" Read instead: ")
        words = nodes.inline(retired.replaced_by, retired.replaced_by)
        link = addnodes.pending_xref(
            "",
            words,
            refdomain="std",
            reftype="doc",
            reftarget=f"/{retired.replaced_by}",
            refexplicit=False,
            refwarn=False,  # the check below names the line of the field
            refdoc=docname,
        )
        told += [link, nodes.Text(".")]
    return nodes.warning("", told, classes=["review-retired"])


def check_front_matter(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every page whose record is missing or impossible."""
    for docname in sorted(env.all_docs):
        record, faults = parse_record(env.metadata.get(docname, {}))
        for fault in faults:
            report(env, docname, fault.field, str(fault))
        if isinstance(record, Retired) and record.replaced_by and record.replaced_by not in env.all_docs:
            report(
                env,
                docname,
                "replaced-by",
                f"front matter: replaced-by: unknown page '{record.replaced_by}'."
                f" {suggestion(record.replaced_by, env.all_docs)}",
            )


def report(env: BuildEnvironment, docname: str, name: str, message: str) -> None:
    """Report what is wrong with a field of a page's front matter."""
    line = field_line(env.doc2path(docname), name)
    logger.warning("%s", message, type="review", subtype="front_matter", location=(docname, line))
