"""The PDFs of the handbook: doctree to Typst markup, compiled as PDF/UA-1 and PDF/A-2a.

Builder ``handbook-pdf`` makes the book, and files of their own of each page with ``kind: card`` or
``kind: handout`` in its front matter, without what has the class ``not-on-sheet``. Role ``pdf`` links to one
of these files from the site; tag ``pdf`` is for ``{only}``. Settings:

* ``handbook_pdf_date``: day of the edition, YYYY-MM-DD. The files carry it as their date too, unless the
  environment gives ``SOURCE_DATE_EPOCH``; so a commit gives the same bytes on any day. Empty: today;
* ``handbook_pdf_subtitle``: a line of the cover; empty: not printed;
* ``handbook_pdf_front``: heading of the home page's text;
* ``handbook_pdf_preface``: a page that stands before the contents instead of in its part; empty: none;
* ``handbook_pdf_papers``: papers of the book, ``a4`` and ``us-letter``.

Where ``html_baseurl`` is set, the last page of the book shows it, as a QR code too; where
``handbook_repository`` is, the address at which problems are reported. Cover and foot of every
page tell what the front matter of the pages in the book says: whether they are signed off, and the day until
which the book may be used, which is the earliest review of them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.pdf import role, sheetpages
from handbook.pdf.builder import HandbookPdfBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    text = frozenset({str})
    app.add_builder(HandbookPdfBuilder)
    app.add_config_value("handbook_pdf_date", "", "", types=text)
    app.add_config_value("handbook_pdf_front", "At a glance", "", types=text)
    app.add_config_value("handbook_pdf_papers", ["a4"], "", types=frozenset({list}))
    app.add_config_value("handbook_pdf_preface", "", "", types=text)
    app.add_config_value("handbook_pdf_subtitle", "", "", types=text)
    app.add_role("pdf", role.PdfRole())
    app.add_transform(sheetpages.MarkSheets)
    app.connect("env-purge-doc", role.forget)
    app.connect("env-merge-info", role.merge)
    app.connect("env-check-consistency", sheetpages.check_kinds)
    app.connect("env-check-consistency", role.check_links)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
