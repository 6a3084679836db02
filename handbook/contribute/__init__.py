"""Whoever finds something wrong on a page can say so, or change it, in two clicks.

Each page of the site links the place where its source is changed in the browser, and a report that names page
and edition; in the book the line under each title links the report, and the last page shows its address.

Settings: ``handbook_repository``, the address of the repository on the web; empty: none of this is shown.
``handbook_branch``, the branch that is changed. ``contribute_sources``: for pages made from something else,
the file to change instead, relative to the source folder; empty: only a report is offered.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handbook import __version__
from handbook.contribute.book import LinkReports
from handbook.contribute.checks import check_address, check_sources
from handbook.contribute.site import add_links
from handbook.core.site import lend_static

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("handbook_repository", "", "html", types=frozenset({str}))
    app.add_config_value("handbook_branch", "main", "html", types=frozenset({str}))
    app.add_config_value("contribute_sources", {}, "html", types=frozenset({dict}))
    app.add_post_transform(LinkReports)
    app.add_css_file("contribute/contribute.css")
    app.connect("config-inited", check_address)
    lend_static(app, Path(__file__).parent / "static")
    app.connect("env-updated", check_sources)
    app.connect("html-page-context", add_links)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
