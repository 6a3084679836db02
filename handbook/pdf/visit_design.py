"""Visitors of sphinx-design: cards, grids, tabs, dropdowns, badges and buttons keep their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.pdf.writer import Writer

if TYPE_CHECKING:
    from docutils import nodes

# Cards of a grid beside each other: three where that leaves no gap, else two.
_MOST_COLUMNS, _COLUMNS = 3, 2
# Components that have a form on paper: what opens and what closes it. The others are for the screen.
_FORMS = {
    "aside": ("panel[", "]\n"),
    "card": ("card[", "]\n"),
    "card-footer": ("card-note[", "]\n"),
    "card-header": ("card-note[", "]\n"),
    "card-title": ("panel-title[", "]\n"),
    "dropdown": ("panel[", "]\n"),
    "tab-item": ("panel[", "]\n"),
}


class DesignVisitors(Writer):
    """Containers that sphinx-design marks with ``design_component``."""

    def visit_container(self, node: nodes.container) -> None:
        """Open the form of a design component; what is none goes to the next visitor group."""
        component = node.get("design_component")
        if component is None:
            super().visit_container(node)
        elif component == "grid-row":
            count = len(node.children)
            columns = _MOST_COLUMNS if count % _MOST_COLUMNS == 0 else min(_COLUMNS, count)
            self.write(f"\n{self.place(node)}#cards({columns}, ")
        elif component == "grid-item":
            self.write(f"[{self.anchors(node)}")
        elif component in _FORMS:
            self.write(f"\n{self.place(node)}#{_FORMS[component][0]}")

    def depart_container(self, node: nodes.container) -> None:
        """Close it."""
        component = node.get("design_component")
        if component is None:
            super().depart_container(node)
        elif component == "grid-row":
            self.write(")\n")
        elif component == "grid-item":
            self.write("],\n")
        elif component in _FORMS:
            self.write(_FORMS[component][1])

    visit_PassthroughTextElement = depart_PassthroughTextElement = Writer.pass_through
    # Icons stand beside words; a font of icons would be needed, and a screen reader passes them over.
    visit_sd_icon = visit_fontawesome = Writer.leave_out
