"""A page cannot attack its reader, and can be read by everyone.

What a page may not hold is reported with file and line: HTML, scripts, styles of its own, addresses other
than relative, http, https, mailto and tel, pictures from other sites or without words, files from outside the
folders of the content, drawings that run or load something, settings in the front matter. Links to other
sites are shown as leaving. docs/safety.md tells what is proven.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handbook import __version__
from handbook.policy.bibliography import check_bibliography
from handbook.policy.checks import check_page, check_written_page
from handbook.policy.directives import LocalCSVTable, RefusedMeta, RefusedRaw
from handbook.policy.files import check_files, check_taken_files
from handbook.policy.leaving import ShowLeaving
from handbook.policy.source import check_source
from handbook.policy.tasklists import NeutralTaskBoxes

if TYPE_CHECKING:
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
    app.add_css_file("policy/leaving.css")
    app.connect("builder-inited", ship_static_files)
    app.connect("env-before-read-docs", check_files)
    app.connect("env-before-read-docs", check_bibliography)
    app.connect("source-read", check_source)
    app.connect("doctree-read", check_page)
    app.connect("doctree-read", check_taken_files, priority=_AFTER_COLLECTORS)
    app.connect("doctree-resolved", check_written_page)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def ship_static_files(app: Sphinx) -> None:
    """Put the style of leaving links among the static files of the site.

    After the builder has noted its settings: the folder's place on this machine is none of them.
    """
    app.config.html_static_path.append(str(_HERE / "static"))
