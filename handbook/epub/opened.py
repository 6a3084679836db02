"""What the screen folds away is open in an EPUB: its readers have no script, and not all have such styles."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class OpenFolds(SphinxPostTransform):
    """Show each tab and dropdown as a titled part, before sphinx-design makes buttons of them."""

    default_priority = 190

    def run(self, **kwargs: object) -> None:
        """Change the pages of an EPUB."""
        if self.app.builder.name != "epub":
            return
        for part in list(self.document.findall(nodes.container)):
            component = part.get("design_component")
            if component in {"tab-set", "tab-content"}:
                del part["design_component"]
            elif component == "tab-item" or (component == "dropdown" and part["has_title"]):
                _open(part)


def _open(part: nodes.container) -> None:
    """Make a box of a component: its first child is its title."""
    del part["design_component"]
    title = part[0]
    assert isinstance(title, nodes.Element)
    part["classes"] = ["opened"]
    part["ids"] += title["ids"]
    part[0] = nodes.paragraph("", "", nodes.strong("", "", *title.children), classes=["opened-title"])
