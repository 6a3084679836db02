"""The EPUB of the handbook, for phones without a network: Sphinx's own builder, made to give the same bytes.

Builder ``epub`` (in place of Sphinx's of that name). Setting ``handbook_epub_date``: day of the edition,
YYYY-MM-DD, which the file carries as its date unless the environment gives ``SOURCE_DATE_EPOCH``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.epub.builder import HandbookEpubBuilder
from handbook.epub.opened import OpenFolds

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_builder(HandbookEpubBuilder, override=True)
    app.add_config_value("handbook_epub_date", "", "epub", types=frozenset({str}))
    app.add_post_transform(OpenFolds)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
