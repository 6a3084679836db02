"""What the screen folds away is open in a book: readers of EPUB have no script, and not all have such styles."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class OpenTabs(SphinxPostTransform):
    """Show each tab as a titled part, before sphinx-design makes buttons of them."""

    default_priority = 190

    def run(self, **kwargs: object) -> None:
        """Change the tabs of a page that becomes part of an EPUB."""
        if self.app.builder.name != "epub":
            return
        for tabs in list(self.document.findall(_is("tab-set"))):
            tabs.attributes.pop("design_component")
        for tab in list(self.document.findall(_is("tab-item"))):
            assert isinstance(tab, nodes.Element)
            tab.attributes.pop("design_component")
            label, content = tab.children[0], tab.children[1]
            assert isinstance(label, nodes.Element)
            assert isinstance(content, nodes.Element)
            content.attributes.pop("design_component", None)
            tab[0] = nodes.rubric("", "", *label.children)


def _is(component: str) -> type[nodes.Node]:
    def test(node: nodes.Node) -> bool:
        return isinstance(node, nodes.container) and node.get("design_component") == component

    return test  # type: ignore[return-value]  # docutils takes a function too
