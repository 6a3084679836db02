"""Visitors of lists: bullets, numbers, tasks, definitions, fields, options."""

from __future__ import annotations

from docutils import nodes

from handbook.pdf.markup import string
from handbook.pdf.writer import Writer

# A list of up to this many items and signs is kept on one page.
SHORT_LIST = 4
SHORT_LIST_TEXT = 400
_NUMBERINGS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


class ListVisitors(Writer):
    """Lists of all kinds."""

    def visit_bullet_list(self, node: nodes.Element) -> None:
        marker = "marker: [], " if "contains-task-list" in node["classes"] else ""
        self.write(f"\n#{_keeping(node)}list({marker}")

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self.write(")\n")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        style = _NUMBERINGS.get(str(node.get("enumtype", "arabic")), "1")
        pattern = f"{node.get('prefix', '')}{style}{node.get('suffix') or '.'}"
        self.write(f"\n#{_keeping(node)}enum(numbering: {string(pattern)}, start: {node.get('start', 1)}, ")

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


def _keeping(node: nodes.Element) -> str:
    """Return the start of the template's name for a list: a short one is not torn at the foot of a page."""
    short = len(node.children) <= SHORT_LIST and len(node.astext()) <= SHORT_LIST_TEXT
    return "short-" if short else ""
