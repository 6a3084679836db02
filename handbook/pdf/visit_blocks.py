"""Visitors of sections, paragraphs, lists, notes and figures."""

from __future__ import annotations

from docutils import nodes

from handbook.pdf.markup import escape, string
from handbook.pdf.writer import Writer

_NUMBERINGS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


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
        labels = [self.builder.labels.define(self.docname, id_) for id_ in section["ids"]]
        first_heading = self.level == self.chapter.level
        if first_heading:
            labels.insert(0, self.builder.labels.define(self.docname, ""))
            if self.front:
                words = escape(self.builder.config.handbook_pdf_front)
        kept = [label for label in labels if label]
        head = f"\n{self.place(node)}"
        if first_heading and not self.chapter.starts_part:
            head += "#chapter-break()\n"
        label = kept[0] if kept else ""
        self.write(f"{head}#heading(level: {self.level})[{words}] {label}\n")
        self.write("".join(f"#metadata(none) {other}\n" for other in kept[1:]))
        raise nodes.SkipNode

    def depart_title(self, node: nodes.title) -> None:
        self.write("]\n")

    def visit_subtitle(self, node: nodes.subtitle) -> None:
        self.write("\n#emph[")

    def depart_subtitle(self, node: nodes.subtitle) -> None:
        self.write("]\n")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        self.write(f"\n\n{self.place(node)}")
        kind = next((name for name in _PARAGRAPHS if name in node["classes"]), None)
        if kind is not None:
            self.write(f"#{kind}[")

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        kind = next((name for name in _PARAGRAPHS if name in node["classes"]), None)
        self.write("]\n\n" if kind is not None else "\n\n")

    visit_compact_paragraph, depart_compact_paragraph = visit_paragraph, depart_paragraph

    def visit_container(self, node: nodes.container) -> None:
        """Frame a claim; show any other container as its content."""
        if "claim" in node["classes"]:
            self.write(f"\n#claim({string(node['certainty'])})[")

    def depart_container(self, node: nodes.container) -> None:
        if "claim" in node["classes"]:
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

    # -- lists --------------------------------------------------------------------------------------

    def visit_bullet_list(self, node: nodes.Element) -> None:
        marked = "contains-task-list" in node["classes"]
        self.write("\n#list(marker: [], " if marked else "\n#list(")

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self.write(")\n")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        style = _NUMBERINGS.get(str(node.get("enumtype", "arabic")), "1")
        pattern = f"{node.get('prefix', '')}{style}{node.get('suffix') or '.'}"
        self.write(f"\n#enum(numbering: {string(pattern)}, start: {node.get('start', 1)}, ")

    depart_enumerated_list = depart_bullet_list

    def visit_list_item(self, node: nodes.Element) -> None:
        self.write(f"[{self.anchors(node)}")

    def depart_list_item(self, node: nodes.Element) -> None:
        self.write("],\n")

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        self.write("\n#terms(")

    depart_definition_list = depart_bullet_list

    def visit_definition_list_item(self, node: nodes.definition_list_item) -> None:
        """Write all terms of an entry, then its definitions."""
        kinds = (nodes.term, nodes.classifier)
        terms: list[nodes.Node] = [child for child in node.children if isinstance(child, kinds)]
        rest = [child for child in node.children if not isinstance(child, kinds)]
        words = self.anchors(node) + self.aside(terms).strip()
        self.write(f"terms.item([{words}], [{self.aside(rest).strip()}]),\n")
        raise nodes.SkipNode

    def visit_term(self, node: nodes.term) -> None:
        if node.parent.index(node) > 0:
            self.write(" #linebreak() ")

    def depart_term(self, node: nodes.term) -> None:
        """Write nothing: the next term or the definition follows."""

    def visit_classifier(self, node: nodes.classifier) -> None:
        self.write(" #emph[")

    def depart_classifier(self, node: nodes.classifier) -> None:
        self.write("]")

    visit_definition = visit_termsep = Writer.pass_through
    depart_definition = depart_termsep = Writer.pass_through

    def visit_field_list(self, node: nodes.field_list) -> None:
        self.write("\n#terms(")

    depart_field_list = depart_bullet_list

    def visit_field(self, node: nodes.field) -> None:
        name, body = node.children[0], node.children[1]
        assert isinstance(name, nodes.Element)
        assert isinstance(body, nodes.Element)
        words = self.anchors(node) + self.aside(list(name.children)).strip()
        self.write(f"terms.item([{words}], [{self.aside(list(body.children)).strip()}]),\n")
        raise nodes.SkipNode

    def visit_option_list(self, node: nodes.option_list) -> None:
        self.write("\n#terms(")

    depart_option_list = depart_bullet_list

    def visit_option_list_item(self, node: nodes.option_list_item) -> None:
        group, description = node.children[0], node.children[1]
        assert isinstance(description, nodes.Element)
        words = string(group.astext())
        body = self.aside(list(description.children)).strip()
        self.write(f"terms.item([#raw({words})], [{body}]),\n")
        raise nodes.SkipNode

    # -- notes --------------------------------------------------------------------------------------

    def visit_admonition(self, node: nodes.Element) -> None:
        """Frame a note under its own title, or under the name of its kind."""
        kind = node.__class__.__name__
        title = node.children[0] if node.children else None
        if kind == "admonition" and isinstance(title, nodes.title):
            words = self.aside(list(title.children))
            node.remove(title)
            names = [name for name in node["classes"] if name in _KINDS]
            kind = names[0] if names else "note"
        else:
            words = escape(_KINDS.get(kind, kind.capitalize()))
        self.write(f"\n{self.place(node)}#admonition({string(kind)}, [{words}])[")

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

    # -- figures ------------------------------------------------------------------------------------

    def visit_figure(self, node: nodes.figure) -> None:
        """Show the image with its caption and legend."""
        captions = [child for child in node.children if isinstance(child, (nodes.caption, nodes.legend))]
        shown = [child for child in node.children if child not in captions]
        caption = self.aside(list(captions)).strip()
        label = next(
            (lbl for id_ in node["ids"] if (lbl := self.builder.labels.define(self.docname, id_))),
            "",
        )
        extra = f", caption: [{caption}]" if caption else ""
        body = self.aside(shown).strip()
        self.write(f"\n{self.place(node)}#figure([{body}]{extra}) {label}\n")
        raise nodes.SkipNode

    def visit_caption(self, node: nodes.caption) -> None:
        """Write the words of a caption."""

    def depart_caption(self, node: nodes.caption) -> None:
        self.write("\n\n")

    visit_legend = depart_legend = Writer.pass_through

    # -- bibliography -------------------------------------------------------------------------------

    def visit_citation(self, node: nodes.citation) -> None:
        content = [child for child in node.children if not isinstance(child, nodes.label)]
        self.write(f"\n#bibliography-entry[{self.aside(content).strip()}]\n")
        raise nodes.SkipNode


_PARAGRAPHS = ("claim-certainty", "claim-basis", "review-status", "plain-words", "also-called")
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
