"""Which styles and scripts a page needs, and one file for the styles that all pages share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SITES = ("html", "dirhtml")
BUNDLE = "_static/site.css"

# Furo makes it after the pages, so that it cannot be part of the bundle; few pages show code.
_CODE = "_static/pygments.css"
# A third of all styles, for cards and boxes that few pages have. Ours change it, and so come after it.
_DESIGN = "_static/sphinx-design.min.css"

# They serve Sphinx's own search and its words in other languages.
_SEARCH_SCRIPTS = frozenset(
    f"_static/{name}.js" for name in ("documentation_options", "doctools", "sphinx_highlight", "translations")
)
# Keeps which tab was chosen in the browser; without it tabs do all but that.
_TAB_SCRIPT = "_static/design-tabs.js"

_RELATIVE_ADDRESS = re.compile(r"url\((?!\s*['\"]?(?:data:|#))|@import", re.IGNORECASE)
_STRING_OR_COMMENT = re.compile(r"""("[^"]*"|'[^']*')|/\*(?!!).*?\*/""", re.DOTALL)  # /*! is a licence
_SPACE = re.compile(r"\n\s*")


class Assets:
    """The assets of one build. Made with the first page, before Sphinx divides the others among processes."""

    def __init__(self) -> None:
        self._shared: list[str] | None = None

    def note(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Note the styles that all pages have, before any part adds some to one page alone."""
        if self._shared is None and app.builder.name in _SITES:
            names = [str(sheet.filename) for sheet in context["css_files"]]
            self._shared = [name for name in names if _can_be_joined(app, name)]
            _write_bundle(app, self._shared)

    def reduce(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Leave the page what it needs. Sphinx restores its lists for the next page."""
        if app.builder.name not in _SITES:
            return
        sheets, scripts = context["css_files"], context["script_files"]
        shared = [sheet for sheet in sheets if str(sheet.filename) in (self._shared or ())]
        own = [sheet for sheet in sheets if sheet not in shared and _is_used(str(sheet.filename), doctree)]
        before = [sheet for sheet in own if str(sheet.filename) == _DESIGN]
        bundle = [type(shared[0])(BUNDLE)] if shared else []
        sheets[:] = [*before, *bundle, *(sheet for sheet in own if sheet not in before)]
        unused = {_TAB_SCRIPT} if getattr(app.builder, "search", True) else {_TAB_SCRIPT, *_SEARCH_SCRIPTS}
        scripts[:] = [script for script in scripts if str(script.filename) not in unused]


def _can_be_joined(app: Sphinx, name: str) -> bool:
    """Tell whether a style sheet means the same from another folder."""
    path = Path(app.outdir, name)
    return (
        name not in {_CODE, _DESIGN}
        and path.is_file()
        and not _RELATIVE_ADDRESS.search(path.read_text("utf-8"))
    )


def _write_bundle(app: Sphinx, names: list[str]) -> None:
    parts = [_without_comments(Path(app.outdir, name).read_text("utf-8")) for name in names]
    Path(app.outdir, BUNDLE).write_text("\n".join(parts) + "\n", encoding="utf-8")


def _without_comments(css: str) -> str:
    """Return a style sheet without what is for its authors alone."""
    return _SPACE.sub("\n", _STRING_OR_COMMENT.sub(lambda match: match[1] or "", css)).strip()


def _is_used(name: str, doctree: nodes.document | None) -> bool:
    """Tell whether a page has anything that a style sheet is for."""
    if name not in {_CODE, _DESIGN}:
        return True
    if doctree is None:
        return False
    return any(map(_is_code if name == _CODE else _is_design, doctree.findall(nodes.Element)))


def _is_code(node: nodes.Element) -> bool:
    blocks = isinstance(node, (nodes.literal_block, nodes.doctest_block))
    return blocks or (isinstance(node, nodes.literal) and "language" in node)


def _is_design(node: nodes.Element) -> bool:
    classes: list[str] = node.get("classes", [])
    return any(name.startswith("sd-") for name in classes)
