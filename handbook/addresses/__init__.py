"""Addresses last: a link that a reader or another site keeps leads to the same thing in every edition.

The build compares the addresses of pages, claims, terms, changes and named places with the list of the last
edition, and refuses to lose one. What moved is told in a list of redirects, of which the site makes pages
that lead on, and anchors that stay. Writes ``addresses.txt`` into the site; ``python -m handbook.addresses``
keeps it as the list of an edition. A page or claim that no longer holds is retired, and so keeps its address.

Settings, files relative to the source folder: ``addresses_list``, the addresses of the last edition;
``addresses_redirects``, where those went that moved. Empty: none. ``addresses_labels``: patterns of labels
whose addresses last too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handbook import __version__
from handbook.addresses import site
from handbook.addresses.checks import check_addresses
from handbook.addresses.known import read_lists
from handbook.core.site import lend_static, lend_templates

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("addresses_list", "", "", types=frozenset({str}))
    app.add_config_value("addresses_redirects", "", "", types=frozenset({str}))
    app.add_config_value("addresses_labels", [], "", types=frozenset({list, tuple}))
    app.add_post_transform(site.ShowMovedPlaces)
    app.add_css_file("addresses/addresses.css")
    lend_static(app, _HERE / "static")
    lend_templates(app, _HERE / "templates")
    app.connect("env-before-read-docs", read_lists)
    app.connect("env-updated", check_addresses)
    app.connect("env-updated", site.pages_to_rewrite)
    app.connect("html-collect-pages", site.moved_pages)
    app.connect("html-page-context", site.lead_on)
    app.connect("build-finished", site.write_list)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
