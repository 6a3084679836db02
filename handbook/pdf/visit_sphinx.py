"""Visitors of Sphinx's own nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from handbook.pdf.markup import string
from handbook.pdf.writer import Writer

if TYPE_CHECKING:
    from sphinx import addnodes


class SphinxVisitors(Writer):
    """Nodes of ``sphinx.addnodes``."""

    visit_glossary = visit_start_of_file = visit_acks = visit_desc_content = Writer.pass_through
    depart_glossary = depart_start_of_file = depart_acks = depart_desc_content = Writer.pass_through
    visit_only = depart_only = Writer.pass_through  # what is not for this output is gone already
    visit_highlightlang = visit_tabular_col_spec = Writer.leave_out
    visit_toctree = visit_index = Writer.leave_out  # the order of the book; the index at its end

    def visit_centered(self, node: addnodes.centered) -> None:
        self.write("\n#align(center)[")

    def depart_centered(self, node: addnodes.centered) -> None:
        self.write("]\n")

    def visit_hlist(self, node: addnodes.hlist) -> None:
        self.write(f"\n#cards({len(node.children)}, ")

    def depart_hlist(self, node: addnodes.hlist) -> None:
        self.write(")\n")

    def visit_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.write("[")

    def depart_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.write("],\n")

    def visit_versionmodified(self, node: nodes.Element) -> None:
        self.write("\n#panel[")

    def depart_versionmodified(self, node: nodes.Element) -> None:
        self.write("]\n")

    visit_desc, depart_desc = visit_versionmodified, depart_versionmodified

    def visit_desc_signature(self, node: nodes.Element) -> None:
        """Write a signature as code: the brackets and commas of its parts come with their text."""
        self.write(f"\n#panel-title[#raw({string(node.astext())})]\n")
        raise nodes.SkipNode

    def visit_productionlist(self, node: addnodes.productionlist) -> None:
        """Write a grammar as code, one production a line."""
        lines = "\n".join(line.astext().rstrip() for line in node.children)
        self.write(f"\n#raw({string(lines)}, block: true)\n")
        raise nodes.SkipNode
