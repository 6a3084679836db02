"""Clinical search: an index taken from doctrees, and the dialog that answers from it in the page.

Takes the place of Sphinx's own search. Settings: ``search_weights`` (how much the results of a page count, by
pattern of its name), ``search_labels`` (what its results are called), ``search_ignored_classes`` (style
classes of what no reader searches for) and ``search_fallbacks`` (title and page of what helps without
scripts). How a query is answered: docs/searching.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handbook import __version__
from handbook.core.site import lend_static, lend_templates
from handbook.search import site
from handbook.search.collect import SearchEntries
from handbook.search.wording import check_everyday_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_config_value("search_weights", {}, "", types=frozenset({dict}))
    app.add_config_value("search_labels", {}, "", types=frozenset({dict}))
    app.add_config_value("search_ignored_classes", [], "env", types=frozenset({list}))
    app.add_config_value("search_fallbacks", [], "html", types=frozenset({list}))
    app.add_env_collector(SearchEntries)
    lend_static(app, _HERE / "static")
    lend_templates(app, _HERE / "templates")
    app.connect("builder-inited", site.replace_builtin_search)
    app.connect("env-check-consistency", check_everyday_words)
    app.connect("html-collect-pages", site.search_page)
    app.connect("html-page-context", site.tell_templates)
    app.connect("build-finished", site.write)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
