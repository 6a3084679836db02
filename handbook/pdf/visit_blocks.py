"""Visitors of sections, paragraphs, quotes, code and notes."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from handbook.pdf.markup import escape, prose, string
from handbook.pdf.writer import Writer


class BlockVisitors(Writer):
    """Block nodes of docutils."""

    def visit_document(self, node: nodes.document) -> None:
        self.write("\n")

    def depart_document(self, node: nodes.document) -> None:
        self.write("\n")

    def visit_section(self, node: nodes.section) -> None:
        self.level += 1

    def depart_section(self, node: nodes.section) -> None:
        self.level -= 1

    def visit_title(self, node: nodes.title) -> None:
        """Write a heading with all addresses of its section; panels make their titles themselves."""
        section = node.parent
        if not isinstance(section, nodes.section):
            self.write("#panel-title[")
            return
        self.in_heading += 1
        words = self.aside(list(node.children)).strip()
        self.in_heading -= 1
        plain = prose(node.astext())
        ids = list(section["ids"])
        first_heading, self.headed = not self.headed, True
        if first_heading:
            ids.insert(0, "")
            if self.front:
                words = plain = escape(self.builder.config.handbook_pdf_front)
        number = self.section_number(section)
        defined = [(id_, label) for id_ in ids if (label := self.manuscript.define(self.docname, id_))]
        label = ""
        if defined:
            id_, label = defined[0]
            self.manuscript.head(self.level, number + plain, f"{self.docname}#{id_}")
        self.write(f"\n{self.place(node)}#heading(level: {self.level})[{number}{words}] {label}\n")
        self.write("".join(f"#metadata(none) {other}\n" for _, other in defined[1:]))
        raise nodes.SkipNode

    def depart_title(self, node: nodes.title) -> None:
        self.write("]\n")

    def visit_subtitle(self, node: nodes.subtitle) -> None:
        self.write("\n#emph[")

    def depart_subtitle(self, node: nodes.subtitle) -> None:
        self.write("]\n")

    def visit_paragraph(self, node: nodes.Element) -> None:
        form = self._form(node)
        if form in _STATUS and self.manuscript.sheet:
            raise nodes.SkipNode  # the foot of the sheet tells it
        if _TOLD_BY_PAGES & set(node["classes"]):
            raise nodes.SkipNode
        self.write(f"\n\n{self.place(node)}" + (f"#{form}[" if form else ""))

    def depart_paragraph(self, node: nodes.Element) -> None:
        self.write("]\n\n" if self._form(node) else "\n\n")

    def _form(self, node: nodes.Element) -> str:
        """Return the template's function for a node, or nothing."""
        known = next((name for name in _FORMS if name in node["classes"]), "")
        if known or not isinstance(node, nodes.paragraph):
            return known
        return "lead" if self._leads(node) else "leads-on" if _leads_on(node) else ""

    def _leads(self, node: nodes.Element) -> bool:
        """Tell whether a paragraph is one of the first two under the title, with a heading behind them."""
        section = node.parent
        if self.level != self.chapter.level or not isinstance(section, nodes.section):
            return False
        follows = [child for child in section.children if not isinstance(child, _LEADING)]
        if not follows or not isinstance(follows[0], nodes.section):
            return False  # before a tall figure it would leave most of a page empty
        plain = [child for child in section.children if isinstance(child, nodes.paragraph)]
        return node in [child for child in plain if not _STATUS & set(child["classes"])][:2]

    visit_compact_paragraph, depart_compact_paragraph = visit_paragraph, depart_paragraph

    def visit_container(self, node: nodes.container) -> None:
        """Frame a claim; show a container of no known class as its content."""
        form = self._form(node)
        if "claim-sources" in node["classes"] and self.manuscript.sheet:
            self.manuscript.foot.append(self.aside(list(node.children)).strip())
            raise nodes.SkipNode
        if "claim" in node["classes"]:
            self.write(f"\n{self.place(node)}#claim({string(_certainty(node))})[")
        elif form:
            self.write(f"\n{self.place(node)}#{form}[")

    def depart_container(self, node: nodes.container) -> None:
        if "claim" in node["classes"] or self._form(node):
            self.write("]\n")

    visit_compound = visit_decoration = Writer.pass_through
    depart_compound = depart_decoration = Writer.pass_through

    def visit_comment(self, node: nodes.Element) -> None:
        raise nodes.SkipNode

    visit_substitution_definition = visit_meta = visit_footnote = visit_comment
    visit_system_message = visit_pending = visit_docinfo = visit_comment

    def visit_target(self, node: nodes.target) -> None:
        """Write nothing: the label of the address is set already."""

    depart_target = visit_target

    def visit_rubric(self, node: nodes.rubric) -> None:
        self.write("\n#rubric[")

    def depart_rubric(self, node: nodes.rubric) -> None:
        self.write("]\n")

    def visit_transition(self, node: nodes.transition) -> None:
        if "footnotes" not in node["classes"]:  # MyST's line above the notes, which are elsewhere here
            self.write("\n#divider()\n")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.Element) -> None:
        language = str(node.get("language", "text"))
        self.write(f"\n#raw({string(node.astext())}, block: true, lang: {string(language)})\n")
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        self.write("\n#quote(block: true)[")

    def depart_block_quote(self, node: nodes.block_quote) -> None:
        self.write("]\n")

    def visit_attribution(self, node: nodes.attribution) -> None:
        self.write("\n#attribution[")

    def depart_attribution(self, node: nodes.attribution) -> None:
        self.write("]\n")

    def visit_line_block(self, node: nodes.line_block) -> None:
        self.write("\n#lines[" if not isinstance(node.parent, nodes.line_block) else "#pad(left: 1.5em)[")

    def depart_line_block(self, node: nodes.line_block) -> None:
        self.write("]\n")

    def visit_line(self, node: nodes.line) -> None:
        """One line of an address or a verse."""

    def depart_line(self, node: nodes.line) -> None:
        self.write(" #linebreak()\n")

    # -- notes --------------------------------------------------------------------------------------

    def visit_admonition(self, node: nodes.Element) -> None:
        """Frame a note under its own title, or under the name of its kind."""
        names = [kind.__name__ for kind in type(node).__mro__] + node["classes"]
        kind = next((name for name in names if name in _KINDS), "note")
        title = node.children[0] if node.children else None
        if isinstance(title, nodes.title):
            words = self.aside(list(title.children)).strip()
            node.remove(title)
        else:
            words = escape(_KINDS[kind])
        short = str(len(node.astext()) <= _SHORT_NOTE).lower()
        self.write(f"\n{self.place(node)}#admonition({string(kind)}, {short}, [{words}])[")

    def depart_admonition(self, node: nodes.Element) -> None:
        self.write("]\n")

    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = visit_admonition
    visit_important = visit_note = visit_tip = visit_warning = visit_seealso = visit_admonition
    depart_attention = depart_caution = depart_danger = depart_error = depart_admonition
    depart_hint = depart_important = depart_note = depart_tip = depart_admonition
    depart_warning = depart_seealso = depart_admonition

    def visit_topic(self, node: nodes.Element) -> None:
        self.write("\n#panel[")

    def depart_topic(self, node: nodes.Element) -> None:
        self.write("]\n")

    visit_sidebar, depart_sidebar = visit_topic, depart_topic


