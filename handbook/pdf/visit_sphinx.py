"""Visitors of Sphinx's own nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.pdf.writer import Writer

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx import addnodes


class SphinxVisitors(Writer):
    """Nodes of ``sphinx.addnodes``."""

    visit_glossary = depart_glossary = Writer.pass_through
    visit_start_of_file = depart_start_of_file = Writer.pass_through
    visit_only = depart_only = Writer.pass_through  # what is not for this output is gone already
    visit_highlightlang = visit_tabular_col_spec = visit_acks = Writer.leave_out
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

    def visit_desc(self, node: nodes.Element) -> None:
        self.write("\n#panel[")

    def depart_desc(self, node: nodes.Element) -> None:
        self.write("]\n")

    def visit_desc_signature(self, node: nodes.Element) -> None:
        self.write("\n#panel-title[")

    def depart_desc_signature(self, node: nodes.Element) -> None:
        self.write("]\n")

    visit_desc_name = visit_desc_addname = visit_desc_content = Writer.pass_through
    depart_desc_name = depart_desc_addname = depart_desc_content = Writer.pass_through
    visit_desc_annotation = visit_desc_signature_line = visit_desc_sig_element = Writer.pass_through
    depart_desc_annotation = depart_desc_signature_line = Writer.pass_through
    depart_desc_sig_element = Writer.pass_through

    def visit_manpage(self, node: nodes.Element) -> None:
        self.write("#emph[")

    def depart_manpage(self, node: nodes.Element) -> None:
        self.write("]")
