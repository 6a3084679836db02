"""What all visitors write with: text, labels, and the way back to the line of a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from handbook.core.places import line_of
from handbook.pdf.fields import with_fields
from handbook.pdf.markup import escape, prose

if TYPE_CHECKING:
    from handbook.pdf.book import Chapter
    from handbook.pdf.builder import HandbookPdfBuilder
    from handbook.pdf.manuscript import Manuscript

# Nodes that are an argument of the call around them: their address goes inside, not before them.
_ARGUMENTS = (
    nodes.list_item,
    nodes.entry,
    nodes.row,
    nodes.thead,
    nodes.tbody,
    nodes.tgroup,
    nodes.definition_list_item,
    nodes.field,
    nodes.option_list_item,
    nodes.section,
    nodes.title,
    nodes.caption,
    nodes.document,
    nodes.footnote,
)


# A line of the book holds some 95 signs; the compiler breaks words at hyphens, slashes and the like.
_TOO_LONG = re.compile(r"[^\W_]{81,}")
# What has this class is for readers of the handbook: it is left out where a page is printed alone.
NOT_ON_SHEET = "not-on-sheet"
# What has this class is for the screen, where it costs no paper: it is left out of the book too. A table
# leaves out the columns whose head has it; an end of a line that has it leaves a sign that there is more.
NOT_ON_PAPER = "not-on-paper"


class Writer(SphinxTranslator):
    """Writes the markup of one page; the visitor groups say what each node becomes."""

    builder: HandbookPdfBuilder

    def __init__(
        self,
        document: nodes.document,
        builder: HandbookPdfBuilder,
        manuscript: Manuscript,
        chapter: Chapter,
        *,
        front: bool = False,
    ) -> None:
        super().__init__(document, builder)
        self.manuscript = manuscript
        self.chapter = chapter
        self.docname = chapter.docname
        self.front = front
        self.level = chapter.level - 1
        self.headed = False  # whether the title of the page is written
        self.out: list[str] = []
        self.footnotes = {id_: note for note in document.findall(nodes.footnote) for id_ in note["ids"]}
        self.footnotes_set: set[str] = set()
        self.in_heading = 0
        self.in_table = 0

    def markup(self) -> str:
        """Return what was written."""
        return "".join(self.out) + "\n"

    def write(self, markup: str) -> None:
        """Add markup."""
        self.out.append(markup)

    def aside(self, children: list[nodes.Node]) -> str:
        """Return the markup of nodes that are printed elsewhere: footnotes, captions, cells."""
        outer, self.out = self.out, []
        for child in children:
            child.walkabout(self)
        inner, self.out = "".join(self.out), outer
        return inner

    def fault(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Report what keeps the book from being made, with the line of the page."""
        self.builder.fault(subtype, message, self.location(node))

    def location(self, node: nodes.Node) -> str:
        """Return file and line of a node; those of the node around it where it has none."""
        around: nodes.Node | None = node
        while around is not None and not around.source:
            around = around.parent
        source = around.source if around is not None else self.builder.env.doc2path(self.docname)
        return f"{source}:{line_of(node)}"

    def place(self, node: nodes.Element) -> str:
        """Return a comment that leads from the generated file back to the page and line."""
        if not node.source or node.line is None:
            return ""
        try:
            path = Path(node.source).relative_to(self.builder.srcdir)
        except ValueError:
            return ""
        # What runs over the page of a sheet is told with its line, which the compiler must know then.
        mark = f"#line-mark({node.line}) " if self.manuscript.sheet else ""
        return f"/*@ {path.as_posix()}:{node.line} */{mark}"

    def section_number(self, section: nodes.Element) -> str:
        """Return the number that Sphinx gave a section of a numbered toctree, as on the site."""
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        for address in [
            *(f"#{id_}" for id_ in section["ids"]),
            *([] if self.level > self.chapter.level else [""]),
        ]:
            if numbers.get(address):
                return escape(".".join(map(str, numbers[address]))) + " "
        return ""

    def number(self, node: nodes.Element) -> str:
        """Return the words that number a figure, table or code block when ``numfig`` is on."""
        if not self.builder.config.numfig or not node["ids"]:
            return ""
        kind = self.builder.env.domains.standard_domain.get_enumerable_node_type(node)
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind or "", {})
        number = next((numbers[id_] for id_ in node["ids"] if id_ in numbers), None)
        if kind is None or number is None:
            return ""
        words = self.builder.config.numfig_format.get(kind, "") % ".".join(map(str, number))
        return f"#strong[{escape(words)}] "

    def anchors(self, node: nodes.Element) -> str:
        """Return the labels of a node's addresses, each on an invisible mark."""
        found = (self.manuscript.define(self.docname, id_) for id_ in node["ids"])
        return "".join(f"#metadata(none) {label} " for label in found if label)

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Set the node's addresses before it, then visit it; leave out what is not printed."""
        if isinstance(node, nodes.Element) and NOT_ON_PAPER in node["classes"]:
            if isinstance(node, nodes.inline):
                self.write(" …")
            raise nodes.SkipNode
        if self.manuscript.sheet and isinstance(node, nodes.Element) and NOT_ON_SHEET in node["classes"]:
            raise nodes.SkipNode
        if isinstance(node, nodes.Element) and node["ids"] and not isinstance(node, _ARGUMENTS):
            self.write(self.anchors(node))
        super().dispatch_visit(node)

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 - the name is docutils'
        """Write text so that every sign of it prints as it stands."""
        self.check_words(node)
        if self.manuscript.fields is None:
            self.write(prose(node.astext()))
        else:
            self.write(with_fields(node, self.manuscript.fields))

    def check_words(self, node: nodes.Node) -> None:
        """Report words that no line can hold: the compiler would print over the margin and say nothing."""
        for word in _TOO_LONG.findall(node.astext()):
            self.fault(
                "word",
                f"a word of {len(word)} signs, '{word[:20]}...', does not fit on a line."
                " Divide it by spaces or hyphens",
                node,
            )

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        """Text needs no end."""

    def unknown_visit(self, node: nodes.Node) -> None:
        """Report a node that the book cannot show, and show what is in it meanwhile."""
        self.fault(
            "unknown_node",
            f"the book cannot show '{node.__class__.__name__}' (page {self.docname})."
            " Write it another way, or teach handbook/pdf the node",
            node,
        )

    def unknown_departure(self, node: nodes.Node) -> None:
        """Write nothing: the visit has reported it."""

    def pass_through(self, node: Any) -> None:
        """Show the content alone."""

    def leave_out(self, node: Any) -> None:
        """Show nothing, where the node holds nothing for a reader of the book."""
        raise nodes.SkipNode
