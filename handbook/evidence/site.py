"""What the site needs beside its pages: the styles of claims, and the filter of the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from handbook.evidence.domain import EvidenceDomain

STATIC = Path(__file__).parent / "static"
_BOOK = "epub"  # its pages run no scripts


def ship_static_files(app: Sphinx) -> None:
    """Put styles and script among the static files of the site.

    After the builder has noted its settings: the folder's place on this machine is none of them.
    """
    app.config.html_static_path.append(str(STATIC))


def add_filter(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the script to pages that hold the register, and to no others."""
    domain = cast("EvidenceDomain", app.env.get_domain("evidence"))
    if app.builder.name != _BOOK and "claim-register" in domain.generated.get(pagename, ()):
        app.add_js_file("evidence/register.js", loading_method="defer")
