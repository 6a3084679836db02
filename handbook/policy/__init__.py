"""A page cannot attack its reader, and can be read by everyone.

What a page may not hold is reported with file and line: HTML, scripts, styles of its own, addresses other
than relative, http, https, mailto and tel, pictures from other sites or without words, files from outside the
folders of the content, drawings that run or load something, settings in the front matter. Links to other
sites are shown as leaving. docs/safety.md tells what is proven.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook import __version__
from handbook.core.site import lend_static, lend_templates
from handbook.policy import csp
from handbook.policy.bibliography import check_bibliography
from handbook.policy.checks import check_page, check_written_page
from handbook.policy.directives import LocalCSVTable, RefusedMeta, RefusedRaw
from handbook.policy.files import check_files, check_taken_files
from handbook.policy.leaving import ShowLeaving
from handbook.policy.sizes import SizesAsClasses
from handbook.policy.source import check_source
from handbook.policy.tasklists import NeutralTaskBoxes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_HERE = Path(__file__).parent
_AFTER_COLLECTORS = 900


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the capability into Sphinx."""
    app.add_directive("raw", RefusedRaw, override=True)
    app.add_directive("meta", RefusedMeta, override=True)
    app.add_directive("csv-table", LocalCSVTable, override=True)
    app.add_transform(NeutralTaskBoxes)
    app.add_post_transform(ShowLeaving)
    app.add_post_transform(SizesAsClasses)
    app.add_css_file("policy/page.css")
    lend_static(app, _HERE / "static")
    lend_templates(app, _HERE / "templates")
    app.connect("env-before-read-docs", check_files)
    app.connect("env-before-read-docs", check_bibliography)
    app.connect("source-read", check_source)
    app.connect("doctree-read", check_page)
    app.connect("doctree-read", check_taken_files, priority=_AFTER_COLLECTORS)
    app.connect("doctree-resolved", check_written_page)
    app.connect("html-page-context", lend_to_templates)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def lend_to_templates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates what they need for the content security policy."""
    context["content_security_policy"] = csp.policy
    context["styles_as_attributes"] = csp.as_attributes
    context["index_in_columns"] = app.builder.name in csp.SITES
