"""How cases are shown in HTML and EPUB, and the script that lets a reader try them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook.onboarding import nodes as own

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

SCRIPT = "onboarding/self-check.js"


def visit_case(self: HTML5Translator, node: own.self_check) -> None:
    """Open a case; the attributes tell the script what is right."""
    case = node["case"]
    roles = ";".join(node["roles"])
    self.body.append(
        self.starttag(
            node,
            "div",
            CLASS="docutils container",
            **{"data-case": case.id, "data-answer": node["answer"], "data-roles": roles},
        )
    )


def depart_case(self: HTML5Translator, node: own.self_check) -> None:
    """Close it."""
    self.body.append("</div>\n")


def visit_answer(self: HTML5Translator, node: own.self_check_answer) -> None:
    """Keep the answer shut until the reader asks for it; works without scripts."""
    self.body.append(self.starttag(node, "details"))
    self.body.append("<summary>Answer and reason</summary>\n")


def depart_answer(self: HTML5Translator, node: own.self_check_answer) -> None:
    """Close it."""
    self.body.append("</details>\n")


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the script on pages that hold cases, and on no other."""
    if doctree is not None and next(iter(doctree.findall(own.self_check)), None) is not None:
        app.add_js_file(SCRIPT, loading_method="defer")
