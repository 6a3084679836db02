"""The PDF of the handbook: doctree to Typst markup, one template, compiled as PDF/UA-1 and PDF/A-2a.

Builder ``handbook-pdf``, role ``book`` (a link from the site to the PDF), tag ``pdf`` for ``{only}``.
Settings:

* ``handbook_pdf_date``: day of the edition, YYYY-MM-DD. The file carries it as its date too, unless the
  environment gives ``SOURCE_DATE_EPOCH``; so a commit gives the same bytes on any day. Empty: today;
* ``handbook_pdf_subtitle``, ``handbook_pdf_status``, ``handbook_pdf_valid_until``: lines of the cover; empty:
  not printed. The status stands at the foot of every page too;
* ``handbook_pdf_front``: heading of the home page's text.
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
    app.add_config_value("handbook_pdf_status", "", "", types=text)
    app.add_config_value("handbook_pdf_subtitle", "", "", types=text)
    app.add_config_value("handbook_pdf_valid_until", "", "", types=text)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
