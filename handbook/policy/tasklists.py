"""Turns the checkboxes of MyST task lists, which are raw HTML, into text that every output can show."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

OPEN_BOX = "☐"
DONE_BOX = "☑"


class NeutralTaskBoxes(SphinxTransform):
    """Replace each checkbox by a box sign. The LaTeX, text and Typst builders would lose it."""

    default_priority = 10

    def apply(self, **kwargs: object) -> None:
        """Replace the raw nodes that MyST makes for ``- [ ]`` and ``- [x]``."""
        for raw in list(self.document.findall(nodes.raw)):
            html = raw.astext()
            if "task-list-item-checkbox" in html:
                box = DONE_BOX if "checked" in html.replace("checkbox", "") else OPEN_BOX
                raw.replace_self(nodes.inline(box, f"{box} ", classes=["task-box"]))
