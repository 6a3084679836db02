"""A build that goes on from the last one gives the same bytes as one that starts from nothing.

Sphinx reads and writes again what is newer than its output. Here that is told by content, not by time, and
for each builder by itself: pages follow what they were read from, what their links lead to and the names of
their pictures; a site follows its style sheets and scripts, whose digests stand in its pages. What is left of
pages and files that are gone is taken away. Whenever any file has changed, all checks are made again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook import __version__
from handbook.incremental import leftovers, links, pictures, sources
from handbook.incremental.follow import pages_to_rewrite

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_FIRST = 100  # before other handlers change the text of a page
_LAST = 900


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    left = leftovers.Leftovers()
    app.connect("env-get-outdated", sources.pages_to_read)
    app.connect("env-before-read-docs", sources.forget_all, priority=_FIRST)
    app.connect("source-read", sources.note_text, priority=_FIRST)
    app.add_env_collector(sources.Sources)
    app.add_env_collector(links.Links)
    app.connect("env-updated", pictures.name_pictures, priority=_FIRST)
    app.connect("env-updated", pages_to_rewrite)
    app.connect("write-started", leftovers.empty_static_files)
    app.connect("html-page-context", left.note_page)
    app.connect("build-finished", left.take_away, priority=_LAST)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
