"""What a built page carries so that it can tell its reader, on any day and offline, that it has expired."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from handbook.core.dates import long_date
from handbook.core.records import Review, parse_record

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def add_record(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the day of the next review and the owner into the head of the page."""
    record, _ = parse_record(app.env.metadata.get(pagename, {}))
    if doctree is None or not isinstance(record, Review):
        return
    fields = {
        "review-by": record.review_by.isoformat(),
        "review-by-words": long_date(record.review_by),
        "review-owner": record.owner,
    }
    # Closed as XML wants it: the pages of an EPUB are XML.
    context["metatags"] = context.get("metatags", "") + "".join(
        f'\n<meta name="handbook-{name}" content="{escape(value)}" />' for name, value in fields.items()
    )
