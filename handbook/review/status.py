"""The status under each title, and the check that every page has its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from handbook.core.dates import long_date
from handbook.core.fields import FieldError, one_of, suggestion
from handbook.core.records import NOT_SIGNED, Retired, Review, parse_record
from handbook.review.frontmatter import field_line, read_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class AddStatus(SphinxTransform):
    """Put the review status under the title of the page, or the notice that it was retired."""

    default_priority = 750  # after MyST has moved the front matter into the environment

    def apply(self, **kwargs: object) -> None:
        """Insert the line. A page with faulty front matter gets none; the check reports it."""
        docname = self.env.current_document.docname
        metadata = self.env.metadata.get(docname, {})
        record, _ = parse_record(metadata)
        if record is None:
            return
        if isinstance(record, Retired):
            metadata["orphan"] = "retired"  # Sphinx asks for no toctree
            metadata["nosearch"] = "retired"  # and leaves its text out of the search
        line = status_line(record) if isinstance(record, Review) else retired_notice(record, docname)
        for title in self.document.findall(nodes.title):
            section = title.parent
            section.insert(section.index(title) + 1, line)
            return


def status_line(review: Review) -> nodes.paragraph:
    """Return the line that tells how far a page can be trusted."""
    line = nodes.paragraph(classes=["review-status", NOT_SIGNED])
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
    head = f"Retired on {long_date(retired.day)}. Do not use this page."
    told += nodes.strong(head, head)
    told += nodes.Text(f" {retired.why.rstrip('.')}.")
    if retired.replaced_by:
        told += nodes.Text(" Read instead: ")
        words = nodes.inline(retired.replaced_by, retired.replaced_by)
        told += addnodes.pending_xref(
            "",
            words,
            refdomain="std",
            reftype="doc",
            reftarget=f"/{retired.replaced_by}",
            refexplicit=False,
            refwarn=False,  # the check below names the line of the field
            refdoc=docname,
        )
        told += nodes.Text(".")
    return nodes.warning("", told, classes=["review-retired", NOT_SIGNED])


def check_front_matter(app: Sphinx, env: BuildEnvironment) -> None:
    """Report every page whose record is missing or impossible."""
    for docname in sorted(env.all_docs):
        # The file tells more than Sphinx's metadata: MyST drops all fields for a day that no calendar has.
        fields = read_front_matter(env.doc2path(docname))
        if fields is None:
            continue  # MyST has reported it
        record, faults = parse_record(fields)
        for fault in faults:
            report(env, docname, fault.field, fault.message)
        if isinstance(record, Review) and app.config.review_owners:
            try:
                one_of(record.owner, app.config.review_owners, "owner")
            except FieldError as error:
                said = str(error) if str(error).endswith("?") else f"{error}."
                report(env, docname, "owner", f"{said} The roles are listed in conf.py, review_owners")
        if isinstance(record, Retired):
            for name, message in _retired_faults(env, docname, record):
                report(env, docname, name, message)


def _retired_faults(env: BuildEnvironment, docname: str, record: Retired) -> Iterator[tuple[str, str]]:
    for listing, listed in sorted(env.toctree_includes.items()):
        if docname in listed:
            yield "retired", f"'{docname}' is retired. Take it out of the toctree in {listing}.md"
    instead = record.replaced_by
    if not instead:
        return
    if instead not in env.all_docs:
        yield "replaced-by", f"unknown page '{instead}'. {suggestion(instead, env.all_docs)}"
    elif isinstance(parse_record(env.metadata.get(instead, {}))[0], Retired):
        yield "replaced-by", f"'{instead}' is retired too. Name a page that is in use, or none"


def report(env: BuildEnvironment, docname: str, name: str, message: str) -> None:
    """Report what is wrong with a field of a page's front matter."""
    line = field_line(env.doc2path(docname), name)
    logger.warning(
        "front matter: %s", message, type="review", subtype="front_matter", location=(docname, line)
    )
