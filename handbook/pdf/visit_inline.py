"""Visitors of what stands inside a line: emphasis, links, notes, images in text."""

from __future__ import annotations

from pathlib import PurePosixPath

from docutils import nodes

from handbook.pdf.markup import escape, string
from handbook.pdf.writer import Writer

# Links that carry no page number: the words already say where they lead.
_PLAIN_LINKS = ("std-term", "bibtex-citation")
# A backslash at the end of a line becomes two raw nodes in MyST, one for HTML and one for LaTeX.
_HARD_BREAKS = {"<br />": " #linebreak() ", "\\\\": ""}


class InlineVisitors(Writer):
    """Inline nodes."""

    def visit_emphasis(self, node: nodes.Element) -> None:
        self.write("#emph[")

    def visit_strong(self, node: nodes.Element) -> None:
        self.write("#strong[")

    def visit_subscript(self, node: nodes.Element) -> None:
        self.write("#sub[")

    def visit_superscript(self, node: nodes.Element) -> None:
        self.write("#super[")

    def close_bracket(self, node: nodes.Element) -> None:
        self.write("]")

    depart_emphasis = depart_strong = depart_subscript = depart_superscript = close_bracket
    visit_title_reference = visit_literal_emphasis = visit_emphasis
    visit_citation_reference = visit_generated = visit_problematic = Writer.pass_through
    depart_title_reference = depart_literal_emphasis = close_bracket
    depart_citation_reference = depart_generated = depart_problematic = Writer.pass_through

    def visit_abbreviation(self, node: nodes.Element) -> None:
        """Leave the explanation for the end: paper has no hover."""

    def depart_abbreviation(self, node: nodes.Element) -> None:
        if node.get("explanation"):
            self.write(f" \\({escape(node['explanation'])}\\)")

    visit_acronym, depart_acronym = visit_abbreviation, depart_abbreviation

    def visit_literal(self, node: nodes.literal) -> None:
        self.write(f"#raw({string(node.astext())})")
        raise nodes.SkipNode

    visit_literal_strong = visit_literal

    def visit_inline(self, node: nodes.inline) -> None:
        classes = node["classes"]
        if "certainty-mark" in classes:
            self.write("#certainty-mark[")
        elif "claim-label" in classes:
            self.write("#claim-label[")
        elif "task-box" in classes:
            self.write("#task-box[")
        elif {"guilabel", "menuselection"} & set(classes):
            self.write("#strong[")
        elif "kbd" in classes:
            self.write("#keys[")
        else:
            self.write("#[")

    depart_inline = close_bracket

    def visit_reference(self, node: nodes.reference) -> None:
        """Link to a place of the book, with its page, or out of it."""
        uri = node.get("refuri", "")
        if node.get("refid"):
            uri = f"%{self.docname}#{node['refid']}"
        if uri.startswith("%"):
            page, _, anchor = uri[1:].partition("#")
            label = self.builder.labels.use(f"{page}#{anchor}")
            if "claim-statement" in node["classes"]:
                self.write(f"#statement({label})[")
                return
            shows_page = not self._is_plain(node)
            self.write(f"#inside({label}, {str(shows_page).lower()})[")
        elif uri:
            self.write(f"#outside({string(uri)})[")
        else:
            self.write("#[")

    depart_reference = close_bracket

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

    def visit_number_reference(self, node: nodes.reference) -> None:
        self.visit_reference(node)

    depart_number_reference = close_bracket
    visit_download_reference = visit_pending_xref = Writer.pass_through
    depart_download_reference = depart_pending_xref = Writer.pass_through

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

    def visit_image(self, node: nodes.image) -> None:
        """Show an image; one without alternative text is refused with its line."""
        alternative = str(node.get("alt", "")).strip()
        if not alternative:
            self.fault(
                "alt",
                f"image '{node['uri']}' has no alternative text. Say what it shows: ':alt: ...'",
                node,
            )
            raise nodes.SkipNode
        uri = str(node["uri"])
        name = self.builder.images.get(uri)
        if name is None:
            self.fault("image", f"image '{uri}' cannot be printed. Use SVG, PNG or JPEG", node)
            raise nodes.SkipNode
        width = str(node.get("width", ""))
        size = f", width: {width}" if width.endswith("%") else ""
        path = PurePosixPath("images", name).as_posix()
        self.write(f"#image({string(path)}, alt: {string(alternative)}{size})")
        raise nodes.SkipNode

    def visit_math(self, node: nodes.Element) -> None:
        """Formulas are not in the house's style: refuse them by name."""
        self.fault(
            "formula",
            f"the formula '{node.astext()}' cannot be set. Write it in words and signs",
            node,
        )
        raise nodes.SkipNode

    visit_math_block = visit_math

    def visit_raw(self, node: nodes.raw) -> None:
        """Markup for another output is content that would be lost: refuse it."""
        if node.astext().strip() in _HARD_BREAKS:
            self.write(_HARD_BREAKS[node.astext().strip()])
            raise nodes.SkipNode
        if node.get("format") != "typst":
            text = " ".join(node.astext().split())[:60]
            self.fault("raw", f"raw {node.get('format')} '{text}' cannot be printed", node)
            raise nodes.SkipNode
        self.write(node.astext())
        raise nodes.SkipNode
