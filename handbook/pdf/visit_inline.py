"""Visitors of what stands inside a line: emphasis, code, keys, badges."""

from __future__ import annotations

from docutils import nodes

from handbook.pdf.markup import escape, string
from handbook.pdf.writer import Writer

# Classes that carry meaning, and the template's function for each.
_FORMS = {
    "certainty-mark": "certainty-mark",
    "clinic-blank": "blank-line",
    "claim-label": "claim-label",
    "task-box": "task-box",
    "guilabel": "strong",
    "menuselection": "strong",
    "kbd": "keys",
    "sd-badge": "badge",
    "versionmodified": "strong",
    "strike": "strike",
}


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
    visit_title_reference = visit_literal_emphasis = visit_manpage = visit_emphasis
    visit_generated = visit_problematic = Writer.pass_through
    depart_title_reference = depart_literal_emphasis = depart_manpage = close_bracket
    depart_generated = depart_problematic = Writer.pass_through

    def visit_abbreviation(self, node: nodes.Element) -> None:
        """Leave the explanation for the end: paper has no hover."""

    def depart_abbreviation(self, node: nodes.Element) -> None:
        if node.get("explanation"):
            self.write(f" \\({escape(node['explanation'])}\\)")

    visit_acronym, depart_acronym = visit_abbreviation, depart_abbreviation

    def visit_literal(self, node: nodes.Element) -> None:
        self.check_words(node)
        self.write(f"#raw({string(node.astext())})")
        raise nodes.SkipNode

    visit_literal_strong = visit_desc_inline = visit_literal

    def visit_inline(self, node: nodes.Element) -> None:
        """Give a class that carries meaning its form; any other is for the screen."""
        form = next((_FORMS[name] for name in node["classes"] if name in _FORMS), "")
        self.write(f"#{form}[")

    depart_inline = close_bracket
