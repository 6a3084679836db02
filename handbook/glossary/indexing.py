"""Index entries from the terms that a page links: a writer who links a term has indexed it."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform


class IndexLinkedTerms(SphinxTransform):
    """Add an index entry for each section that links a term, under the term's name."""

    default_priority = 760  # after the sections have their addresses

    def apply(self, **kwargs: object) -> None:
        """Give every section one index node that holds the terms linked in it."""
        linked: dict[nodes.section, list[str]] = {}
        for reference in self.document.findall(addnodes.pending_xref):
            if reference.get("refdomain") != "std" or reference.get("reftype") != "term":
                continue
            section = _section_of(reference)
            if section is not None:
                names = linked.setdefault(section, [])
                if reference["reftarget"] not in names:
                    names.append(reference["reftarget"])
        for section, names in linked.items():
            address = section["ids"][0]
            entries = [("single", name, address, "", None) for name in names]
            index = addnodes.index(entries=entries)
            index.source, index.line = section.source, section.line
            section.append(index)


def _section_of(node: nodes.Node) -> nodes.section | None:
    around: nodes.Node | None = node
    while around is not None and not isinstance(around, nodes.section):
        if isinstance(around, addnodes.glossary):
            return None  # the entry of a term is no place that treats the terms it mentions
        around = around.parent
    return around
