"""The filter of the register, on the pages that hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from handbook.evidence.domain import EvidenceDomain

_BOOK = "epub"  # its pages run no scripts


def add_filter(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the script to pages that hold the register, and to no others."""
    domain = cast("EvidenceDomain", app.env.get_domain("evidence"))
    if app.builder.name != _BOOK and "claim-register" in domain.generated.get(pagename, ()):
        app.add_js_file("evidence/register.js", loading_method="defer")
