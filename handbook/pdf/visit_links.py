"""Visitors of links: inside the book with their page, out of it, to files and to notes."""

from __future__ import annotations

from pathlib import PurePosixPath

from docutils import nodes

from handbook.pdf.markup import escape, string
from handbook.pdf.writer import Writer

# Links that carry no page number: the words already say where they lead.
_PLAIN_LINKS = {"std-term", "certainty-word"}
# Tables that cite what the pages cite: an entry of the bibliography does not count them.
_REGISTERS = ("claim-register",)


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
            self.write(self._inside(node, uri[1:]))
        elif uri:
            self.write(f"#outside({string(uri)})[")
        else:
            self.write("#[")

    def depart_reference(self, node: nodes.reference) -> None:
        self.write("]]")

    visit_number_reference, depart_number_reference = visit_reference, depart_reference

    def _inside(self, node: nodes.reference, address: str) -> str:
        """Return the start of a link to a place of the same file."""
        page, _, anchor = address.partition("#")
        if self.manuscript.sheet and page != self.docname:
            return f"#{_sheet_form(node)}["  # the words say where to read on: in the handbook
        name = string(self.manuscript.labels.name(f"{page}#{anchor}", self.location(node)))
        if _cites(node):
            return f"#cites({name}, counted: {str(not self._in_register(node)).lower()})["
        form = self._page_form(node)
        return f"#inside({name}, {self.manuscript.next_link()}, {form})[" if form else f"#plain({name})["

    def _in_register(self, node: nodes.Node) -> bool:
        """Tell whether a citation stands in a table made from all claims, which cites what the pages cite."""
        around: nodes.Node | None = node
        while around is not None:
            if isinstance(around, nodes.Element) and set(_REGISTERS) & set(around["classes"]):
                return True
            around = around.parent
        return False

    def _page_form(self, node: nodes.reference) -> str:
        """Return how the page that a link leads to stands behind it; nothing for a link without one."""
        if "claim-statement" in node["classes"]:
            return '"always"'
        if self.in_heading or _PLAIN_LINKS & _classes_near(node):
            return ""
        return '"comma"' if _in_brackets(node) else '"brackets"'

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
            self.write(f"#footnote({self.manuscript.labels.use(f'{self.docname}#{target}')})")
        else:
            self.footnotes_set.add(target)
            label = self.manuscript.define(self.docname, target)
            content = [child for child in note.children if not isinstance(child, nodes.label)]
            self.write(f"#footnote[{self.aside(content).strip()}] {label}")
        raise nodes.SkipNode

    def visit_citation(self, node: nodes.citation) -> None:
        """Write an entry of a bibliography; its label, where the text cites it by that."""
        content = [child for child in node.children if not isinstance(child, nodes.label)]
        labels = [child for child in node.children if isinstance(child, nodes.label)]
        label = "".join(f"[{part.astext()}] " for part in labels if self._cites_by(part.astext()))
        names = [self.manuscript.labels.name(f"{self.docname}#{id_}") for id_ in node["ids"]]
        name = string(names[0] if names else "")
        self.manuscript.entries.update(names[:1])
        self.write(f"\n#bibliography-entry({name})[{escape(label)}{self.aside(content).strip()}]\n")
        raise nodes.SkipNode

    def _cites_by(self, label: str) -> bool:
        """Tell whether the text names an entry by its label, not by author and year."""
        plain = self.builder.env.domains.citation_domain.citations
        style = str(getattr(self.builder.config, "bibtex_reference_style", "label"))
        return label in plain or not style.startswith("author_year")


def _classes_near(node: nodes.Element) -> set[str]:
    """Return the classes of a link, of what it stands in and of what stands in it."""
    found = {name for part in node.findall(nodes.Element) for name in part["classes"]}
    around: nodes.Node | None = node
    for _ in range(2):
        around = around.parent if around is not None else None
        if isinstance(around, nodes.Element):
            found |= set(around["classes"])
    return found


def _cites(node: nodes.Element) -> bool:
    """Tell whether a link leads to an entry of the bibliography."""
    return "bibtex-citation" in _classes_near(node)


def _sheet_form(node: nodes.Element) -> str:
    """Return the template's form for the words of a link that leads out of a sheet."""
    return "sure" if "claim-reference" in node["classes"] else "elsewhere"


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
