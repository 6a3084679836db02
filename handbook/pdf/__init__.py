"""The PDF of the handbook: doctree to Typst markup, one template, compiled as PDF/UA-1 and PDF/A-2a.

Builder ``handbook-pdf``, role ``book`` (a link from the site to the PDF), tag ``pdf`` for ``{only}``.
Settings:

* ``handbook_pdf_date``: day of the edition, YYYY-MM-DD. The file carries it as its date too, unless the
  environment gives ``SOURCE_DATE_EPOCH``; so a commit gives the same bytes on any day. Empty: today;
* ``handbook_pdf_subtitle``: a line of the cover; empty: not printed;
* ``handbook_pdf_front``: heading of the home page's text.

Cover and foot of every page tell what the front matter of the pages in the book says: whether they are signed
off, and the day until which the book may be used, which is the earliest review of them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.pdf.builder import HandbookPdfBuilder
from handbook.pdf.role import BookRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    text = frozenset({str})
    app.add_builder(HandbookPdfBuilder)
    app.add_role("book", BookRole())
    app.add_config_value("handbook_pdf_date", "", "", types=text)
    app.add_config_value("handbook_pdf_front", "At a glance", "", types=text)
    app.add_config_value("handbook_pdf_subtitle", "", "", types=text)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
