"""Furo's sidebar, with its tree made once for the whole build instead of once for every page.

Stock Furo asks Sphinx to resolve the whole table of contents for each page and rewrites the result as HTML;
measured at 2,000 pages that is 98% of the build. Here the tree is read once, and each page only marks where
it stands. Public events alone are used: one handler before the theme's takes the expensive function away, one
after it puts the function back and fills in the tree. What a reader sees is the same.

Setting ``navigation_full_up_to``: up to this many pages every branch is listed on every page; above it a page
lists the branches that lead to it, so that pages stay small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook import __version__
from handbook.navigation.render import Sidebar
from handbook.navigation.tree import read_tree, tree_changed

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata

_BEFORE_THEME = 400  # themes connect with Sphinx's default, 500
_AFTER_THEME = 600
_KEPT = "handbook_navigation_toctree"


class Navigation:
    """The sidebar of one build."""

    def __init__(self) -> None:
        self._sidebar: Sidebar | None = None

    def take_away(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Leave the theme nothing to resolve."""
        if app.config.html_theme == "furo" and "toctree" in context:
            context[_KEPT] = context["toctree"]
            context["toctree"] = lambda **_options: ""

    def put_back(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Fill the sidebar of a page."""
        if _KEPT in context:
            context["toctree"] = context.pop(_KEPT)
            context["furo_navigation_tree"] = self._of(app).html(pagename)

    def _of(self, app: Sphinx) -> Sidebar:
        if self._sidebar is None:
            builder: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]  # only HTML has pages
            full = len(app.env.all_docs) <= app.config.navigation_full_up_to
            self._sidebar = Sidebar(read_tree(app.env, builder), builder, full=full)
        return self._sidebar


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    navigation = Navigation()
    app.add_config_value("navigation_full_up_to", 300, "html", types=frozenset({int}))
    app.connect("html-page-context", navigation.take_away, priority=_BEFORE_THEME)
    app.connect("html-page-context", navigation.put_back, priority=_AFTER_THEME)
    app.connect("env-updated", tree_changed)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
