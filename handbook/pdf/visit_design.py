"""Visitors of sphinx-design: cards, grids, tabs, dropdowns, badges and buttons keep their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.pdf.writer import Writer

if TYPE_CHECKING:
    from docutils import nodes

_COLUMNS = 2  # cards of a grid beside each other on A4


class DesignVisitors(Writer):
    """Containers that sphinx-design marks with ``design_component``."""

    def visit_container(self, node: nodes.container) -> None:
        """Open the form of a design component; what is none goes to the next visitor group."""
        component = node.get("design_component")
        if component is None:
            super().visit_container(node)
            return
        if component == "grid-row":
            self.write(f"\n#cards({_COLUMNS}, ")
        elif component == "grid-item":
            self.write("[")
        elif component == "card":
            self.write(f"\n{self.place(node)}#card[")
        elif component in {"tab-item", "dropdown"}:
            self.write("\n#panel[")
        elif component == "card-title":
            self.write("#panel-title[")
        elif component in {"card-header", "card-footer"}:
            self.write("#card-note[")

    def depart_container(self, node: nodes.container) -> None:
        """Close it."""
        component = node.get("design_component")
        if component is None:
            super().depart_container(node)
            return
        if component == "grid-row":
            self.write(")\n")
        elif component == "grid-item":
            self.write("],\n")
        elif component in {
            "card",
            "tab-item",
            "dropdown",
            "card-title",
            "card-header",
            "card-footer",
        }:
            self.write("]\n")

    visit_PassthroughTextElement = depart_PassthroughTextElement = Writer.pass_through
