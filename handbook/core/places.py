"""Where in a page a node comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes


def line_of(node: nodes.Node) -> int:
    """Return the line of ``node``, else that of the nearest node around it that has one, else 1.

    Images and references that MyST makes inside a paragraph carry no line of their own.
    """
    around: nodes.Node | None = node
    while around is not None:
        if around.line:
            return int(around.line)
        around = around.parent
    return 1
