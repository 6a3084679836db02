"""Visitors of links: inside the book with their page, out of it, to files and to notes."""

from __future__ import annotations

from pathlib import PurePosixPath

from docutils import nodes

from handbook.pdf.markup import escape, string
from handbook.pdf.writer import Writer

# Links that carry no page number: the words already say where they lead.
_PLAIN_LINKS = ("std-term", "bibtex-citation", "certainty-word")


class LinkVisitors(Writer):
    """References of all kinds."""

    def visit_reference(self, node: nodes.reference) -> None:
        """Link to a place of the book, with its page, or out of it."""
        uri = node.get("refuri", "")
        if node.get("refid"):
            uri = f"%{self.docname}#{node['refid']}"
        if {"sd-btn", "sd-badge"} & set(node["classes"]):
            self.write("#button[" if "sd-btn" in node["classes"] else "#badge[")
        else:
            self.write("#[")
        if uri.startswith("%"):
            page, _, anchor = uri[1:].partition("#")
            label = self.builder.labels.use(f"{page}#{anchor}", self.location(node))
            form = self._page_form(node)
            self.write(
                f"#inside({label}, {self.builder.next_link()}, {form})[" if form else f"#plain({label})["
            )
        elif uri:
            self.write(f"#outside({string(uri)})[")
        else:
            self.write("#[")

    def depart_reference(self, node: nodes.reference) -> None:
        self.write("]]")

    visit_number_reference, depart_number_reference = visit_reference, depart_reference

    def _page_form(self, node: nodes.reference) -> str:
        """Return how the page that a link leads to stands behind it; nothing for a link without one."""
        if "claim-statement" in node["classes"]:
            return '"always"'
        if self._is_plain(node):
            return ""
        return '"comma"' if _in_brackets(node) else '"brackets"'

    def _is_plain(self, node: nodes.reference) -> bool:
        if self.in_heading:
            return True
        around: nodes.Node | None = node
        for _ in range(2):
            around = around.parent if around is not None else None
            if isinstance(around, nodes.Element) and set(_PLAIN_LINKS) & set(around["classes"]):
                return True
        inside = node.findall(nodes.Element)
        return any(set(_PLAIN_LINKS) & set(part["classes"]) for part in inside)

    # A reference that nothing resolved has been reported by Sphinx; its words stay.
    visit_pending_xref = visit_citation_reference = Writer.pass_through
    depart_pending_xref = depart_citation_reference = Writer.pass_through

    def visit_download_reference(self, node: nodes.Element) -> None:
        """Leave the name of the file for the end: it does not come with the book."""

    def depart_download_reference(self, node: nodes.Element) -> None:
        name = PurePosixPath(str(node.get("reftarget", ""))).name
        if name and name not in node.astext():
            self.write(f" \\(file {escape(name)}\\)")

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        """Set the note at the foot of the page where it is first referred to."""
        target = str(node.get("refid", ""))
        note = self.footnotes.get(target)
        if self.in_heading or note is None:
            what = "a footnote in a heading" if note is not None else "a footnote without text"
            self.fault("footnote", f"{what} cannot be printed. Put it into the paragraph", node)
        elif target in self.footnotes_set:
            self.write(f"#footnote({self.builder.labels.use(f'{self.docname}#{target}')})")
        else:
            self.footnotes_set.add(target)
            label = self.builder.labels.define(self.docname, target)
            content = [child for child in note.children if not isinstance(child, nodes.label)]
            self.write(f"#footnote[{self.aside(content).strip()}] {label}")
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        """Write an entry of a bibliography; its label, where the text cites it by that."""
        content = [child for child in node.children if not isinstance(child, nodes.label)]
        labels = [child for child in node.children if isinstance(child, nodes.label)]
        label = "".join(f"[{part.astext()}] " for part in labels if self._cites_by(part.astext()))
        self.write(f"\n#bibliography-entry[{escape(label)}{self.aside(content).strip()}]\n")
        raise nodes.SkipNode

    def _cites_by(self, label: str) -> bool:
        """Tell whether the text names an entry by its label, not by author and year."""
        plain = self.builder.env.domains.citation_domain.citations
        style = str(getattr(self.builder.config, "bibtex_reference_style", "label"))
        return label in plain or not style.startswith("author_year")


def _in_brackets(node: nodes.Node) -> bool:
    """Tell whether a link stands inside round brackets: its page follows a comma then, not more brackets."""
    block: nodes.Node = node
    while isinstance(block, nodes.Inline) and block.parent is not None:
        block = block.parent
    before = ""
    for child in block.findall():
        if child is node:
            break
        if isinstance(child, nodes.Text):
            before += child.astext()
    return before.count("(") > before.count(")")