# Classes of paragraphs and containers, which other capabilities give them, and which the template styles.
_FORMS = (
    "claim-certainty",
    "claim-basis",
    "claim-caution",
    "claim-register",
    "claim-summary",
    "retired-claim",
    "certainty-grade",
    "grade-count",
    "source-notice",
    "review-status",
    "plain-words",
    "also-called",
    "self-check",
    "self-check-solved",
)
_SHORT_LEAD = 240  # signs: three lines
_SHORT_NOTE = 900  # a note of up to this many signs is kept on one page
_STATUS = {"review-status", "claim-summary"}  # lines under the title that are not the answer of the page
# On the site: where a claim stands, what cites a source. The book tells the pages.
_TOLD_BY_PAGES = {"cited-by", "register-place"}
# What may stand between the title of a page and its first heading, besides figures, lists and the like.
_LEADING = (nodes.title, nodes.paragraph, nodes.target, nodes.comment, addnodes.index)
_KINDS = {
    "attention": "Attention",
    "caution": "Caution",
    "danger": "Danger",
    "error": "Error",
    "hint": "Hint",
    "important": "Important",
    "note": "Note",
    "seealso": "See also",
    "tip": "Tip",
    "warning": "Warning",
}


def _leads_on(node: nodes.paragraph) -> bool:
    """Tell whether a paragraph leads to what follows, so that a page does not end between them.

    It ends in a colon and a list follows; or it is short, a table follows, and a heading stands before it.
    """
    around = node.parent
    if not isinstance(around, nodes.Element):
        return False
    place = around.index(node)
    behind = around.children[place + 1 :]
    if node.astext().rstrip().endswith(":"):
        return bool(behind) and isinstance(behind[0], (nodes.bullet_list, nodes.enumerated_list))
    under_heading = place > 0 and isinstance(around.children[place - 1], (nodes.title, addnodes.index))
    short = len(node.astext()) <= _SHORT_LEAD
    return under_heading and short and bool(behind) and isinstance(behind[0], nodes.table)


def _certainty(claim: nodes.Element) -> str:
    """Return how sure a claim is, as its class tells: ``claim-very-low`` is ``very low``."""
    kinds = [name for name in claim["classes"] if name.startswith("claim-")]
    return kinds[0].removeprefix("claim-").replace("-", " ") if kinds else ""
