"""What search adds to the site: its scripts, its page, the field in the sidebar, the index."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx.search
from sphinx.search.en import SearchEnglish
from sphinx.util import logging

from handbook.search.index import fallbacks, script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_LIBRARY = Path(__file__).resolve().parents[2] / "node_modules" / "minisearch"
_STEMMERS = Path(sphinx.search.__file__).parent / "minified-js"
_SITES = ("html", "dirhtml")
INDEX = "_static/search/index.js"


def replace_builtin_search(app: Sphinx) -> None:
    """Leave out Sphinx's own index and page, and load our starter on every page of a site."""
    if app.builder.name not in _SITES:
        return
    app.builder.search = False  # type: ignore[attr-defined]  # of StandaloneHTMLBuilder
    app.add_js_file("search/start.js", loading_method="defer")
    app.add_css_file("search/search.css")


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that ``search.html?q=`` opens."""
    if app.builder.name in _SITES:
        yield "search", {"title": "Search"}, "search.html"


def tell_templates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Let the search page link the pages that help without scripts."""
    if pagename == "search":
        context["search_fallbacks"] = fallbacks(app.env)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the index and the parts from elsewhere, each with its licence."""
    if exception is not None or app.builder.name not in _SITES:
        return
    folder = Path(app.outdir, INDEX).parent
    try:
        parts = _parts_from_elsewhere()
    except OSError:
        logger.warning(
            "the search library is not installed in node_modules/. Run: python3 make.py html",
            type="search",
            subtype="library",
            location=str(_LIBRARY.parent.parent / "package.json"),
        )
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in parts.items():
        (folder / name).write_text(text, encoding="utf-8")
    text = script(app.env, app.builder, app.config.search_weights)
    Path(app.outdir, INDEX).write_text(text, encoding="utf-8")


def _parts_from_elsewhere() -> dict[str, str]:
    """Return the files that others wrote: MiniSearch from npm, the Snowball stemmer that Sphinx carries.

    :raises OSError: when npm's part is not installed.
    """
    library = (_LIBRARY / "dist/umd/SearchableMap.js").read_text(encoding="utf-8")
    stemmer = (_STEMMERS / "base-stemmer.js").read_text(encoding="utf-8")
    stemmer += "\n" + (_STEMMERS / SearchEnglish.js_stemmer_rawcode).read_text(encoding="utf-8")
    return {
        "minisearch.js": library.replace("//# sourceMappingURL=SearchableMap.js.map", ""),
        "stemmer.js": stemmer,
        "LICENCES.txt": _licences(),
    }


def _licences() -> str:
    minisearch = (_LIBRARY / "LICENSE.txt").read_text(encoding="utf-8")
    snowball = metadata.distribution("snowballstemmer").read_text("licenses/COPYING")
    return f"minisearch.js\n\n{minisearch}\n\nstemmer.js\n\n{snowball}"
